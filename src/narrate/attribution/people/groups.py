"""What a group of names tells: the sex, the given names, whether two groups can be one person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from narrate.attribution.people.forms import Form
from narrate.languages.words import Vocabulary
from narrate.model import Character, Gender

_ENDING_WEIGHT = 1.2
"""votes of a feminine ending: a little more than one pronoun, which may mean somebody else"""

_GIVEN_WEIGHT = 3.0
"""votes of a listed given name against the pronouns of the text"""


@dataclass(slots=True)
class Group:
    """Forms taken for one person so far, mentioned *count* times.

    *votes* weighs what speaks for each sex, in pronouns; *listed* is the character the user gave;
    *doubted* is how many of the mentions may well mean somebody else.
    """

    forms: list[Form]
    count: int
    votes: dict[Gender, float] = field(default_factory=lambda: {"M": 0.0, "F": 0.0})
    listed: Character | None = None
    doubted: float = 0.0

    @property
    def titles(self) -> set[str]:
        """All titles of its forms."""
        return {title for form in self.forms for title in form.titles}

    @property
    def givens(self) -> set[str]:
        """The given names of its full forms."""
        return {form.core[0] for form in self.forms if len(form.core) > 1}

    @property
    def surnames(self) -> set[str]:
        """The surnames of its full forms."""
        return {form.core[-1] for form in self.forms if len(form.core) > 1}


def makes_surname(language: Vocabulary, form: Form, firsts: Collection[str]) -> bool:
    """Whether its titles make the name *form* a surname: "Dr. Bull", but not "Mrs. Rachel".

    *firsts* are the first words of the full names in the text.
    """
    titles = set(form.titles)
    if not titles or titles & language.words("given title"):
        return False
    sex = language.given.get(form.core[0], "")
    if sex == "":
        return True
    married = bool(titles & language.words("wife title"))
    if not titles & language.words("husband title") and not married:
        return False
    return form.core[0] not in firsts and not (married and sex == "F")


@dataclass(frozen=True, slots=True)
class NameLists:
    """The given names and surnames that *language* lists and a text shows; judges groups by them.

    *surnames* and *first_names* are those of the text.
    """

    language: Vocabulary
    surnames: frozenset[str]
    first_names: frozenset[str]

    def is_given(self, word: str) -> bool:
        """Whether *word* is a given name, by the lists or by the text."""
        return word in self.language.given or (
            word in self.first_names and word not in self.surnames
        )

    def sex(self, group: Group) -> Gender | None:
        """What most speaks for: the user, a title, a listed name with the pronouns."""
        if group.listed and group.listed.gender:
            return group.listed.gender
        for form in group.forms:
            for title in form.titles:
                sex = self.language.titles[title][1]
                if sex:
                    return sex
        endings = tuple(self.language.words("feminine ending"))
        votes: dict[Gender, float] = {"M": group.votes["M"], "F": group.votes["F"]}
        for given in sorted(self._given_of(group)):
            sex = self.language.given.get(given)
            if sex:
                votes[sex] += _GIVEN_WEIGHT
            elif given not in self.language.given and len(given) > 3:
                votes["F"] += _ENDING_WEIGHT * given.endswith(endings)
        if votes["M"] == votes["F"]:
            return None
        voted: Gender = "M" if votes["M"] > votes["F"] else "F"
        named = self._named_sex(group)
        return voted if named is None or _is_sure(group.votes, voted) else named

    def likely_sex(self, group: Group) -> Gender | None:
        """The sex; where nothing tells it, that of most who bear such a given name."""
        names = (self.language.leaning.get(given) for given in sorted(self._given_of(group)))
        return self.sex(group) or next(filter(None, names), None)

    def sure_sex(self, group: Group) -> Gender | None:
        """The sex, if more than a pronoun or two speaks for it."""
        sex = self.sex(group)
        titled = any(self.language.titles[title][1] for title in group.titles)
        if sex is None or titled or (group.listed and group.listed.gender):
            return sex
        return sex if sex == self._named_sex(group) or _is_sure(group.votes, sex) else None

    def _named_sex(self, group: Group) -> Gender | None:
        """The sex that the listed given names of *group* tell, if they agree."""
        sexes = {self.language.given.get(given) for given in self._given_of(group)} - {None, ""}
        return next(iter(sexes)) if len(sexes) == 1 else None

    def _given_of(self, group: Group) -> set[str]:
        found = group.givens
        found |= {
            form.core[0]
            for form in group.forms
            if len(form.core) == 1 and (not form.titles or form.core[0] not in self.surnames)
        }
        return found

    def clash(self, a: Group, b: Group) -> bool:
        """Whether two groups cannot be one person."""
        if a.listed and b.listed:
            return True
        if len({self.sure_sex(a), self.sure_sex(b)} - {None}) > 1:
            return True
        titles, words = self._surname_titles(a) | self._surname_titles(b), self.language.words
        if titles & words("wife title") and titles & words("maiden title"):
            return True
        if self._named_apart(a, b) or self._aged_apart(a, b):
            return True
        return self._given_apart(a, b)

    def _given_apart(self, a: Group, b: Group) -> bool:
        """Whether no given names of the two fit; an initial counts where nothing else is known."""
        mine, other = (self._written_out(group) for group in (a, b))
        return bool(mine and other) and not any(self.same_given(x, y) for x in mine for y in other)

    def _written_out(self, group: Group) -> set[str]:
        """The given names of *group* that are more than an initial, else all."""
        givens = group.givens - self.language.words("name particle")
        return {name for name in givens if len(name) > 1} or givens

    def _surname_titles(self, group: Group) -> set[str]:
        """The titles of *group* but for those of a given name: any lady may be "Miss Leslie"."""
        whole = (form for form in group.forms if not self._is_lone_given(form))
        return {title for form in whole for title in form.titles}

    def _is_lone_given(self, form: Form) -> bool:
        lone = len(form.core) == 1 and form.core[0] not in self.surnames
        return lone and self.is_given(form.core[0])

    def _named_apart(self, a: Group, b: Group) -> bool:
        """Whether neither given name nor surname is shared: Kitty Walton and Katie Mallard."""
        if not (a.surnames and b.surnames) or a.surnames & b.surnames:
            return False
        return not a.givens & b.givens

    def _aged_apart(self, a: Group, b: Group) -> bool:
        """Whether one is called old, the other young, where a text tells namesakes apart by it."""
        elder, younger = self.language.words("elder"), self.language.words("younger")
        return any(elder & one.titles and younger & other.titles for one, other in ((a, b), (b, a)))

    def same_given(self, x: str, y: str) -> bool:
        """Whether *x* and *y* may be the same given name: equal, short form, pet form, initial."""
        if x == y or (1 in (len(x), len(y)) and x[0] == y[0]):
            return True
        short, long = sorted((x, y), key=len)
        if long.removeprefix(short) in self.language.words("pet ending"):
            return True
        groups = self.language.nicknames
        return bool(groups.get(x, frozenset()) & groups.get(y, frozenset()))


def _is_sure(votes: Mapping[Gender, float], sex: Gender) -> bool:
    """Whether pronouns alone tell that *sex*: more than a few, and most of them."""
    other: Gender = "F" if sex == "M" else "M"
    return votes[sex] - votes[other] >= 3 + votes[other]
