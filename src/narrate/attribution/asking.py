"""Which lines to ask a person about: those whose answer is expected to put most lines right.

An answer other than ours changes its own line and, through who answers whom, those around it. How
many come right on average is how likely ours is wrong, times the lines that would then be given to
somebody else, each by as much as that is likelier than who has it now (expected error reduction).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from narrate.attribution.deciding import Decision
from narrate.attribution.decision.decoding import Posterior, decode, likeliest, scenes
from narrate.attribution.decision.presence import NOBODY
from narrate.attribution.decision.told_descriptions import NEAR, told_descriptions
from narrate.attribution.groundwork import Groundwork
from narrate.attribution.labelled import certain, told_turns
from narrate.attribution.stage.actors import Description
from narrate.model import Kind, Script, Segment

_AROUND = 6
"""turns before and after that an answer is followed through"""
_SURE = 0.97
"""confidence from which a line is not worth a question"""
_APART = 6
"""segments between two questions: the answer to one may settle the other"""
_OFFERED = 3
"""speakers that a question offers"""
_LIKE = 0.1
"""the part of the lines tagged alike that an unexpected answer is expected to settle"""
_AROUND_TRUSTED = 0.5
"""the part of what follows for the turns around that comes true: posteriors are too sure"""
_FOLLOWED = 4
"""questions whose answers are followed through for each one that is wanted"""


@dataclass(frozen=True, slots=True)
class Question:
    """A line to ask about, by the index of its *segment*.

    *speakers* are those it may be, whose it is now first, with their probabilities; *gain* is how
    many lines are expected to come right by the answer.
    """

    segment: int
    speakers: tuple[tuple[str, float], ...]
    gain: float


def questions(
    ground: Groundwork, decision: Decision, told: Mapping[int, str], number: int
) -> list[Question]:
    """The *number* lines, not *told* yet, most worth asking about; none near another."""
    asker = _Asker(ground, decision, told)
    likely = sorted(asker.open, key=lambda t: (-asker.alone(t), t))[: _FOLLOWED * number]
    found = [asker.question(t) for t in likely]
    return _spread(sorted(found, key=lambda one: (-one.gain, one.segment)))[:number]


def doubtful_lines(script: Script, told: Mapping[int, str], number: int) -> list[Question]:
    """The *number* least sure lines of *script*, not *told* yet, where nothing more is known."""
    found = [
        Question(n, _named(one), 1 - (one.confidence or 0.0))
        for n, one in enumerate(script.segments)
        if one.kind is Kind.DIALOGUE and n not in told and (one.confidence or 0.0) < _SURE
    ]
    return _spread(sorted(found, key=lambda one: (-one.gain, one.segment)))[:number]


def _named(line: Segment) -> tuple[tuple[str, float], ...]:
    """Who may say *line*, as far as it tells."""
    sure = line.confidence or 0.0
    other = line.evidence.runner_up if line.evidence else None
    found = [(line.speaker, sure), (other, 1 - sure)]
    return tuple((name, probability) for name, probability in found if name is not None)


def _spread(ranked: Sequence[Question]) -> list[Question]:
    """*ranked* without those that stand near an earlier one."""
    taken: set[int] = set()
    chosen: list[Question] = []
    for one in ranked:
        if one.segment not in taken:
            chosen.append(one)
            taken.update(range(one.segment - _APART + 1, one.segment + _APART))
    return chosen


class _Asker:
    """Values questions about the lines of one decision that are *open*, by their turns."""

    def __init__(self, ground: Groundwork, decision: Decision, told: Mapping[int, str]) -> None:
        self.ground = ground
        self.decision = decision
        self.scene_of = [scene for scene in scenes(ground.turns) for _ in scene]
        lines = decision.written.script.segments
        self.segment = [turn.segments[0] for turn in ground.turns]
        self.sure = [lines[n].confidence or 0.0 for n in self.segment]
        self.known = told_turns(told, ground.stage.actors, ground.turns)
        described = told_descriptions(ground.tags, self.known)
        self.tagged: defaultdict[Description, list[int]] = defaultdict(list)
        """the words of the tags by each description that nobody has told about yet"""
        for t, tags in enumerate(ground.tags):
            for word, description in tags:
                if t not in self.known and described.meant(description, word) is None:
                    self.tagged[description].append(word)
        self.open = [
            t
            for t in range(len(ground.turns))
            if t not in self.known and t not in ground.labels and self.sure[t] < _SURE
        ]

    def alone(self, t: int) -> float:
        """The expected gain of the answer about turn *t* by itself and for others of its tag."""
        return (1 - self.sure[t]) * (1 + _LIKE * self._like(t))

    def _like(self, t: int) -> int:
        """How many other turns have the tag of turn *t*, with nothing told about it yet."""
        return sum(
            abs(other - word) <= NEAR and other != word
            for word, description in self.ground.tags[t]
            for other in self.tagged[description]
        )

    def question(self, t: int) -> Question:
        """The question about turn *t*."""
        posterior, sure = self.decision.second.posteriors[t], self.sure[t]
        best = likeliest(posterior)
        others = sorted(posterior.keys() - {best, NOBODY}, key=lambda a: (-posterior[a], a))
        rest = sum(posterior[actor] for actor in others)
        actors = self.ground.stage.actors
        first = [] if best == NOBODY else [(actors[best].name, sure)]
        named = [(actors[a].name, (1 - sure) * posterior[a] / rest) for a in others if rest]
        around = self._settled(t, others[0]) if others else 0.0
        gain = self.alone(t) + (1 - sure) * _AROUND_TRUSTED * around
        return Question(self.segment[t], (*first, *named)[:_OFFERED], gain)

    def _settled(self, t: int, actor: int) -> float:
        """How many turns around are expected to come right if *actor* says turn *t*."""
        scene, found = self.scene_of[t], self.decision.second
        part = slice(max(scene.start, t - _AROUND), min(scene.stop, t + _AROUND + 1))
        scores = list(found.scores[part])
        scores[t - part.start] = certain(actor)
        anew = decode(self.ground.turns[part], tuple(scores), self.ground.learned_order).posteriors
        pairs = zip(found.posteriors[part], anew, strict=True)
        return sum(_gain(old, new) for n, (old, new) in enumerate(pairs, part.start) if n != t)


def _gain(old: Posterior, new: Posterior) -> float:
    """How much likelier the speaker now found is than the one who was found before."""
    return new[likeliest(new)] - new.get(likeliest(old), 0.0)
