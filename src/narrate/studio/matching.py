"""Which segment of a story's reading has the words of which segment of its script."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from narrate.model import Script, Segment


def match(script: Script, found: Script | None) -> tuple[int | None, ...]:
    """For each segment of *script*, the index of that of *found* with the same letters."""
    ours, theirs = script.segments, () if found is None else found.segments
    head = _common(ours, theirs)
    tail = _common(ours[head:][::-1], theirs[head:][::-1])
    matches: list[int | None] = [None] * len(ours)
    matches[:head] = range(head)
    matches[len(ours) - tail :] = range(len(theirs) - tail, len(theirs))
    our_rest = [_letters(one) for one in ours[head : len(ours) - tail]]
    their_rest = [_letters(one) for one in theirs[head : len(theirs) - tail]]
    blocks = SequenceMatcher(None, our_rest, their_rest, autojunk=False).get_matching_blocks()
    for start, other, size in blocks:
        matches[head + start : head + start + size] = range(head + other, head + other + size)
    return tuple(matches)


def has_same_words(one: Script, other: Script) -> bool:
    """Whether both have the same segments, but for who says them and how."""
    pairs = ([(each.kind, each.text) for each in script.segments] for script in (one, other))
    return next(pairs) == next(pairs)


def _common(ours: Sequence[Segment], theirs: Sequence[Segment]) -> int:
    """How many of the first of both have the same letters."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    differ = (n for n, (one, other) in pairs if not _is_same(one, other))
    return next(differ, min(len(ours), len(theirs)))


def _is_same(one: Segment, other: Segment) -> bool:
    if one.kind is other.kind and one.text.split() == other.text.split():  # as nearly all are
        return True
    return _letters(one) == _letters(other)


def _letters(segment: Segment) -> tuple[str, str]:
    return segment.kind, "".join(filter(str.isalnum, segment.text.casefold()))
