"""How each speaker talks, by a first decision: words, partners, how he addresses others.

A quotation never counts as evidence about itself: its own words are taken out first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log, sqrt

from narrate.attribution.decision.decoding import Pairs, Posterior, likeliest
from narrate.attribution.decision.presence import NOBODY, Scores
from narrate.attribution.decision.terms import Terms
from narrate.attribution.decision.weights import WEIGHTS as W
from narrate.attribution.grammar.references import Force, Sort
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.stage.actors import ActorKind
from narrate.attribution.stage.scene import Stage
from narrate.attribution.words.reading import Reading

_SURE = 0.55
"""probability from which a turn teaches"""
TALK = 10
"""turns before and after that make one conversation"""
_PAUSE = 5
"""paragraphs of narration that end it"""
_SEEN = 3
"""tags by one common noun from which it is known whom it means"""
_ENOUGH = 200
"""words from which somebody's way of speaking is known; as many of everybody's are mixed in"""


def sure_speaker(posterior: Posterior) -> int | None:
    """Who speaks, if that is sure enough to teach something."""
    best = likeliest(posterior)
    return best if best != NOBODY and posterior[best] >= _SURE else None


class SpeechHabits:
    """How each speaker talks, learned from the speakers of a first decision, *posteriors*."""

    def __init__(
        self, reading: Reading, stage: Stage, turns: Sequence[Turn], posteriors: Sequence[Posterior]
    ) -> None:
        self.stage = stage
        self.member = 0.0 if reading.short else W.member
        self.titles = reading.language.titles
        self.turns = turns
        self.speakers = [sure_speaker(posterior) for posterior in posteriors]
        self.lines = Counter(speaker for speaker in self.speakers if speaker is not None)
        self.words = [Counter[str](_spoken(reading, turn)) for turn in turns]
        self.words_of: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self.size: Counter[int] = Counter()
        self.all: Counter[str] = Counter()
        self.address_forms: defaultdict[int, Counter[tuple[int, str]]] = defaultdict(Counter)
        self.nouns: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for turn, speaker, words in zip(turns, self.speakers, self.words, strict=True):
            self.all.update(words)
            if speaker is not None:
                self.words_of[speaker].update(words)
                self.size[speaker] += words.total()
                self.address_forms[speaker].update(self._addressed(turn))
                for noun in _nouns(turn):
                    self.nouns[noun][speaker] += 1
        self.terms = Terms(reading, turns, self.speakers)
        total = self.all.total() + len(self.all)
        self.share = {word: (count + 1) / total for word, count in self.all.items()}

    def _addressed(self, turn: Turn) -> set[tuple[int, str]]:
        return {
            (actor, self.stage.vocatives.forms[n, actor])
            for n in turn.segments
            for actor in self.stage.vocatives.addressed.get(n, ())
        }

    def rescore(self, t: int, scores: Scores, speakers: Sequence[int | None]) -> Scores:
        """*scores* of turn *t* with what the way of speaking adds.

        *speakers* are those of all turns, as far as they are sure.
        """
        top = max(scores.values(), default=0.0)
        addressed = sorted(self._addressed(self.turns[t]))
        nouns = _nouns(self.turns[t])
        rescored = dict(scores)
        members = self._members(t, speakers)
        for actor, score in scores.items():
            if actor == NOBODY or score < top - 9:
                continue
            own = self.speakers[t] == actor
            rescored[actor] += self.member * log(1 + members.get(actor, 0))
            rescored[actor] += W.style * self._style(t, actor, own=own)
            for noun in nouns:
                rescored[actor] += W.noun_known * self._known_as(noun, actor, own=own)
            rescored[actor] += self.terms.score(t, actor)
            for who, form in addressed:
                rescored[actor] += W.address_form * self._address_form(actor, who, form, own=own)
        return rescored

    def _members(self, t: int, speakers: Sequence[int | None]) -> Counter[int]:
        """How often each one speaks in the talk around turn *t*, the turn itself left out."""
        found: Counter[int] = Counter()
        for step in (-1, 1):
            n = t
            for _ in range(TALK):
                edge = n if step < 0 else n + 1
                n += step
                if not 0 <= n < len(self.turns) or self.turns[edge].gap > _PAUSE:
                    break
                speaker = speakers[n]
                if speaker is not None:
                    found[speaker] += 1
        return found

    def _style(self, t: int, actor: int, *, own: bool) -> float:
        words = self.words[t]
        length = words.total()
        size = self.size[actor] - (length if own else 0)
        if size < _ENOUGH or not length:
            return 0.0
        counts, share = self.words_of[actor], self.share
        found, never = 0.0, log(_ENOUGH / (size + _ENOUGH))
        for word, n in words.items():
            mine = counts.get(word, 0) - (n if own else 0)
            found += n * (log((mine / share[word] + _ENOUGH) / (size + _ENOUGH)) if mine else never)
        return max(-2.0, min(2.0, found / sqrt(length)))

    def _known_as(self, noun: str, actor: int, *, own: bool) -> float:
        """From -1 to 1: whether *noun* meant *actor* elsewhere."""
        meant = self.nouns[noun]
        total = meant.total() - own
        if total < _SEEN or self.stage.actors[actor].kind is ActorKind.WALK_ON:
            return 0.0
        return (meant[actor] - own) / total * 2 - 0.5

    def _address_form(self, actor: int, who: int, form: str, *, own: bool) -> float:
        """How *form* fits what *actor* calls *who* elsewhere."""
        used = self.address_forms[actor]
        same = used[who, form] - own
        other = sum(count for (whom, _), count in used.items() if whom == who) - same - own
        if same > 0:
            return 1.2 if same > other / 3 else 0.2
        formal = form.split(maxsplit=1)[0] in self.titles
        if not other:
            stranger = formal and not own and self.stage.actors[actor].kind is ActorKind.WALK_ON
            return 1.0 if stranger else 0.0
        if other == 1:
            return -0.8
        return -3.0 if formal else -2.0

    def pairs(self) -> Pairs:
        """How much likelier than others each speaker is to follow another."""
        after: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for turn, first, second in zip(
            self.turns[1:], self.speakers, self.speakers[1:], strict=False
        ):
            if first is not None and second is not None and first != second and turn.gap <= 1:
                after[first][second] += 1
        found: Pairs = {}
        for first, seconds in after.items():
            total = seconds.total()
            for second, count in seconds.items():
                found[first, second] = W.talk_pair * min(1.5, log((count + 1) / (total / 8 + 1)))
        return found


def _nouns(turn: Turn) -> list[str]:
    """The common nouns that tag the turn, with the sex of whose they are."""
    return [
        f"{link.subject.owner.gender if link.subject.owner else ''} {link.subject.head}"
        for link in turn.links
        if link.force is Force.TAG and link.subject.sort is Sort.NOUN
    ]


def _spoken(reading: Reading, turn: Turn) -> list[str]:
    found: list[str] = []
    for n in turn.segments:
        first, end = reading.bounds(n)
        found.extend(reading.lows[first:end])
    return found
