"""Which segment of a story's reading has the words of which segment of its script."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from narrate.model import Script, Segment


def match(script: Script, found: Script | None) -> tuple[int | None, ...]:
    """For each segment of *script*, the index of that of *found* with the same letters."""
    ours = [_letters(one) for one in script.segments]
    theirs = [] if found is None else [_letters(one) for one in found.segments]
    head = _common(ours, theirs)
    tail = _common(ours[head:][::-1], theirs[head:][::-1])
    matches: list[int | None] = [None] * len(ours)
    matches[:head] = range(head)
    matches[len(ours) - tail :] = range(len(theirs) - tail, len(theirs))
    middle = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    for start, other, size in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
        matches[head + start : head + start + size] = range(head + other, head + other + size)
    return tuple(matches)


def has_same_words(one: Script, other: Script) -> bool:
    """Whether both have the same segments, but for who says them and how."""
    pairs = ([(each.kind, each.text) for each in script.segments] for script in (one, other))
    return next(pairs) == next(pairs)


def _common(ours: Sequence[object], theirs: Sequence[object]) -> int:
    """How many of the first of both are the same."""
    pairs = zip(ours, theirs, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other), len(ours[: len(theirs)])
    )


def _letters(segment: Segment) -> tuple[str, str]:
    return segment.kind, "".join(filter(str.isalnum, segment.text.casefold()))
