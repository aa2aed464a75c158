"""The clauses of a sentence: whose each is, and whether it is a main one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.mentions import forestalls, only_person
from narrate.attribution.grammar.references import Reference, Sort
from narrate.attribution.words.reading import CLAUSE, NONE

_NEAR = 16
"""words at most from what is under way to what happens then"""


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite clause: its *subject*, whether it is a *main* one, and whether the subject *acts*.

    Subordinate clauses are those behind a conjunction such as "when", those that a verb governs,
    "thought Ann was ill", and those that tell a noun apart, "the lamp Ann had lit". Where the verb
    has an auxiliary, "Ann was smiling", nobody acts: that is told of by the way.
    """

    subject: Reference
    main: bool
    acts: bool = True

    @property
    def begins(self) -> int:
        """The word of its conjunction, or before it."""
        return self.subject.start - 1


def actor(grammar: Grammar, start: int, end: int, *, first: bool = False) -> Reference | None:
    """Who acts in the sentence: in its last main clause, else whom it tells of, else in any.

    Or in the *first* one, which stands beside the words that were said before.
    """
    parts = tuple(_parts(grammar, start, end))
    for part in parts if first else parts[::-1]:
        some = clauses(grammar, *part)
        found = _main_subject(some, first=first) or _told_of(grammar, *part, some)
        if found is not None:
            return found
    subjects = [] if first else [one.subject for part in parts for one in clauses(grammar, *part)]
    return next((one for one in reversed(subjects) if one.sort is not Sort.MANY), None)


def _told_of(grammar: Grammar, start: int, end: int, some: Sequence[Clause]) -> Reference | None:
    """Whom the clauses *some* tell of though nobody acts: "It seemed to Ann that Bob was ill"."""
    stop = min((one.begins for one in some if not one.main), default=end)
    return only_person(grammar, start, stop) or only_person(grammar, start, end)


def last_main_subject(grammar: Grammar, start: int, end: int) -> Reference | None:
    """Who acts in the last main clause of the sentence."""
    found = (_main_subject(clauses(grammar, *part)) for part in _parts(grammar, start, end))
    return next((one for one in reversed(tuple(found)) if one is not None), None)


def clauses(grammar: Grammar, start: int, end: int) -> tuple[Clause, ...]:
    """The clauses that somebody is the subject of; no semicolon parts *start* to *end*."""
    return tuple(_Sentence(grammar, start, end).clauses())


def _parts(grammar: Grammar, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between semicolons, colons and dashes."""
    first = start
    for k in range(start, end):
        if k == end - 1 or grammar.reading.breaks[k] >= CLAUSE:
            yield first, k + 1
            first = k + 1


def _main_subject(some: Sequence[Clause], *, first: bool = False) -> Reference | None:
    """Who acts in the last main clause; by name, if a pronoun there means who acts before."""
    mains = [one for one in some if one.main and one.subject.sort is not Sort.MANY]
    if not mains or first:
        return mains[0].subject if mains else None
    last = next((one for one in reversed(mains) if one.acts), mains[-1]).subject
    if last.sort is not Sort.PRONOUN:
        return last
    before = (one.subject for one in reversed(mains))
    return next((one for one in before if _may_be_meant(one, last)), last)


def _may_be_meant(one: Reference, pronoun: Reference) -> bool:
    """Whether the *pronoun* means *one*, who acts in the same sentence."""
    named = one.sort is Sort.NAME and one.gender is None
    return named or (one.sort is not Sort.PRONOUN and one.gender == pronoun.gender)


class _Sentence:
    """Reads the words *start* to *end* from left to right; no stop or semicolon parts them."""

    def __init__(self, grammar: Grammar, start: int, end: int) -> None:
        self.grammar = grammar
        self.lows = grammar.reading.lows
        self.breaks = grammar.reading.breaks
        self.start = start
        self.end = end
        self.seen: list[Clause] = []
        self.opening = self._opening()

    def clauses(self) -> list[Clause]:
        """The clauses in order."""
        k = self.start
        while k < self.end:
            presented = self.grammar.presented(k, self.end) if self._opens(k) else None
            found = presented or self.grammar.phrases.noun_phrase(k, self.end)
            if presented is not None:
                self.seen.append(Clause(presented, main=True))
            elif found is not None and not found.oblique:
                self._see(found)
            k = k + 1 if found is None else max(found.end, k + 1)
        return self.seen

    def _see(self, found: Reference) -> None:
        """Take *found* for the subject of a clause, if it stands where one does."""
        if self._stands_before_verb(found):
            self.seen.append(Clause(found, self._is_main(found.start), self._acts(found)))
        elif self._stands_behind_verb(found):
            self.seen.append(Clause(found, main=True))

    def _opens(self, k: int) -> bool:
        """Whether a clause may begin at word *k*."""
        begins = k == self.start or self.breaks[k - 1] != NONE
        return begins or self.lows[k - 1] in self.grammar.classes.conjunctions

    def _stands_before_verb(self, found: Reference) -> bool:
        """Whether *found* stands before its verb, or opens the sentence."""
        if self.opening == found.start:
            return True
        if found.end >= self.end or self._is_governed(found.start):
            return False
        if self.seen and self.seen[-1].subject.end == self._conjunction(found.start):
            return False  # "Ann and not Bob"
        joined = self.breaks[found.end - 1] == NONE
        return joined and self.grammar.is_verbal(found.end, self.end)

    def _acts(self, found: Reference) -> bool:
        """Whether no auxiliary stands behind *found*, but for "was quicker"."""
        if forestalls(self.grammar, found, self.end):
            return True
        end = self.grammar.skip(found.end, self.end)
        return self.grammar.classes.auxiliaries.isdisjoint(self.lows[found.end : end + 1])

    def _stands_behind_verb(self, found: Reference) -> bool:
        """Whether *found* ends a clause that opens with a place: "Behind Ann stood Bob"."""
        ends = found.end >= self.end or self.breaks[found.end - 1] != NONE
        inverted = self.lows[found.start - 1] in self.grammar.classes.animate
        return ends and inverted and not self.seen and self._is_adverbial()

    def _is_governed(self, k: int) -> bool:
        """Whether a preposition that is no conjunction stands before word *k*."""
        before, classes = self._before(k), self.grammar.classes
        turning = self.grammar.reading.language.words("turning point")
        joins = classes.subordinators | classes.conjunctions | turning
        return before in classes.prepositions and before not in joins

    def _conjunction(self, k: int) -> int | None:
        """The word before word *k*, past adverbs, if it is a conjunction."""
        while k > self.start and self.grammar.phrases.adverb(k - 1) == 1:
            k -= 1
        return k - 1 if self.lows[k - 1] in self.grammar.classes.conjunctions else None

    def _before(self, k: int) -> str:
        """The word before word *k* of its own clause, past adverbs; empty where one begins."""
        phrases, subordinators = self.grammar.phrases, self.grammar.classes.subordinators
        while k > self.start and self.breaks[k - 1] == NONE:
            if self.lows[k - 1] in subordinators or phrases.adverb(k - 1) != 1:
                return self.lows[k - 1]
            k -= 1
        return ""

    def _opening(self) -> int:
        """The first word of the sentence that is neither an adverb nor a conjunction."""
        k, classes = self.start, self.grammar.classes
        while k < self.end and k not in self.grammar.names.at:
            words = self.grammar.phrases.adverb(k) or int(self.lows[k] in classes.conjunctions)
            if not words or self.lows[k] in classes.subordinators:
                break
            k += words
        return min(k, self.end - 1)

    def _is_main(self, k: int) -> bool:
        """Whether the clause whose subject begins at word *k* is a main one."""
        before, classes = self._before(k), self.grammar.classes
        if before in self.grammar.reading.language.words("turning point"):
            return self._is_interrupted(k)
        if before in classes.subordinators or before in classes.complementizers:
            return False
        if k == self.opening or not before:
            return True
        mains = any(one.main for one in self.seen)
        if before in classes.conjunctions:
            return mains or self.breaks[k - 2] != NONE
        return not mains and self._is_adverbial()

    def _is_interrupted(self, k: int) -> bool:
        """Whether what is told before word *k* is only under way: "Ann was about to go when"."""
        under_way = self.grammar.reading.language.words("under way")
        return not under_way.isdisjoint(self.lows[max(self.start, k - _NEAR) : k])

    def _is_adverbial(self) -> bool:
        """Whether the sentence opens with a phrase of place or time, or a clause: "At noon"."""
        low, classes = self.lows[self.opening], self.grammar.classes
        return low in classes.prepositions or low in classes.subordinators or bool(self.seen)
