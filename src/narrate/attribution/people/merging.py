"""Merges the forms of names into people, the surest ties first."""

from __future__ import annotations

from collections import defaultdict

from narrate.attribution.people.forms import Form, Names
from narrate.attribution.people.given_names import GivenNames
from narrate.attribution.people.grouping import Grouping
from narrate.attribution.people.groups import Group
from narrate.attribution.people.numbering import number_people
from narrate.attribution.people.persons import People
from narrate.attribution.words.reading import Reading
from narrate.model import Character, Gender

_TOLD_APART = 3
"""A surname that so large a part (one in three) calls old or young is told apart from namesakes."""
_COUPLED = 0.1
"""the share of a name's mentions from which one that stands in the same sentences is another's"""
_SHARED, _SHARED_IN_SHORT = 4, 2
"""sentences that are no chance, in a long text and a short one"""


# How likely a tie is right, set by hand in steps of five in a hundred after counting on novels
# whose people are known how often each kind of tie joins two.
_TITLED, _WIFE, _CHOSEN = 0.95, 0.8, 0.7
"""ties of "Mr. Scott" to the one Scott of that sex, of "Mrs. Scott", and to one of several"""
_BARE, _RANK, _OFFICE = 0.95, 0.9, 0.95
"""ties of "Scott", of "Dr. Scott" to "Mr. Scott", of "the Professor" to him"""
_ANSWERS = 0.8
"""of "Aunt Juley" to who answers, and of "Henry" to the "Mr. Wilcox" whose turns he takes"""
_CALLED, _MOSTLY_CALLED = 3, 0.6
"""calls beside the tags of who is meant by them, and their share of those beside any tag"""
_SAME_TURNS = 4
"""turns that tell of one person by two names; times as many as tell of two"""


def find_people(reading: Reading, names: Names, listed: tuple[Character, ...] = ()) -> People:
    """Merge the forms in *names* into people; what the user *listed* holds."""
    merger = _Merger(reading, names)
    for character in listed:
        merger.enlist(character)
    merger.merge()
    return number_people(
        merger.groups(), names, merger.known, merger.described, short=reading.short
    )


def merge_forms(reading: Reading, names: Names) -> Grouping:
    """The forms in *names* as one reads them who has no list of characters."""
    merger = _Merger(reading, names)
    merger.merge()
    return merger


class _Merger(GivenNames):
    def merge(self) -> None:
        """Join forms, the surest ties first."""
        self.join_given_names()
        self._offices()
        self._titled_surnames()
        self._bare_surnames()
        self._spouses()
        self._bare_forms()
        self._ranks()
        self._bare_titles()
        self._called_forms()
        self._same_turns()

    def _offices(self) -> None:
        """As in "the Squire" is Squire Cass, whoever Mr. Cass is, if nobody else has the title."""
        for form in self.order:
            if form.core or form.titles[0] in self.language.words("kin", "lone title"):
                continue
            bearers = [other for other in self.order if other.core and other.titles == form.titles]
            if len({other.core[-1] for other in bearers}) == 1:
                self.join(bearers[0], form, _OFFICE)

    def _holders(self, surname: str, sex: Gender) -> list[Form]:
        """The full names with this surname whose bearers may be of *sex*, one form a person."""
        found: dict[int, Form] = {}
        for form in self._full_names_with(surname):
            if self.known.likely_sex(self.group[form]) in (sex, None):
                found.setdefault(id(self.group[form]), form)
        known = [form for form in found.values() if self.known.sex(self.group[form]) == sex]
        return sorted(known or found.values(), key=lambda f: (-self._full_count(f), f))

    def _full_names_with(self, surname: str) -> list[Form]:
        return [
            form
            for form in self.bearers.get(surname, ())
            if len(form.core) > 1 and form.core[-1] == surname
        ]

    def _full_count(self, form: Form) -> int:
        return sum(
            self.counts[f].count
            for f in self.group[form].forms
            if len(f.core) > 1 and f in self.counts
        )

    def _titled_surnames(self) -> None:
        """As in "Mr. Scott" is the male Scott most called by the full name."""
        wives = self.language.words("wife title")
        for form in sorted(self.order, key=lambda f: bool(wives & set(f.titles))):
            if len(form.core) != 1 or not form.titles or form.core[0] not in self.known.surnames:
                continue
            sex = self.known.sex(self.group[form])
            if set(form.titles) & self.language.words("relative title"):
                continue
            if sex is None:
                self._join_only(form)
                continue
            holders = [f for f in self._holders(form.core[0], sex) if self._may_be_called(form, f)]
            sure = _WIFE if wives & set(form.titles) else _TITLED
            holders = [f for f in holders if self._is_told(form, f)] or holders
            if len(holders) > 1 and wives & set(form.titles):
                holders = [f for f in holders if not self._goes_by_given(f)]
            if len(holders) > 1:
                sure = _CHOSEN
                first, second = self._full_count(holders[0]), self._full_count(holders[1])
                holders = (
                    holders[:1]
                    if first >= 2 * second
                    else sorted(holders, key=lambda f: self._likeness(form, f))[:1]
                )
            for holder in holders:
                self.join(holder, form, 1.0 if self._is_told(form, holder) else sure)

    def _spouses(self) -> None:
        """As in "Mrs. Scott" is Anna after "Mr. Scott and his wife Anna"."""
        pairs = self.language.phrases("spouses")
        for noun, spouse, owner in self.spouses:
            is_wife = any(noun == wife for _, wife in pairs)
            titles = self.language.words("wife title" if is_wife else "husband title")
            surnames = {form.core[-1] for form in self.group[owner].forms if form.core}
            for form in self.order:
                titled = form.titles[-1:] and form.titles[-1] in titles and len(form.core) == 1
                if titled and form.core[0] in surnames & self.known.surnames:
                    self.join(spouse, form, _WIFE)

    def _likeness(self, titled: Form, full: Form) -> tuple[bool, float, Form]:
        """Sorts first who is called old as *titled* is, then who seldom stands in its sentences."""
        old = _TOLD_APART * self.counts[titled].aged >= self.counts[titled].count
        aged = any(self.counts[f].aged for f in self.group[full].forms if f in self.counts)
        return old and not aged, self.cooccurrence.together(full, titled), full

    def _is_told(self, titled: Form, holder: Form) -> bool:
        """Whether the text writes *holder* out with the title of *titled*: "Mr. Paul Scott"."""
        return any(
            set(titled.titles) <= set(full.titles) and full.core[-1] == titled.core[0]
            for full in self.group[holder].forms
            if len(full.core) > 1
        )

    def _goes_by_given(self, full: Form) -> bool:
        """Whether the narration calls *full* by the given name alone more than by all others."""
        group = self.group[full]
        given = sum(
            self.counts[f].narrated
            for f in group.forms
            if f in self.counts and f.core == full.core[:1] and not f.titles
        )
        return given > 0.5 * sum(self.counts[f].narrated for f in group.forms if f in self.counts)

    def _join_only(self, titled: Form) -> None:
        """As in "Dr. Hart" is the only Hart whose whole name has that title, man or woman.

        In a short story also the only Hart at all.
        """
        fulls = self._full_names_with(titled.core[0])
        whole = [f for f in fulls if set(titled.titles) <= set(f.titles)]
        alone = self.short and all(f in fulls or f == titled for f in self.bearers[titled.core[0]])
        sure = _TITLED if whole else _CHOSEN
        whole = whole or (fulls if alone else [])
        if len({id(self.group[f]) for f in whole}) == 1:
            self.join(whole[0], titled, sure)

    def _may_be_called(self, titled: Form, full: Form) -> bool:
        """Whether *full* may go by *titled*: not if the text has two of that title."""
        group, words = self.group[full], self.language.words
        if any(self._are_coupled(titled, form) for form in group.forms if form != titled):
            return False
        if (titled.titles, titled.core[-1]) in self.plural_titles and titled.titles[
            0
        ] in group.titles:
            return False
        boy = set(titled.titles) & words("husband title") and words("boy title") & group.titles
        if boy and not self._is_told(titled, full):
            return False
        wives, maidens = words("wife title"), words("maiden title")
        namesakes = (Form((maiden,), titled.core) for maiden in maidens)
        noble = words("given title") & set(titled.titles)
        if wives & set(titled.titles) and (noble or any(one in self.group for one in namesakes)):
            return not maidens & group.titles
        return True

    def _are_coupled(self, a: Form, b: Form) -> bool:
        """Whether so many sentences tell of both that they must be two."""
        sentences = self.cooccurrence.sentences
        if a not in sentences or b not in sentences:
            return False
        share = self.cooccurrence.together(a, b)
        shared = share * min(len(sentences[a]), len(sentences[b]))
        return share >= _COUPLED and shared >= (_SHARED_IN_SHORT if self.short else _SHARED)

    def _bare_surnames(self) -> None:
        for form in self.order:
            if len(form.core) != 1 or form.titles or form.core[0] not in self.known.surnames:
                continue
            if len(self.group[form].forms) > 1:
                continue
            if _TOLD_APART * self.counts[form].aged >= self.counts[form].count:
                continue
            surname = form.core[0]
            titled = [
                f
                for f in self.bearers[surname]
                if f.titles and f.core == (surname,) and self.language.titles[f.titles[0]][1] != "F"
            ]
            holders = self._holders(surname, "M")
            women = [
                f for f in self.bearers[surname] if f.core == (surname,) and f.titles
            ] + self._holders(surname, "F")
            for other in [*titled, *holders, *women]:
                if self.join(other, form, _BARE):
                    break

    def _bare_forms(self) -> None:
        """As in "Ashcombe" is Lord Ashcombe, if no other man is called so; else the only lady."""
        for form in self.order:
            if form.titles or len(form.core) != 1:
                continue
            titled = [
                f
                for f in self.bearers[form.core[0]]
                if f.titles
                and f.core == form.core
                and not set(f.titles) & self.language.words("relative title")
            ]
            men = [f for f in titled if self.known.sex(self.group[f]) != "F"]
            groups = {id(self.group[f]) for f in men or titled}
            if len(groups) == 1:
                self.join((men or titled)[0], form)

    def _ranks(self) -> None:
        """As in "Dr. Scott" and "Mr. Scott" are one, unless they share sentences."""
        by_core: defaultdict[tuple[str, ...], list[Form]] = defaultdict(list)
        for form in self.order:
            if form.titles and form.core:
                by_core[form.core].append(form)
        for forms in by_core.values():
            for women in (False, True):
                same = [form for form in forms if self._is_lady(form) is women]
                for form in same[1:]:
                    if self.cooccurrence.together(same[0], form) < _COUPLED:
                        self.join(same[0], form, _RANK)

    def _is_lady(self, form: Form) -> bool:
        """Whether *form* is a woman's by its title, or by the text: "Captain Hale", who is she."""
        titled = next(filter(None, (self.language.titles[t][1] for t in form.titles)), None)
        return (titled or self.known.sex(self.group[form])) == "F"

    def _bare_titles(self) -> None:
        """As in "the Professor" is the only professor."""
        for form in self.order:
            kin = form.titles[:1] and form.titles[0] in self.language.words("kin")
            if form.core or (kin and not self.short):
                continue
            ranked = self._of_title(form)
            counts = [self.group[other].count for other in ranked]
            if len(ranked) == 1 or (ranked and not kin and counts[0] >= 4 * counts[1]):
                self.join(ranked[0], form, _CHOSEN if kin else _OFFICE)

    def _of_title(self, form: Form) -> list[Form]:
        """Those whom the title *form* may mean, one form a person, the commonest first.

        "The Major" is a Major Strange rather than the Sergeant Major; "my Lord" is no Lord Mayor.
        """
        asked = set(form.titles)
        titled = [
            f
            for f in self.order
            if f != form and asked <= set(f.titles) and (f.core or f.titles[-1] in asked)
        ]
        holders: dict[int, Form] = {}
        for other in [f for f in titled if f.core] or titled:
            holders.setdefault(id(self.group[other]), other)
        return sorted(holders.values(), key=lambda f: (-self.group[f].count, f))

    def _called_forms(self) -> None:
        """As in "Mrs. Munt" is the Aunt Juley to whom others speak where she answers."""
        talk = self.talk
        ranked = sorted(talk.answers.items(), key=lambda each: (-each[1], each[0]))
        for (form, called), count in ranked:
            if count < _CALLED or count < _MOSTLY_CALLED * talk.called[called]:
                continue
            if not called.core or talk.tags.get(called, 0) > 1 or talk.calls.get((form, called)):
                continue
            known = form in self.group and called in self.group
            if known and not self._has_other_surname(self.group[form], called):
                self.join(form, called, _ANSWERS)

    def _has_other_surname(self, group: Group, called: Form) -> bool:
        """Whether *called* is somebody's surname, and *group* has another one, told repeatedly."""
        own = {f.core[-1] for f in group.forms if len(f.core) > 1 and self.counts[f].count > 1}
        return called.core[-1] in self.known.surnames and bool(own) and called.core[-1] not in own

    def _same_turns(self) -> None:
        """As in "Mr. Wilcox" is the Henry who takes the same turns as he, where neither is more."""
        talk = self.talk
        for (a, b), count in sorted(talk.same.items(), key=lambda each: (-each[1], each[0])):
            apart = (
                talk.other.get((a, b), 0) + talk.calls.get((a, b), 0) + talk.calls.get((b, a), 0)
            )
            if count < _SAME_TURNS or count < _SAME_TURNS * apart:
                continue
            if a in self.group and b in self.group and self._complete(self.group[a], self.group[b]):
                self.join(a, b, _ANSWERS)

    def _complete(self, a: Group, b: Group) -> bool:
        """Whether one is a surname without a given name, the other a given name without it."""
        if a.givens | b.givens or None in (self.known.sure_sex(a), self.known.sure_sex(b)):
            return False
        titled = {any(form.titles and form.core for form in group.forms) for group in (a, b)}
        return titled == {True, False}
