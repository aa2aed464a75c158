"""A small grammar of English narration: who a clause is about, and who it says is speaking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from narrate.attribution.names import Names, base
from narrate.attribution.people import People
from narrate.attribution.reading import CLAUSE, COMMA, NONE, SENTENCE, Reading
from narrate.model import Gender


_EPITHETS = frozenset({"old", "young", "little", "poor", "dear", "good", "big"})


_CLAUSE_OPENERS = frozenset("till until when but and while so then where whereupon before".split())


class Sort(StrEnum):
    """What kind of words refer to somebody."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOUN = "noun"
    SELF = "self"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Reference:
    """Words *start* to *end* that mean somebody.

    *person* is the number of the person named; *head* the common noun ("aunt"); *owner* whose
    relation it is, as a reference of its own. SELF is "I", MANY "they", "both", "the men".
    """

    sort: Sort
    start: int
    end: int
    gender: Gender | None = None
    person: int | None = None
    head: str = ""
    owner: Reference | None = None
    oblique: bool = False


class Force(StrEnum):
    """How a clause ties its subject to a quotation."""

    TAG = "tag"
    CUE = "cue"
    BEAT = "beat"


@dataclass(frozen=True, slots=True)
class Link:
    """A clause beside a quotation: its subject, how strongly it ties, and its words."""

    force: Force
    subject: Reference
    start: int
    end: int
    inverted: bool = False
    sure: bool = True


def lows_aux(grammar: Grammar, start: int, end: int) -> bool:
    """Whether an auxiliary stands among the words *start* to *end*."""
    return any(low in grammar.auxiliaries for low in grammar.reading.lows[start:end])


class Grammar:
    """Reads clauses of one text; positions are word numbers, ranges half-open."""

    def __init__(self, reading: Reading, names: Names, people: People) -> None:
        self.reading = reading
        self.names = names
        self.people = people
        lang = reading.language
        self.say = lang.say | lang.think
        self.plain = lang.plain
        self.voice = lang.voice
        self.phrasal = lang.phrasal
        self.persons = lang.persons
        self.plurals = lang.plurals
        self.he, self.she = lang.words("he"), lang.words("she")
        self.determiners = lang.words("determiner")
        self.possessives = lang.words("possessive")
        self.auxiliaries = lang.words("auxiliary")
        self.adverbs = lang.words("adverb")
        self.prepositions = lang.words("preposition")
        self.subordinators = lang.words("subordinator")
        self.conjunctions = lang.words("conjunction")
        self.relatives = lang.words("relative")
        self.animate = lang.words("animate")
        self.parts = lang.words("part")
        self.utterances = lang.words("utterance")

    # -- noun phrases ----------------------------------------------------------------------

    def noun_phrase(self, i: int, end: int, *, loose: bool = False) -> Reference | None:
        """The reference that begins at word *i*; *loose* takes any noun for somebody."""
        if i >= end:
            return None
        low = self.reading.lows[i]
        pronoun = self._pronoun(i, low)
        if pronoun is not None:
            return pronoun
        if i in self.names.at:
            return self._named(i, end)
        if low in self.determiners:
            return self._determined(i, end, loose=loose)
        if low in {"somebody", "someone"}:
            return Reference(Sort.NOUN, i, i + 1, head="somebody")
        if loose or low in _EPITHETS:
            described = self._described(i, end)
            if described is not None:
                return described
        if low in self.plurals and low not in {"one", "first", "second", "third"}:
            return Reference(Sort.MANY, i, i + 1, head=low)
        return None

    def _described(self, i: int, end: int) -> Reference | None:
        """ "poor Anne", "skeptical Anne"."""
        if (
            i + 1 < end
            and i + 1 in self.names.at
            and self.reading.words[i].islower()
            and self._may_qualify(i)
        ):
            return None if self.reading.lows[i] in self.conjunctions else self._named(i + 1, end)
        return None

    def _pronoun(self, i: int, low: str) -> Reference | None:
        if low == "he" or low == "him":
            return Reference(Sort.PRONOUN, i, i + 1, "M", oblique=low == "him")
        if low == "she":
            return Reference(Sort.PRONOUN, i, i + 1, "F")
        if low == "i" and self.reading.words[i] == "I":
            return Reference(Sort.SELF, i, i + 1)
        if low in {"they", "we"}:
            return Reference(Sort.MANY, i, i + 1, head=low)
        if low in {"them", "us", "me"}:
            return Reference(Sort.MANY, i, i + 1, head=low, oblique=True)
        return None

    def _named(self, i: int, end: int) -> Reference | None:
        mention = self.names.at[i]
        number = self.people.of.get(mention.form)
        if mention.plural or self._joined(mention.end, end):
            return Reference(Sort.MANY, i, mention.end, head=self.reading.lows[i])
        person = None if number is None else self.people.everyone[number]
        named = Reference(Sort.NAME, i, mention.end, person.gender if person else None, number)
        if mention.owner:
            return self._owned(mention.end, end, named)
        return named if person else None

    def _joined(self, i: int, end: int) -> bool:
        """Whether "and" with another name or noun follows: two people, no single speaker."""
        if i + 1 >= end or self.reading.lows[i] != "and" or self.reading.breaks[i - 1] != NONE:
            return False
        if i + 1 in self.names.at:
            return self.names.at[i + 1].form in self.people.of
        return self.reading.lows[i + 1] in self.determiners and self._is_person(i + 2)

    def _is_person(self, i: int) -> bool:
        return i < len(self.reading.lows) and self.reading.lows[i] in self.persons

    def _owned(self, i: int, end: int, owner: Reference) -> Reference | None:
        """ "Emma's aunt": the noun that begins at *i* belongs to *owner*."""
        part = self._part(i, end)
        if part is not None:
            return replace(owner, end=part)
        noun = self._noun(i, end, loose=False)
        if noun is None:
            return None
        _, stop, head = noun
        if head not in self.persons:
            return Reference(Sort.MANY, owner.start, stop, head=head)
        return Reference(Sort.NOUN, owner.start, stop, self.persons[head].gender, None, head, owner)

    def _part(self, i: int, end: int) -> int | None:
        """The end of a noun for a part of somebody that begins at *i*: "Tom's deep voice"."""
        for k in range(i, min(end, i + 4)):
            low = self.reading.lows[k]
            if low in self.parts and low not in self.persons:
                return k + 1
            if low == "voice":
                return k + 1
            if not self._may_qualify(k) or self.reading.breaks[k] != NONE or low in self.persons:
                return None
        return None

    def _determined(self, i: int, end: int, *, loose: bool) -> Reference | None:
        reading, low = self.reading, self.reading.lows[i]
        if low in {"his", "her", "my"} and (part := self._part(i + 1, end)) is not None:
            owner = self._possessor(i)
            return owner and replace(owner, end=part)
        k = i + 1
        while k < end and reading.breaks[k - 1] in (NONE, COMMA) and k < i + 7:
            if k in self.names.at:
                return self._named_after(i, k, end)
            if not self._may_qualify(k):
                break
            k += 1
        noun = self._noun(i + 1, end, loose=loose)
        if noun is None:
            return self._one_of(i, end)
        _, stop, head = noun
        owner = self._possessor(i) if low in self.possessives else None
        if head in self.plurals and head not in self.persons or self._joined(stop, end):
            return Reference(Sort.MANY, i, stop, head=head)
        if (
            stop + 1 < end
            and reading.lows[stop] in {"called", "named"}
            and stop + 1 in self.names.at
        ):
            return self._named_after(i, stop + 1, end)
        person = self.persons.get(head)
        return Reference(Sort.NOUN, i, stop, person.gender if person else None, None, head, owner)

    def _named_after(self, i: int, k: int, end: int) -> Reference | None:
        """ "the horrified Mrs. Lynde", "his sister Ann"."""
        named = self._named(k, end)
        return named and Reference(
            named.sort, i, named.end, named.gender, named.person, named.head, named.owner
        )

    def _one_of(self, i: int, end: int) -> Reference | None:
        lows = self.reading.lows
        if lows[i] in {"one", "another", "each"}:
            return Reference(Sort.NOUN, i, i + 1, head=lows[i])
        if lows[i] in {"all", "both", "some"}:
            return Reference(Sort.MANY, i, i + 1, head=lows[i])
        return None

    def _possessor(self, i: int) -> Reference | None:
        low = self.reading.lows[i]
        if low == "my":
            return Reference(Sort.SELF, i, i + 1)
        if low in {"his", "her"}:
            return Reference(Sort.PRONOUN, i, i + 1, "M" if low == "his" else "F")
        return None

    def _may_qualify(self, k: int) -> bool:
        """Whether word *k* may stand between a determiner and its noun."""
        low = self.reading.lows[k]
        if low in self.prepositions or low in self.relatives or low in self.auxiliaries:
            return False
        if low in self.say or low in self.animate:
            return low.endswith("ing") or low in self.persons
        return low not in self.he and low not in self.she and low not in self.determiners

    def _noun(self, i: int, end: int, *, loose: bool) -> tuple[int, int, str] | None:
        """(start, end, head) of the noun whose phrase begins at *i* after its determiner."""
        reading, found, k = self.reading, None, i
        while k < min(end, i + 6):
            low = base(reading.lows[k])
            if low in self.persons or low in self.plurals:
                if base(reading.lows[k]) != reading.lows[k] and reading.breaks[k] == NONE:
                    found = None
                    k += 1
                    continue
                if found is None or reading.breaks[k - 1] == NONE:
                    found = (i, k + 1, low)
                if reading.breaks[k] != NONE:
                    break
            elif found is not None or not self._may_qualify(k) or low.endswith("ly"):
                break
            elif loose and (reading.breaks[k] != NONE or k + 1 >= end):
                return (i, k + 1, low)
            if reading.breaks[k] >= CLAUSE:
                break
            k += 1
        if found is None and loose and k > i and k < end and not self._may_qualify(k):
            return (i, k, base(reading.lows[k - 1]))
        return found

    # -- verbs -----------------------------------------------------------------------------

    def skip(self, i: int, end: int) -> int:
        """The first word from *i* that is neither an auxiliary nor an adverb."""
        lows, breaks = self.reading.lows, self.reading.breaks
        k = i
        while k < end and k < i + 5:
            low = lows[k]
            if low in self.say or not (
                low in self.auxiliaries
                or low in self.adverbs
                or low.endswith("ly")
                or low in self.subject_echo
            ):
                break
            if breaks[k] >= CLAUSE:
                return end
            k += 1
        return k

    subject_echo = frozenset({"himself", "herself", "myself"})

    def speaks(self, i: int, end: int) -> bool:
        """Whether word *i* is a verb of speech, with its particle if it needs one."""
        if i >= end:
            return False
        low = self.reading.lows[i]
        if low in self.say:
            return True
        if low in self.plain and i and self.reading.lows[i - 1] in {"i", "they", "we"}:
            return True
        if i + 1 >= end:
            return False
        after = self.reading.lows[i + 1]
        return (low, after) in self.phrasal or (after == "out" and low in self.voice)

    def spoken_by(self, subject: Reference, end: int) -> bool:
        """Whether *subject* governs the next verb and that is one of speech."""
        k = self.skip(subject.end, end)
        return self.speaks(k, end) or (
            k + 1 < end and self.reading.lows[k] == "to" and self.reading.lows[k + 1] in self.plain
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
            owner = self._possessor(i)
        if owner is None:
            return None
        for k in range(owner.end, min(end, owner.end + 5)):
            if lows[k] in self.utterances:
                return replace(owner, end=k + 1)
            if not self._may_qualify(k):
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
            while i < end and self._is_filler(i):
                i += 1
            if i >= end:
                return None
            found = self.noun_phrase(i, end)
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

    def _acting(self, i: int, end: int) -> Reference | None:
        """The first one named to act in an opening no comma closes: "At noon Emma left"."""
        lows = self.reading.lows
        if i >= end or lows[i] in self.subordinators and lows[i] not in self.prepositions:
            return None
        for k in range(i + 1, min(end - 1, i + 14)):
            if lows[k] in self.subordinators and lows[k] not in self.prepositions:
                return None
            if k not in self.names.at and lows[k] not in {"he", "she", "i"}:
                continue
            found = self.noun_phrase(k, end)
            if found is None or found.oblique or found.sort is Sort.MANY or found.end >= end:
                continue
            if self.reading.breaks[found.end - 1] == NONE and self._verbal(found.end, end):
                return found
        return None

    def _verbal(self, i: int, end: int) -> bool:
        k = self.skip(i, end)
        if k >= end:
            return k > i
        low = self.reading.lows[k]
        return (
            k > i
            and lows_aux(self, i, k)
            or low in self.animate
            or low in self.say
            or (low.endswith("ed") or low in self.voice)
        )

    def _is_filler(self, i: int) -> bool:
        low = self.reading.lows[i]
        return (
            low in self.conjunctions
            or low in self.adverbs
            or low.endswith("ly")
            or low in {"at last"}
        ) and i not in self.names.at

    def first_verb(self, subject: Reference, end: int) -> int | None:
        """The word of speech that *subject* governs in its clause, if one does."""
        reading = self.reading
        k = subject.end
        depth = 0
        while k < min(end, subject.end + 24):
            low = reading.lows[k]
            if k > subject.end and reading.breaks[k - 1] >= CLAUSE:
                return None
            if low in self.relatives or low in self.subordinators and k > subject.end:
                depth = 1 if reading.breaks[k - 1] == COMMA or depth else 2
            elif depth == 1 and reading.breaks[k - 1] == COMMA:
                depth = 0
            used = (
                low in self.plain
                and k > 1
                and reading.lows[k - 1] == "to"
                and (reading.lows[k - 2] == "used")
            )
            if not depth and (used or self.speaks(k, end) and not low.endswith("ing")):
                if not self._other_subject(subject, k):
                    return k
                return None
            k += 1
        return None

    def _other_subject(self, subject: Reference, verb: int) -> bool:
        """Whether somebody else stands right before *verb*."""
        own = self.subject_before(verb, subject.end)
        return own is not None and own.start >= subject.end

    def subject_before(self, verb: int, start: int) -> Reference | None:
        """The reference that ends right before *verb*, if it can be its subject."""
        k = verb
        lows = self.reading.lows
        while k > start and (
            lows[k - 1] in self.auxiliaries or lows[k - 1] in self.adverbs or lows[k - 1].endswith("ly")
        ):
            k -= 1
        bare = lows[verb] in self.plain
        for i in range(max(start, k - 5), k):
            found = self.noun_phrase(i, k)
            if found is None or found.end != k or (found.oblique and not bare):
                continue
            before = lows[i - 1] if i > start else ""
            object_of = before in self.animate or before.endswith("ing")
            if before in self.prepositions or (object_of and not bare):
                return None
            return found
        return None

    def antecedent(self, verb: int, start: int) -> Reference | None:
        """Whom the last "who" before *verb* stands for: "the White Rabbit, who said"."""
        lows = self.reading.lows
        for k in range(verb - 1, max(start, verb - 20), -1):
            if lows[k] not in {"who", "whose"}:
                continue
            for i in range(max(start, k - 5), k):
                found = self.noun_phrase(i, k)
                if found is not None and found.end == k:
                    return found
            return None
        return None

    def joined_subject(self, verb: int, start: int) -> Reference | None:
        """The subject of the last clause before *verb* that has one of its own."""
        lows = self.reading.lows
        for k in range(verb - 2, start - 1, -1):
            if lows[k] not in _CLAUSE_OPENERS:
                continue
            found = self.noun_phrase(k + 1, verb)
            if found is None or found.oblique or found.end >= verb:
                continue
            if self._verbal(found.end, verb + 1) or self.reading.breaks[found.end - 1] != NONE:
                return found
        return None
