"""Tells common nouns from names in a language that writes both with a capital, as German does."""

from __future__ import annotations

from collections import Counter

from narrate.attribution.words.reading import NONE, Reading

_BARE = 0.8
"""the share of its places in which a name stands without an article"""
_SELDOM = 3
"""places from which that share tells anything"""


def capital_nouns(reading: Reading) -> frozenset[str]:
    """The words with a capital that are rather common nouns, in small letters.

    Those after a title are none: "die Nimptsch" is one of the name, if there is a "Frau Nimptsch".
    Empty where the language writes names alone with a capital.
    """
    language = reading.language
    determining = language.words("determining")
    if not determining:
        return frozenset()
    endings, titles = tuple(language.words("noun ending")), language.titles
    seen, bare, titled = Counter[str](), Counter[str](), set[str]()
    for i, word in enumerate(reading.words):
        if not word[0].isupper() or reading.begins(i):
            continue
        low = reading.lows[i]
        seen[low] += 1
        bare[low] += not _determined(reading, i, determining)
        if reading.lows[i - 1] in titles and reading.breaks[i - 1] == NONE:
            titled.add(low)
    nouns = {low for low, count in seen.items() if count < _SELDOM or bare[low] < _BARE * count}
    nouns |= {low for low in seen if low in language.persons or low.endswith(endings)}
    return frozenset(nouns - titled)


def _determined(reading: Reading, i: int, determining: frozenset[str]) -> bool:
    """Whether an article stands before word *i*, or before an adjective right before it."""
    lows, breaks = reading.lows, reading.breaks
    if breaks[i - 1] != NONE or lows[i - 1] in determining:
        return breaks[i - 1] == NONE
    return i > 1 and breaks[i - 2] == NONE and lows[i - 2] in determining
