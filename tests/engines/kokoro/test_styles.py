from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
from numpy.typing import NDArray

from kokoromodel import make_files
from narrate.engines.kokoro.styles import (
    LARGEST_STYLE,
    MOST_STYLES,
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


@pytest.mark.parametrize(
    "odd",
    [
        np.zeros(7),
        np.zeros((0, 256)),
        np.full(256, np.nan),
        np.full(256, np.inf),
        np.full(256, 1e9),
        np.full(256, 1j),
        np.full(256, "x"),
        np.full(256, None),
        np.zeros(LARGEST_STYLE, np.int8),
        np.zeros(256, [("a", "f4")]),
        np.zeros(256, "M8[s]"),
    ],
    ids=lambda odd: f"{odd.dtype} {odd.shape} {odd.flat[:1]}",
)
def test_an_array_that_is_no_style_is_told(tmp_path: Path, odd: NDArray[Any]) -> None:
    path = tmp_path / "voices.npz"
    np.savez_compressed(path, af_odd=odd, af_one=np.ones(256))
    files = StyleFiles((path,))
    with pytest.raises(ToolError, match=r"^the voices .*voices\.npz cannot be read: .+"):
        files.read("af_odd")
    assert (files.read("af_one") == 1).all()


def test_an_array_that_says_it_is_larger_than_it_is_is_told(tmp_path: Path) -> None:
    path = archive(tmp_path, {"af_odd.npy": array_header((1 << 50, 256))})
    with pytest.raises(ToolError, match="cannot be read"):
        StyleFiles((path,)).read("af_odd")


def test_what_can_be_no_name_of_a_voice_is_none(tmp_path: Path) -> None:
    one = array_header((1, 256)) + np.ones(256, "<f4").tobytes()
    names = "af_one", "", "af+two", "af\x1b[2J", "../af", "a" * 81, "LICENSE"
    files = StyleFiles((archive(tmp_path, {f"{name}.npy": one for name in names}),))
    assert files.names() == ("LICENSE", "af_one")


@pytest.mark.parametrize("count", [0, MOST_STYLES + 1])
def test_a_file_of_no_voices_or_of_more_than_there_can_be_is_told(
    tmp_path: Path, count: int
) -> None:
    path = archive(tmp_path, {f"af_{n}.npy": b"" for n in range(count)})
    with pytest.raises(ToolError, match=f"it has {count} styles"):
        StyleFiles((path,)).names()


def test_a_damaged_file_is_read_or_told_in_a_line(tmp_path: Path) -> None:
    chance = np.random.default_rng(14)
    path = tmp_path / "voices.bin"
    with path.open("wb") as file:
        np.savez_compressed(file, af_one=np.ones((2, 1, 256), np.float32), bm_two=np.ones(256))
    whole = path.read_bytes()
    told: list[str] = []
    for number in range(200):
        damaged = np.frombuffer(whole[: -number or None], np.uint8).copy()
        places = chance.integers(len(damaged), size=3)
        damaged[places] = chance.integers(256, size=3)
        path.write_bytes(damaged.tobytes() + whole[len(damaged) :] * (number % 8 > 0))
        files = StyleFiles((path,))
        try:
            assert all(files.read(name).shape[1] == 256 for name in files.names())
        except ToolError as error:
            told.append(str(error))
    assert 50 < len(told) < 200
    assert all(one.startswith("the voices ") and "\n" not in one for one in told)


def archive(folder: Path, members: Mapping[str, bytes]) -> Path:
    """A new file of voices with *members*, whatever these are."""
    path = folder / "voices.bin"
    with ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def array_header(shape: tuple[int, ...]) -> bytes:
    """What stands before the numbers of an array of *shape*."""
    header = BytesIO()
    described = {"descr": "<f4", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(header, described)
    return header.getvalue()


def test_blends_are_taken_far_from_each_other() -> None:
    near, far = ("near", style(0.1)), ("far", style(9))
    chosen = spread_out([("here", style(0)), near, far], 3)
    assert "far" in dict(chosen[0].parts)
    assert len(set(chosen)) == len(chosen) == 3
    shares = {round(share, 2) for blend in chosen for _, share in blend.parts}
    assert shares <= {0.33, 0.5, 0.67}


def test_one_style_alone_has_no_blends() -> None:
    assert spread_out([("alone", style(0))], 5) == ()
