"""Reads noun phrases: what words in the narration refer to somebody, from where to where."""

from __future__ import annotations

from dataclasses import replace

from narrate.attribution.grammar.references import ONE_OF_THEM, SOMEBODY, Reference, Sort
from narrate.attribution.people.forms import Names, base
from narrate.attribution.people.persons import People
from narrate.attribution.words.reading import CLAUSE, COMMA, NONE, Reading
from narrate.languages.words import Vocabulary
from narrate.model import Gender


class Phrases:
    """Reads the noun phrases of one text; positions are word numbers, ranges half-open."""

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
        self.they = lang.words("they", "we")
        self.teller = reading.teller.lower()
        self.he, self.she = lang.words("he"), lang.words("she")
        self.determiners = lang.words("determiner")
        self.possessives = lang.words("possessive")
        self.auxiliaries = lang.words("auxiliary")
        self.adverbs, self.adverb_pairs = lang.words("adverb"), lang.adverbs
        self.prepositions = lang.words("preposition")
        self.subordinators = lang.words("subordinator")
        self.conjunctions = lang.words("conjunction")
        self.relatives = lang.words("relative")
        self.joining = lang.words("joining")
        self.foremost = lang.words("foremost")
        self.animate = lang.words("animate")
        self.parts = lang.words("part")
        self.utterances = lang.words("utterance")
        self.additive = lang.words("additive")
        self.coordinators = lang.words("coordinator")
        self.infinitive = lang.words("infinitive")
        self.voice_particles = lang.words("voice particle")
        self.reflexives = lang.words("reflexive")
        self.plain_subjects = lang.words("plain subject")
        self.acting_pronouns = lang.words("acting pronoun")
        self.personal_relatives = lang.words("personal relative")
        self.complementizers = lang.words("complementizer")
        self.clause_openers = lang.words("clause opener")
        self.epithets = lang.words("epithet")
        self.indefinite = lang.words("indefinite")
        self.numerals = lang.words("numeral")
        self.naming = lang.words("naming")
        self.distributive, self.collective = lang.words("distributive"), lang.words("collective")
        self.voice_nouns = lang.words("voice noun")
        self.honorifics = lang.words("honorific")
        self.clefts = frozenset(lang.phrases("cleft"))
        self.habitual = frozenset(lang.phrases("habitual"))
        self.partitive = frozenset(lang.phrases("partitive"))
        self.pronouns, self.possessors = _pronouns(lang), _possessors(lang)

    def noun_phrase(  # noqa: PLR0911  # a grammar reads best as a list of cases
        self, i: int, end: int, *, loose: bool = False
    ) -> Reference | None:
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
        if low in self.indefinite:
            return Reference(Sort.NOUN, i, i + 1, head=SOMEBODY)
        if loose or low in self.epithets:
            described = self._described(i, end)
            if described is not None:
                return described
        if low in self.plurals and low not in self.numerals:
            return Reference(Sort.MANY, i, i + 1, head=low)
        return None

    def _described(self, i: int, end: int) -> Reference | None:
        """As in "poor Anne", "skeptical Anne"."""
        if (
            i + 1 < end
            and i + 1 in self.names.at
            and self.reading.words[i].islower()
            and self._may_qualify(i)
        ):
            return None if self.reading.lows[i] in self.conjunctions else self._named(i + 1, end)
        return None

    def _pronoun(self, i: int, low: str) -> Reference | None:
        if low in self.pronouns:
            sort, gender, oblique = self.pronouns[low]
            head = low if sort is Sort.MANY else ""
            return Reference(sort, i, i + 1, gender, head=head, oblique=oblique)
        if low == self.teller:
            usual = self.reading.teller
            if usual == low or self.reading.words[i] == usual:  # "I", but not the "i" of a list
                return Reference(Sort.SELF, i, i + 1)
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
        if (
            i + 1 >= end
            or self.reading.lows[i] not in self.additive
            or self.reading.breaks[i - 1] != NONE
        ):
            return False
        if i + 1 in self.names.at:
            return self.names.at[i + 1].form in self.people.of
        return self.reading.lows[i + 1] in self.determiners and self._is_person(i + 2)

    def _is_person(self, i: int) -> bool:
        return i < len(self.reading.lows) and self.reading.lows[i] in self.persons

    def _owned(self, i: int, end: int, owner: Reference) -> Reference | None:
        """As in "Emma's aunt": the noun that begins at *i* belongs to *owner*."""
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
            if low in self.voice_nouns:
                return k + 1
            if not self._may_qualify(k) or self.reading.breaks[k] != NONE or low in self.persons:
                return None
        return None

    def _determined(self, i: int, end: int, *, loose: bool) -> Reference | None:
        reading, low = self.reading, self.reading.lows[i]
        if low in self.possessors and (part := self._part(i + 1, end)) is not None:
            owner = self._possessor(i)
            return owner and replace(owner, end=part)
        k = i + 1
        while k < end and reading.breaks[k - 1] in (NONE, COMMA) and k < i + 7:
            if k in self.names.at:
                named = self._named_after(i, k, end)
                return named or self._unknown(i, k)
            if not self._may_qualify(k):
                break
            k += 1
        noun = self._noun(i + 1, end, loose=loose)
        if noun is None:
            return self._one_of(i)
        _, stop, head = noun
        owner = self._possessor(i) if low in self.possessives else None
        if (head in self.plurals and head not in self.persons) or self._joined(stop, end):
            return Reference(Sort.MANY, i, stop, head=head)
        if stop + 1 < end and reading.lows[stop] in self.naming and stop + 1 in self.names.at:
            return self._named_after(i, stop + 1, end)
        person = self.persons.get(head)
        return Reference(Sort.NOUN, i, stop, person.gender if person else None, None, head, owner)

    def _unknown(self, i: int, k: int) -> Reference | None:
        """As in "the Eaglet", capitalised but nobody otherwise heard of."""
        mention = self.names.at[k]
        if mention.owner or mention.plural or len(mention.form.core) != 1:
            return None
        return Reference(Sort.NOUN, i, mention.end, head=self.reading.lows[mention.end - 1])

    def _named_after(self, i: int, k: int, end: int) -> Reference | None:
        """As in "the horrified Mrs. Lynde", "his sister Ann"."""
        named = self._named(k, end)
        return named and Reference(
            named.sort, i, named.end, named.gender, named.person, named.head, named.owner
        )

    def _one_of(self, i: int) -> Reference | None:
        lows = self.reading.lows
        if tuple(lows[i : i + 2]) in self.partitive:
            whom = set(lows[i + 2 : i + 6])
            people = whom & (self.plurals | self.they)
            return Reference(Sort.NOUN, i, i + 1, head=ONE_OF_THEM) if people else None
        if lows[i] in self.distributive:
            stands_alone = i + 1 >= len(lows) or self.reading.breaks[i] or self._verb_at(i + 1)
            return Reference(Sort.NOUN, i, i + 1, head=lows[i]) if stands_alone else None
        if lows[i] in self.collective:
            return Reference(Sort.MANY, i, i + 1, head=lows[i])
        return None

    def adverb(self, i: int) -> int:
        """How many words the adverb at word *i* has: "then" one, "at last" two, no adverb none."""
        pair = tuple(self.reading.lows[i : i + 2])
        if pair in self.adverb_pairs and self.reading.breaks[i] == NONE:
            return 2
        return int(pair[0] in self.adverbs or pair[0].endswith("ly"))

    def _verb_at(self, k: int) -> bool:
        """Whether a verb of somebody's begins at word *k*."""
        low = self.reading.lows[k]
        return (
            low in self.say
            or low in self.voice
            or low in self.animate
            or low in self.auxiliaries
            or low in self.adverbs
            or low.endswith(("ed", "ly"))
        )

    def _possessor(self, i: int) -> Reference | None:
        found = self.possessors.get(self.reading.lows[i])
        return found and Reference(found[0], i, i + 1, found[1])

    def _may_qualify(self, k: int) -> bool:
        """Whether word *k* may stand between a determiner and its noun."""
        low = self.reading.lows[k]
        if low in self.prepositions or low in self.relatives or low in self.auxiliaries:
            return False
        if low in self.coordinators:
            return False
        if low in self.say or low in self.animate:
            return low.endswith("ing") or low in self.persons
        return low not in self.he and low not in self.she and low not in self.determiners

    def _noun(self, i: int, end: int, *, loose: bool) -> tuple[int, int, str] | None:
        """(start, end, head) of the noun whose phrase begins at *i* after its determiner."""
        reading, found, k = self.reading, None, i
        while k < min(end, i + 6):
            low = base(reading.lows[k], self.honorifics)
            if low in self.persons or low in self.plurals:
                if low != reading.lows[k] and reading.breaks[k] == NONE:
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
        ended = k < end and (not self._may_qualify(k) or reading.lows[k].endswith("ly"))
        if found is None and loose and k > i and ended:
            return (i, k, base(reading.lows[k - 1], self.honorifics))
        return found


def _pronouns(language: Vocabulary) -> dict[str, tuple[Sort, Gender | None, bool]]:
    """What each personal pronoun tells: its sort, its sex, and whether it is no subject."""
    objects = language.words("object pronoun")
    found: dict[str, tuple[Sort, Gender | None, bool]] = {}
    for low in language.words("plural object", "plural pronoun"):
        found[low] = Sort.MANY, None, low in objects
    found.update(dict.fromkeys(language.words("feminine pronoun"), (Sort.PRONOUN, "F", False)))
    for low in language.words("masculine pronoun"):
        found[low] = Sort.PRONOUN, "M", low in objects
    return found


def _possessors(language: Vocabulary) -> dict[str, tuple[Sort, Gender | None]]:
    """Whom each possessive means: "my" the teller, "his" and "her" somebody of that sex."""
    found: dict[str, tuple[Sort, Gender | None]] = {}
    found.update(dict.fromkeys(language.words("own possessive"), (Sort.SELF, None)))
    found.update(dict.fromkeys(language.words("masculine possessive"), (Sort.PRONOUN, "M")))
    found.update(dict.fromkeys(language.words("feminine possessive"), (Sort.PRONOUN, "F")))
    return found
