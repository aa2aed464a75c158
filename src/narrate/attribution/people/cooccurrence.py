"""Where the forms of names stand, and how near to one another: the ground for merging them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from narrate.attribution.people.forms import Form, Names
from narrate.attribution.words.reading import NONE, SENTENCE, Reading
from narrate.model import Gender

_NEAR = 600
"""words within which two mentions count as near"""
_UNCERTAIN: Mapping[Gender, float] = {"M": 0.4, "F": 0.5}
"""what the vote of a pronoun that may well mean somebody else is worth, by its sex"""
_REACH = 14
"""words after a name within which a pronoun is taken to mean it"""


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """How near to one another the forms of names stand.

    *sentences* holds the numbers of the sentences of each form, *places* those of its first words,
    both ascending.
    """

    sentences: Mapping[Form, list[int]]
    places: Mapping[Form, list[int]]

    def together(self, a: Form, b: Form) -> float:
        """The share of the rarer form's mentions that stand in one sentence with the other."""
        mine, other = sorted((self.sentences[a], self.sentences[b]), key=len)
        held = set(other)
        return sum(s in held for s in mine) / len(mine)

    def near(self, a: Form, b: Form) -> float:
        """The share of *a*'s mentions that have one of *b* near."""
        places = self.places[b]
        found = 0
        for place in self.places[a]:
            k = bisect_left(places, place)
            found += any(
                abs(places[n] - place) <= _NEAR for n in (k - 1, k) if 0 <= n < len(places)
            )
        return found / len(self.places[a])


def cooccurrence(reading: Reading, names: Names) -> Cooccurrence:
    """Note the sentence and place of every mention."""
    number = list(accumulate(strength >= SENTENCE for strength in reading.breaks))
    sentences: defaultdict[Form, list[int]] = defaultdict(list)
    places: defaultdict[Form, list[int]] = defaultdict(list)
    for mention in names.mentions:
        if mention.plural:
            continue
        sentences[mention.form].append(number[mention.start - 1] if mention.start else 0)
        places[mention.form].append(mention.start)
    return Cooccurrence(dict(sentences), dict(places))


def pronoun_votes(reading: Reading, names: Names) -> dict[Form, dict[Gender, float]]:
    """For every form the pronouns that follow it before another name does, in the narration."""
    votes: dict[Form, dict[Gender, float]] = {}
    known: Gender | None = None
    looked_at = 0
    for mention in names.mentions:
        if reading.speech[mention.start] or mention.plural:
            continue
        if any(map(reading.begins, range(mention.start, looked_at, -1))):
            known = None
        looked_at = mention.start
        if not coordinated(reading, mention.start, mention.end, names):
            found = _pronoun_after(reading, names, mention.end)
            if found is not None and found[0] != known:
                mine = votes.setdefault(mention.form, {"M": 0.0, "F": 0.0})
                mine[found[0]] += found[1]
        known = _sex_of_form(reading, mention.form) or known
    return votes


def _sex_of_form(reading: Reading, form: Form) -> Gender | None:
    for title in form.titles:
        if reading.language.titles[title][1]:
            return reading.language.titles[title][1]
    return reading.language.given.get(form.core[0]) if form.core else None


def _pronoun_after(reading: Reading, names: Names, end: int) -> tuple[Gender, float] | None:
    """The first pronoun, or noun of one sex, said of the name that ends at word *end*."""
    subject, words = True, reading.language.words
    determiners, uncertain = words("determiner"), words("uncertain object")
    masculine, feminine = words("masculine mention"), words("feminine mention")
    for k in range(end, min(end + _REACH, len(reading.words))):
        if reading.parted(k) or k in names.at:
            return None
        if reading.speech[k]:
            continue
        low = reading.lows[k]
        if low in reading.language.persons and not subject and reading.lows[k - 1] in determiners:
            return None
        sex: Gender | None = "M" if low in masculine else "F" if low in feminine else None
        if sex and not (subject and low in uncertain):
            return sex, _UNCERTAIN[sex] if low in uncertain else 1.0
        subject = subject and reading.breaks[k] < SENTENCE
    return None


def coordinated(reading: Reading, start: int, end: int, names: Names) -> bool:
    """Whether the name at *start* to *end* is joined to another: "Anne and Diana"."""
    after = end < len(reading.lows) and not reading.opens(end) and reading.breaks[end - 1] == NONE
    additive = reading.language.words("additive")
    if after and reading.lows[end] in additive and end + 1 in names.at:
        return True
    before = start > 1 and not reading.opens(start) and reading.lows[start - 1] in additive
    return before and any(names.at.get(start - 1 - n) is not None for n in (1, 2, 3))
