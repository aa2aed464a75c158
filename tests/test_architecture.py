"""The rooms of the house: imports go down only, and the edges stay at the edges."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import narrate

SOURCE = Path(narrate.__file__).parent

FLOORS = (
    ("errors", "spans"),
    ("model", "filenames"),
    ("settings",),
    ("plugins",),
    ("languages",),
    ("text",),
    ("readers", "outputs"),
    ("attribution.words",),
    ("attribution.people",),
    ("attribution.grammar",),
    ("attribution.stage",),
    ("attribution.decision",),
    ("attribution",),
    ("speech", "casting", "sound.audio"),
    ("direction", "engines"),
    ("sound", "config", "testing"),
    ("cache",),
    ("recording", "llm"),
    ("release",),
    ("pipeline",),
    ("production",),
    ("studio",),
    ("cli",),
    ("__main__",),
)
"""From the ground up. A room knows those below it and none beside it."""
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

ONLY_IN = {
    "click": "cli",
    "tqdm": "cli",
    "pydub": "sound.audio",
    "soxr": "sound",
    "lameenc": "sound",
    "urllib3": "engines",
    "langcodes": "languages",
    "lxml": "readers",
    "markdown_it": "readers",
    "pdfminer": "readers",
    "imageio_ffmpeg": "sound.audio",
    "pyttsx3": "engines",
    "onnxruntime": "engines",
    "piper": "engines",
    "distributed": "recording",
    "espeakng_loader": "engines",
    "starlette": "studio",
    "uvicorn": "studio",
    "msgspec": "cache",
    "mutagen": "release",
    "num2words": "speech",
    "ruamel": "config",
    "jsonschema": "config",
    "charset_normalizer": "readers",
    "py3langid": "languages",
}
"""Each of these libraries has one room that knows it."""
LOOSE = 8
"""So many modules at the most stand in no room."""


@cache
def modules() -> dict[Path, list[ast.AST]]:
    """Every module and the imports and calls in it."""
    return {path: list(_told(path)) for path in sorted(SOURCE.rglob("*.py"))}


def _told(path: Path) -> Iterator[ast.AST]:
    wanted = (ast.Import, ast.ImportFrom, ast.Call)
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return (node for node in nodes if isinstance(node, wanted))


def room_of(module: str) -> str | None:
    """The room that holds *module*; None for the package itself, which anybody may ask."""
    parts = module.split(".")[1:]
    while parts and ".".join(parts) not in FLOOR:
        parts.pop()
    return ".".join(parts) or None


def name_of(path: Path) -> str:
    parts = ("narrate", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


def imports(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def arrows() -> Iterator[tuple[str, str]]:
    """Which module imports which of ours."""
    for path, nodes in modules().items():
        here = name_of(path)
        yield from ((here, name) for name in imports(nodes) if name.startswith("narrate"))


def test_every_module_stands_in_a_room() -> None:
    homeless = [name_of(path) for path in modules() if room_of(name_of(path)) is None]
    assert homeless == ["narrate"]
    assert len([path for path in modules() if path.parent == SOURCE]) <= LOOSE


def test_imports_go_down_only() -> None:
    upwards = [
        f"{here} -> {there}"
        for here, there in arrows()
        if (low := room_of(here)) and (high := room_of(there)) and low != high
        if FLOOR[high] >= FLOOR[low]
    ]
    assert not upwards


def test_the_package_itself_imports_nothing() -> None:
    assert not [there for here, there in arrows() if here == "narrate"]


def test_a_library_is_known_to_one_room() -> None:
    strays = [
        f"{path} -> {name}"
        for path, nodes in modules().items()
        for name in imports(nodes)
        if (home := ONLY_IN.get(name.split(".")[0])) and room_of(name_of(path)) != home
    ]
    assert not strays


def test_files_are_short_and_none_is_a_drawer() -> None:
    assert not [p for p in modules() if len(p.read_text("utf-8").splitlines()) > 400]
    assert not [p for p in modules() if p.stem in {"utils", "helpers", "common", "misc"}]


def test_only_the_command_line_prints() -> None:
    printing = [
        f"{path}:{node.lineno}"
        for path, nodes in modules().items()
        if room_of(name_of(path)) != "cli"
        for node in nodes
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert not printing


def test_the_page_shows_these_floors() -> None:
    page = (Path(__file__).parents[1] / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| (.*?) \|", page, re.MULTILINE)
    shown = {int(floor): tuple(re.findall(r"`(.*?)`", rooms)) for floor, rooms in rows}
    assert shown == dict(enumerate(FLOORS))
