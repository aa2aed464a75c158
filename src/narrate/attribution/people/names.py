"""Finds the names in a text: which capitalised words are names, and the forms they take.

A *form* is a name as somebody would look it up: titles in their usual spelling, then the rest
("Mr." + "Scott"). A *mention* is one place where a form stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from narrate.attribution.people.ages import tell_ages
from narrate.attribution.people.forms import Form, Mention, NameCounts, Names
from narrate.attribution.people.name_counts import count_mention
from narrate.attribution.people.name_evidence import NameEvidence, shouts
from narrate.attribution.people.neighbours import part_neighbours
from narrate.attribution.words.reading import NONE, Reading
from narrate.languages.words import Vocabulary
from narrate.model import Character


def _owns(word: str) -> bool:
    return word[-2:] in {"'s", "’s"} or word[-1] in "'’"


MOST_TITLES = 8
"""in front of one name: "Prof. Dr. Dr. h. c." has four; it bounds the time on hostile text"""


class _Finder:
    """Decides of each capitalised word of one text whether it is a name."""

    def __init__(self, reading: Reading, listed: Collection[Character]) -> None:
        self.reading = reading
        self.language: Vocabulary = reading.language
        self.evidence = NameEvidence(reading, listed)
        self.place = self.language.words("place")
        self.particles = self.language.words("name particle")
        self.determiners = self.language.words("determiner")
        self.lone_titles = self.language.words("lone title")
        self.bound_titles = self.language.words("bound title")
        self.governing = self.language.words("preposition", "article", "determiner")
        self.dating = self.language.words("locative", "article")
        self.surname_titles = self.language.words("surname title")
        self.name_titles = self.language.words("name title")
        self.pairs = self._bound_pairs()
        self.titled = {
            self.evidence.base(reading.words[k])
            for k in self.evidence.capitals
            if k and self._is_titled(k) and not reading.breaks[k - 1] and not reading.opens(k)
        }
        """words that a title makes a name, whatever they are: "Mr. Day" """

    def _is_inflected(self, i: int) -> bool:
        """Whether word *i* is more than a name: "Emma's", "Mori-san"."""
        return self.evidence.base(self.reading.words[i]) != self.reading.words[i]

    def _bound_pairs(self) -> frozenset[tuple[str, str]]:
        """Pairs like "March Hare": a word that is no name of its own, but part of one.

        So is a word that stands nowhere else, though it be at the beginning of sentences: "Li Wei".
        """
        reading, pairs, opening = self.reading, *(Counter[tuple[str, str]]() for _ in range(2))
        adjectives = self.language.words("name adjective")
        for i in self.evidence.capitals:
            if i and not reading.begins(i) and reading.breaks[i - 1] == NONE:
                before = reading.words[i - 1]
                if before[0].isupper() and before not in self.evidence.known:
                    count = opening if reading.begins(i - 1) else pairs
                    count[before, self.evidence.base(reading.words[i])] += 1
        return frozenset(
            pair
            for pair, count in (opening + pairs).items()
            if (
                pairs[pair] >= 3
                or (pairs[pair] and pair[0].lower() in adjectives and reading.short)
                or (count > 1 and reading.short and self._stands_nowhere_else(pair[0], count))
            )
            and (pair[1] in self.evidence.known or pair[1].lower() not in self.evidence.stop)
            and pair[0].lower() not in self.language.titles
            and pair[0] != "I"
        )

    def _stands_nowhere_else(self, word: str, times: int) -> bool:
        """Whether *word*, which is no common one, stands before a name all the *times* it comes."""
        counts, low = self.reading.counts, word.lower()
        return counts[word] == times and not counts[low] and low not in self.evidence.stop

    def title(self, i: int) -> str | None:
        """The usual form of the title at word *i*; none for "old" and "ole", which are none."""
        usual, _ = self.language.titles.get(self.reading.lows[i].removesuffix("'s"), ("", None))
        if not usual or usual in self.evidence.epithets or not self.reading.words[i][0].isupper():
            return None
        return usual

    def mentions(self) -> Iterator[Mention]:
        """All mentions in order."""
        done = -1
        for i in self.evidence.capitals:
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
        name = self.evidence.base(word)
        if k > start or titled:
            low = reading.lows[k]
            if low in self.particles:
                return self._leads_on(k)
            if self._has_particle(word):
                return True
            if len(word) == 1 and word.isupper() and word != "I":
                return True
            if word[0].isupper() and not shouts(word) and self.title(k) is None:
                # After a title or a name a capital is a name, unless it is a common word.
                return (
                    name in self.evidence.known
                    or (name.lower() not in self.evidence.stop and k == start + (not titled))
                    or (titled and k == start and self._is_titled(k))
                    or (self.title(k - 1), name) in self.evidence.listed_behind_titles
                )
            return False
        if not word[0].isupper() or shouts(word):
            return False
        if self._is_initial(k):
            return True
        if name in self.evidence.known:
            return (
                name not in self.evidence.common
                or not reading.begins(k)
                or self.evidence.acts_like_one(k)
            )
        nobody = self.language.words("indefinite")  # "Miss Somebody" is no somebody
        if name in self.titled and name.lower() not in nobody and self.evidence.opens_deed(k):
            return True
        follower = self.reading.words[k + 1] if k + 1 < len(self.reading.words) else ""
        return bool(follower) and (word, self.evidence.base(follower)) in self.pairs

    def _is_initial(self, k: int) -> bool:
        """Whether word *k* is the first letter of a name that follows: "J. R. Stokes"."""
        reading = self.reading
        last = k
        while last < min(k + 3, len(reading.words) - 1) and len(reading.words[last]) == 1:
            stops = reading.gaps[last] in {". ", "."} and reading.breaks[last] == NONE
            if not stops or reading.words[last] == "I" or reading.opens(last + 1):
                return False
            last += 1
        return last > k and self.evidence.base(reading.words[last]) in self.evidence.known

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
        return self.title(k - 1) in self.name_titles and self.evidence.is_content(k)

    def _ends_in(self, k: int) -> bool:
        """Whether the title at word *k*, being written out, ends a sentence: "Yes, Sir. May I?"."""
        low = self.reading.lows[k]
        written_out = low == self.title(k) and low not in self.surname_titles
        return written_out and "." in self.reading.gaps[k]

    def _bare(self, i: int, k: int, titles: list[str]) -> Mention | None:
        """A title alone: "the Duchess", "Mother", "Sergeant Major"."""
        reading = self.reading
        if (
            reading.begins(i)
            and titles[-1] not in self.lone_titles
            and not self.evidence.acts_like_one(i)
        ):
            return None
        if titles[-1] in self.bound_titles:
            return None
        owner = _owns(reading.words[k - 1])
        compound = len(titles) > 1 and titles[-2] not in self.bound_titles
        return Mention(i, k, Form(tuple(titles[-2:] if compound else titles[-1:]), ()), owner)

    def _is_date(self, start: int, end: int) -> bool:
        """Whether the name of one word is a month's: "in June", "June 1898", "the June roses"."""
        reading = self.reading
        if end - start > 1 or reading.lows[start] not in self.evidence.stop:
            return False
        before, after = reading.gaps[start - 1] if start else "", reading.gaps[end - 1]
        if before.strip()[-1:].isdigit() or after.strip(" ,")[:1].isdigit():
            return True
        follows = not reading.opens(start) and reading.breaks[start - 1] == NONE
        return follows and reading.lows[start - 1] in self.dating

    def _is_somebody(self, start: int, end: int, core: tuple[str, ...]) -> bool:
        """Whether the name is a person's whose surname is a place's word: "said Tobias Lane"."""
        reading = self.reading
        governed = not reading.opens(start) and reading.lows[start - 1] in self.governing
        return core[0] in self.language.given and not governed and end - start == 2

    def _made(self, i: int, start: int, k: int, titles: tuple[str, ...]) -> Mention | None:
        reading = self.reading
        core = tuple(self.evidence.base(word) for word in reading.words[start:k])
        owner = _owns(reading.words[k - 1])
        if not titles and self._is_date(start, k):
            return None
        placed = not titles and len(core) > 1 and core[-1].lower() in self.place
        if placed and not self._is_somebody(i, k, core):
            return None
        if k < len(reading.words) and reading.breaks[k - 1] == NONE and not titles and not owner:
            after = reading.words[k]
            if after[0].isupper() and after.lower() in self.place and not reading.begins(k):
                return None
        plural = False
        last, articles = core[-1], self.language.words("definite article")
        if (
            i
            and reading.lows[i - 1] in articles
            and last.endswith("s")
            and last[:-1] in self.evidence.known
        ):
            plural = True
            core = (*core[:-1], last[:-1])
        return Mention(i, k, Form(titles, core), owner, plural)


def find_names(reading: Reading, listed: Collection[Character] = ()) -> Names:
    """Every name in the text: where it stands, and in what surroundings.

    What the user *listed* as a name is one, whatever word it is.
    """
    found = tuple(part_neighbours(reading, tuple(_Finder(reading, listed).mentions())))
    mentions = tell_ages(reading, found)
    counts: defaultdict[Form, NameCounts] = defaultdict(NameCounts)
    for mention in mentions:
        count_mention(reading, mention, counts[mention.form])
    return Names(mentions, {mention.start: mention for mention in mentions}, dict(counts))
