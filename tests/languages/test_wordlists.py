"""Our own data files: each is read, and what is wrong in one is told with its line."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pytest

from narrate.errors import NarrateError
from narrate.languages import LANGUAGES, Language, wordlists


def load(code: str) -> None:
    """Read every file of a language anew."""
    parts = [name for name, part in vars(Language).items() if isinstance(part, cached_property)]
    for part in parts:
        getattr(Language(code), part)


def test_every_data_file_is_read_and_nothing_in_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: set[Path] = set()

    def lines_of(text: str, path: Path) -> list[wordlists.ListLine]:
        read.add(path)
        return list(plain(text, path))

    plain = wordlists.lines_of
    monkeypatch.setattr(wordlists, "lines_of", lines_of)
    for code in LANGUAGES:
        load(code)
    assert read == set(Path(wordlists.__file__).parent.rglob("*.txt"))


def test_a_part_is_read_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    plain = wordlists.lines_of

    def lines_of(text: str, path: Path) -> list[wordlists.ListLine]:
        read.append(path.name)
        return list(plain(text, path))

    monkeypatch.setattr(wordlists, "lines_of", lines_of)
    known = Language("en")
    assert known.speech is known.speech
    assert read == ["speech.txt"]


def test_every_folder_is_a_language_and_every_language_has_one() -> None:
    folders = Path(wordlists.__file__).parent.glob("*/*.txt")
    assert {path.parent.name for path in folders} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("line", "instead", "told"),
    [
        ("mister M = mr", "mister M = mistr", "titles.txt:4: "),
        ("[exit]", "[exits]", r"words.txt:\d+: "),
        ("noun sneer scorn", "nuon sneer scorn", r"manners.txt:\d+: "),
        ("verb subject, subject verb", "verb subject, verb verb", r"quotation.txt:\d+: "),
        ("[epithet]", "[epithets]", r"quotation.txt:\d+: "),
        ("km = kilometer, kilometers", "km kilometer", r"speech.txt:\d+: "),
        ("km = kilometer,", "cm = kilometer,", r"speech.txt:\d+: "),
        ("[cold]", "[clod]", r"manners.txt:\d+: "),
        ("noun sneer scorn", "noun sneer sneer", r"manners.txt:\d+: "),
        ("2: two", "2: one", r"headings.txt:\d+: "),
        ("2: two", "two", r"headings.txt:\d+: "),
        ("[column]", "[columns]", r"headings.txt:\d+: "),
        ("foreword, afterword", "foreword, foreword", r"headings.txt:\d+: "),
    ],
)
def test_what_nobody_could_use_is_refused_with_file_and_line(
    monkeypatch: pytest.MonkeyPatch, line: str, instead: str, told: str
) -> None:
    plain = wordlists.lines_of
    monkeypatch.setattr(
        wordlists, "lines_of", lambda text, path: plain(text.replace(line, instead), path)
    )
    with pytest.raises(NarrateError, match=told):
        load("en")
