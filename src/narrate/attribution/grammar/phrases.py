"""Reads noun phrases: what words in the narration refer to somebody, from where to where."""

from __future__ import annotations

from dataclasses import replace

from narrate.attribution.grammar.references import ONE_OF_THEM, SOMEBODY, Reference, Sort
from narrate.attribution.grammar.word_classes import WordClasses
from narrate.attribution.people.forms import Names, base
from narrate.attribution.people.persons import People
from narrate.attribution.words.reading import CLAUSE, COMMA, NONE, Reading
from narrate.model import Gender


class Phrases:
    """Reads the noun phrases of one text; positions are word numbers, ranges half-open."""

    def __init__(
        self, reading: Reading, names: Names, people: People, classes: WordClasses
    ) -> None:
        self.reading = reading
        self.names = names
        self.people = people
        self.classes = classes
        self.own = reading.own_words
        self.oblique = reading.language.words("oblique article")

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
        if low in self.classes.determiners:
            found = self._determined(i, end, loose=loose)
            return replace(found, oblique=True) if found and low in self.oblique else found
        if low in self.classes.indefinite:
            return Reference(Sort.NOUN, i, i + 1, head=SOMEBODY)
        if loose or low in self.classes.epithets:
            described = self._described(i, end)
            if described is not None:
                return described
        if low in self.classes.plurals and low not in self.classes.numerals:
            return Reference(Sort.MANY, i, i + 1, head=low)
        return None

    def _described(self, i: int, end: int) -> Reference | None:
        """As in "poor Anne", "skeptical Anne"."""
        if (
            i + 1 < end
            and i + 1 in self.names.at
            and self.reading.words[i].islower()
            and self.may_qualify(i)
        ):
            return (
                None
                if self.reading.lows[i] in self.classes.conjunctions
                else self._named(i + 1, end)
            )
        return None

    def _pronoun(self, i: int, low: str) -> Reference | None:
        if low in self.classes.pronouns:
            sort, gender, oblique = self.classes.pronouns[low]
            head = low if sort is Sort.MANY else ""
            return Reference(sort, i, i + 1, gender, head=head, oblique=oblique)
        if self.own & {low, self.reading.words[i]}:
            return Reference(Sort.SELF, i, i + 1)
        return None

    def _named(self, i: int, end: int) -> Reference | None:
        mention = self.names.at[i]
        number = self.people.of.get(mention.form)
        if mention.plural or self._joined(mention.end, end):
            return Reference(Sort.MANY, i, mention.end, head=self.reading.lows[i])
        person = None if number is None else self.people.everyone[number]
        gender = person.gender if person else None
        oblique = i > 0 and self.reading.lows[i - 1] in self.oblique
        named = Reference(Sort.NAME, i, mention.end, gender, number, oblique=oblique)
        if mention.owner:
            return self._owned(mention.end, end, named)
        return named if person else None

    def _joined(self, i: int, end: int) -> bool:
        """Whether "and" with another name or noun follows: two people, no single speaker."""
        if (
            i + 1 >= end
            or self.reading.lows[i] not in self.classes.additive
            or self.reading.breaks[i - 1] != NONE
        ):
            return False
        if i + 1 in self.names.at:
            return self.names.at[i + 1].form in self.people.of
        return self.reading.lows[i + 1] in self.classes.determiners and self._is_person(i + 2)

    def _is_person(self, i: int) -> bool:
        return i < len(self.reading.lows) and self.reading.lows[i] in self.classes.persons

    def _owned(self, i: int, end: int, owner: Reference) -> Reference | None:
        """As in "Emma's aunt": the noun that begins at *i* belongs to *owner*."""
        part = self._part(i, end, said=True)
        if part is not None:
            return replace(owner, end=part)
        noun = self._noun(i, end, loose=False)
        if noun is None:
            return None
        _, stop, head = noun
        if head not in self.classes.persons:
            return Reference(Sort.MANY, owner.start, stop, head=head)
        return Reference(
            Sort.NOUN, owner.start, stop, self.classes.persons[head].gender, None, head, owner
        )

    def _part(self, i: int, end: int, *, said: bool = False) -> int | None:
        """The end of a noun for a part of somebody that begins at *i*: "Tom's deep voice"."""
        for k in range(i, min(end, i + 4)):
            low = self.reading.lows[k]
            if low in self.classes.parts:
                return k + 1
            if low in self.classes.voice_nouns or (said and low in self.classes.aloud):
                return k + 1
            if (
                not self.may_qualify(k)
                or self.reading.breaks[k] != NONE
                or low in self.classes.persons
            ):
                return None
        return None

    def _determined(self, i: int, end: int, *, loose: bool) -> Reference | None:
        reading, low = self.reading, self.reading.lows[i]
        sounding = self._sounding(i, end)
        if sounding is not None:
            return sounding
        k = i + 1
        while k < end and reading.breaks[k - 1] in (NONE, COMMA) and k < i + 7:
            if k in self.names.at:
                if self._acts_on_named(i, k):
                    break
                named = self._named_after(i, k, end)
                return named or self._unknown(i, k)
            apart = reading.breaks[k - 1] == COMMA
            begins = apart and (reading.lows[k].endswith("ing") or self.adverb(k))
            if begins or not self.may_qualify(k) or reading.lows[k] in self.classes.voice_nouns:
                break  # what begins is no noun: "the cook, taking Ann's hand", "the cook, not Ann"
            k += 1
        noun = self._noun(i + 1, end, loose=loose) if reading.breaks[i] == NONE else None
        if noun is None or self._is_somebody(i, end):
            return self._one_of(i, end)
        _, stop, head = noun
        owner = self._owner(i) if low in self.classes.possessives else None
        several = head in self.classes.plurals and head not in self.classes.persons
        if several or low in self.classes.quantifiers or self._joined(stop, end):
            return Reference(Sort.MANY, i, stop, head=head)
        if (
            stop + 1 < end
            and reading.lows[stop] in self.classes.naming
            and stop + 1 in self.names.at
        ):
            return self._named_after(i, stop + 1, end)
        gender = self._gender(head) or self._article_gender(low)
        return Reference(Sort.NOUN, i, stop, gender, None, head, owner)

    def _acts_on_named(self, i: int, name: int) -> bool:
        """Whether a noun and its verb part word *i* from *name*: "the cook hit Ann"."""
        last = max((k for k in range(i + 1, name) if self._is_person(k)), default=name)
        return last < name - 1

    def _gender(self, head: str) -> Gender | None:
        person = self.classes.persons.get(head)
        return person.gender if person else None

    def _article_gender(self, low: str) -> Gender | None:
        """The sex that the article *low* tells of somebody, in a language in which it does."""
        words = self.reading.language.words
        if low in words("masculine article"):
            return "M"
        return "F" if low in words("feminine article") else None

    def _sounding(self, i: int, end: int) -> Reference | None:
        """As in "his voice", "the old woman's voice": somebody of whom a part is told."""
        owner = self.possessor(i) or self.noun_owner(i, end)
        part = self._part(owner.end, end, said=owner.sort is Sort.NOUN) if owner else None
        return replace(owner, end=part) if owner and part else None

    def noun_owner(self, i: int, end: int) -> Reference | None:
        """As in "the old woman's": somebody known by a noun whose something follows."""
        lows, classes = self.reading.lows, self.classes
        if lows[i] not in classes.determiners or lows[i] in classes.possessives:
            return None
        for k in range(i + 1, min(end, i + 5)):
            head = base(lows[k], classes.honorifics)
            if head != lows[k] and head in classes.persons:
                return Reference(Sort.NOUN, i, k + 1, classes.persons[head].gender, None, head)
            if k in self.names.at or not self.may_qualify(k) or self.reading.breaks[k] != NONE:
                return None
        return None

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

    def _is_somebody(self, i: int, end: int) -> bool:
        """Whether words *i* and the next are "some one", which others print as one word."""
        lows = self.reading.lows
        together = i + 1 < end and self.reading.breaks[i] == NONE
        return together and lows[i] + lows[i + 1] in self.classes.indefinite

    def _one_of(self, i: int, end: int) -> Reference | None:
        lows = self.reading.lows
        if self._is_somebody(i, end):
            return Reference(Sort.NOUN, i, i + 2, head=SOMEBODY)
        if tuple(lows[i : i + 2]) in self.classes.partitive:
            whom = set(lows[i + 2 : i + 6])
            people = whom & (self.classes.plurals | self.classes.they)
            return Reference(Sort.NOUN, i, i + 1, head=ONE_OF_THEM) if people else None
        if lows[i] in self.classes.distributive:
            stands_alone = i + 1 >= len(lows) or self.reading.breaks[i] or self._verb_at(i + 1)
            return Reference(Sort.NOUN, i, i + 1, head=lows[i]) if stands_alone else None
        if lows[i] in self.classes.collective:
            return Reference(Sort.MANY, i, i + 1, head=lows[i])
        return None

    def adverb(self, i: int) -> int:
        """How many words the adverb at word *i* has: "then" one, "at last" two, no adverb none."""
        pair = tuple(self.reading.lows[i : i + 2])
        if pair in self.classes.adverb_pairs and self.reading.breaks[i] == NONE:
            return 2
        return int(pair[0] in self.classes.adverbs or self._in_manner(i))

    def _in_manner(self, i: int) -> bool:
        """Whether word *i* has an adverb's ending, and is no name: "softly", not "Kelly"."""
        named = i in self.names.at or not (
            self.reading.words[i].islower() or self.reading.begins(i)
        )
        return self.reading.lows[i].endswith(self.classes.adverb_endings) and not named

    def _is_adjective(self, k: int) -> bool:
        """Whether word *k*, such as "other", only points at a noun behind it: "the other end"."""
        noun = k + 1 < len(self.reading.lows) and self.reading.breaks[k] == NONE
        return noun and self.may_qualify(k + 1) and not self._verb_at(k + 1)

    def _verb_at(self, k: int) -> bool:
        """Whether a verb of somebody's begins at word *k*."""
        low = self.reading.lows[k]
        return (
            low in self.classes.say
            or low in self.classes.voice
            or low in self.classes.animate
            or low in self.classes.auxiliaries
            or low in self.classes.adverbs
            or low.endswith((*self.classes.past_endings, *self.classes.adverb_endings))
        )

    def possessor(self, i: int) -> Reference | None:
        """Whom the possessive at word *i* means, if one stands there."""
        found = self.classes.possessors.get(self.reading.lows[i])
        return found and Reference(found[0], i, i + 1, found[1])

    def _owner(self, i: int) -> Reference | None:
        """Whose relation stands behind the possessive at word *i*: of several by "their"."""
        several = self.reading.lows[i] in self.reading.language.words("plural possessive")
        return Reference(Sort.MANY, i, i + 1) if several else self.possessor(i)

    def may_qualify(self, k: int) -> bool:
        """Whether word *k* may stand between a determiner and its noun."""
        low = self.reading.lows[k]
        if (
            low in self.classes.prepositions
            or low in self.classes.relatives
            or low in self.classes.auxiliaries
        ):
            return False
        if low in self.classes.coordinators or low in self.classes.subordinators:
            return False
        if low in self.classes.say or low in self.classes.animate:
            return low.endswith("ing") or low in self.classes.persons
        return (
            low not in self.classes.he
            and low not in self.classes.she
            and low not in self.classes.determiners
        )

    def _noun(self, i: int, end: int, *, loose: bool) -> tuple[int, int, str] | None:
        """(start, end, head) of the noun whose phrase begins at *i* after its determiner."""
        reading, found, k = self.reading, None, i
        adverbial = self.classes.adverb_endings
        while k < min(end, i + 6):
            low = base(reading.lows[k], self.classes.honorifics)
            noun = low in self.classes.persons or low in self.classes.plurals
            noun = noun and not (low in self.classes.pointing and self._is_adjective(k))
            if noun and (found is None or not self.adverb(k)):
                if low != reading.lows[k] and reading.breaks[k] == NONE:
                    found = None
                    k += 1
                    continue
                if found is None or reading.breaks[k - 1] == NONE:
                    found = (i, k + 1, low)
                if reading.breaks[k] != NONE:
                    break
            elif found is not None or not self.may_qualify(k) or low.endswith(adverbial):
                break
            elif loose and (reading.breaks[k] != NONE or k + 1 >= end):
                return (i, k + 1, low)
            if reading.breaks[k] >= CLAUSE:
                break
            k += 1
        ended = k < end and (not self.may_qualify(k) or reading.lows[k].endswith(adverbial))
        if found is None and loose and k > i and ended:
            return (i, k, base(reading.lows[k - 1], self.classes.honorifics))
        return found
