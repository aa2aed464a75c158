"""Finds whom a name outside of the story's sentences means: in a heading, a byline, a signature."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from narrate.attribution.people.forms import Form
from narrate.attribution.people.persons import People
from narrate.languages.words import Vocabulary
from narrate.model import Gender


class NameLookup:
    """The people of a text by the words of their names."""

    def __init__(self, people: People, language: Vocabulary) -> None:
        self.people = people
        self.language = language
        found: defaultdict[str, set[Form]] = defaultdict(set)
        for form in people.of:
            for word in form.core:
                found[word.lower()].add(form)
        self.known: Mapping[str, Collection[Form]] = found
        """the forms that each word of a name, in lower case, is a part of"""

    def person(self, name: Sequence[str]) -> int | None:
        """The number of the person whom the words *name* mean most likely; None for nobody known.

        A whole name goes before a first name, and that before a surname, which others may bear;
        the title comes last.
        """
        titles, core = self._parted(name)
        gender = self.gender(name)
        ranked: list[tuple[int, int, int]] = []
        for form in {form for low in core for form in self.known.get(low, ())}:
            number = self.people.of[form]
            person = self.people.everyone[number]
            likeness = _likeness(titles, core, form)
            if likeness and {person.gender, gender} != {"F", "M"}:
                ranked.append((likeness, person.mentions, -number))
        return -max(ranked)[2] if ranked else self._of_title(titles, core)

    def _of_title(self, titles: Sequence[str], core: Sequence[str]) -> int | None:
        """Whom the text calls by a title alone: "Captain Reyes" is the only captain."""
        form = Form(tuple(titles[-1:]), ())
        return self.people.of.get(form) if titles and core else None

    def gender(self, name: Sequence[str]) -> Gender | None:
        """The sex that a title or the given name in *name* tells."""
        titles, core = self._parted(name)
        told = (self.language.titles[title][1] for title in titles)
        given = self.language.given.get(core[0].capitalize()) if core else None
        return next((sex for sex in told if sex), given)

    def _parted(self, name: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The titles of *name* and its other words, lower case."""
        lows = [word.lower() for word in name]
        titles = self.language.titles
        first = next((k for k, low in enumerate(lows) if low not in titles), len(lows))
        return tuple(lows[:first]), tuple(lows[first:])


def _likeness(titles: Sequence[str], core: Sequence[str], form: Form) -> int:
    """How surely the words of a name and *form* mean one person, from 0."""
    own = tuple(word.lower() for word in form.core)
    if own == core:
        return 4 if set(titles) == set(form.titles) else 3
    if own[0] == core[0]:
        return 2
    surname = own[-1] == core[-1] and (len(own) == 1 or len(core) == 1)
    return int(surname and (bool(titles) or bool(form.titles)))
