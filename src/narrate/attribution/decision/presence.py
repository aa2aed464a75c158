"""The candidates of a turn: who was mentioned lately, is named nearby, or has gone away."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from math import exp, log

from narrate.attribution.decision.weights import WEIGHTS as W
from narrate.attribution.grammar.references import Force, Link, Reference, Sort
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.stage.actors import Actor, ActorKind
from narrate.attribution.stage.scene import Stage
from narrate.attribution.stage.vocatives import addressed_sex
from narrate.attribution.stage.walkons import description_of
from narrate.attribution.words.reading import NONE, Reading, begins_scene
from narrate.languages.words import NounKind
from narrate.model import Gender

NOBODY = -1
"""the candidate who is nobody in particular: a crowd"""
REACH = 24
"""paragraphs back in which a mention makes a candidate"""
_MOST = 400
"""mentions back, more than a novel has in so many paragraphs: the bound where nothing is parted"""
_UNKNOWN = -1.0
"""in the place of a 1 or 0 for gone or not"""
AHEAD_TURNS = 8
"""turns of the same conversation in which a tag further on makes one"""
AHEAD_WORDS = 60
"""words ahead in which a first mention makes a candidate"""
_FADING = tuple(exp(-distance / 8) for distance in range(REACH + 1))
"""what a mention is worth so many paragraphs later"""

Scores = dict[int, float]
Recent = dict[int, list[float]]
"""(weight of all mentions, of those as subject, 1 if the last one is an exit) by actor, the
latest mentioned first"""


class Presence:
    """Finds the candidates of every turn of one text, and how present each of them is."""

    def __init__(self, reading: Reading, stage: Stage, turns: tuple[Turn, ...]) -> None:
        self.reading = reading
        self.stage = stage
        self.turns = turns
        spoken = reading.speech
        addressed = {(n, a) for n, actors in stage.vocatives.addressed.items() for a in actors}
        segment_of = _segments_of(reading)
        extra = {
            actor.number
            for actor in stage.actors
            if actor.kind is ActorKind.WALK_ON and actor.weight < 1
        }
        self.extras = [pair for pair in stage.mentions if pair[1] in extra]
        acting = set(stage.subjects)
        self.present = sorted(
            {
                (word, actor, (word, actor) in acting or spoken[word])
                for word, actor in stage.mentions
                if actor not in extra
                and (not spoken[word] or (segment_of(word), actor) in addressed)
            }
            | {(word, actor, True) for word, actor in (*acting, *stage.exits) if actor not in extra}
        )
        self.resolved = stage.resolved
        self.told = Counter(actor for _, actor in stage.mentions)
        self.exits = dict(stage.exits)
        self.states = reading.language.words("state")
        self.scenes = [
            reading.first[n] for n, segment in enumerate(reading.segments) if begins_scene(segment)
        ]
        self.beat = W.beat_short if reading.short else 1.0
        self.elsewhere = W.walkon_elsewhere_short if reading.short else W.walkon_elsewhere
        self.not_yet = W.not_yet_short if reading.short else 0.0
        self.places = [word for word, _, _ in self.present]
        self.places_of: defaultdict[int, list[int]] = defaultdict(list)
        for word, actor, _ in self.present:
            self.places_of[actor].append(word)
        self.runs = run_ends(turns)
        self.subject_places = [word for word, _ in stage.subjects]
        self.address = [addressed_sex(reading, turn) for turn in turns]
        self.tags = Counter(
            link.subject.person
            for turn in turns
            for link in turn.links
            if link.force is Force.TAG and link.subject.person is not None
        )
        self.talks = self._talks(self._named_in_tags())
        self.calls = self._talks([self.addressees(t) for t in range(len(turns))])
        self.onstage = (
            {actor for _, actor in stage.subjects}
            | {actor for actors in stage.vocatives.addressed.values() for actor in actors}
            | self.tags.keys()
        )

    def _named_in_tags(self) -> list[set[int]]:
        """For each turn, the people whom its tags and cues name."""
        return [
            {
                link.subject.person
                for link in turn.links
                if link.force is not Force.BEAT and link.subject.person is not None
            }
            for turn in self.turns
        ]

    def _talks(self, brought: Sequence[Collection[int]]) -> list[frozenset[int]]:
        """For each turn, those *brought* up by the turns near it in the same conversation."""
        talks = []
        for t in range(len(self.turns)):
            low, high = t, t
            while low > 0 and t - low < AHEAD_TURNS and self.turns[low].gap <= 4:
                low -= 1
            while (
                high + 1 < len(self.turns)
                and high - t < AHEAD_TURNS
                and self.turns[high + 1].gap <= 4
            ):
                high += 1
            talks.append(frozenset(p for n in range(low, high + 1) for p in brought[n]))
        return talks

    def recent(self, turn: Turn) -> Recent:
        """Who was mentioned before the turn, the latest first."""
        place = turn.paragraph
        latest = bisect_left(self.places, turn.start) - 1
        found: dict[int, list[float]] = {}
        before = bisect_right(self.scenes, turn.start) - 1
        scene = self.scenes[before] if before >= 0 else 0
        for k in range(latest, max(latest - _MOST, -1), -1):
            word, actor, active = self.present[k]
            distance = place - self.reading.paragraphs[word]
            if distance > REACH:
                break
            share = _FADING[distance]
            seen = found.get(actor)
            if seen is None:
                seen = found[actor] = [0.0, 0.0, _UNKNOWN, float(word < scene)]
            seen[0] += share
            seen[1] += share * active
            if active and seen[2] == _UNKNOWN and not self._only_is(word):
                seen[2] = float(word in self.exits)
        return found

    def candidates(self, t: int, recent: Recent) -> Scores:
        """Everybody who may speak turn *t*, with a score to begin with."""
        turn = self.turns[t]
        scores: Scores = dict.fromkeys(recent, 0.0)
        for actor in self._concerned(t):
            scores.setdefault(actor, 0.0)
        for actor in self._soon(turn):
            scores.setdefault(actor, W.ahead - W.unmentioned)
        teller = self.stage.teller(turn.start)
        if teller is not None:
            scores.setdefault(teller, 0.0)
        self._fill_up(turn, scores)
        if any(link.subject.sort is Sort.MANY and link.force is Force.TAG for link in turn.links):
            scores[NOBODY] = 8.0
        return scores

    def _only_is(self, word: int) -> bool:
        """Whether the subject at *word* does nothing: "she was the one" may be far away."""
        return word + 1 < len(self.reading.lows) and self.reading.lows[word + 1] in self.states

    def _concerned(self, t: int) -> Iterator[int]:
        """Whom the turn, its tags or its neighbours name."""
        for link in self.turns[t].links:
            number = self.meant(link.subject)
            if number is not None:
                yield number
        yield from sorted(self.talks[t] | self.calls[t])
        for n in self.turns[t].segments:
            if n in self.stage.introduced:
                yield self.stage.introduced[n]

    def addressees(self, t: int) -> set[int]:
        """Whom the turn is said to: by calling them, or as its tag tells."""
        turn = self.turns[t]
        addressed = {
            actor for n in turn.segments for actor in self.stage.vocatives.addressed.get(n, ())
        }
        return addressed | {actor for _, actor in self.hearers(turn)}

    def asks(self, t: int) -> bool:
        """Whether the turn ends with a question."""
        end = self.turns[t].end
        return end > 0 and "?" in self.reading.gaps[end - 1]

    def hearers(self, turn: Turn) -> Iterator[tuple[Force, int]]:
        """Whom tags and gestures beside the turn are meant for."""
        for link in turn.links:
            number = self.meant(link.hearer) if link.hearer is not None else None
            if number is not None:
                yield link.force, number

    def _fill_up(self, turn: Turn, scores: Scores) -> None:
        """Where nobody else can be meant, take people the narration only describes."""
        sexes = {
            link.subject.gender
            for link in turn.links
            if link.subject.sort is Sort.PRONOUN and link.force is Force.TAG
        }
        fitting = [a for a in scores if a != NOBODY and (not sexes or self.sex(a) in sexes)]
        if len(fitting) >= (1 if sexes else 2):
            return
        k = bisect_left(self.extras, (turn.start, 0)) - 1
        wanted = 2
        while (
            k >= 0
            and wanted
            and self.reading.paragraphs[self.extras[k][0]] > turn.paragraph - REACH
        ):
            actor = self.extras[k][1]
            k -= 1
            if actor not in scores and (not sexes or self.sex(actor) in {*sexes, None}):
                scores[actor] = W.only_fit if sexes and self.sex(actor) in sexes else 0.0
                wanted -= 1

    def _soon(self, turn: Turn) -> list[int]:
        """Whom the narration mentions within the next words: a story may begin with speech."""
        k = bisect_left(self.places, turn.end)
        found: list[int] = []
        while k < len(self.places) and self.places[k] < turn.end + AHEAD_WORDS and len(found) < 3:
            actor = self.present[k][1]
            k += 1
            if actor not in found:
                found.append(actor)
        return found

    def meant(self, reference: Reference) -> int | None:
        """The actor that *reference* means, where it is no pronoun but "I"."""
        if reference.sort is Sort.NAME:
            return reference.person
        if reference.sort is Sort.NOUN:
            return self.stage.walkons.get(description_of(self.reading, reference))
        return self.stage.teller(reference.start) if reference.sort is Sort.SELF else None

    def told_of(self, subject: Reference) -> int | None:
        """The actor whom the narration tells of by *subject*: "the boy" may be Theo."""
        if subject.sort is Sort.NOUN and not self._is_told_apart(subject):
            return self.resolved.get(subject.start, self.meant(subject))
        return self.meant(subject)

    def is_anothers(self, link: Link, turn: Turn, said: Collection[Gender], scores: Scores) -> bool:
        """Whether a pronoun tells that the beat *link* is of somebody else than speaks *turn*.

        As in `Bob shut his eyes. "Hush," she said.` where a woman is there. *said* are the sexes of
        the pronouns in the turn's tags.
        """
        if not said:
            return False
        if self._acts_on_tagged(link, turn, said):
            return True
        number = self.told_of(link.subject)
        sex = None if number is None else self.sex(number)
        if not sex or sex in said or link.start >= turn.start:
            return False
        return any(self.sex(actor) in said for actor in scores)

    def _acts_on_tagged(self, link: Link, turn: Turn, said: Collection[Gender]) -> bool:
        """As in `Bob asked her who was there. "Nobody," she said.`: a beat of somebody else."""
        if link.subject.sort is not Sort.NAME or link.start >= turn.end:
            return False
        return self._object_sex(link.subject.end + 1, link.end) in said

    def _object_sex(self, k: int, end: int) -> Gender | None:
        """The sex of the pronoun at word *k* if it is an object: "him", and "her" with no noun."""
        words, lows = self.reading.language.words, self.reading.lows
        if k + 1 >= end or lows[k] not in words("uncertain object"):
            return None
        if lows[k] in words("masculine mention"):
            return "M"
        openers = words("subordinator", "preposition", "clause opener", "free relative")
        alone = self.reading.breaks[k] != NONE or lows[k + 1] in openers
        return "F" if alone else None

    def _is_told_apart(self, noun: Reference) -> bool:
        """Whether *noun* tells more than "the woman", and does again: "the tall woman"."""
        own = self.meant(noun)
        return noun.end - noun.start > 2 and own is not None and self.told[own] > 1

    def add_standing(self, t: int, scores: Scores, recent: Recent) -> None:
        """Add to *scores* of turn *t* how present each candidate is, and how important at all."""
        order = {actor: n for n, actor in enumerate(recent)}
        teller = self.stage.teller(self.turns[t].start)
        others = sum(self.stage.actors[actor].kind is ActorKind.NAMED for actor in recent)
        for actor in scores:
            if actor == NOBODY:
                continue
            who = self.stage.actors[actor]
            seen = recent.get(actor)
            if seen is None:
                absent = others > 1 and who.kind is ActorKind.NAMED and self._comes_later(actor, t)
                scores[actor] += W.unmentioned + self.not_yet * absent
            else:
                scores[actor] += W.gone * (seen[2] == 1) + W.other_scene * seen[3]
                scores[actor] += W.rank[min(order[actor], len(W.rank) - 1)]
                scores[actor] += W.mentioned * log(0.1 + seen[0])
            unnamed = who.kind is ActorKind.WALK_ON or self._is_unnamed(actor, t)
            tags = 0 if unnamed else min(4, self.tags[actor])
            scores[actor] += W.standing * (2 * who.weight - 1) + W.tagged * tags / 2
            if actor == teller:
                scores[actor] += W.self_elsewhere - (W.unmentioned if seen is None else 0)
            if unnamed:
                scores[actor] += self._away(who) * (1.0 - self._acts_lately(who, seen))
            if actor in self.talks[t] or (self.reading.short and actor in self.calls[t]):
                scores[actor] += W.in_talk
            if who.kind is ActorKind.NAMED and actor != teller and actor not in self.onstage:
                scores[actor] += W.offstage

    def _comes_later(self, actor: int, t: int) -> bool:
        """Whether *actor* is told of after turn *t* no sooner than a paragraph of narration."""
        places = self.places_of[actor]
        k = bisect_left(places, self.turns[t].start)
        return k == len(places) or self.reading.paragraphs[places[k]] > self.runs[t]

    def _is_unnamed(self, actor: int, t: int) -> bool:
        return self.turns[t].start < self.stage.unnamed.get(actor, 0)

    def _away(self, walkon: Actor) -> float:
        """What speaks against a walk-on where nothing names it."""
        return self.elsewhere if walkon.weight == 1.0 else W.walkon_elsewhere

    def _acts_lately(self, walkon: Actor, seen: Sequence[float] | None) -> float:
        """From 0 to 1: how much a walk-on told by what it is, as *seen*, did lately.

        "The detective" who is told of is there; "the man" may be anybody's description.
        """
        noun = self.reading.language.persons.get(walkon.head)
        role = noun is not None and noun.kind is NounKind.ROLE
        return min(1.0, seen[1]) if role and seen is not None else 0.0

    def may_be_it(self, actor: int) -> bool:
        """Whether *actor* may be "it": nobody who is known to be of one sex."""
        return self.sex(actor) is None

    def may_be_any(self, actor: int, word: int) -> bool:
        """Whether a pronoun of either sex at *word* may mean *actor*, who is named."""
        who = self.stage.actors[actor]
        named = who.kind is ActorKind.NAMED and who.gender is None
        return named and actor != self.stage.teller(word)

    def sex(self, actor: int) -> Gender | None:
        """The sex of *actor*; none of NOBODY."""
        return self.stage.actors[actor].gender if actor >= 0 else None


def run_ends(turns: Sequence[Turn]) -> list[int]:
    """For each turn, the paragraph of the last one that follows with nothing told between."""
    ends: list[int] = []
    for n in reversed(range(len(turns))):
        goes_on = n + 1 < len(turns) and not turns[n + 1].gap
        ends.append(ends[-1] if goes_on else turns[n].paragraph)
    return ends[::-1]


def _segments_of(reading: Reading) -> Callable[[int], int]:
    """Finds the segment of a word."""
    return lambda word: bisect_right(reading.first, word) - 1
