from __future__ import annotations

from pathlib import Path

import pytest

from kokoromodel import make_files
from narrate.engines.kokoro import files as module
from narrate.engines.kokoro.files import find_files
from narrate.engines.voice_files import FOLDER
from narrate.errors import ToolError


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path / "kokoro"


@pytest.fixture
def no_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)


def test_the_users_files_come_before_those_of_packages(folder: Path) -> None:
    model, voices = make_files(folder, af_one=1)
    found = find_files(None, None)
    assert (found.model, found.styles) == ((model,), (voices,))


def test_of_several_models_the_smallest_is_taken(folder: Path) -> None:
    model, _ = make_files(folder, af_one=1)
    (folder / "kokoro-v1.0.fp16.onnx").write_bytes(model.read_bytes() * 2)
    assert find_files(None, None).model == (model,)


def test_voices_of_another_release_than_the_model_are_left_out(folder: Path) -> None:
    _, voices = make_files(folder, af_one=1)
    (folder / "voices-v1.1-zh.bin").write_bytes(voices.read_bytes())
    (folder / "voices-mine.npz").write_bytes(voices.read_bytes())
    names = [path.name for path in find_files(None, None).styles]
    assert names == ["voices-mine.npz", "voices-v1.0.bin"]


def test_files_that_are_asked_for_come_first(folder: Path, tmp_path: Path) -> None:
    make_files(folder, af_one=1)
    model, voices = make_files(tmp_path / "else where", af_two=2)
    found = find_files(str(model), str(voices))
    assert (found.model, found.styles) == ((model,), (voices,))


def test_a_file_that_is_asked_for_and_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="there is no file"):
        find_files(str(tmp_path / "none.onnx"), None)


@pytest.mark.usefixtures("folder")
def test_a_package_brings_a_model_in_parts_and_voices() -> None:
    found = find_files(None, None)
    assert len(found.model) == 4
    assert len(found.read_model()) == 92_361_271
    assert [path.name for path in found.styles] == ["voices_ja.npz"]


@pytest.mark.usefixtures("no_packages")
def test_what_is_missing_is_told_with_its_place(folder: Path) -> None:
    with pytest.raises(ToolError, match="no model yet") as refused:
        find_files(None, None)
    assert str(folder) in refused.value.message
    model, _ = make_files(folder, af_one=1)
    model.rename(folder.parent / "kokoro.onnx")
    with pytest.raises(ToolError, match="no model yet"):
        find_files(None, None)


def test_the_digest_changes_with_any_file(folder: Path) -> None:
    model, voices = make_files(folder, af_one=1)
    first = find_files(None, None).digest
    assert first == find_files(None, None).digest
    voices.write_bytes(voices.read_bytes() + b"\0")
    second = find_files(None, None).digest
    model.write_bytes(model.read_bytes() + b"\0")
    assert len({first, second, find_files(None, None).digest}) == 3
