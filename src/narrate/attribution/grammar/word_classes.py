"""The classes of words by which the clauses of a text are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from narrate.attribution.grammar.references import Sort
from narrate.languages.words import PersonNoun, Vocabulary
from narrate.model import Gender


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The words of a language in lower case, by what they do in a clause.

    *say* are verbs of saying and thinking, *plain* their bases, *voice* verbs of sound, *phrasal*
    pairs of verb and particle; *adverb_endings* and *past_endings* are those of words in no list,
    *verb_second* tells that a subject follows its verb where anything else opens the clause;
    *pronouns* tells of each its sort, sex, and whether it is an object, *possessors* the sort and
    sex of whom a possessive means. The other classes are named as the lists in ``grammar.txt`` and
    ``words.txt`` are, which say what belongs to each.
    """

    say: frozenset[str]
    plain: frozenset[str]
    voice: frozenset[str]
    phrasal: frozenset[tuple[str, str]]
    persons: Mapping[str, PersonNoun]
    plurals: frozenset[str]
    they: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    adverb_pairs: frozenset[tuple[str, str]]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    conjunctions: frozenset[str]
    relatives: frozenset[str]
    joining: frozenset[str]
    foremost: frozenset[str]
    animate: frozenset[str]
    parts: frozenset[str]
    utterances: frozenset[str]
    aloud: frozenset[str]
    pointing: frozenset[str]
    additive: frozenset[str]
    coordinators: frozenset[str]
    infinitive: frozenset[str]
    passive: frozenset[str]
    talk: frozenset[str]
    voice_particles: frozenset[str]
    reflexives: frozenset[str]
    plain_subjects: frozenset[str]
    acting_pronouns: frozenset[str]
    personal_relatives: frozenset[str]
    complementizers: frozenset[str]
    clause_openers: frozenset[str]
    epithets: frozenset[str]
    indefinite: frozenset[str]
    numerals: frozenset[str]
    naming: frozenset[str]
    distributive: frozenset[str]
    quantifiers: frozenset[str]
    collective: frozenset[str]
    voice_nouns: frozenset[str]
    honorifics: frozenset[str]
    clefts: frozenset[tuple[str, ...]]
    adverb_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    verb_second: bool
    asking: frozenset[tuple[str, ...]]
    habitual: frozenset[tuple[str, ...]]
    partitive: frozenset[tuple[str, ...]]
    parting: frozenset[tuple[str, ...]]
    pronouns: Mapping[str, tuple[Sort, Gender | None, bool]]
    possessors: Mapping[str, tuple[Sort, Gender | None]]


def word_classes(language: Vocabulary) -> WordClasses:
    """The classes of words of *language*."""
    return WordClasses(
        say=language.say | language.think,
        plain=language.plain,
        voice=language.voice,
        phrasal=language.phrasal,
        persons=language.persons,
        plurals=language.plurals,
        they=language.words("they", "we"),
        he=language.words("he"),
        she=language.words("she"),
        determiners=language.words("determiner"),
        possessives=language.words("possessive"),
        auxiliaries=language.words("auxiliary", "proclitic"),
        adverbs=language.words("adverb"),
        adverb_pairs=language.adverbs,
        prepositions=language.words("preposition"),
        subordinators=language.words("subordinator"),
        conjunctions=language.words("conjunction"),
        relatives=language.words("relative"),
        joining=language.words("joining"),
        foremost=language.words("foremost"),
        animate=language.words("animate"),
        parts=language.words("part"),
        utterances=language.words("utterance"),
        pointing=language.words("pointing"),
        aloud=language.words("utterance") - language.words("message"),
        additive=language.words("additive"),
        coordinators=language.words("coordinator"),
        infinitive=language.words("infinitive"),
        passive=language.words("passive"),
        talk=language.words("talk"),
        voice_particles=language.words("voice particle"),
        reflexives=language.words("reflexive"),
        plain_subjects=language.words("plain subject"),
        acting_pronouns=language.words("acting pronoun"),
        personal_relatives=language.words("personal relative"),
        complementizers=language.words("complementizer"),
        clause_openers=language.words("clause opener"),
        epithets=language.words("epithet"),
        indefinite=language.words("indefinite"),
        numerals=language.words("numeral"),
        naming=language.words("naming"),
        distributive=language.words("distributive"),
        quantifiers=language.words("quantifier"),
        collective=language.words("collective"),
        voice_nouns=language.words("voice noun"),
        honorifics=language.words("honorific"),
        adverb_endings=tuple(language.words("adverb ending")),
        past_endings=tuple(language.words("past ending")),
        verb_second="verb-second" in language.words("order"),
        clefts=frozenset(language.phrases("cleft")),
        asking=frozenset(language.phrases("asking")),
        habitual=frozenset(language.phrases("habitual")),
        partitive=frozenset(language.phrases("partitive")),
        parting=frozenset(language.phrases("parting")),
        pronouns=_pronouns(language),
        possessors=_possessors(language),
    )


def _pronouns(language: Vocabulary) -> dict[str, tuple[Sort, Gender | None, bool]]:
    """What each personal pronoun tells: its sort, its sex, and whether it is no subject."""
    objects = language.words("object pronoun")
    found: dict[str, tuple[Sort, Gender | None, bool]] = {}
    for low in language.words("plural object", "plural pronoun"):
        found[low] = Sort.MANY, None, low in objects
    found.update(dict.fromkeys(language.words("feminine pronoun"), (Sort.PRONOUN, "F", False)))
    for low in language.words("masculine pronoun"):
        found[low] = Sort.PRONOUN, "M", low in objects
    return found


def _possessors(language: Vocabulary) -> dict[str, tuple[Sort, Gender | None]]:
    """Whom each possessive means: "my" the teller, "his" and "her" somebody of that sex."""
    found: dict[str, tuple[Sort, Gender | None]] = {}
    found.update(dict.fromkeys(language.words("own possessive"), (Sort.SELF, None)))
    found.update(dict.fromkeys(language.words("masculine possessive"), (Sort.PRONOUN, "M")))
    found.update(dict.fromkeys(language.words("feminine possessive"), (Sort.PRONOUN, "F")))
    return found
