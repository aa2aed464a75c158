"""Finds the names in a text: which capitalised words are names, and the forms they take.

A *form* is a name as somebody would look it up: titles in their usual spelling, then the rest
("Mr." + "Scott"). A *mention* is one place where a form stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from narrate.attribution.people.capital_nouns import capital_nouns
from narrate.attribution.people.forms import Form, Mention, NameCounts, Names, base
from narrate.attribution.people.name_counts import count_mention, is_deed
from narrate.attribution.people.neighbours import part_neighbours
from narrate.attribution.words.reading import COMMA, NONE, Reading
from narrate.languages.words import Vocabulary
from narrate.model import Character


def _owns(word: str) -> bool:
    return word[-2:] in {"'s", "’s"} or word[-1] in "'’"


def _shouts(word: str) -> bool:
    """Whether *word* is in capitals, and neither an initial nor several: "T.J."."""
    return len(word) > 1 and word.isupper() and "." not in word


MOST_TITLES = 8
"""in front of one name: "Prof. Dr. Dr. h. c." has four; it bounds the time on hostile text"""


class _Finder:
    """Decides of each capitalised word of one text whether it is a name."""

    def __init__(self, reading: Reading, listed: Iterable[Character]) -> None:
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
        self.cries = self.language.words("interjection") - self.function
        """they may be names all the same, as Pooh is"""
        self.function |= self.cries
        self.listed = frozenset(_listed_words(listed, self.language))
        """words that are names because the user says so"""
        self.place = self.language.words("place")
        self.particles = self.language.words("name particle")
        self.determiners = self.language.words("determiner")
        self.epithets = self.language.words("title epithet")
        self.lone_titles = self.language.words("lone title")
        self.bound_titles = self.language.words("bound title")
        self.dating = self.language.words("locative", "article")
        self.surname_titles = self.language.words("surname title")
        self.name_titles = self.language.words("name title")
        self.contractions = self.language.words("contraction")
        self.honorifics = self.language.words("honorific")
        self.capitals = [
            i
            for i, word in enumerate(reading.words)
            if word[0].isupper()
            and not _shouts(word)
            and reading.lows[i].rpartition("'")[2] not in self.contractions
        ]
        self.middle: Counter[str] = Counter()
        self.upper: Counter[str] = Counter()
        self.shown: set[str] = set()
        self.opening: Counter[str] = Counter()
        self.spoke: Counter[str] = Counter()
        self.tagged: set[str] = set()
        """who stands beside the verb of a tag: a person, whatever the word"""
        for i in self.capitals:
            name = self._base(reading.words[i])
            self.upper[name] += 1
            if not reading.begins(i):
                self.middle[name] += 1
                if self._is_said_to_speak(i):
                    self.spoke[name] += 1
                    if reading.opens(i - 1) and reading.speech[i - 2 : i - 1] == b"\x01":
                        self.tagged.add(name)
                continue
            if self._speaks_first(i):
                self.tagged.add(name)
            if name not in self.shown:
                self.opening[name] += self._may_act(i)
                if self._acts_like_one(i) or (reading.short and self.opening[name] > 1):
                    self.shown.add(name)
        self.known = {name for name in self.upper if self._is_name(name)}
        self.common = {
            name
            for name in self.known
            if self.upper[name] < self.reading.counts[name.lower()]
            or name.lower() in self.function - self.cries
        }
        self.pairs = self._bound_pairs()

    def _base(self, word: str) -> str:
        return base(word, self.honorifics)

    def _is_inflected(self, i: int) -> bool:
        """Whether word *i* is more than a name: "Emma's", "Mori-san"."""
        return self._base(self.reading.words[i]) != self.reading.words[i]

    def _is_said_to_speak(self, i: int) -> bool:
        """Whether a verb of speech stands right beside word *i* in the narration."""
        reading, say = self.reading, self.language.say
        small = not self._is_content(i) and reading.lows[i] not in self.cries
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
        return bool(behind) and follower in self.language.say and self._is_content(i)

    def _is_content(self, i: int) -> bool:
        """Whether word *i* can be a name: no small word, but for "Will" and "May"."""
        reading = self.reading
        word = reading.words[i]
        small = reading.lows[i] in self.function
        return not small or word in self.language.given or word in self.listed

    def _may_act(self, i: int) -> bool:
        """Whether word *i* opens a sentence like a name, and a content word follows."""
        reading = self.reading
        if i + 1 >= len(reading.words) or reading.opens(i + 1) or reading.breaks[i] != NONE:
            return False
        low, follower = reading.lows[i], reading.words[i + 1]
        plain = (
            low not in self.function and low not in self.stop and not low.endswith(("ly", "ing"))
        )
        return plain and follower.islower() and follower not in self.function

    def _acts_like_one(self, i: int) -> bool:
        """Whether the sentence that word *i* opens makes it somebody."""
        reading = self.reading
        if i + 1 >= len(reading.words) or reading.opens(i + 1):
            return False
        verbs = self.language
        follower = reading.lows[i + 1]
        if reading.breaks[i] == NONE and not reading.speech[i]:
            low = reading.lows[i]
            if not self._is_content(i) or low.endswith("ly") or low in verbs.plurals:
                return False
            return (
                follower in verbs.say
                or is_deed(reading, i + 1)
                or (follower.endswith("ed") and len(follower) > 4)
            )
        addressed = reading.breaks[i] == COMMA and reading.opens(i)
        if not (addressed and reading.speech[i]):
            return False
        return follower not in verbs.words("thanks")

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
            if low in self.stop or plain:
                return (mid >= 1 or name in self.shown) and upper > 2 * plain
            return True
        if low in self.stop or low in self.epithets or len(name) < 2:
            return False
        if not plain:
            return mid >= 2 or (upper >= 3 and mid >= 1) or name in self.shown or self._once(name)
        return mid >= 2 and upper >= 0.6 * (upper + plain) and mid > 0.5 * plain

    def _once(self, name: str) -> bool:
        return self.reading.short and self.middle[name] >= 1

    def _bound_pairs(self) -> frozenset[tuple[str, str]]:
        """Pairs like "March Hare": a word that is no name of its own, but part of one."""
        reading, pairs = self.reading, Counter[tuple[str, str]]()
        adjectives = self.language.words("name adjective")
        for i in self.capitals:
            if i and not reading.begins(i) and reading.breaks[i - 1] == NONE:
                before = reading.words[i - 1]
                if before[0].isupper() and before not in self.known and not reading.begins(i - 1):
                    pairs[before, self._base(reading.words[i])] += 1
        return frozenset(
            pair
            for pair, count in pairs.items()
            if (count >= 3 or (pair[0].lower() in adjectives and self.reading.short))
            and (pair[1] in self.known or pair[1].lower() not in self.stop)
            and pair[0].lower() not in self.language.titles
            and pair[0] != "I"
        )

    def title(self, i: int) -> str | None:
        """The usual form of the title at word *i*; none for "old" and "ole", which are none."""
        usual, _ = self.language.titles.get(self.reading.lows[i].removesuffix("'s"), ("", None))
        if not usual or usual in self.epithets or not self.reading.words[i][0].isupper():
            return None
        return usual

    def mentions(self) -> Iterator[Mention]:
        """All mentions in order."""
        done = -1
        for i in self.capitals:
            if i < done:
                continue
            mention = self._mention(i)
            if mention is not None:
                yield replace(mention, start=self._particles(mention.start, max(done, 0)))
                done = mention.end

    def _particles(self, i: int, first: int) -> int:
        """Where the name with a capital at word *i* begins: "van der Berg", not "the van Berg"."""
        reading = self.reading
        k = i
        while (
            k > first
            and reading.words[k - 1] in self.particles
            and not reading.breaks[k - 1]
            and not reading.opens(k)
        ):
            k -= 1
        determined = first < k < i and reading.lows[k - 1] in self.determiners
        return i if determined else k

    def _mention(self, i: int) -> Mention | None:
        reading = self.reading
        size, k, titles = len(reading.words), i, list[str]()
        while k < min(size, i + MOST_TITLES) and (title := self.title(k)):
            titles.append(title)
            k += 1
            if reading.breaks[k - 1] != NONE or self._is_inflected(k - 1) or self._ends_in(k - 1):
                return self._bare(i, k, titles)
            if k < size and reading.opens(k):
                return self._bare(i, k, titles)
        start = k
        while k < size and self._continues(start, k, titled=bool(titles)):
            k += 1
            if reading.breaks[k - 1] != NONE or self._is_inflected(k - 1):
                break
            if k < size and reading.opens(k):
                break
        while k > start and reading.lows[k - 1] in self.particles:
            k -= 1
        if k == start:
            return self._bare(i, k, titles) if titles else None
        return self._made(i, start, k, tuple(titles))

    def _continues(  # noqa: PLR0911  # a list of cases
        self, start: int, k: int, *, titled: bool
    ) -> bool:
        reading = self.reading
        word = reading.words[k]
        name = self._base(word)
        if k > start or titled:
            low = reading.lows[k]
            if low in self.particles:
                return self._leads_on(k)
            if self._has_particle(word):
                return True
            if len(word) == 1 and word.isupper() and word != "I":
                return True
            if word[0].isupper() and not _shouts(word) and self.title(k) is None:
                # After a title or a name a capital is a name, unless it is a common word.
                return (
                    name in self.known
                    or (name.lower() not in self.stop and k == start + (not titled))
                    or (titled and k == start and self._is_titled(k))
                )
            return False
        if not word[0].isupper() or _shouts(word):
            return False
        if self._is_initial(k):
            return True
        if name in self.known:
            return name not in self.common or not reading.begins(k) or self._acts_like_one(k)
        follower = self.reading.words[k + 1] if k + 1 < len(self.reading.words) else ""
        return bool(follower) and (word, self._base(follower)) in self.pairs

    def _is_initial(self, k: int) -> bool:
        """Whether word *k* is the first letter of a name that follows: "J. R. Stokes"."""
        reading = self.reading
        last = k
        while last < min(k + 3, len(reading.words) - 1) and len(reading.words[last]) == 1:
            stops = reading.gaps[last] in {". ", "."} and reading.breaks[last] == NONE
            if not stops or reading.words[last] == "I" or reading.opens(last + 1):
                return False
            last += 1
        return last > k and self._base(reading.words[last]) in self.known

    def _leads_on(self, k: int) -> bool:
        """Whether one particle or two at word *k* lead on to a capital: "de la Cruz"."""
        reading = self.reading
        for after in range(k + 1, min(k + 3, len(reading.words))):
            if reading.breaks[after - 1] != NONE or reading.begins(after):
                return False
            if reading.words[after][0].isupper():
                return True
            if reading.lows[after] not in self.particles:
                return False
        return False

    def _has_particle(self, word: str) -> bool:
        """Whether *word* is a name with its particle: "al-Amin"."""
        particle, _, rest = word.partition("-")
        return rest[:1].isupper() and particle in self.particles

    def _is_titled(self, k: int) -> bool:
        """Whether the title before word *k* makes a name of any word: "Mr. Day", "Miss Sunday"."""
        return self.title(k - 1) in self.name_titles and self._is_content(k)

    def _ends_in(self, k: int) -> bool:
        """Whether the title at word *k*, being written out, ends a sentence: "Yes, Sir. May I?"."""
        low = self.reading.lows[k]
        written_out = low == self.title(k) and low not in self.surname_titles
        return written_out and "." in self.reading.gaps[k]

    def _bare(self, i: int, k: int, titles: list[str]) -> Mention | None:
        """A title alone: "the Duchess", "Mother", "Captain"."""
        reading = self.reading
        if reading.begins(i) and titles[-1] not in self.lone_titles and not self._acts_like_one(i):
            return None
        if titles[-1] in self.bound_titles:
            return None
        owner = _owns(reading.words[k - 1])
        return Mention(i, k, Form((titles[-1],), ()), owner)

    def _is_date(self, start: int, end: int) -> bool:
        """Whether the name of one word is a month's: "in June", "June 1898", "the June roses"."""
        reading = self.reading
        if end - start > 1 or reading.lows[start] not in self.stop:
            return False
        before, after = reading.gaps[start - 1] if start else "", reading.gaps[end - 1]
        if before.strip()[-1:].isdigit() or after.strip(" ,")[:1].isdigit():
            return True
        follows = not reading.opens(start) and reading.breaks[start - 1] == NONE
        return follows and reading.lows[start - 1] in self.dating

    def _made(self, i: int, start: int, k: int, titles: tuple[str, ...]) -> Mention | None:
        reading = self.reading
        core = tuple(self._base(word) for word in reading.words[start:k])
        owner = _owns(reading.words[k - 1])
        if not titles and self._is_date(start, k):
            return None
        if not titles and len(core) > 1 and core[-1].lower() in self.place:
            return None
        if k < len(reading.words) and reading.breaks[k - 1] == NONE and not titles and not owner:
            after = reading.words[k]
            if after[0].isupper() and after.lower() in self.place and not reading.begins(k):
                return None
        plural = False
        last, articles = core[-1], self.language.words("definite article")
        if i and reading.lows[i - 1] in articles and last.endswith("s") and last[:-1] in self.known:
            plural = True
            core = (*core[:-1], last[:-1])
        return Mention(i, k, Form(titles, core), owner, plural)


def _listed_words(listed: Iterable[Character], language: Vocabulary) -> Iterator[str]:
    """The words of listed names that begin with no title; "Mr. Day" makes no name of every day."""
    for character in listed:
        for name in (character.name, *character.aliases):
            words = name.replace("’", "'").split()
            if words and words[0].lower().rstrip(".") not in language.titles:
                yield from (word for word in words if word[0].isupper())


def find_names(reading: Reading, listed: Iterable[Character] = ()) -> Names:
    """Every name in the text: where it stands, and in what surroundings.

    What the user *listed* as a name is one, whatever word it is.
    """
    mentions = tuple(part_neighbours(reading, tuple(_Finder(reading, listed).mentions())))
    counts: defaultdict[Form, NameCounts] = defaultdict(NameCounts)
    for mention in mentions:
        count_mention(reading, mention, counts[mention.form])
    return Names(mentions, {mention.start: mention for mention in mentions}, dict(counts))
