"""Joins the given names of people: whole names, "Miss Emma", "Bertie", "Joey", "Mary-Jane"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from narrate.attribution.people.forms import Form
from narrate.attribution.people.grouping import Grouping

_SHORT, _PET = 0.8, 0.9
"""how likely ties of "Bertie" and of "Joey" are right, set as those of the other ties are"""
_STEM = 4
"""letters of a given name of which a pet name is made"""


class GivenNames(Grouping):
    """The forms of one text, those joined that have a given name in common."""

    def join_given_names(self) -> None:
        """Join them, the surest ties first."""
        self._full_names()
        self._given_names()
        self._short_forms()
        self._pet_forms()
        self._linked_forms()
        self._hyphened_forms()

    def fulls(self) -> list[Form]:
        """The whole names."""
        return [form for form in self.order if len(form.core) > 1]

    def _full_names(self) -> None:
        before: defaultdict[str, list[Form]] = defaultdict(list)
        for form in self.fulls():
            for other in before[form.core[-1]]:
                fits = self.known.same_given(form.core[0], other.core[0])
                if fits and not (self._is_wife(form, other) or self._is_wife(other, form)):
                    self.join(other, form)
            before[form.core[-1]].append(form)

    def _is_wife(self, form: Form, other: Form) -> bool:
        """Whether *form* is "Mrs. Hugh Scott", and *other* her husband."""
        titled = set(form.titles) & self.language.words("wife title")
        return bool(titled) and self.known.sex(self.group[other]) != "F"

    def _given_names(self) -> None:
        """As in "Emma" and "Miss Emma" are the Emma of the full names, else one another."""
        fulls, surname_titles = self.fulls(), self.language.words("surname title")
        for form in sorted(self.order, key=lambda f: bool(f.titles)):
            if len(form.core) != 1 or not self.known.is_given(form.core[0]):
                continue
            if set(form.titles) & surname_titles and form.core[0] in self.known.surnames:
                continue
            self._join_best(form, [f for f in fulls if f.core[0] == form.core[0]])
            plain = Form((), form.core)
            if form.titles and plain in self.group:
                self.join(plain, form)

    def _join_best(self, form: Form, others: Iterable[Form], sure: float = 1.0) -> bool:
        ranked = sorted(others, key=lambda f: (-self.group[f].count, f))
        return any(self.join(other, form, sure) for other in ranked[:2] if other != form)

    def _short_forms(self) -> None:
        """As in "Bertie" is Albert, if they are near and not together."""
        singles = [
            f for f in self.order if len(f.core) == 1 and f.core[0] in self.language.nicknames
        ]
        holders = [f for f in self.order if f.core and f.core[0] in self.language.nicknames]
        for form in singles:
            for other in holders:
                alike = other.core[0] != form.core[0] and self.known.same_given(
                    form.core[0], other.core[0]
                )
                if alike and self._could_be(form, other) and self.join(other, form, _SHORT):
                    break

    def _pet_forms(self) -> None:
        """As in "Skaggsy" is Skaggs, and "Joey" Joe."""
        endings = self.language.words("pet ending")
        begun: defaultdict[str, list[Form]] = defaultdict(list)
        for form in self.fulls():
            begun[form.core[0][:_STEM]].append(form)
        for form in self.order:
            if form.titles or len(form.core) != 1:
                continue
            stems = {form.core[0].removesuffix(end) for end in endings} - {form.core[0]}
            others = dict.fromkeys(f for stem in stems for f in self.bearers.get(stem, ()))
            known = [f for f in others if self.group[f].count > 1 or self.short]
            self._join_best(form, known or self._begun_by(stems, begun), _PET)

    def _begun_by(self, stems: Iterable[str], begun: Mapping[str, list[Form]]) -> list[Form]:
        """The only given name of a whole one that begins so: of "Dunsey" that of Dunstan Cass.

        *begun* are the whole names by the first letters of the given one.
        """
        long = tuple(stem for stem in stems if len(stem) >= _STEM)
        fulls = dict.fromkeys(f for stem in long for f in begun.get(stem[:_STEM], ()))
        found = [
            f
            for f in fulls
            if self.group[f].count > 1 and f.core[0] not in stems and f.core[0].startswith(long)
        ]
        return found if len({f.core[0] for f in found}) == 1 else []

    def _linked_forms(self) -> None:
        """As in "Pooh" is Winnie-the-Pooh."""
        articles = self.language.words("definite article")
        for form in self.order:
            parts = form.core[-1].split("-") if form.core else []
            if len(parts) > 2 and parts[-2].lower() in articles:
                self._join_best(form, self.bearers.get(parts[-1], ()), _PET)

    def _hyphened_forms(self) -> None:
        """As in "Elizabeth" and "Elizabeth Jane" are Elizabeth-Jane."""
        articles = self.language.words("definite article")
        for form in self.order:
            parts = form.core[0].split("-") if form.core else []
            given = len(parts) == 2 and self.known.is_given(parts[0])
            if not given or not parts[1][:1].isupper() or parts[1].lower() in articles:
                continue
            for core in ((*parts, *form.core[1:]), (parts[0],)):
                other = Form(form.titles, tuple(core))
                if other in self.group:
                    self.join(form, other, _SHORT)

    def _could_be(self, form: Form, other: Form) -> bool:
        if not self.group[form].count or other not in self.cooccurrence.places:
            return False
        if form not in self.cooccurrence.places:
            return False
        return (
            self.cooccurrence.together(form, other) < 0.12
            and self.cooccurrence.near(form, other) > 0.3
        )
