from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import narrate
from narrate.cache import scripts
from narrate.cache.pruning import CacheKind
from narrate.cache.scripts import ScriptCache
from narrate.cache.store import PAYLOAD_HEADER, Store
from narrate.errors import Place
from narrate.model import NO_HINTS, Character, Hints, Manuscript, Note, Script, ToldChapters
from narrate.pipeline import prepare, read_script, work_out
from narrate.settings import Role, Settings
from narrate.testing import ToneEngine

STORY = "“Is anybody there?” called Ada.\n\n“Only me,” said Tom.\n"
TEXT = Manuscript(Path("story.txt"), STORY)
TOM = Character("Tom", gender="M")


class Prose:
    """Works scripts out, and counts how often it had to."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *asked: Any) -> Script:
        self.calls += 1
        return work_out(*asked)


@pytest.fixture
def prose() -> Prose:
    return Prose()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def ask(
    store: Store, prose: Prose, hints: Hints = NO_HINTS, manuscript: Manuscript = TEXT
) -> Script:
    return ScriptCache(store).script(prose, manuscript, hints)


def kept(store: Store) -> Path:
    (path,) = store.root.rglob("*.json")
    return path


def test_a_script_is_worked_out_once(store: Store, prose: Prose) -> None:
    first = ask(store, prose)
    assert ask(store, prose) == first == work_out(TEXT, NO_HINTS)
    assert prose.calls == 1


def test_a_script_from_the_shelf_has_the_manuscript_that_was_read_now(
    store: Store, prose: Prose
) -> None:
    ask(store, prose)
    moved = Manuscript(Path("elsewhere/story.txt"), STORY)
    assert ask(store, prose, manuscript=moved).book.manuscript is moved
    assert prose.calls == 1


@pytest.mark.parametrize(
    "hints",
    [
        Hints(heading=re.compile("Part .*")),
        Hints(language="de"),
        Hints(listed=(TOM,)),
        Hints(listed=(TOM,), narrator_is=(ToldChapters("Tom"),)),
        Hints(read_all=True),
        Hints(form="play"),
        Hints(notes=True),
    ],
)
def test_whatever_the_user_says_makes_another(store: Store, prose: Prose, hints: Hints) -> None:
    ask(store, prose)
    assert ask(store, prose, hints) == work_out(TEXT, hints)
    assert prose.calls == 2


@pytest.mark.parametrize(
    "other",
    [
        Manuscript(Path("story.txt"), STORY + "He left.\n"),
        Manuscript(Path("other.txt"), STORY),  # the title, where there is no other
    ],
)
def test_another_manuscript_makes_another(store: Store, prose: Prose, other: Manuscript) -> None:
    ask(store, prose)
    assert ask(store, prose, manuscript=other) == work_out(other, NO_HINTS)
    assert prose.calls == 2


def test_one_form_of_heading_is_not_taken_for_another(store: Store, prose: Prose) -> None:
    ask(store, prose, Hints(heading=re.compile("part")))
    ask(store, prose, Hints(heading=re.compile("part", re.IGNORECASE)))
    assert prose.calls == 2


@pytest.mark.parametrize("what", ["__version__", "digest_of_sources"])
def test_another_narrate_works_it_out_anew(
    store: Store, prose: Prose, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    ask(store, prose)
    monkeypatch.setattr(scripts, what, "other" if what.startswith("_") else lambda _rooms: "other")
    ask(store, prose)
    assert prose.calls == 2


def test_an_age_the_user_wrote_is_known_to_every_run(store: Store, tmp_path: Path) -> None:
    """The cache keeps none: they are told afterwards."""
    story = tmp_path / "story.txt"
    story.write_text("“Go away,” said Tom.\n\n“No,” said Ada.\n", encoding="utf-8")
    settings = Settings(engine="tone", roles=(Role(Character("Tom", age="child")),))
    for _ in range(2):
        script = read_script(story, settings, script_cache=ScriptCache(store))
        people = prepare(script, settings, ToneEngine()).script.characters
        assert {one.name: one.age for one in people} == {"Ada": None, "Tom": "child"}


def test_a_damaged_script_is_noticed_and_worked_out_anew(store: Store, prose: Prose) -> None:
    first = ask(store, prose)
    raw = bytearray(kept(store).read_bytes())
    raw[-20] ^= 1
    kept(store).write_bytes(raw)
    assert ask(store, prose) == first
    assert ask(store, prose) == first
    assert prose.calls == 2


@pytest.mark.parametrize("payload", [b"", b"\0", b"[]", b"{}", b"null", b"{" * 100_000])
def test_a_foreign_file_is_noticed_and_replaced(store: Store, prose: Prose, payload: bytes) -> None:
    """Even one that was sealed as ours are."""
    first = ask(store, prose)
    key = kept(store).stem
    store.keep_payload(CacheKind.SCRIPTS, key, "json", payload)
    assert ask(store, prose) == first
    assert prose.calls == 2
    assert kept(store).stat().st_size > PAYLOAD_HEADER.size + len(payload) or len(payload) > 1000


def test_a_shelf_that_cannot_be_written_is_no_error(tmp_path: Path, prose: Prose) -> None:
    (tmp_path / "cache").write_text("in the way")
    assert ask(Store(tmp_path / "cache"), prose) == work_out(TEXT, NO_HINTS)


def test_a_script_that_would_not_come_back_as_it_is_is_not_kept(store: Store) -> None:
    """JSON has no halves of characters."""

    def odd(*asked: Any) -> Script:
        script = work_out(*asked)
        torn = Character("\ud83d\ude00")
        return Script(script.book, script.segments, (*script.characters, torn))

    script = ScriptCache(store).script(odd, TEXT, NO_HINTS)
    assert script.characters[-1].name == "\ud83d\ude00"
    assert not list(store.root.rglob("*.json"))


def test_what_is_told_of_another_file_is_not_kept(store: Store) -> None:
    """Its lines may be others when the script is asked for again."""

    def noted(*asked: Any) -> Script:
        return replace(work_out(*asked), notes=(Note("x", "y", at=Place(Path("voices.yaml"), 3)),))

    assert ScriptCache(store).script(noted, TEXT, NO_HINTS).notes[0].at
    assert not list(store.root.rglob("*.json"))


def imported(path: Path) -> Iterator[Path]:
    """The files of ours that the module at *path* imports."""
    package = Path(narrate.__file__).parent
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.ImportFrom) and node.module):
            continue
        for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
            if name.startswith("narrate."):
                there = package.joinpath(*name.split(".")[1:])
                yield from (
                    one
                    for one in (there / "__init__.py", there.with_suffix(".py"))
                    if one.is_file()
                )


def test_the_digest_covers_all_the_code_that_works_out_a_script() -> None:
    package = Path(narrate.__file__).parent
    waiting = [
        package / "attribution" / "__init__.py",
        package / "text" / "chapters" / "__init__.py",
        package / "text" / "script.py",
    ]
    rooms: set[str] = set()
    seen: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            rooms.add(path.relative_to(package).parts[0])
            waiting += imported(path)
    assert {*rooms, "cache/script_form.py"} == set(scripts.ROOMS)
    assert all((package / room).exists() for room in scripts.ROOMS)
