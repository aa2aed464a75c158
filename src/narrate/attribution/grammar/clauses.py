"""A small grammar of English narration: who a clause is about, and who it says is speaking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from narrate.attribution.grammar.phrases import Phrases
from narrate.attribution.grammar.references import Reference, Sort
from narrate.attribution.grammar.word_classes import word_classes
from narrate.attribution.people.forms import Names
from narrate.attribution.people.persons import People
from narrate.attribution.words.reading import CLAUSE, COMMA, NONE, SENTENCE, Reading

_INSERTED = 5
"""words at most of a phrase between a subject and its verb: "Ann, of all people, said"."""


class Grammar:
    """Reads clauses of one text; positions are word numbers, ranges half-open."""

    def __init__(self, reading: Reading, names: Names, people: People) -> None:
        self.reading = reading
        self.names = names
        self.people = people
        self.classes = word_classes(reading.language)
        self.phrases = Phrases(reading, names, people, self.classes)

    # -- verbs -----------------------------------------------------------------------------

    def skip(self, i: int, end: int) -> int:
        """The first word from *i* that is neither an auxiliary nor an adverb."""
        lows, breaks = self.reading.lows, self.reading.breaks
        k = i
        while k < end and k < i + 5:
            low, words = lows[k], self.phrases.adverb(k)
            if low in self.classes.say or not (
                words or low in self.classes.auxiliaries or low in self.classes.reflexives
            ):
                break
            k += max(1, words)
            if breaks[k - 1] >= CLAUSE:
                return end
        return min(k, end)

    def speaks(self, i: int, end: int) -> bool:
        """Whether word *i* is a verb of speech, with its particle if it needs one."""
        if i >= end:
            return False
        low = self.reading.lows[i]
        if low in self.classes.say or tuple(self.reading.lows[i : i + 3]) in self.classes.asking:
            return True
        if (
            low in self.classes.plain
            and i
            and self.reading.lows[i - 1] in self.classes.plain_subjects
        ):
            return True
        if i + 1 >= end:
            return False
        after = self.reading.lows[i + 1]
        return (low, after) in self.classes.phrasal or (
            after in self.classes.voice_particles and low in self.classes.voice
        )

    def spoken_by(self, subject: Reference, end: int) -> bool:
        """Whether *subject* governs the next verb and that is one of speech."""
        k = self.skip(subject.end, end)
        lows = self.reading.lows
        return self.speaks(k, end) or (
            k + 1 < end and lows[k] in self.classes.infinitive and lows[k + 1] in self.classes.plain
        )

    def utterance(self, i: int, end: int) -> Reference | None:
        """Whose words they are: "Ann's prompt reply", "his answer"."""
        lows = self.reading.lows
        mention = self.names.at.get(i)
        if mention is not None:
            number = self.people.of.get(mention.form)
            if not mention.owner or number is None:
                return None
            person = self.people.everyone[number]
            owner: Reference | None = Reference(Sort.NAME, i, mention.end, person.gender, number)
        else:
            owner = self.phrases.possessor(i) or self.phrases.noun_owner(i, end)
        if owner is None:
            return None
        for k in range(owner.end, min(end, owner.end + 5)):
            if lows[k] in self.classes.utterances:
                return replace(owner, end=k + 1)
            if not self.phrases.may_qualify(k):
                break
        return None

    # -- sentences -------------------------------------------------------------------------

    def sentence_end(self, i: int, end: int) -> int:
        """The end of the sentence that word *i* stands in."""
        breaks = self.reading.breaks
        while i < end and breaks[i] < SENTENCE:
            i += 1
        return min(i + 1, end)

    def sentence_start(self, i: int, start: int) -> int:
        """The first word of the sentence that word *i* stands in."""
        breaks = self.reading.breaks
        while i > start and breaks[i - 1] < SENTENCE:
            i -= 1
        return i

    def subject(self, i: int, end: int) -> Reference | None:
        """The subject of the clause that begins at *i*, past what may stand before it."""
        reading = self.reading
        for _ in range(4):
            found = self.presented(i, end)
            while found is None and i < end and (words := self._filler(i)):
                i += words
                found = self.presented(i, end)
            if i >= end:
                return None
            found = found or self.phrases.noun_phrase(i, end)
            if found is not None and not found.oblique:
                return found
            comma = i
            while comma < end and reading.breaks[comma] == NONE:
                comma += 1
            inside = self._acting(i, min(comma + 1, end))
            if inside is not None:
                return inside
            if comma + 1 >= end or reading.breaks[comma] > CLAUSE or comma > i + 25:
                return None
            i = comma + 1
        return None

    @cached_property
    def narrated_subjects(self) -> tuple[tuple[int, tuple[Reference, ...]], ...]:
        """The end of each sentence of the narration, and the subjects of its clauses, in order."""
        return tuple((end, tuple(self.subjects(i, end))) for i, end in self.reading.narrated)

    def subjects(self, i: int, end: int) -> Iterator[Reference]:
        """The subjects of the clauses of the sentence *i* to *end*, in order."""
        first = self.subject(i, end)
        if first is None:
            return
        yield first
        reading = self.reading
        for k in range(first.end + 1, end - 1):
            strength = reading.breaks[k - 1]
            joined = reading.lows[k] in self.classes.joining and (
                strength != NONE or not self.names_end(k)
            )
            if joined:
                found = self.phrases.noun_phrase(k + 1, end)
            elif strength >= CLAUSE:
                found = self.phrases.noun_phrase(k, end)
            else:
                continue
            if found is None or found.oblique or found.sort is Sort.MANY or found.end >= end:
                continue
            if joined and self._compares(k):
                continue
            if reading.breaks[found.end - 1] == NONE and self.is_verbal(found.end, end):
                yield found

    def _compares(self, k: int) -> bool:
        """Whether the clause at word *k* only compares: "smiled as a cat smiles at a saucer"."""
        lows, words = self.reading.lows, self.reading.language.words
        articles = words("article") - words("definite article")
        return lows[k] in words("likeness") and lows[k + 1] in articles

    def presented(self, i: int, end: int) -> Reference | None:
        """Who enters: "It was Leal who asked", "In came the grandfather", "There stood Ann"."""
        lows = self.reading.lows
        if i + 2 >= end or self.reading.breaks[i] != NONE or self.reading.breaks[i + 1] != NONE:
            return None
        cleft = (lows[i], lows[i + 1]) in self.classes.clefts
        motion = lows[i] in self.classes.foremost and lows[i + 1] in self.classes.animate
        if not cleft and not motion:
            return None
        found = self.phrases.noun_phrase(i + 2, end)
        if found is None or found.oblique or found.sort in (Sort.MANY, Sort.SELF):
            return None
        who = found.end < end and lows[found.end] in self.classes.personal_relatives
        named = found.sort is Sort.NAME and lows[i + 2] not in self.classes.determiners
        if cleft and not (who or named):
            return None
        return found

    def _acting(self, i: int, end: int) -> Reference | None:
        """The first one named to act in an opening no comma closes: "At noon Emma left"."""
        lows = self.reading.lows
        if i >= end or self._subordinates(i, i):
            return None
        for k in range(i + 1, min(end - 1, i + 14)):
            if self._subordinates(k, i):
                return None
            if k not in self.names.at and lows[k] not in self.classes.acting_pronouns:
                continue
            if self.classes.verb_second and lows[k - 1] in self.classes.prepositions:
                continue  # a pronoun may be an object all the same there: "de él", "à elle"
            found = self.phrases.noun_phrase(k, end)
            if found is None or found.oblique or found.sort is Sort.MANY or found.end >= end:
                continue
            if (
                lows[k - 1] in self.classes.prepositions
                and lows[found.end - 1] in self.classes.parts
            ):
                continue  # "Something in Ann's face made Bob pause"
            if self.reading.breaks[found.end - 1] == NONE and self.is_verbal(found.end, end):
                return found
        return None

    def _subordinates(self, k: int, start: int) -> bool:
        """Whether a clause that is no main one begins at word *k*; not "that" in "with that"."""
        low, prepositions = self.reading.lows[k], self.classes.prepositions
        governed = k > start and self.reading.lows[k - 1] in prepositions
        return low in self.classes.subordinators and low not in prepositions and not governed

    def is_verbal(self, i: int, end: int) -> bool:
        """Whether the verb of somebody's stands at word *i*, past auxiliaries and adverbs."""
        k = self.skip(i, end)
        if k >= end:
            return k > i
        low = self.reading.lows[k]
        return (
            (k > i and self._has_auxiliary(i, k))
            or low in self.classes.animate
            or low in self.classes.say
            or (low.endswith(self.classes.past_endings) or low in self.classes.voice)
        )

    def _has_auxiliary(self, start: int, end: int) -> bool:
        return any(low in self.classes.auxiliaries for low in self.reading.lows[start:end])

    def _filler(self, i: int) -> int:
        """How many words at word *i* may stand before a subject and tell nothing of it."""
        if i in self.names.at:
            return 0
        return self.phrases.adverb(i) or int(self.reading.lows[i] in self.classes.conjunctions)

    def first_verb(self, subject: Reference, end: int) -> int | None:
        """The word of speech that *subject* governs in its clause, if one does."""
        reading = self.reading
        k = subject.end
        depth = 0
        while k < min(end, subject.end + 24):
            low = reading.lows[k]
            if k > subject.end and reading.breaks[k - 1] >= CLAUSE:
                return None
            if low in self.classes.relatives or (
                low in self.classes.subordinators and k > subject.end
            ):
                depth = 1 if reading.breaks[k - 1] == COMMA or depth else 2
            elif depth == 1 and reading.breaks[k - 1] == COMMA:
                depth = 0
            used = (
                low in self.classes.plain
                and k > 1
                and self.classes.habitual
                & {tuple(reading.lows[k - 2 : k]), tuple(reading.lows[k - 1 : k])}
            )
            going_on = not low.endswith("ing") or reading.lows[k - 1] in self.classes.passive
            if not depth and (used or (self.speaks(k, end) and going_on)):
                if not self._other_subject(subject, k):
                    return k
                return None
            k += 1
        return None

    def _other_subject(self, subject: Reference, verb: int) -> bool:
        """Whether somebody else stands right before *verb*."""
        own = self.subject_before(verb, subject.end)
        if own is None or own.start < subject.end:
            return False
        return not self.is_apposition(subject, own)

    def is_apposition(self, subject: Reference, other: Reference) -> bool:
        """Whether *other* says who *subject* is: "Ann, the baker, said"."""
        breaks = self.reading.breaks
        described = other.sort is Sort.NOUN and other.owner is None
        apart = breaks[subject.end - 1] == COMMA and breaks[other.end - 1] == COMMA
        return described and apart and other.start == subject.end

    def is_passive(self, verb: int, start: int) -> bool:
        """Whether the subject before word *start* hears what is said: "Ann was asked"."""
        k = verb - 1
        while k > start and self.phrases.adverb(k) == 1:
            k -= 1
        lows = self.reading.lows
        return k >= start and lows[k] in self.classes.passive and not lows[verb].endswith("ing")

    def subject_before(self, verb: int, start: int) -> Reference | None:
        """The reference that ends right before *verb*, if it can be its subject."""
        k = verb
        lows = self.reading.lows
        while k > start and (words := self._between(k, start)):
            k -= words
        k = self._before_inserted(k, start)
        bare = lows[verb] in self.classes.plain
        for i in range(max(start, k - 8), k):
            found = self.phrases.noun_phrase(i, k)
            if found is not None and i < k - 5 and found.end == k:
                continue
            if found is None or not self._reaches(found, k) or (found.oblique and not bare):
                continue
            before = lows[i - 1] if i > start else ""
            apart = i > start and self.reading.breaks[i - 1] != NONE
            object_of = not apart and (before in self.classes.animate or before.endswith("ing"))
            if before in self.classes.clause_openers:
                return found
            if before in self.classes.prepositions and self._opens(i - 1, start):
                continue  # "After a moment Ann said": what is left of it is the subject
            if before in self.classes.prepositions or (object_of and not bare):
                return None
            return found
        return None

    def _before_inserted(self, k: int, start: int) -> int:
        """Where a phrase in commas begins that ends at word *k*: "Ann, of all people, said"."""
        breaks = self.reading.breaks
        if k <= start or breaks[k - 1] != COMMA:
            return k
        inner = range(k - 2, max(start, k - 2 - _INSERTED), -1)
        comma = next((j for j in inner if breaks[j] != NONE), start)
        inserted = self.reading.lows[comma + 1] in self.classes.prepositions
        return comma + 1 if inserted and breaks[comma] == COMMA else k

    def _reaches(self, found: Reference, verb: int) -> bool:
        """Whether *found* ends at word *verb*, or with what tells it apart: "the girl in blue"."""
        if found.end == verb:
            return True
        lows, breaks = self.reading.lows, self.reading.breaks
        if found.sort is not Sort.NOUN or not found.end < verb <= found.end + 3:
            return False
        placed = lows[found.end] in self.reading.language.words("place opener")
        joined = all(breaks[k] == NONE for k in range(found.end - 1, verb - 1))
        plain = not any(
            lows[k] in self.classes.conjunctions or self.is_verbal(k, k + 1)
            for k in range(found.end + 1, verb)
        )
        return placed and joined and plain

    def _opens(self, i: int, start: int) -> bool:
        """Whether a clause begins at word *i*."""
        return i == start or self.reading.breaks[i - 1] != NONE

    def _between(self, k: int, start: int) -> int:
        """How many words right before word *k*, from *start* on, may part a subject and verb."""
        if k - 2 >= start and self.phrases.adverb(k - 2) == 2:
            return 2
        return int(
            self.reading.lows[k - 1] in self.classes.auxiliaries or self.phrases.adverb(k - 1) == 1
        )

    def antecedent(self, verb: int, start: int) -> Reference | None:
        """Whom the last "who" before *verb* stands for: "the White Rabbit, who said"."""
        lows = self.reading.lows
        for k in range(verb - 1, max(start, verb - 20), -1):
            if lows[k] not in self.classes.personal_relatives:
                continue
            for i in range(max(start, k - 5), k):
                found = self.phrases.noun_phrase(i, k)
                if found is not None and found.end == k:
                    return found
            return None
        return None

    def names_end(self, i: int) -> bool:
        """Whether a name ends right before word *i*: "Esi and Ato" is no new clause."""
        return any(
            k in self.names.at and self.names.at[k].end == i for k in range(max(0, i - 4), i)
        )
