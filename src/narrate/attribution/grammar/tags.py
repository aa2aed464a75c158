"""What the script keeps of a tag: its verb, who speaks to whom, and the adverbs that belong to it.

Only what belongs to the verb of saying counts: an adverb about walking does not, nor what somebody
did not do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Force, Link, Reference
from narrate.attribution.words.reading import CLAUSE, COMMA, NONE, SENTENCE
from narrate.languages.manners import Manners
from narrate.model import Span, Tag

NAMED = 3
"""So many words at most part a verb from the beginning of its sentence, where that matters."""


class TagReader:
    """Reads tags of one text; positions are word numbers, ranges half-open."""

    def __init__(self, grammar: Grammar, words: Manners) -> None:
        self.grammar = grammar
        self.reading = grammar.reading
        self.lows = grammar.reading.lows
        self.words = words
        self.additive = grammar.reading.language.words("additive")
        self.degree_joiners = grammar.reading.language.words("degree joiner")

    def tag(self, link: Link) -> Tag | None:
        """What *link* is as a tag; None if it has no verb of saying, or nothing was said."""
        verb = link.verb
        if verb is None or not self.says(link):
            return None
        start, stop = self._clause(verb)
        if self._is_denied(verb, start):
            return None
        adverbs = sorted({*self._before(verb, start), *self._behind(verb, stop)})
        return Tag(
            span=self._span(start, stop),
            verb=self._span(verb, verb + 1),
            subject=self._place(link.subject),
            adverbs=tuple(self._span(k, k + 1) for k in adverbs),
            hearer=self._place(link.hearer) if link.hearer else None,
        )

    def says(self, link: Link) -> bool:
        """Whether *link* has a verb of saying; a mere comma makes a tag of any verb."""
        if link.verb is None or link.force is not Force.TAG:
            return False
        low, grammar = self.lows[link.verb], self.grammar
        known = (
            low in grammar.classes.say
            or low in grammar.classes.plain
            or low in grammar.classes.voice
        )
        return known or link.inverted or grammar.speaks(link.verb, len(self.lows))

    def ends(self, verb: int) -> int:
        """Where the sentence of the tag ends, or the narration it stands in."""
        k = verb + 1
        while k < len(self.lows) and not (
            self.reading.breaks[k - 1] >= SENTENCE or self.reading.opens(k)
        ):
            k += 1
        return k

    def is_plain(self, link: Link) -> bool:
        """Whether no more than saying is meant by a sentence of its own.

        Not "He shouted for help."; but "She begged into the phone", "He whispered as he left".
        """
        verb = link.verb
        if verb is None or verb >= link.start + NAMED:
            return False
        if self.lows[verb] not in self.words.verbs or self.reading.breaks[verb] != NONE:
            return True
        return verb + 1 == self.ends(verb) or self.words.is_small(self.lows[verb + 1], "aside")

    def _is_denied(self, verb: int, start: int) -> bool:
        """Whether it was not said, or only thought of: "did not say", "might have said"."""
        before = self.lows[max(start, verb - 4) : verb]
        if any(self.words.is_small(low, "negation") or low.endswith("n't") for low in before):
            return True
        joined = takewhile(lambda k: self.reading.breaks[k] == NONE, range(verb - 1, start - 1, -1))
        return any(self.words.is_small(self.lows[k], "modal") for k in islice(joined, 2))

    def _clause(self, verb: int) -> tuple[int, int]:
        """The words of the clause whose verb is *verb*."""
        start = verb
        while start and not self.reading.opens(start) and not self._parts(start):
            start -= 1
        start += self.words.is_small(self.lows[start], "clause")
        stop, end = verb + 1, self.ends(verb)
        while stop < end and not self._parts(stop):
            stop += 1
        return min(start, verb), stop

    def _parts(self, k: int) -> bool:
        """Whether another clause begins at word *k*."""
        gap = self.reading.gaps[k - 1]
        marked = self.reading.breaks[k - 1] >= CLAUSE or "(" in gap or ")" in gap
        return marked or self.words.is_small(self.lows[k], "clause")

    def _before(self, verb: int, start: int) -> Iterator[int]:
        """The adverbs right before the verb, "he quietly said", and one that begins the clause."""

        def fits(k: int) -> bool:
            low = self.lows[k]
            return self._tells(low) or low in self.additive

        near = list(takewhile(fits, range(verb - 1, start - 1, -1)))
        opening = [start] if len(near) < verb - start <= NAMED else []
        yield from (k for k in near + opening if self.lows[k] in self.words.adverbs)

    def _behind(self, verb: int, stop: int) -> Iterator[int]:
        """The adverbs and participles behind the verb that belong to it."""
        words, belongs = self.words, True
        for k in range(verb + 1, stop):
            low, after = self.lows[k], self._joined(k, stop)
            goes_on = self._tells(after)
            if self.reading.breaks[k - 1] >= COMMA:
                belongs = self._tells(low) or low in words.participles or low in self.additive
            if low in self.degree_joiners and goes_on:
                continue
            if low in self.additive:
                return
            if low in words.participles and belongs and self._is_of_speaker(k, verb):
                yield k
            elif self._is_participle(k):
                belongs = False
            elif low in words.adverbs and belongs and self._is_adverb(k):
                belongs = not after.endswith(("ing", "ed"))
                if belongs:
                    yield k

    def _joined(self, k: int, stop: int) -> str:
        """The word right behind word *k*, before *stop*; empty if a mark parts them."""
        return self.lows[k + 1] if k + 1 < stop and self.reading.breaks[k] == NONE else ""

    def _tells(self, low: str) -> bool:
        return low in self.words.adverbs or self.words.is_small(low, "degree")

    def _is_adverb(self, k: int) -> bool:
        """Whether the word is said of the verb: neither "not sadly" nor "a low voice"."""
        return not self.words.is_small(self.lows[k - 1], "negation", "determiner")

    def _is_participle(self, k: int) -> bool:
        low = self.lows[k]
        small = self.reading.words[k].islower()
        return small and low.endswith("ing") and not self.words.is_small(low, "noun")

    def _is_of_speaker(self, k: int, verb: int) -> bool:
        """Whether the participle tells of who speaks: not "said the softly smiling man"."""
        before = k - 1
        while self.reading.breaks[before] == NONE and self._tells(self.lows[before]):
            before -= 1
        named = self.reading.breaks[before] >= COMMA or not self.reading.words[before].islower()
        return named or before <= verb or self.words.is_small(self.lows[before], "pronoun")

    def _place(self, reference: Reference) -> Span:
        return self._span(reference.start, reference.end)

    def _span(self, start: int, stop: int) -> Span:
        """The place of words in the manuscript."""
        starts = self.reading.starts
        return Span(starts[start], starts[stop - 1] + len(self.reading.words[stop - 1]))
