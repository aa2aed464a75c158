"""What may not stand in attribution's data files: each is told with its file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.errors import NarrateError
from narrate.languages import entries
from narrate.languages.wordlists import ListLine, by_section, lines_of


def lines(text: str) -> list[ListLine]:
    return list(lines_of(text, Path("data.txt")))


def styles(found: list[ListLine]) -> object:
    return entries.aliases(found, {"lady"}, "title")


def particles(found: list[ListLine]) -> object:
    return entries.phrasal(found, {})


@pytest.mark.parametrize(
    ("kind", "text", "line"),
    [
        (entries.words, "one\ntwo one", 2),
        (entries.words, "Monday", 1),
        (entries.words, "one\nol'", 2),
        (entries.words, "half_way", 1),
        (entries.words, "don’t", 1),
        (entries.names, "Emma\nharriet", 2),
        (entries.names, "Emma Emma", 1),
        (entries.titles, "hon - = honourable", 1),
        (entries.titles, "mr M\nmistress F = mr", 2),
        (entries.titles, "madam F\nma'am F = madam\nmarm F = ma'am", 3),
        (entries.titles, "mr M\nmr M", 2),
        (entries.titles, "mr", 1),
        (entries.titles, "mr man", 1),
        (entries.titles, "first lady F", 1),
        (entries.sexes, "sir M madam", 1),
        (entries.sexes, "sir M\nsir M", 2),
        (entries.sexes, "sir N", 1),
        (styles, "ladyship lady\nlordship lord", 2),
        (entries.nicknames, "Robert Bob\nHarriet", 2),
        (entries.nicknames, "Robert Bob Bob", 1),
        (entries.verbs, "say/said\nsay", 2),
        (entries.verbs, "say/", 1),
        (particles, "go:on\ngo", 2),
        (particles, "go:on go:on", 1),
    ],
)
def test_a_useless_entry_is_refused(
    kind: Callable[[list[ListLine]], object], text: str, line: int
) -> None:
    with pytest.raises(NarrateError, match=rf"^data\.txt:{line}: "):
        kind(lines(text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[one]\na\n[two]\n[three]", 4),
        ("[one]\na\n[two]\n[one]", 4),
        ("a\n[one]\n[two]", 1),
        ("[one\n[two]", 1),
        ("[one] a\n[two]", 1),
        ("[one]\na", 2),
    ],
)
def test_a_section_that_nobody_reads_or_that_is_missing_is_refused(text: str, line: int) -> None:
    with pytest.raises(NarrateError, match=rf"^data\.txt:{line}: "):
        by_section(lines(text), ("one", "two"))


def test_sections_hold_the_lines_under_their_heading_and_no_comments() -> None:
    found = by_section(
        lines("# note\n[one]  # of\na b # c\n\n[two]\nd\n[none]"), ("one", "two", "none")
    )
    assert {name: [line.text for line in under] for name, under in found.items()} == {
        "one": ["a b"],
        "two": ["d"],
        "none": [],
    }
