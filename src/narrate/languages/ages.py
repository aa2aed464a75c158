"""What stands in a language's ``ages.txt``: words that tell who is a child and who is old.

Entries are parted by commas.

    [child] [sure child] [boy]   nouns for children; those used of no one else; of boys
    [small] [like]               adjectives of a child, and those that may stand before "boy"
    [old] [aged] [not aged]      nouns that "old" is true of, its like, and nouns it says nothing of
    [grandparent] [kin]          the old of a family; the first may have "great-" before them
    [old before name] [old before title] [child before name]    adjectives, as they are printed
    [many]                       nouns behind a name that is shared: "the little Hale girls"
    [title] [grown title]        stand before names; the second never before a child's
    [years of child] [tens of old]      ages in words, and their tens
    [hardly] [years]             before and behind an age: "not yet seven years old"
    [owner] [article] [being] [called]  between a name and what it is: "Wren was a girl"
"""

from __future__ import annotations

from collections.abc import Mapping

from narrate.languages.entries import phrases
from narrate.languages.wordlists import by_section, has_file, read_lines

FILE = "ages.txt"
SECTIONS = (
    "child", "sure child", "boy", "small", "like", "old", "aged", "not aged", "grandparent", "kin",
    "old before name", "old before title", "child before name", "many", "title", "grown title",
    "years of child", "tens of old", "hardly", "years", "owner", "article", "being", "called",
)  # fmt: skip

Ages = Mapping[str, tuple[str, ...]]
"""Each list of ``ages.txt`` by its name."""


def read_ages(code: str) -> Ages:
    """What the ``ages.txt`` of the language *code* holds; no list without one."""
    if not has_file(code, FILE):
        return {}
    lists = by_section(read_lines(code, FILE), SECTIONS)
    return {name: phrases(lists[name]) for name in SECTIONS}
