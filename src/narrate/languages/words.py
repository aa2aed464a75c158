"""By what words a story tells who speaks: verbs of speech, titles, names and small words.

They stand in a language's ``verbs.txt``, ``grammar.txt`` and, in English, five files more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, get_args

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
    word_sequences,
    words,
)
from narrate.languages.wordlists import ListLine, Lists, by_section, has_file, read_lines
from narrate.model import Gender

_Grammar = Literal[
    "he", "she", "they", "i", "we", "subject", "determiner", "possessive", "auxiliary", "adverb",
    "preposition", "subordinator", "conjunction", "joining", "foremost", "relative", "hearer",
    "towards", "turning", "child", "old", "interjection", "endearment",
]  # fmt: skip
_Other = Literal[
    "stop", "place", "animate", "exit", "part", "utterance", "gesture", "silent", "pointing",
    "family", "farewell", "mass noun",
]  # fmt: skip
_Role = Literal[
    "additive", "enumerating", "coordinator", "degree joiner", "clause opener", "complementizer",
    "infinitive", "dative", "source", "voice particle", "quotative", "reflexive", "plain subject",
    "acting pronoun", "personal relative", "relative subject", "free relative", "demonstrative",
    "neuter pronoun",
    "singular demonstrative", "presenting", "copula", "reply verb", "being", "passive", "agent",
    "talk", "state", "telling", "viewpoint", "told", "message", "origin", "salutation",
    "valediction", "teller", "hero", "masculine pronoun", "feminine pronoun", "plural pronoun",
    "object pronoun", "plural object", "masculine possessive", "feminine possessive",
    "own possessive", "plural possessive", "silence",
    "masculine mention", "feminine mention", "uncertain object", "masculine own", "feminine own",
    "other person", "definite article", "article", "indicating", "noun opener", "distributive",
    "quantifier", "anew",
    "likeness", "collective", "numeral", "indefinite", "epithet", "title epithet", "elder",
    "younger", "naming", "bestowing",
    "name noun", "name owner", "voice noun", "distinguishing", "place opener", "locative",
    "name particle", "name adjective", "honorific", "kin", "lone title", "bound title",
    "name title", "contraction", "naming particle",
    "given title", "relative title", "surname title", "husband title", "boy title", "wife title",
    "maiden title", "feminine ending", "pet ending", "thanks", "fond", "fond attribute",
    "before address", "self calling", "exit object", "leave", "accompaniment", "going", "away",
    "comparison", "answer noun", "speaker noun", "belonging", "perceiving", "replacing",
    "forestalling", "negation", "talking", "exceptive", "universal", "adverb ending",
    "past ending",
]  # fmt: skip
_Inflection = Literal[
    "elided", "eliding", "enclitic", "proclitic", "masculine article", "feminine article",
    "oblique article", "determining", "noun ending", "order",
]  # fmt: skip
"""What English has not: lists that only other languages may have."""
Phrase = Literal[
    "asking", "cleft", "reveal", "arrival", "habitual", "sound of", "partitive", "introduction",
    "name question", "which name", "opening introduction", "short introduction", "married titles",
    "spouses", "parting", "resuming",
]  # fmt: skip
"""The lists of fixed phrases, word by word."""
Small = _Grammar | _Other | _Role | _Inflection
"""The lists of small words; a file has no others, nor does anybody ask for others."""

GRAMMAR: tuple[_Grammar, ...] = get_args(_Grammar)
OTHERS = (*get_args(_Other), "address", "style", "pet")
ROLES: tuple[_Role, ...] = get_args(_Role)
INFLECTION: tuple[_Inflection, ...] = get_args(_Inflection)
PHRASES: tuple[Phrase, ...] = get_args(Phrase)
SMALL: tuple[Small, ...] = (*GRAMMAR, *get_args(_Other), *ROLES, *INFLECTION)
VERBS = ("say", "think", "voice", "phrasal", "strike")
GIVEN = ("male", "female", "either")
FOREIGN = ("he", "she", "they", "i", "titles", "stop")
"""What stands in ``grammar.txt`` of every language other than English.

They may have all other lists of the English ``grammar.txt`` and ``words.txt`` there, too, and of
ROLES and PHRASES they are read with the English ones where they have none. Besides they may have

    [elided]             words that lose their vowel and are printed with the next: l in l'homme
    [eliding]            the letters before which they do
    [enclitic]           what a hyphen joins to its verb: il in dit-il
    [proclitic]          objects beside their verb: lui in lui dit-il, sich in fragte sich
    [masculine article] [feminine article]    what tells the sex of whom the noun after it means
    [oblique article]    before what is no subject: dem, in German
    [determining]        after which a word with a capital is a common noun, as in German
    [noun ending]        how common nouns end that are written with a capital
    [order]              "verb-second": whatever opens a clause, its subject follows the verb
"""


class NounKind(StrEnum):
    """What a common noun tells of a person: no more than the sex or age, an office, a kinship."""

    GENERIC = "generic"
    ROLE = "role"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A common noun for somebody."""

    kind: NounKind
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by which a story tells who speaks; all words are lower case but for given names.

    *say*, *think* and *voice* are inflected verbs (see ``verbs.txt``), *plain* the bases of *say*,
    *phrasal* the pairs of verb and particle, *adverbs* those of two words, *titles* maps a title to
    its usual form and the sex it tells, *leaning* a given name of either sex to the one that bears
    it more often, *nicknames* a name to the numbers of the groups of names it
    may stand for, *small* a section of ``grammar.txt`` or ``words.txt`` to its words, *fixed* one
    to its phrases in the order of the file.
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
    leaning: Mapping[str, Gender] = field(default_factory=dict)
    nicknames: Mapping[str, frozenset[int]] = field(default_factory=dict)
    address: Mapping[str, Gender | None] = field(default_factory=dict)
    pet: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    small: Mapping[Small, frozenset[str]] = field(default_factory=dict)
    fixed: Mapping[Phrase, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def words(self, *sections: Small) -> frozenset[str]:
        """The words of the named sections together; empty for one this language has not."""
        if len(sections) == 1:
            return self.small.get(sections[0], frozenset())
        return frozenset().union(*(self.small.get(name, frozenset()) for name in sections))

    def phrases(self, section: Phrase) -> tuple[tuple[str, ...], ...]:
        """The phrases of the named section, each as its words."""
        return self.fixed[section]


def _lines(code: str, name: str) -> tuple[ListLine, ...]:
    return read_lines(code, name)


def _lists(code: str, name: str, known: Collection[str]) -> Lists:
    return by_section(_lines(code, name), known)


def _words(found: Lists) -> dict[Small, frozenset[str]]:
    """The lists of words in *found*; those of [stop] are written as a text prints them."""
    lowered = [line._replace(text=line.text.lower()) for line in found.get("stop", ())]
    lists = {**found, "stop": lowered}
    return {name: words(lists[name]) for name in SMALL if name in found}


def _phrases(found: Lists) -> dict[Phrase, tuple[tuple[str, ...], ...]]:
    return {name: word_sequences(found[name]) for name in PHRASES if name in found}


def _persons(nouns: Lists) -> dict[str, PersonNoun]:
    """The nouns of all kinds; none is of two."""
    found: dict[str, PersonNoun] = {}
    for kind in NounKind:
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


def _leaning(found: Lists) -> dict[str, Gender]:
    """The sex of the given names that stand under either and under one besides."""
    male, female, either = (frozenset(names(found[name])) for name in GIVEN)
    told: dict[str, Gender] = dict.fromkeys(either & male - female, "M")
    told.update(dict.fromkeys(either & female - male, "F"))
    return told


def _english() -> Vocabulary:
    verb_lists = _lists("en", "verbs.txt", VERBS)
    grammar, others = (
        _english_grammar(),
        _lists("en", "words.txt", OTHERS),
    )
    nouns = _lists("en", "persons.txt", (*NounKind, "plural"))
    given = _lists("en", "given.txt", GIVEN)
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
        given=_given(given),
        leaning=_leaning(given),
        nicknames=nicknames(_lines("en", "nicknames.txt")),
        address=sexes(others["address"]),
        pet=aliases(others["pet"], persons, "noun for a person"),
        styles=aliases(others["style"], known, "title"),
        small=_words(grammar) | _words(others),
        fixed=_phrases(grammar),
    )


def _english_grammar() -> Lists:
    return _lists("en", "grammar.txt", (*GRAMMAR, *ROLES, *PHRASES, "adverb pair"))


def _other(code: str) -> Vocabulary:
    known = dict.fromkeys((*FOREIGN, *SMALL, *PHRASES, "address", "adverb pair"))
    grammar = by_section(_lines(code, "grammar.txt"), known, needed=FOREIGN)
    english = _english_grammar()
    lent: Lists = {name: english[name] for name in (*ROLES, *PHRASES)}
    nouns = _lists_if_any(code, "persons.txt", (*NounKind, "plural"))
    return Vocabulary(
        say=words(_lists(code, "verbs.txt", ("say",))["say"]),
        adverbs=couples(grammar.get("adverb pair", ())),
        titles={word: (word, told) for word, told in sexes(grammar["titles"]).items()},
        persons=_persons(nouns),
        plurals=words(nouns["plural"]),
        given=_given(_lists_if_any(code, "given.txt", GIVEN)),
        address=sexes(grammar.get("address", ())),
        small=_words({**lent, **grammar}),
        fixed=_phrases({**lent, **grammar}),
    )


def _lists_if_any(code: str, name: str, known: Collection[str]) -> Lists:
    """The lists of a file that a language need not have; empty ones where it has none."""
    return _lists(code, name, known) if has_file(code, name) else {name: [] for name in known}


def read_vocabulary(code: str) -> Vocabulary | None:
    """What the language *code* tells speakers by; None without a ``verbs.txt``."""
    if not has_file(code, "verbs.txt"):
        return None
    return _english() if code == "en" else _other(code)
