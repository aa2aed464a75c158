"""What stands in a language's ``speech.txt``: how print is said where a voice would misread it.

Blanks part the entries of a list of words, in which a low line stands for a blank; a line of the
other lists reads ``printed = said``, and where one and several are said differently,
``printed = one, several``.

    [abbreviation]          ends with a full stop that ends no sentence
    [title] [before number] [behind name] [anywhere]    abbreviations, by where they stand = said
    [day] [before day] [after day]  days of the week = said, and the words beside one
    [day alone]             of those, what is no word: "Tues."
    [month]                 the number of each = said
    [month alone] [before month]    months that are said without a number, and the words before
    [part]                  of those, what a single numeral may follow
    [after street]          words behind "St." that show it to be a street
    [shouted]               words that stand in capitals because they are cried
    [initials] [written out]    what is spelled, and initials = said
    [often initials]        rather initials behind an article: "the IT people"
    [currency]              sign = one, several, a part, several parts
    [scale] [unit]          of sums, and of measures
    [large number] [behind sum]     behind a sum: "million", and what a sum may be the kind of
    [behind feet]           adjectives behind a length: "5' tall"
    [counted] [uncounted]   follow a count and not a year, and no count
    [before year]           tells that four figures are a year
    [before time] [behind time]     tell that a number with a point is a time
    [before hours]          tells that four figures are the time of a soldier: "at 1830 hours"
    [before date] [behind fraction] tell a day from a fraction in figures
    [call] [behind call]    what stands before the number of a telephone, and may between
    [either] [or]           words that a slash may join to another, before and behind it
    [slashed]               what has a slash in it = said
    [sign]                  a sign before a figure = said
    [before drip]           tells that IV is what hangs by a bed
    [numbered] [lettered]   nouns that a number follows, and those that a letter may follow
    [counted in order]      nouns before which a numeral is an ordinal: "the XIX century"
    [ruler] [crown]         names and titles that a ruler's number follows
    [oath] [noise]          words struck out, and sounds, by their letters = said
    [double vowel]          words that have the double vowel they seem to draw out
    [denominator] [numerator]   of fractions in figures
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from narrate.languages.wordlists import ListLine, by_section, has_file, once, read_lines

FILE = "speech.txt"
WORDS = (
    "abbreviation", "part", "after street", "shouted", "initials", "often initials", "counted",
    "uncounted", "numbered", "lettered", "counted in order", "ruler", "crown", "double vowel",
    "day alone", "before day", "after day", "month alone", "before month",
    "large number", "behind sum", "behind feet", "before year", "before time", "behind time",
    "before hours", "before date", "behind fraction",
    "call", "behind call", "either", "or", "before drip",
)  # fmt: skip
SAID = (
    "title", "before number", "behind name", "anywhere", "day", "month", "written out", "currency",
    "scale", "unit", "oath", "noise", "denominator", "numerator", "slashed",
    "sign",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speech:
    """The lists of ``speech.txt`` by their names; a list that is not written is empty.

    *words* holds the lists of words, *said* those that tell what is said, in one form or several.
    """

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


def read_speech(code: str) -> Speech:
    """What the ``speech.txt`` of the language *code* holds; nothing without one."""
    lines = read_lines(code, FILE) if has_file(code, FILE) else ()
    lists = by_section(lines, (*WORDS, *SAID), needed=())
    return Speech(
        {name: frozenset(once(_entries(lists.get(name, ())))) for name in WORDS},
        {name: _said(lists.get(name, ())) for name in SAID},
    )


def _entries(lines: Iterable[ListLine]) -> Iterator[tuple[str, ListLine]]:
    return ((entry.replace("_", " "), line) for line in lines for entry in line.text.split())


def _said(lines: Iterable[ListLine]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        printed, _, said = (part.strip() for part in line.text.partition(" = "))
        if not said:
            line.refuse("a line reads: what is printed = what is said")
        if printed in found:
            line.refuse(f'"{printed}" stands here for the second time')
        found[printed] = tuple(form.strip() for form in said.split(","))
    return found
