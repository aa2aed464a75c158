"""Decides a whole text at once: who speaks each turn, given who spoke before.

A beam over the last few speakers runs forward through the turns; running back over what it kept
gives for every turn how likely each candidate is, all things considered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from narrate.attribution.decision.presence import NOBODY, Scores
from narrate.attribution.decision.weights import WEIGHTS as W
from narrate.attribution.grammar.references import Force, Sort
from narrate.attribution.grammar.turns import FRESH, Turn

_WIDTH = 8
"""histories kept"""
_CHOICE = 9
"""candidates tried for a turn"""
_ANSWERED = 2
"""paragraphs of narration over which one person answers another"""
_MEMORY = 4
"""speakers remembered"""

History = tuple[int, ...]
Posterior = dict[int, float]
Pairs = dict[tuple[int, int], float]


class _Step(NamedTuple):
    history: int
    speaker: int
    after: int
    score: float


@dataclass(frozen=True, slots=True)
class SpeakerOrder:
    """What who spoke before tells of who speaks.

    *pairs* holds what speaks for one person after another; *noun_share* is how much of the order
    counts for a turn whose tag has a noun.
    """

    pairs: Pairs = field(default_factory=dict)
    noun_share: float = 1.0

    def share(self, turn: Turn) -> float:
        """How much of the order counts for *turn*."""
        tags = (link.subject.sort for link in turn.links if link.force is Force.TAG)
        return self.noun_share if Sort.NOUN in tags else 1.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """The *scores* of each turn, and the probability of each candidate that follows from all."""

    scores: tuple[Scores, ...]
    posteriors: tuple[Posterior, ...]


def decode(
    turns: Sequence[Turn],
    scores: tuple[Scores, ...],
    order: SpeakerOrder,
    before: Decoded | None = None,
) -> Decoded:
    """For every turn the probability of each candidate.

    Nobody answers across a scene's end, so each scene is decided by itself; one whose scores are as
    they were *before*, in the same order, is not decided again.
    """
    found: list[Posterior] = []
    for scene in scenes(turns):
        part = slice(scene.start, scene.stop)
        if before is not None and scores[part] == before.scores[part]:
            found += before.posteriors[part]
        else:
            found += _decode_scene(zip(turns[part], scores[part], strict=True), order)
    return Decoded(scores, tuple(found))


def scenes(turns: Sequence[Turn]) -> Iterator[range]:
    """The turns, by number, of each scene that has any."""
    starts = [t for t, turn in enumerate(turns) if turn.gap == FRESH or not t]
    for start, end in pairwise((*starts, len(turns))):
        yield range(start, end)


def _decode_scene(scene: Iterable[tuple[Turn, Scores]], order: SpeakerOrder) -> list[Posterior]:
    layers: list[list[_Step]] = []
    sums: list[list[float]] = [[0.0]]
    histories: list[History] = [()]
    for turn, static in scene:
        steps, histories, alphas = _forward(turn, static, histories, sums[-1], order)
        layers.append(steps)
        sums.append(alphas)
    return _backward(layers, sums)


def _forward(
    turn: Turn, static: Scores, histories: list[History], alphas: list[float], order: SpeakerOrder
) -> tuple[list[_Step], list[History], list[float]]:
    choice = sorted(static, key=lambda actor: (-static[actor], actor))[:_CHOICE]
    merged: dict[History, int] = {}
    totals: list[float] = []
    steps: list[_Step] = []
    fresh = turn.gap == FRESH
    share, pairs = order.share(turn), order.pairs if turn.gap <= _ANSWERED else {}
    scored = [(actor, static[actor]) for actor in choice]
    for number, history in enumerate(histories):
        known = [a for a in history[:2] if a not in choice and a != NOBODY] if not fresh else []
        expected, other = _expected(turn, history)
        before = () if fresh else history[: _MEMORY - 1]
        for actor, alone in (*scored, *((a, static.get(a, W.unmentioned)) for a in known)):
            score = alone + share * expected.get(actor, other)
            if history and pairs:
                score += pairs.get((history[0], actor), 0.0)
            score *= W.sharpness
            after = (actor, *before)
            place = merged.get(after)
            if place is None:
                place = merged[after] = len(totals)
                totals.append(alphas[number] + score)
            else:
                totals[place] = _plus(totals[place], alphas[number] + score)
            steps.append(_Step(number, actor, place, score))
    if not totals:
        steps = [_Step(n, NOBODY, n, 0.0) for n in range(len(histories))]
        return steps, histories, alphas
    keep = sorted(range(len(totals)), key=lambda n: (-totals[n], n))[:_WIDTH]
    where = {old: new for new, old in enumerate(keep)}
    kept = list(merged)
    steps = [_Step(n, who, where[to], score) for n, who, to, score in steps if to in where]
    return steps, [kept[n] for n in keep], [totals[n] for n in keep]


def _plus(a: float, b: float) -> float:
    """log(exp a + exp b)."""
    if a < b:
        a, b = b, a
    return a + log(1 + exp(b - a)) if a - b < 30 else a


def _backward(layers: list[list[_Step]], sums: list[list[float]]) -> list[Posterior]:
    betas = [0.0] * len(sums[-1])
    found: list[Posterior] = []
    for layer, alphas in zip(reversed(layers), reversed(sums[:-1]), strict=True):
        weighed = [(alphas[s.history] + s.score + betas[s.after], s) for s in layer]
        top = max(weight for weight, _ in weighed)
        posterior: Posterior = {}
        for weight, step in weighed:
            posterior[step.speaker] = posterior.get(step.speaker, 0.0) + exp(weight - top)
        total = sum(posterior.values())
        found.append({actor: p / total for actor, p in posterior.items()})
        new = [-1e9] * len(alphas)
        for step in layer:
            new[step.history] = _plus(new[step.history], step.score + betas[step.after])
        betas = new
    found.reverse()
    return found


def likeliest(posterior: Posterior) -> int:
    """Who most probably speaks; of equals the first."""
    return max(posterior, key=lambda actor: (posterior[actor], -actor))


def _expected(turn: Turn, history: History) -> tuple[dict[int, float], float]:
    """What the order of speakers says for those it tells of, and for anybody else."""
    if not history or turn.gap == FRESH:
        return {}, 0.0
    far, last = min(turn.gap, 3), history[0]
    expected = dict.fromkeys(history, 0.0)
    expected[last] = _again(turn, far)
    other = next((speaker for speaker in history if speaker != last), NOBODY)
    steady = len(history) > 3 and history[3] == other and history[2] == last
    expected[other] = W.alternate[far] + (W.alternate_steady if steady else 0.0)
    expected[NOBODY] = 0.0
    return expected, 0.0 if far else W.newcomer


def _again(turn: Turn, far: int) -> float:
    """What speaks for whoever spoke before."""
    if turn.inner:
        return W.again_bare if turn.beside else W.again_inner
    if far and turn.resumes:
        return W.again_resumed
    if far:
        return W.again_gap[far]
    return W.again_told if turn.links else W.again_bare
