"""What attribution knows of a language: its verbs of speech, titles, names and small words.

The data stands in text files beside this module, ``data/<language>/*.txt``, so that it can be read
and mended without reading code: ``#`` begins a comment, ``[section]`` a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from narrate.model import Gender

LANGUAGES = ("en", "fr", "de", "es", "ru")
Sections = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A common noun for somebody: *kind* is relation, generic or role."""

    kind: str
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class Language:
    """The lexical knowledge of one language; all words are lower case but for given names.

    *say*, *think* and *voice* are inflected verbs (see ``verbs.txt``), *plain* the bases of *say*,
    *phrasal* the pairs of verb
    and particle, *titles* maps a title to its usual form and the sex it tells, *nicknames* a name
    to the numbers of the groups of names it may stand for, *small* a section of ``grammar.txt`` or
    ``words.txt`` to its words.
    """

    code: str
    say: frozenset[str]
    plain: frozenset[str] = frozenset()
    think: frozenset[str] = frozenset()
    voice: frozenset[str] = frozenset()
    phrasal: frozenset[tuple[str, str]] = frozenset()
    titles: Mapping[str, tuple[str, Gender | None]] = field(default_factory=dict)
    persons: Mapping[str, PersonNoun] = field(default_factory=dict)
    plurals: frozenset[str] = frozenset()
    crowds: frozenset[str] = frozenset()
    given: Mapping[str, Gender | None] = field(default_factory=dict)
    nicknames: Mapping[str, frozenset[int]] = field(default_factory=dict)
    address: Mapping[str, Gender | None] = field(default_factory=dict)
    pet: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    small: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def words(self, *sections: str) -> frozenset[str]:
        """The words of the named sections together; empty for one this language has not."""
        return frozenset().union(*(self.small.get(name, frozenset()) for name in sections))


def sections(text: str) -> Sections:
    """The words of a data file by their ``[section]``; those before any stand under ""."""
    found: Sections = {"": []}
    name = ""
    for raw in text.splitlines():
        line = raw.split("#", 1)[0].strip()
        if line.startswith("["):
            name = line.strip("[]")
            found.setdefault(name, [])
        elif line:
            found[name].extend(line.split())
    return found


def inflect(entry: str) -> Iterable[str]:
    """The finite forms and the participles of ``base``, ``base/past`` or ``base/past/participle``.

    Not the base itself: "a cry", "to answer" are no tags. See :attr:`Language.plain`.
    """
    base, *irregular = entry.split("/")
    yield re.sub(r"([^aeiou])y$", r"\1ie", base) + (
        "es" if re.search(r"(s|sh|ch|x|z|o)$", base) else "s"
    )
    past = irregular or [re.sub(r"([^aeiou])y$", r"\1i", base.removesuffix("e")) + "ed"]
    yield from past
    doubled = past[0].removesuffix("ed")
    stem = doubled if doubled == base + base[-1] else re.sub(r"([^eoy])e$", r"\1", base)
    yield (base[:-2] + "y" if base.endswith("ie") else stem) + "ing"


def _verbs(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(form for entry in entries for form in inflect(entry))


def _sex(mark: str) -> Gender | None:
    return "M" if mark == "M" else "F" if mark == "F" else None


def _pairs(items: list[str]) -> dict[str, Gender | None]:
    return {word: _sex(mark) for word, mark in zip(items[::2], items[1::2], strict=True)}


def _phrasal(entries: Iterable[str], irregular: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    pairs = (entry.split(":") for entry in entries)
    return frozenset(
        (form, particle) for verb, particle in pairs for form in inflect(irregular.get(verb, verb))
    )


def _titles(text: str) -> dict[str, tuple[str, Gender | None]]:
    found = {}
    for raw in text.splitlines():
        word, mark, *same = raw.split("#", 1)[0].replace("=", " ").split() or ["", ""]
        if word:
            found[word] = (same[0] if same else word, _sex(mark))
    return found


def _nicknames(text: str) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, raw in enumerate(text.splitlines()):
        for name in raw.split("#", 1)[0].split():
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def _read(code: str, name: str) -> str:
    return (files("narrate") / "attribution" / "data" / code / name).read_text("utf-8")


def _small(*all_sections: Sections) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for part in all_sections for name, words in part.items()}


def _english() -> Language:
    verbs = sections(_read("en", "verbs.txt"))
    words = sections(_read("en", "words.txt"))
    nouns = sections(_read("en", "persons.txt"))
    given = sections(_read("en", "given.txt"))
    address = _pairs(words.pop("address"))
    pet, styles = words.pop("pet"), words.pop("style")
    irregular = {
        entry.split("/")[0]: entry
        for name in ("say", "voice", "strike")
        for entry in verbs[name]
        if "/" in entry
    }
    persons = {
        word: PersonNoun(kind, sex)
        for kind in ("generic", "role", "relation")
        for word, sex in _pairs(nouns[kind]).items()
    }
    names: dict[str, Gender | None] = dict.fromkeys(given["male"], "M")
    names.update(dict.fromkeys(given["female"], "F"))
    names.update(dict.fromkeys(given["either"]))
    names.update(dict.fromkeys(set(given["male"]) & set(given["female"])))
    return Language(
        code="en",
        say=_verbs(verbs["say"]),
        plain=frozenset(entry.split("/")[0] for entry in verbs["say"]),
        think=_verbs(verbs["think"]),
        voice=_verbs(verbs["voice"]),
        phrasal=_phrasal(verbs["phrasal"], irregular),
        titles=_titles(_read("en", "titles.txt")),
        persons=persons,
        plurals=frozenset(nouns["plural"]),
        crowds=frozenset(nouns["crowd"]),
        given=names,
        nicknames=_nicknames(_read("en", "nicknames.txt")),
        address=address,
        pet=dict(zip(pet[::2], pet[1::2], strict=True)),
        styles=dict(zip(styles[::2], styles[1::2], strict=True)),
        small=_small(sections(_read("en", "grammar.txt")), words),
    )


def _other(code: str) -> Language:
    grammar = sections(_read(code, "grammar.txt"))
    return Language(
        code=code,
        say=frozenset(sections(_read(code, "verbs.txt"))["say"]),
        titles={word: (word, sex) for word, sex in _pairs(grammar.pop("titles")).items()},
        small=_small(grammar),
    )


@cache
def language(code: str) -> Language:
    """The knowledge of the language *code*, one of LANGUAGES, read once."""
    return _english() if code == "en" else _other(code)
