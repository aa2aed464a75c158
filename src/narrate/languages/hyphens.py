"""What stands in a language's ``hyphens.txt``: how words are written that a line's end parts.

Entries are parted by commas.

    [first] [second]   words with which compounds begin and end that keep their hyphen: well-known,
                       half-hearted
    [endings]          what goes on with a word without a hyphen: deep-ly, six-ty
    [old]              words that had a hyphen once: to-day
    [grammar]          words that are rather a sentence going on behind a dash
    [whole]            words that have no hyphen, though their parts are words, too
"""

from __future__ import annotations

from collections.abc import Mapping

from narrate.languages.entries import phrases
from narrate.languages.wordlists import by_section, has_file, read_lines

FILE = "hyphens.txt"
SECTIONS = ("first", "second", "endings", "old", "grammar", "whole")

Hyphens = Mapping[str, frozenset[str]]
"""Each list of ``hyphens.txt`` by its name."""


def read_hyphens(code: str) -> Hyphens:
    """What the ``hyphens.txt`` of the language *code* holds; no list without one."""
    if not has_file(code, FILE):
        return {}
    lists = by_section(read_lines(code, FILE), SECTIONS)
    return {name: frozenset(phrases(lists[name])) for name in SECTIONS}
