"""What the narration says people are: "Hob the miller", "his brother Nabil"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from narrate.attribution.people.forms import Form, Names
from narrate.attribution.words.reading import COMMA, NONE, Reading

Descriptions = dict[Form, dict[str, int]]

_LONG = 5
"""words a description may have before its noun"""


def describe(reading: Reading, names: Names) -> Descriptions:
    """For every form the common nouns the narration calls it by, and how often."""
    found: defaultdict[Form, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for mention in names.mentions:
        if reading.speech[mention.start] or mention.plural or mention.owner:
            continue
        nouns = (
            *_after(reading, mention.end),
            *_before(reading, names, mention.start),
        )
        for noun in nouns:
            found[mention.form][noun] += 1
    return {form: dict(nouns) for form, nouns in found.items()}


def _after(reading: Reading, end: int) -> Iterator[str]:
    """As in "Hob the miller", "Evelyn, her grandfather,", "Ann was a nurse"."""
    lows, words = reading.lows, reading.language.words
    if end >= len(lows) or reading.opens(end):
        return
    parted = reading.breaks[end - 1]
    if parted == NONE and lows[end] in words("being"):
        end += 1
    elif (parted == NONE and lows[end] not in words("definite article")) or parted > COMMA:
        return
    if end >= len(lows) or lows[end] not in words("determiner") or reading.opens(end):
        return
    noun = _noun(reading, end + 1)
    if noun is None:
        return
    if parted != NONE and lows[noun + 1] in words("enumerating"):
        return
    closed = reading.breaks[noun] != NONE or parted == NONE
    if closed or lows[noun + 1] in words("preposition"):
        yield lows[noun]


def _noun(reading: Reading, start: int) -> int | None:
    """The noun for a person whose phrase begins at *start*, after its determiner."""
    persons = reading.language.persons
    for k in range(start, min(start + _LONG, len(reading.lows) - 1)):
        if reading.opens(k):
            return None
        if reading.lows[k] in persons and reading.lows[k + 1] not in persons:
            return k
        if reading.breaks[k] != NONE:
            return None
    return None


def _before(reading: Reading, names: Names, start: int) -> Iterator[str]:
    """As in "his brother Nabil", "a boy called Pip", "the cook, whose name was Minton"."""
    lows, persons = reading.lows, reading.language.persons
    if start < 2 or reading.opens(start) or start not in names.at:
        return
    k, words = start - 1, reading.language.words
    is_being = lows[k] in words("being")
    if lows[k] in words("naming") or (is_being and lows[k - 1] in words("name noun")):
        k -= 2 if is_being else 1
        if k > 0 and lows[k] in words("name owner"):
            k -= 1
    elif reading.breaks[k] > COMMA or reading.parted(start):
        return
    noun = lows[k].removesuffix("'s") if k >= 0 else ""
    if noun in _shared_titles(reading):  # "la princesse" is rather the mother of that Olga
        return
    if noun in persons and k and not reading.opens(k) and _is_phrase(reading, k):
        yield noun


def _shared_titles(reading: Reading) -> frozenset[str]:
    """Titles of a whole family, where they are printed like nouns: "la princesse Olga"."""
    if not reading.language.words("masculine article"):
        return frozenset()
    return frozenset(chain.from_iterable(reading.language.phrases("married titles")))


def _is_phrase(reading: Reading, noun: int) -> bool:
    """Whether a determiner stands before the noun, near enough."""
    determiners = reading.language.words("determiner")
    for k in range(noun - 1, max(-1, noun - _LONG), -1):
        if reading.breaks[k] != NONE:
            return False
        if reading.lows[k] in determiners:
            return True
    return False
