"""Which turns are to be scored again, when a text is understood otherwise in places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from narrate.attribution.decision.presence import (
    AHEAD_TURNS,
    AHEAD_WORDS,
    REACH,
    Scores,
    run_ends,
)
from narrate.attribution.decision.scoring import SALIENT_WORDS
from narrate.attribution.grammar.references import Reference, Sort
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.stage.scene import Stage
from narrate.attribution.stage.walkons import description_of


def affected_turns(
    turns: Sequence[Turn], before: Stage, after: Stage, scores: Sequence[Scores]
) -> set[int]:
    """The turns, by number, whose *scores* may be others *after*: no others can be.

    Both stages are the same text's, and differ in whom words mean: in subjects, mentions and
    walk-ons. Who is told apart, or named late, bears on every turn.
    """
    if (before.apart, before.unnamed) != (after.apart, after.unnamed):
        return set(range(len(turns)))
    words = sorted(
        {word for word, _ in {*before.subjects} ^ {*after.subjects}}
        | {word for word, _ in {*before.mentions} ^ {*after.mentions}}
    )
    acting = {actor for _, actor in before.subjects} ^ {actor for _, actor in after.subjects}
    runs = zip(turns, run_ends(turns), strict=True)
    found = {t for t, (turn, run) in enumerate(runs) if _is_near(after, turn, run, words)}
    found |= {t for t, candidates in enumerate(scores) if not acting.isdisjoint(candidates)}
    return found | set(_described(turns, before, after))


def _is_near(stage: Stage, turn: Turn, run: int, words: Sequence[int]) -> bool:
    """Whether one of *words*, in order, is looked at to score *turn*, whose *run* ends there."""
    links = [*turn.links, turn.lead] if turn.lead else turn.links
    paragraph = bisect_left(stage.reading.paragraphs, turn.paragraph - REACH)
    first = min(paragraph, min((turn.start, *(link.start for link in links))) - SALIENT_WORDS)
    ahead = max((turn.end, *(link.end for link in links))) + AHEAD_WORDS
    last = max(ahead, bisect_right(stage.reading.paragraphs, run))
    k = bisect_left(words, first)
    return k < len(words) and words[k] <= last


def _described(turns: Sequence[Turn], before: Stage, after: Stage) -> Iterator[int]:
    """The turns in which, or in whose neighbours, a description means somebody else than before."""
    changed = {key for key, number in after.walkons.items() if before.walkons[key] != number}
    if not changed:
        return
    for t, turn in enumerate(turns):
        if any(description_of(after.reading, noun) in changed for noun in _nouns(turn)):
            yield from range(max(0, t - AHEAD_TURNS), min(t + AHEAD_TURNS + 1, len(turns)))


def _nouns(turn: Turn) -> Iterator[Reference]:
    for link in (*turn.links, turn.lead) if turn.lead else turn.links:
        for one in (link.subject, link.hearer):
            if one is not None and one.sort is Sort.NOUN:
                yield one
