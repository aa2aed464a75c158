"""The method on one page: names, people, turns, what speaks for whom, one decision for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from narrate.attribution.decision.decoding import Posterior, SpeakerOrder, decode, likeliest
from narrate.attribution.decision.presence import NOBODY
from narrate.attribution.decision.recognition import recognise
from narrate.attribution.decision.scoring import Scorer
from narrate.attribution.decision.speech_habits import SpeechHabits
from narrate.attribution.decision.tagging import with_tags
from narrate.attribution.decision.verdict import write
from narrate.attribution.decision.weights import WEIGHTS as W
from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Force
from narrate.attribution.grammar.turns import Turn, find_turns
from narrate.attribution.labelled import (
    certain_scores,
    characters_of,
    keep_speakers,
    with_listed_names,
)
from narrate.attribution.people.merging import find_people
from narrate.attribution.people.names import find_names
from narrate.attribution.stage.actors import Roles
from narrate.attribution.stage.identity import link_addresses
from narrate.attribution.stage.scene import Stage, set_stage
from narrate.attribution.stage.subjects import follow_subjects
from narrate.attribution.words.reading import read
from narrate.model import Character, Script, ToldChapters

_READINGS = 2
"""how often a text is decided: without, then with knowledge of how its people talk"""


class Attribute(Protocol):
    """Names the speakers of a script."""

    def __call__(
        self,
        script: Script,
        characters: tuple[Character, ...] = (),
        narrator_is: tuple[ToldChapters, ...] = (),
    ) -> Script:
        """*script* with speaker, evidence and confidence on its dialogue, and its characters.

        *characters* and *narrator_is* are the user's word. A line that has a speaker already, by a
        label before it, keeps it. Nothing else of *script* may change.
        """
        ...


class Attributor(Protocol):
    """Anything that can say who speaks: this method, or a language model behind an address."""

    @property
    def attribute(self) -> Attribute:
        """What names the speakers; a plain method with these arguments is one."""
        ...

    def fingerprint(self) -> str:
        """A text that changes whenever the same script would be attributed differently."""
        ...


@runtime_checkable
class Costly(Protocol):
    """An attributor that takes time or money, and can say how much beforehand."""

    def told_beforehand(self) -> Attributor:
        """One that attributes without what costs, and tells in a note what that would take."""
        ...


@dataclass(frozen=True, slots=True)
class RuleAttributor:
    """The method of this package."""

    @property
    def attribute(self) -> Attribute:
        """See :func:`attribute`."""
        return attribute

    def fingerprint(self) -> str:
        """Its name: what is kept of earlier scripts names the code of the method besides."""
        return "rules"


def attribute(
    script: Script,
    characters: tuple[Character, ...] = (),
    narrator_is: tuple[ToldChapters, ...] = (),
) -> Script:
    """Name the speaker of every line of dialogue in *script*.

    *characters* and *narrator_is* are the user's word and override what the text suggests. Lines
    that have a speaker keep it.
    """
    if any(one.speaker for one in script.segments):
        script = with_listed_names(script, characters)
        characters = characters_of(script, characters)
    reading = read(script)  # script -> words
    names = find_names(reading, characters)  # words -> names and where they stand
    people = find_people(reading, names, characters)  # names -> people
    grammar = Grammar(reading, names, people)
    turns = find_turns(reading, grammar)  # quotations -> turns, tags, beats
    people = link_addresses(reading, names, people, turns)  # "Mr. Scott" is the Lucas she speaks to
    stage = set_stage(grammar, people, turns, characters, narrator_is)
    certain = certain_scores(script, stage.actors, turns)  # what labels say
    order = SpeakerOrder(noun_share=W.noun_share_short if reading.short else 1.0)
    scorer = Scorer(reading, stage, turns)
    scores = (certain.get(t) or scorer.score(t) for t in range(len(turns)))  # what speaks for whom
    found = decode(turns, scores, order)  # one decision for all the turns of a scene
    for _ in range(_READINGS - 1):
        habits = SpeechHabits(reading, stage, turns, found)  # how each of them talks
        stage = reread(grammar, stage, turns, found)  # who "he" and "the painter" is, knowing that
        scorer = Scorer(reading, stage, turns)
        scores = (certain.get(t) or habits.rescore(t, scorer.score(t)) for t in range(len(turns)))
        order = replace(order, pairs=habits.pairs())
        found = decode(turns, scores, order)  # and once more, knowing that
    script = keep_speakers(script, write(script, stage, turns, found, characters))
    return with_tags(script, grammar, stage, turns)  # which tags stand beside whose line


def reread(
    grammar: Grammar,
    stage: Stage,
    turns: Sequence[Turn],
    posteriors: Sequence[Posterior],
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
