from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kokoromodel import make_files
from narrate.engines.kokoro.styles import (
    Blend,
    Style,
    StyleFiles,
    blend_name,
    read_blend,
    spread_out,
)
from narrate.errors import ToolError


def style(number: float) -> Style:
    return np.full((510, 256), number, dtype=np.float32)


def test_a_style_alone_is_a_blend_of_one() -> None:
    assert read_blend("af_heart") == Blend((("af_heart", 1.0),))


@pytest.mark.parametrize("name", ["a*0.6+b*0.4", "a*3+b*2", "a*.6+b*.4", "a*60+b*40"])
def test_shares_are_made_one_together(name: str) -> None:
    blend = read_blend(name)
    assert blend is not None
    assert dict(blend.parts) == pytest.approx({"a": 0.6, "b": 0.4})
    assert blend.leading == "a"


def test_a_style_without_a_share_has_one_like_another() -> None:
    assert read_blend("a+b") == Blend((("a", 0.5), ("b", 0.5)))


@pytest.mark.parametrize(
    "name", ["", "+", "a+", "a+a", "a*0+b", "a*-1+b", "a*+b", "a b", "a*0.5*2", "a*1e3", "a*nan"]
)
def test_what_is_no_blend_is_none(name: str) -> None:
    assert read_blend(name) is None


def test_a_blend_lies_between_its_styles() -> None:
    mixed = Blend((("a", 0.75), ("b", 0.25))).mixed({"a": style(0), "b": style(4)}.__getitem__)
    assert mixed.shape == (510, 256)
    assert (mixed == 1).all()


def test_a_blend_that_is_named_is_the_same_when_it_is_read() -> None:
    name = blend_name([("af_heart", 2 / 3), ("bf_emma", 1 / 3)])
    assert name == "af_heart*0.67+bf_emma*0.33"
    assert read_blend(name) is not None


def test_styles_are_read_from_all_files_the_first_goes_first(tmp_path: Path) -> None:
    _, one = make_files(tmp_path / "1", af_one=1, af_two=2)
    _, other = make_files(tmp_path / "2", af_two=5, bm_three=3)
    files = StyleFiles((one, other))
    assert files.names() == ("af_one", "af_two", "bm_three")
    assert [files.read(name)[0, 0] for name in files.names()] == [1, 2, 3]
    with pytest.raises(KeyError):
        files.read("af_four")


@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"PK\x03\x04"])
def test_a_file_of_something_else_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "voices.bin"
    path.write_bytes(content)
    with pytest.raises(ToolError, match=r"voices\.bin cannot be read"):
        StyleFiles((path,)).names()


def test_an_array_without_a_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "voices.npy"
    np.save(path, np.zeros(256))
    with pytest.raises(ToolError, match=r"voices\.npy cannot be read"):
        StyleFiles((path,)).names()


def test_an_array_that_is_no_style_is_told(tmp_path: Path) -> None:
    path = tmp_path / "voices.npz"
    np.savez(path, af_odd=np.zeros(7))
    with pytest.raises(ToolError, match="af_odd is no style"):
        StyleFiles((path,)).read("af_odd")


def test_blends_are_taken_far_from_each_other() -> None:
    near, far = ("near", style(0.1)), ("far", style(9))
    chosen = spread_out([("here", style(0)), near, far], 3)
    assert "far" in dict(chosen[0].parts)
    assert len(set(chosen)) == len(chosen) == 3
    shares = {round(share, 2) for blend in chosen for _, share in blend.parts}
    assert shares <= {0.33, 0.5, 0.67}


def test_one_style_alone_has_no_blends() -> None:
    assert spread_out([("alone", style(0))], 5) == ()
