"""Groups the forms of names step by step, and refuses what the text speaks against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from narrate.attribution.people.conversations import read_conversations
from narrate.attribution.people.cooccurrence import cooccurrence, pronoun_votes
from narrate.attribution.people.descriptions import Descriptions, describe
from narrate.attribution.people.forms import Form, NameCounts, Names
from narrate.attribution.people.groups import Group, NameLists, makes_surname
from narrate.attribution.people.rivals import find_rivals
from narrate.attribution.people.spouses import told_spouses
from narrate.attribution.words.reading import Reading
from narrate.languages.words import Vocabulary
from narrate.model import Character, Gender

_DESCRIBED = 3.0
"""votes of "Evelyn, her grandfather"; as many as of a listed given name"""
_MOSTLY_FIRST = 10
"""times as often as last a word stands first in whole names that is no surname"""
_SEEN = 20
"""mentions of the rarer name in which one that is somebody else's would have shown it"""


class Grouping:
    """The forms of one text, each in the group of those that mean the same person so far."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.language: Vocabulary = reading.language
        self.short = reading.short
        self.counts: Mapping[Form, NameCounts] = names.counts
        self.cooccurrence = cooccurrence(reading, names)
        votes = pronoun_votes(reading, names)
        self.plural_titles = {
            (mention.form.titles, mention.form.core[-1])
            for mention in names.mentions
            if mention.plural and mention.form.titles and mention.form.core
        }
        self.described: Descriptions = describe(reading, names)
        for form, nouns in self.described.items():
            for noun, count in nouns.items():
                sex = self.language.persons[noun].gender
                if sex:
                    mine = votes.setdefault(form, {"M": 0.0, "F": 0.0})
                    mine[sex] += _DESCRIBED * count
        self.talk = read_conversations(reading, names)
        self.spouses = tuple(told_spouses(reading, names))
        self.rivals = find_rivals(reading, names, self.talk)
        self.group: dict[Form, Group] = {}
        singular = self.cooccurrence.places
        for form in sorted(names.counts, key=lambda f: (-names.counts[f].count, f)):
            if form in singular:
                counts = names.counts[form]
                self.group[form] = Group(
                    [form], counts.count, dict(votes.get(form, {"M": 0.0, "F": 0.0}))
                )
        self.order = list(self.group)
        self.bearers: defaultdict[str, list[Form]] = defaultdict(list)
        """who is called by a word first or last, in order; to look through all takes too long"""
        for form in self.order:
            for word in dict.fromkeys((*form.core[:1], *form.core[-1:])):
                self.bearers[word].append(form)
        self.spelled: defaultdict[tuple[str, ...], list[Form]] = defaultdict(list)
        for form in self.order:
            self.spelled[*form.titles, *(word.lower() for word in form.core)].append(form)
        self.known = self._name_lists()

    def _name_lists(self) -> NameLists:
        """The first names and surnames of the text, by the places in whole names and by titles."""
        named = [form for form in self.order if form.core]
        firsts, lasts = Counter[str](), Counter[str]()
        for form in named:
            if len(form.core) > 1:
                firsts[form.core[0]] += self.counts[form].count
        for form in named:
            if len(form.core) > 1 or makes_surname(self.language, form, firsts):
                lasts[form.core[-1]] += self.counts[form].count
        surnames = (word for word in lasts if _MOSTLY_FIRST * lasts[word] >= firsts[word])
        return NameLists(self.language, frozenset(surnames), frozenset(firsts))

    def enlist(self, character: Character) -> None:
        """Make one group of everything the user says this character is called."""
        words = (character.name, *character.aliases)
        spelled = {form for name in words for form in self.spelled_like(name)}
        forms = [form for form in self.order if form in spelled]
        group = Group([], 0, listed=character)
        for form in forms:
            if self.group[form].listed is None:
                group.forms.append(form)
                group.count += self.group[form].count
                _add(group.votes, self.group[form].votes)
                self.group[form] = group
        if not group.forms:
            form = Form((), tuple(character.name.split()))
            group.forms.append(form)
            self.group.setdefault(form, group)

    def spelled_like(self, name: str) -> list[Form]:
        """The forms that *name* may be a spelling of: case, articles and points aside."""
        return self.spelled.get(self._plain(name), [])

    def _plain(self, words: str) -> tuple[str, ...]:
        lows = words.lower().replace(".", "").replace("’", "'").split()
        titles, articles = self.language.titles, self.language.words("definite article")
        return tuple(titles.get(low, (low, None))[0] for low in lows if low not in articles)

    def join(self, a: Form, b: Form, sure: float = 1.0) -> bool:
        """Take *a* and *b* for one person, unless something speaks against it.

        *sure* is how likely that is right, from 0 to 1.
        """
        first, second = self.group[a], self.group[b]
        if first is second:
            return True
        if self.known.clash(first, second) or self._are_rivals(first, second):
            return False
        first.doubted += second.doubted + (1 - sure) * min(first.count, second.count, _SEEN)
        first.forms.extend(second.forms)
        first.count += second.count
        _add(first.votes, second.votes)
        first.listed = first.listed or second.listed
        for form in second.forms:
            self.group[form] = first
        return True

    def are_rivals(self, a: Form, b: Form) -> bool:
        """Whether the text tells of two people by names of the groups of *a* and *b*."""
        return self._are_rivals(self.group[a], self.group[b])

    def _are_rivals(self, first: Group, second: Group) -> bool:
        others = set(second.forms)
        return any(self.rivals.get(form, frozenset()) & others for form in first.forms)

    def groups(self) -> list[Group]:
        """All groups of forms, each once."""
        return list({id(group): group for group in self.group.values()}.values())


def _add(votes: dict[Gender, float], more: Mapping[Gender, float]) -> None:
    votes["M"] += more["M"]
    votes["F"] += more["F"]
