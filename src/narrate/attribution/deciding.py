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
from narrate.attribution.decision.told_descriptions import ToldDescriptions, told_descriptions
from narrate.attribution.decision.verdict import Verdict, judge
from narrate.attribution.grammar.references import Force
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
    described = told_descriptions(ground.tags, told)  # who "the old lady" is, by those
    facts = {t: certain(actor) for t, actor in {**ground.labels, **told}.items()}
    scores = _with_facts(ground, ground.first.scores, facts, described)
    first = decode(turns, scores, ground.order, before.first if before else ground.first)
    speakers = tuple(map(sure_speaker, first.posteriors))
    stage = reread(ground, first.posteriors)
    alone = tuple(_alone(ground, stage, before))
    rescored = tuple(_with_habits(ground, alone, speakers, before))
    scores = _with_facts(ground, rescored, facts, described)
    second = decode(turns, scores, ground.learned_order, before.second if before else None)
    verdicts = _verdicts(ground, stage, second, before)
    written = write(ground, stage, list(verdicts), corrections, before.written if before else None)
    return Decision(first, speakers, stage, alone, rescored, second, written)


def _with_facts(
    ground: Groundwork,
    scores: Sequence[Scores],
    facts: Mapping[int, Scores],
    described: ToldDescriptions,
) -> tuple[Scores, ...]:
    """*scores* of the turns, with what is told of them and of those whom their tags describe."""
    return tuple(
        facts[t] if t in facts else described.rescore(found, tags)
        for t, (found, tags) in enumerate(zip(scores, ground.tags, strict=True))
    )


def reread(ground: Groundwork, posteriors: Sequence[Posterior]) -> Stage:
    """The stage with descriptions and pronouns understood anew, knowing who was found to speak."""
    stage = ground.stage
    known = recognise(stage, ground.turns, posteriors, ground.first.posteriors)
    roles = stage.roles.recognised(known.narrated)
    subjects = follow(ground, roles, posteriors, known.narrated)
    mentions = tuple((word, known.narrated.get(actor, actor)) for word, actor in stage.mentions)
    roles = stage.roles.recognised(known.tagged)
    return replace(
        stage,
        roles=roles,
        mentions=mentions,
        subjects=subjects,
        apart=stage.apart | known.apart,
        unnamed=known.unnamed,
    )


def follow(
    ground: Groundwork,
    roles: Roles,
    posteriors: Sequence[Posterior],
    known: Mapping[int, int],
) -> tuple[tuple[int, int], ...]:
    """The subjects followed again: a pronoun in a tag means who was found to speak.

    *known* are walk-ons of whom it was found who they are.
    """
    tags: dict[int, int] = {}
    for turn, posterior in zip(ground.turns, posteriors, strict=True):
        best = likeliest(posterior)
        for link in turn.links:
            if link.force is Force.TAG and best != NOBODY:
                tags[link.subject.start] = known.get(best, best)
    return follow_subjects(ground.grammar, roles, sorted(tags.items()), tags, ground.stage.apart)


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
            yield from judge(stage, ground.turns[part], found.posteriors[part], ground.habits.lines)
