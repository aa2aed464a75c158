"""Tells namesakes apart that a text calls old and young: "old Mr. Scott" and "young Mr. Scott"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from narrate.attribution.people.forms import Form, Mention
from narrate.attribution.words.reading import NONE, Reading

_OFTEN, _OFTEN_IN_SHORT = 4, 2
"""mentions of a name as old, and as young, that are no chance, in a long text and a short one"""
_SHARE = 3
"""One in so many mentions must tell the age, where it tells two people apart."""


def tell_ages(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """*mentions*, with the age as a title of those names that the narration gives to two ages."""
    elder = {mention.start: _is_elder(reading, mention) for mention in mentions}
    counts: defaultdict[Form, Counter[bool | None]] = defaultdict(Counter)
    for mention in mentions:
        if not reading.speech[mention.start]:
            counts[mention.form][elder[mention.start]] += 1
    shared = {form for form, found in counts.items() if _are_two(found, short=reading.short)}
    if not shared:
        return mentions
    return tuple(
        mention
        if elder[mention.start] is None or mention.form not in shared
        else _aged(reading, mention)
        for mention in mentions
    )


def _is_elder(reading: Reading, mention: Mention) -> bool | None:
    """Whether *mention* follows "old", or else "young"; None if it follows neither."""
    k = mention.start - 1
    if k < 0 or reading.opens(mention.start) or reading.breaks[k] != NONE or mention.plural:
        return None
    low, words = reading.lows[k], reading.language.words
    if low not in words("elder", "younger") or low not in reading.language.titles:
        return None  # as a part of the name it is a title
    return low in words("elder")


def _are_two(found: Mapping[bool | None, int], *, short: bool) -> bool:
    """Whether a name is that of two people, which is *found* so often of the elder or not."""
    told = (found.get(True, 0), found.get(False, 0))
    often = _OFTEN_IN_SHORT if short else _OFTEN
    return min(told) >= often and _SHARE * sum(told) >= sum(found.values())


def _aged(reading: Reading, mention: Mention) -> Mention:
    """*mention* with the word before it as its first title."""
    start = mention.start - 1
    title, _ = reading.language.titles[reading.lows[start]]
    form = Form((title, *mention.form.titles), mention.form.core)
    return replace(mention, start=start, form=form)
