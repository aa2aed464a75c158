"""By what words a story tells who speaks: verbs of speech, titles, names and small words.

They stand in a language's ``verbs.txt``, ``grammar.txt`` and, in English, five files more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

from narrate.languages import wordlists
from narrate.languages.entries import (
    aliases,
    couples,
    inflected,
    names,
    nicknames,
    pairs,
    phrasal,
    sex,
    sexes,
    titles,
    verbs,
    words,
)
from narrate.languages.wordlists import Line, Lists, by_section, has_file, read_lines
from narrate.model import Gender

_Grammar = Literal[
    "he", "she", "they", "i", "we", "subject", "determiner", "possessive", "auxiliary", "adverb",
    "preposition", "subordinator", "conjunction", "joining", "foremost", "relative", "hearer",
    "towards", "turning", "child", "old", "interjection", "endearment",
]  # fmt: skip
_Other = Literal[
    "stop", "place", "animate", "exit", "part", "utterance", "gesture", "pointing", "family",
    "farewell",
]  # fmt: skip
Small = _Grammar | _Other
"""The lists of small words; a file has no others, nor does anybody ask for others."""

GRAMMAR: tuple[_Grammar, ...] = get_args(_Grammar)
OTHERS = (*get_args(_Other), "address", "style", "pet")
SMALL: tuple[Small, ...] = (*get_args(_Grammar), *get_args(_Other))
VERBS = ("say", "think", "voice", "phrasal", "strike")
KINDS = ("generic", "role", "relation")
GIVEN = ("male", "female", "either")
FOREIGN = ("he", "she", "they", "i", "titles", "stop")
"""What stands in ``grammar.txt`` of the languages other than English."""


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A common noun for somebody: *kind* is relation, generic or role."""

    kind: str
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by which a story tells who speaks; all words are lower case but for given names.

    *say*, *think* and *voice* are inflected verbs (see ``verbs.txt``), *plain* the bases of *say*,
    *phrasal* the pairs of verb and particle, *adverbs* those of two words, *titles* maps a title to
    its usual form and the sex it tells, *nicknames* a name to the numbers of the groups of names it
    may stand for, *small* a section of ``grammar.txt`` or ``words.txt`` to its words.
    """

    say: frozenset[str]
    plain: frozenset[str] = frozenset()
    think: frozenset[str] = frozenset()
    voice: frozenset[str] = frozenset()
    phrasal: frozenset[tuple[str, str]] = frozenset()
    adverbs: frozenset[tuple[str, str]] = frozenset()
    titles: Mapping[str, tuple[str, Gender | None]] = field(default_factory=dict)
    persons: Mapping[str, PersonNoun] = field(default_factory=dict)
    plurals: frozenset[str] = frozenset()
    given: Mapping[str, Gender | None] = field(default_factory=dict)
    nicknames: Mapping[str, frozenset[int]] = field(default_factory=dict)
    address: Mapping[str, Gender | None] = field(default_factory=dict)
    pet: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    small: Mapping[Small, frozenset[str]] = field(default_factory=dict)

    def words(self, *sections: Small) -> frozenset[str]:
        """The words of the named sections together; empty for one this language has not."""
        return frozenset().union(*(self.small.get(name, frozenset()) for name in sections))


def _lines(code: str, name: str) -> tuple[Line, ...]:
    return read_lines(code, name)


def _lists(code: str, name: str, known: Collection[str]) -> Lists:
    return by_section(_lines(code, name), known)


def _words(found: Lists) -> dict[Small, frozenset[str]]:
    """The lists of words in *found*; those of [stop] are written as a text prints them."""
    lowered = [line._replace(text=line.text.lower()) for line in found.get("stop", ())]
    lists = {**found, "stop": lowered}
    return {name: words(lists[name]) for name in SMALL if name in found}


def _persons(nouns: Lists) -> dict[str, PersonNoun]:
    """The nouns of all KINDS; none is of two."""
    found: dict[str, PersonNoun] = {}
    for kind in KINDS:
        for word, (mark, line) in pairs(nouns[kind]).items():
            if word in found:
                line.refuse(f'"{word}" is in [{found[word].kind}] already')
            found[word] = PersonNoun(kind, sex(mark, line))
    return found


def _given(found: Lists) -> dict[str, Gender | None]:
    """The sex each given name tells; none, where it stands under both."""
    male, female, either = (frozenset(names(found[name])) for name in GIVEN)
    told: dict[str, Gender | None] = dict.fromkeys(male, "M")
    told.update(dict.fromkeys(female, "F"))
    told.update(dict.fromkeys(either | male & female))
    return told


def _english() -> Vocabulary:
    verb_lists = _lists("en", "verbs.txt", VERBS)
    grammar, others = (
        _lists("en", "grammar.txt", (*GRAMMAR, "adverb pair")),
        _lists("en", "words.txt", OTHERS),
    )
    nouns = _lists("en", "persons.txt", (*KINDS, "plural"))
    verb = {name: verbs(verb_lists[name]) for name in VERBS if name != "phrasal"}
    irregular = {
        base: entry
        for name in ("say", "voice", "strike")
        for base, entry in verb[name].items()
        if entry != base
    }
    persons = _persons(nouns)
    known = titles(_lines("en", "titles.txt"))
    return Vocabulary(
        say=inflected(verb["say"].values()),
        plain=frozenset(verb["say"]),
        think=inflected(verb["think"].values()),
        voice=inflected(verb["voice"].values()),
        phrasal=phrasal(verb_lists["phrasal"], irregular),
        adverbs=couples(grammar["adverb pair"]),
        titles=known,
        persons=persons,
        plurals=words(nouns["plural"]),
        given=_given(_lists("en", "given.txt", GIVEN)),
        nicknames=nicknames(_lines("en", "nicknames.txt")),
        address=sexes(others["address"]),
        pet=aliases(others["pet"], persons, "noun for a person"),
        styles=aliases(others["style"], known, "title"),
        small=_words(grammar) | _words(others),
    )


def _other(code: str) -> Vocabulary:
    grammar = _lists(code, "grammar.txt", FOREIGN)
    return Vocabulary(
        say=words(_lists(code, "verbs.txt", ("say",))["say"]),
        titles={word: (word, told) for word, told in sexes(grammar["titles"]).items()},
        small=_words(grammar),
    )


def read_vocabulary(code: str) -> Vocabulary | None:
    """What the language *code* tells speakers by; None without a ``verbs.txt``."""
    if not has_file(code, "verbs.txt"):
        return None
    return _english() if code == "en" else _other(code)


# The names by which the room of attribution still asks for its words.
Language = Vocabulary
LANGUAGES = tuple(code for code in wordlists.LANGUAGES if has_file(code, "verbs.txt"))


@cache
def language(code: str) -> Vocabulary:
    """The vocabulary of the language *code*, one of LANGUAGES, read once."""
    return _english() if code == "en" else _other(code)
