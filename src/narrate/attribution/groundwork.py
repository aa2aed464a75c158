"""What a text tells of its lines before any is decided, and what the first decision teaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from narrate.attribution.decision.decoding import Decoded, SpeakerOrder, decode
from narrate.attribution.decision.scoring import Scorer
from narrate.attribution.decision.speech_habits import SpeechHabits
from narrate.attribution.decision.told_descriptions import Tag, describing_tags
from narrate.attribution.decision.weights import WEIGHTS as W
from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.turns import Turn, find_turns
from narrate.attribution.labelled import (
    certain,
    characters_of,
    labels_of,
    told_turns,
    with_listed_names,
)
from narrate.attribution.people.merging import find_people
from narrate.attribution.people.names import find_names
from narrate.attribution.stage.identity import link_addresses
from narrate.attribution.stage.scene import Stage, set_stage
from narrate.attribution.words.reading import read
from narrate.model import Character, Script, ToldChapters


@dataclass(frozen=True, slots=True)
class Groundwork:
    """All that is known of a text before a line of it is corrected.

    *tags* are those of each turn that name or describe its speaker. *first* is the decision of the
    *turns* by what stands there and by their *order*; *habits* and *learned_order* are how people
    talk by that decision. *labels* are the turns, by number, whose speaker the text itself names,
    and who it is; *listed* the user's characters and theirs.
    """

    script: Script
    listed: tuple[Character, ...]
    grammar: Grammar
    turns: tuple[Turn, ...]
    tags: tuple[tuple[Tag, ...], ...]
    stage: Stage
    labels: Mapping[int, int]
    order: SpeakerOrder
    first: Decoded
    habits: SpeechHabits
    learned_order: SpeakerOrder

    @property
    def names(self) -> frozenset[str]:
        """What those who may speak are called."""
        return frozenset(actor.name for actor in self.stage.actors)


def lay_ground(
    script: Script, characters: tuple[Character, ...], narrator_is: tuple[ToldChapters, ...]
) -> Groundwork:
    """Read *script*: its names, people and turns, and a first decision of who speaks."""
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
    labels = told_turns(labels_of(script), stage.actors, turns)  # what labels say
    scorer = Scorer(reading, stage, turns)
    scores = tuple(
        certain(labels[t]) if t in labels else scorer.score(t) for t in range(len(turns))
    )  # what speaks for whom
    order = SpeakerOrder(noun_share=W.noun_share_short if reading.short else 1.0)
    first = decode(turns, scores, order)  # one decision for all the turns of a scene
    habits = SpeechHabits(reading, stage, turns, first.posteriors)  # how each of them talks
    learned = replace(order, pairs=habits.pairs())  # who answers whom
    tags = describing_tags(reading, turns)
    return Groundwork(
        script, characters, grammar, turns, tags, stage, labels, order, first, habits, learned
    )
