"""Our own data files: each is read, and what is wrong in one is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import narrate
from narrate.attribution.words.language import LANGUAGES, language
from narrate.direction import vocabulary
from narrate.errors import NarrateError
from narrate.languages import table, wordlists
from narrate.languages.table import LANGUAGES as HEADED

LOADERS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "attribution": (language.__wrapped__, LANGUAGES),
    "direction": (vocabulary.vocabulary.__wrapped__, vocabulary.LANGUAGES),
    "languages": (table.__wrapped__, HEADED),
}


def load(room: str) -> None:
    loader, codes = LOADERS[room]
    for code in codes:
        loader(code)


def test_every_data_file_is_read_and_nothing_in_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: set[Path] = set()

    def lines_of(text: str, path: Path) -> list[wordlists.Line]:
        read.add(path)
        return list(plain(text, path))

    plain = wordlists.lines_of
    monkeypatch.setattr(wordlists, "lines_of", lines_of)
    for room in LOADERS:
        load(room)
    source = Path(narrate.__file__).parent
    assert read == {path for room in LOADERS for path in (source / room / "data").rglob("*.txt")}


@pytest.mark.parametrize(
    ("room", "line", "instead", "told"),
    [
        ("attribution", "mister M = mr", "mister M = mistr", "titles.txt:4: "),
        ("attribution", "[exit]", "[exits]", r"words.txt:\d+: "),
        ("direction", "noun sneer scorn", "nuon sneer scorn", r"en.txt:\d+: "),
        ("direction", "[cold]", "[clod]", r"en.txt:\d+: "),
        ("direction", "noun sneer scorn", "noun sneer sneer", r"en.txt:\d+: "),
        ("languages", "2: two", "2: one", r"en.txt:\d+: "),
        ("languages", "2: two", "two", r"en.txt:\d+: "),
        ("languages", "[column]", "[columns]", r"en.txt:\d+: "),
        ("languages", "foreword, afterword", "foreword, foreword", r"en.txt:\d+: "),
    ],
)
def test_what_nobody_could_use_is_refused_with_file_and_line(
    monkeypatch: pytest.MonkeyPatch, room: str, line: str, instead: str, told: str
) -> None:
    plain = wordlists.lines_of
    monkeypatch.setattr(
        wordlists, "lines_of", lambda text, path: plain(text.replace(line, instead), path)
    )
    with pytest.raises(NarrateError, match=told):
        load(room)
