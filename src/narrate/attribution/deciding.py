"""Decides who speaks, twice: without, then with knowledge of who everybody is and how he talks.

What a person corrected is a fact in both. A decision keeps its steps; from those the next one, with
other facts, takes over whatever does not depend on what differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.attribution.decision.changes import affected_turns
from narrate.attribution.decision.decoding import Decoded, Posterior, decode, likeliest, scenes
from narrate.attribution.decision.presence import NOBODY, Scores
from narrate.attribution.decision.recognition import recognise
from narrate.attribution.decision.scoring import Scorer
from narrate.attribution.decision.speech_habits import TALK, sure_speaker
from narrate.attribution.decision.verdict import Verdict, judge
from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Force
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.groundwork import Groundwork
from narrate.attribution.labelled import certain, told_turns
from narrate.attribution.stage.actors import Roles
from narrate.attribution.stage.scene import Stage
from narrate.attribution.stage.subjects import follow_subjects
from narrate.attribution.writing import Written, write


@dataclass(frozen=True, slots=True)
class Decision:
    """Who speaks each turn of a text, and the steps to it.

    *first* is decided by what stands there; *stage* is as it is understood knowing that, *alone*
    what then speaks for whom in each turn by itself, *rescored* the same with the habits of the
    people, who talk with those around them; and *second* the decision for good.
    """

    first: Decoded
    speakers: tuple[int | None, ...]
    stage: Stage
    alone: tuple[Scores, ...]
    rescored: tuple[Scores, ...]
    second: Decoded
    written: Written


def decide(
    ground: Groundwork, corrections: Mapping[int, str], before: Decision | None = None
) -> Decision:
    """Who speaks, where *corrections* name the speakers of segments by actors of the text.

    *before* is a decision on the same ground, with any corrections: with it the same comes out,
    sooner.
    """
    turns = ground.turns
    told = told_turns(corrections, ground.stage.actors, turns)
    facts = {t: certain(actor) for t, actor in {**ground.labels, **told}.items()}
    scores = tuple(facts.get(t, found) for t, found in enumerate(ground.first.scores))
    first = decode(turns, scores, ground.order, before.first if before else ground.first)
    speakers = tuple(map(sure_speaker, first.posteriors))
    stage = reread(ground.grammar, ground.stage, turns, first.posteriors)
    alone = tuple(_alone(ground, stage, before))
    rescored = tuple(_with_habits(ground, alone, speakers, before))
    scores = tuple(facts.get(t, found) for t, found in enumerate(rescored))
    second = decode(turns, scores, ground.learned_order, before.second if before else None)
    verdicts = _verdicts(ground, stage, second, before)
    written = write(ground, stage, list(verdicts), corrections, before.written if before else None)
    return Decision(first, speakers, stage, alone, rescored, second, written)


def reread(
    grammar: Grammar, stage: Stage, turns: Sequence[Turn], posteriors: Sequence[Posterior]
) -> Stage:
    """*stage* with descriptions and pronouns understood anew, knowing who was found to speak."""
    known = recognise(stage, turns, posteriors)
    subjects = follow(grammar, stage.roles.recognised(known.narrated), turns, posteriors)
    mentions = tuple((word, known.narrated.get(actor, actor)) for word, actor in stage.mentions)
    roles = stage.roles.recognised(known.tagged)
    return replace(stage, roles=roles, mentions=mentions, subjects=subjects)


def follow(
    grammar: Grammar, roles: Roles, turns: Sequence[Turn], posteriors: Sequence[Posterior]
) -> tuple[tuple[int, int], ...]:
    """The subjects followed again: a pronoun in a tag means who was found to speak."""
    known: dict[int, int] = {}
    for turn, posterior in zip(turns, posteriors, strict=True):
        best = likeliest(posterior)
        for link in turn.links:
            if link.force is Force.TAG and best != NOBODY:
                known[link.subject.start] = best
    return follow_subjects(grammar, roles, sorted(known.items()), known)


def _alone(ground: Groundwork, stage: Stage, before: Decision | None) -> Iterator[Scores]:
    """What speaks for whom in each turn by itself."""
    scorer = Scorer(stage.reading, stage, ground.turns)
    if before is None:
        yield from (scorer.score(t) for t in range(len(ground.turns)))
        return
    affected = affected_turns(ground.turns, before.stage, stage, before.alone)
    for t, scores in enumerate(before.alone):
        yield scorer.score(t) if t in affected else scores


def _with_habits(
    ground: Groundwork,
    alone: Sequence[Scores],
    speakers: Sequence[int | None],
    before: Decision | None,
) -> Iterator[Scores]:
    """*alone* with what the habits of the people add."""
    for t, scores in enumerate(alone):
        near = slice(max(0, t - TALK), t + TALK + 1)
        if before and scores is before.alone[t] and speakers[near] == before.speakers[near]:
            yield before.rescored[t]
        else:
            yield ground.habits.rescore(t, scores, speakers)


def _verdicts(
    ground: Groundwork, stage: Stage, found: Decoded, before: Decision | None
) -> Iterator[Verdict]:
    """The verdict on each turn: that of *before* in scenes where all is as it was."""
    same = before is not None and before.stage.walkons == stage.walkons
    for scene in scenes(ground.turns):
        part = slice(scene.start, scene.stop)
        if before and same and found.posteriors[part] == before.second.posteriors[part]:
            yield from before.written.verdicts[part]
        else:
            yield from judge(stage, ground.turns[part], found.posteriors[part])
