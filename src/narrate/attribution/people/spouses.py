"""Who is said to be married to whom: "Mr. Vane and his wife Anna", "Anna, Mr. Vane's wife"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from narrate.attribution.people.forms import Form, Mention, Names
from narrate.attribution.words.reading import COMMA, NONE, Reading

_NEAR = 60
"""words before "his wife" in which the narration names whose wife she is"""


def told_spouses(reading: Reading, names: Names) -> Iterator[tuple[str, Form, Form]]:
    """For each spouse told by a given name the noun, such as "wife", the name, and whose it is.

    Whose, where a pronoun tells it, is who was named last.
    """
    nouns = frozenset(chain.from_iterable(reading.language.phrases("spouses")))
    named = [one for one in names.mentions if not reading.speech[one.start] and not one.plural]
    for n, mention in enumerate(named):
        if len(mention.form.core) != 1 or (
            mention.form.titles and reading.lows[mention.start] not in nouns
        ):
            continue
        for noun in _nouns_beside(reading, names, mention):
            owner = _owner(reading, noun, named[max(0, n - 1) : n + 2], mention)
            if reading.lows[noun] in nouns and owner is not None:
                yield reading.lows[noun], mention.form, owner.form


def _nouns_beside(reading: Reading, names: Names, mention: Mention) -> Iterator[int]:
    """The words beside *mention* that may be the noun of its phrase: "his wife Anna".

    Where a title is one, as in "seine Frau Anna", it is that.
    """
    if mention.end >= len(reading.lows):
        return
    before = mention.start - (not mention.form.titles)
    after = names.at[mention.end].end if mention.end in names.at else mention.end + 1
    joined = reading.breaks[before] == NONE or _is_apposed(reading, before, mention.end)
    if before > 0 and joined and not reading.opens(mention.start):
        yield before
    if after < len(reading.lows) and _is_apposed(reading, mention.end - 1, after + 1):
        yield after


def _is_apposed(reading: Reading, before: int, end: int) -> bool:
    """Whether a comma behind word *before* and a mark before word *end* set something off."""
    listed = reading.lows[end : end + 1]
    enumerating = reading.language.words("enumerating")
    closed = reading.breaks[end - 1] != NONE and enumerating.isdisjoint(listed)
    return reading.breaks[before] == COMMA and closed


def _owner(reading: Reading, noun: int, near: list[Mention], spouse: Mention) -> Mention | None:
    """Whose *noun* it is: the name in the possessive before it, or that which "his" means."""
    words = reading.language.words("masculine possessive", "feminine possessive")
    for one in near:
        if one is not spouse and one.owner and one.end == noun:
            return one
    if reading.lows[noun - 1] in words:
        last = next((one for one in reversed(near) if one.end < noun and one is not spouse), None)
        return last if last is not None and noun - last.end <= _NEAR else None
    return None
