"""The rooms of the house: imports go down only, and the edges stay at the edges."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import narrate

SOURCE = Path(narrate.__file__).parent

FLOORS = {
    5: {"cli", "__main__"},
    4: {"pipeline"},
    3: {"recording", "release", "archive"},
    2: {"engines", "audio", "mp3", "config", "stock", "sources", "testing"},
    1: {
        "manuscript",
        "normalization",
        "lines",
        "languages",
        "titles",
        "castlines",
        "paragraphs",
        "chapters",
        "quotation",
        "script",
        "scriptfile",
        "attribution",
        "casting",
        "credits",
        "sampling",
        "direction",
        "lexicon",
        "assembly",
        "reels",
        "mastering",
        "metering",
        "headlines",
        "parting",
        "templates",
    },
    0: {"model", "errors", "settings", "shifts", "wordlists"},
}
FLOOR = {room: floor for floor, rooms in FLOORS.items() for room in rooms}

ONLY_IN = {
    "click": {"cli"},
    "tqdm": {"cli"},
    "pydub": {"audio"},
    "lameenc": {"mp3"},
    "imageio_ffmpeg": {"audio"},
    "pyttsx3": {"engines"},
    "distributed": {"recording"},
    "espeakng_loader": {"engines"},
    "mutagen": {"release"},
    "ruamel": {"config"},
    "jsonschema": {"config"},
    "charset_normalizer": {"manuscript"},
    "py3langid": {"languages"},
}
"""Each of these libraries has one room that knows it."""


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            if node.module == "narrate":
                yield from (f"narrate.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_down_only(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        assert not [name for name in imports(path) if name.startswith("narrate")]
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "narrate" or len(parts) == 1 or parts[1].startswith("__"):
            continue
        there = parts[1]
        assert there == here or FLOOR[there] <= FLOOR[here], f"{path} must not import {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_library_is_known_to_one_room(path: Path) -> None:
    for name in imports(path):
        homes = ONLY_IN.get(name.split(".")[0])
        assert homes is None or room(path) in homes, f"{path} must not import {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc"])
def test_there_is_no_drawer(name: str) -> None:
    assert not [path for path in modules() if path.stem == name]


def test_only_the_command_line_prints() -> None:
    for path in modules():
        if room(path) == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_print = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
            assert not is_print, f"{path}:{getattr(node, 'lineno', 0)} prints"
