"""Which capitalised words of a text are names, by what stands beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from narrate.attribution.people.capital_nouns import capital_nouns
from narrate.attribution.people.forms import base
from narrate.attribution.people.name_counts import is_deed
from narrate.attribution.words.reading import COMMA, NONE, Reading
from narrate.languages.words import Vocabulary
from narrate.model import Character

_FIGURE = re.compile(r"\d")


def shouts(word: str) -> bool:
    """Whether *word* is in capitals, and neither an initial nor several: "T.J."; nor "R2-K9"."""
    return word.isupper() and len(word) > 1 and "." not in word and not _FIGURE.search(word)


class NameEvidence:
    """Tells of each capitalised word of *reading* whether it is a name; *listed* words are."""

    def __init__(self, reading: Reading, listed: Collection[Character]) -> None:
        self.reading = reading
        self.language: Vocabulary = reading.language
        self.stop = self.language.words("stop") | capital_nouns(reading)
        self.function = self.language.words(
            "he",
            "she",
            "they",
            "i",
            "we",
            "subject",
            "determiner",
            "auxiliary",
            "adverb",
            "preposition",
            "subordinator",
            "conjunction",
        )
        self.auxiliary = self.language.words("auxiliary")
        self.cries = self.language.words("interjection") - self.function
        """they may be names all the same, as Pooh is"""
        self.function |= self.cries
        self.listed = frozenset(_listed_words(listed, self.language))
        """words that are names because the user says so"""
        self.listed_behind_titles = frozenset(_behind_titles(listed, self.language))
        """a title and a word that is a name behind it, because the user says so: "Widow Green" """
        self.mass = self.language.words("mass noun") - {one.lower() for one in self.listed}
        self.epithets = self.language.words("title epithet")
        self.contractions = self.language.words("contraction")
        self.honorifics = self.language.words("honorific")
        self.capitals = [
            i
            for i, word in enumerate(reading.words)
            if word[0].isupper()
            and not shouts(word)
            and reading.lows[i].rpartition("'")[2] not in self.contractions
        ]
        self.middle: Counter[str] = Counter()
        self.upper: Counter[str] = Counter()
        self.shown: set[str] = set()
        self.opening: Counter[str] = Counter()
        self.spoke: Counter[str] = Counter()
        self.acted: Counter[str] = Counter()
        """how often a word opens a sentence as who says or does something"""
        self.tagged: set[str] = set()
        """who stands beside the verb of a tag: a person, whatever the word"""
        for i in self.capitals:
            self._note(i)
        self.known = {name for name in self.upper if self._is_name(name)}
        self.common = {
            name
            for name in self.known
            if self.upper[name] < self.reading.counts[name.lower()]
            or name.lower() in self.function - self.cries
        }
        """those of the names that are commoner as plain words"""

    def _note(self, i: int) -> None:
        """Count what stands beside the capital of word *i*."""
        reading, name = self.reading, self.base(self.reading.words[i])
        self.upper[name] += 1
        if not reading.begins(i):
            self.middle[name] += 1
            if self._is_said_to_speak(i):
                self.spoke[name] += 1
                if reading.opens(i - 1) and reading.speech[i - 2 : i - 1] == b"\x01":
                    self.tagged.add(name)
            return
        if self._speaks_first(i):
            self.tagged.add(name)
        self.acted[name] += self.opens_deed(i)
        if name not in self.shown:
            self.opening[name] += self._may_act(i)
            if self.acts_like_one(i) or (reading.short and self.opening[name] > 1):
                self.shown.add(name)

    def base(self, word: str) -> str:
        """*word* without what is joined to a name: "Emma's" is Emma, "Mori-san" Mori."""
        return base(word, self.honorifics)

    def _is_said_to_speak(self, i: int) -> bool:
        """Whether a verb of speech stands right beside word *i* in the narration."""
        reading, say = self.reading, self.language.say
        small = not self.is_content(i) and reading.lows[i] not in self.cries
        if reading.speech[i] or small or reading.opens(i):
            return False
        return reading.lows[i - 1] in say and reading.breaks[i - 1] == NONE

    def _speaks_first(self, i: int) -> bool:
        """Whether word *i* is the subject right behind a quotation's comma: "... ," Sunny said."""
        reading = self.reading
        if not i or reading.parted(i) or reading.breaks[i - 1] != COMMA or reading.breaks[i]:
            return False
        behind = reading.speech[i - 1] and not reading.speech[i]
        follower = "" if i + 1 >= len(reading.words) else reading.lows[i + 1]
        return bool(behind) and follower in self.language.say and self.is_content(i)

    def is_content(self, i: int) -> bool:
        """Whether word *i* can be a name: no small word, but for "Will" and "May"."""
        reading = self.reading
        word = reading.words[i]
        small = reading.lows[i] in self.function
        return not small or word in self.language.given or word in self.listed

    def _is_bare(self, i: int) -> bool:
        """Whether word *i* stands without an article as only a name does: no "softly", "rain"."""
        low = self.reading.lows[i]
        plain = low in self.mass or low in self.language.plurals or low.endswith("ly")
        return self.is_content(i) and not plain

    def _may_act(self, i: int) -> bool:
        """Whether word *i* opens a sentence like a name, and a content word follows."""
        reading = self.reading
        if i + 1 >= len(reading.words) or reading.opens(i + 1) or reading.breaks[i] != NONE:
            return False
        low, follower = reading.lows[i], reading.words[i + 1]
        plain = low not in self.function and low not in self.stop and not low.endswith("ing")
        return plain and self._is_bare(i) and follower.islower() and follower not in self.function

    def opens_deed(self, i: int) -> bool:
        """Whether a verb of saying or of somebody alive follows word *i*: "Baker asked"."""
        reading = self.reading
        if i + 1 >= len(reading.words) or reading.speech[i] or reading.breaks[i] != NONE:
            return False
        if not self._is_bare(i) or reading.lows[i].endswith("ing"):
            return False
        told = reading.lows[i + 1] in self.language.say or is_deed(reading, i + 1)
        return told and not reading.opens(i + 1)

    def acts_like_one(self, i: int) -> bool:
        """Whether the sentence that word *i* opens makes it somebody."""
        reading = self.reading
        if i + 1 >= len(reading.words) or reading.opens(i + 1):
            return False
        verbs = self.language
        follower = reading.lows[i + 1]
        if reading.breaks[i] == NONE and not reading.speech[i]:
            if not self._is_bare(i):
                return False
            return (
                follower in verbs.say
                or is_deed(reading, i + 1)
                or (follower.endswith("ed") and len(follower) > 4)
                or (reading.short and follower in self.auxiliary)
            )
        if reading.breaks[i] == COMMA and not reading.speech[i]:  # "Will, who had come in late,"
            return follower in verbs.words("personal relative") and self._is_bare(i)
        addressed = reading.breaks[i] == COMMA and reading.opens(i)
        if not (addressed and reading.speech[i] and self._is_bare(i)):
            return False
        return follower not in verbs.words("thanks") and follower not in verbs.address

    def _is_name(self, name: str) -> bool:  # noqa: PLR0911  # a list of cases
        low = name.lower()
        plain = self.reading.counts[low] + self.reading.counts[low + "'s"]
        if low in self.language.titles and low not in self.epithets:
            return False
        mid, upper = self.middle[name], self.upper[name]
        if (
            name in self.listed
            or name in self.tagged
            or (self.spoke[name] and (upper >= 2 * plain or self.spoke[name] > 1))
        ):
            return True
        if name in self.language.given:
            if low in self.stop or low in self.language.say or plain:
                return (mid >= 1 or name in self.shown) and upper > 2 * plain
            return True
        if low in self.stop or low in self.epithets or len(name) < 2:
            return False
        if not plain:
            return mid >= 2 or (upper >= 3 and mid >= 1) or name in self.shown or self._once(name)
        if self.acted[name] > 1 and upper > 2 * plain:
            return True
        return mid >= 2 and upper >= 0.6 * (upper + plain) and mid > 0.5 * plain

    def _once(self, name: str) -> bool:
        return self.reading.short and self.middle[name] >= 1


def _listed_words(listed: Iterable[Character], language: Vocabulary) -> Iterator[str]:
    """The words of listed names that begin with no title; "Mr. Day" makes no name of every day."""
    for character in listed:
        for name in (character.name, *character.aliases):
            words = name.replace("’", "'").split()
            if words and words[0].lower().rstrip(".") not in language.titles:
                yield from (word for word in words if word[0].isupper())


def _behind_titles(listed: Iterable[Character], language: Vocabulary) -> Iterator[tuple[str, str]]:
    """The usual form of the title that a listed name begins with, and the word behind it."""
    for character in listed:
        for name in (character.name, *character.aliases):
            words = name.replace("’", "'").split()
            if len(words) > 1 and (title := language.titles.get(words[0].lower().rstrip("."))):
                yield title[0], words[1]
