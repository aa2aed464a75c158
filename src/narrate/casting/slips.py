"""Listed names that the story has not, though one almost like it speaks: slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from narrate.languages import find_language
from narrate.model import Note, Script
from narrate.settings import Role

_ALIKE = 0.75
"""the likeness, from 0 to 1, of two words that one pen may have written for the other"""

Nicknames = Mapping[str, frozenset[int]]


def slip_notes(script: Script, roles: Sequence[Role]) -> Iterator[Note]:
    """The notes on names in *roles* that stand nowhere in the story.

    ``unknown-name``: nobody is called so, but somebody who is not listed is called almost so.
    """
    found = _unlisted(script, roles)
    nicknames = _nicknames(script)
    for role in roles:
        for name in role.names:
            nearest = _nearest(name, found, nicknames)
            if nearest is None or _stands_in(script, name):
                continue
            message = f'nobody in the story is called "{name}"; the nearest name is {nearest}'
            yield Note("unknown-name", message, at=role.at, hint=f"write {nearest} there")


def _unlisted(script: Script, roles: Sequence[Role]) -> tuple[str, ...]:
    """Every name of the named characters whom no role names."""
    listed = {name.casefold() for role in roles for name in role.names}
    names = [
        (one.name, *one.aliases)
        for one in script.characters
        if one.named and not {name.casefold() for name in (one.name, *one.aliases)} & listed
    ]
    return tuple(name for person in names for name in person)


def _nicknames(script: Script) -> Nicknames:
    language = find_language(script.book.language)
    return language.vocabulary.nicknames if language and language.vocabulary else {}


def _stands_in(script: Script, name: str) -> bool:
    """Whether the story has *name*, in whatever letters, or the script somebody called so."""
    words = r"\s+".join(map(re.escape, name.split()))
    printed = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    return printed.search(script.book.manuscript.text) is not None


def _nearest(name: str, found: Sequence[str], nicknames: Nicknames) -> str | None:
    """The name in *found* that is most like *name*, if every word of it is alike."""
    likeness = {other: _likeness(name, other, nicknames) for other in found}
    return max(
        (other for other, like in likeness.items() if like >= _ALIKE),
        key=lambda other: likeness[other],
        default=None,
    )


def _likeness(a: str, b: str, nicknames: Nicknames) -> float:
    """How alike the least alike words of two names are, from 0 to 1; those with a stop are whole.

    That is, "Mr." is "Mr." or something else.
    """
    words = a.split(), b.split()
    if len(words[0]) != len(words[1]):
        return 0.0
    return min(_word_likeness(x, y, nicknames) for x, y in zip(*words, strict=True))


def _word_likeness(a: str, b: str, nicknames: Nicknames) -> float:
    if "." in (a[-1], b[-1]):
        return float(a == b)
    if nicknames.get(a, frozenset()) & nicknames.get(b, frozenset()):
        return 1.0
    return SequenceMatcher(None, a.casefold(), b.casefold()).ratio()
