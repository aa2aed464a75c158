"""Which spoken word a printed word is, where normalisation has changed some of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

REACH = 32
"""How many words one passage may be longer or shorter in speech: a sum of money takes twenty."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a printed word is in the spoken words: at index *at*, a fraction of a word between.

    *sure* is false where it is only known to lie between two words that are.
    """

    at: float
    sure: bool


def align(printed: Sequence[str], spoken: Sequence[str]) -> tuple[Match, ...]:
    """Where each of *printed* is said in *spoken*; both are words in one spelling, in order.

    Equal words are paired from the left. Where they part, the nearest place is looked for, at
    most ``REACH`` words on, where they meet again with two words (or the end); between, the
    first printed word begins with the first spoken one and the others share the rest evenly.
    Takes time in proportion to the length.
    """
    matches: list[Match] = []
    i = j = 0
    while i < len(printed):
        if j < len(spoken) and printed[i] == spoken[j]:
            matches.append(Match(j, sure=True))
            i, j = i + 1, j + 1
            continue
        skipped, passed = _meeting(printed, spoken, i, j)
        matches += _shared(skipped, j, passed)
        i, j = i + skipped, j + passed
    return tuple(matches)


def _shared(count: int, first: int, room: int) -> Iterator[Match]:
    """*count* printed words over *room* spoken ones that begin at index *first*."""
    for n in range(count):
        yield Match(first + n * room / count, sure=n == 0 and room > 0)


def _meeting(printed: Sequence[str], spoken: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """How many words to pass over in each until they agree again; all the rest if they do not."""
    left, over = len(printed) - i, len(spoken) - j
    for total in range(1, 2 * REACH + 1):
        for skipped in range(max(0, total - REACH), min(total, REACH) + 1):
            passed = total - skipped
            if (
                skipped <= left
                and passed <= over
                and _agree(printed, spoken, i + skipped, j + passed)
            ):
                return skipped, passed
    return left, over


def _agree(printed: Sequence[str], spoken: Sequence[str], i: int, j: int) -> bool:
    """Whether the next two words are the same, or what is left of both is the same."""
    return printed[i : i + 2] == spoken[j : j + 2]
