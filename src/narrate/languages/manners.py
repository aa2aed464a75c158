"""The words by which a tag tells how a line is said.

They stand in a language's ``manners.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from narrate.languages.wordlists import Line, Lists, by_section, has_file, once, read_lines
from narrate.model import Manner

FILE = "manners.txt"
OWNER = "(?:his|her|my|their|your|our)"
ADJECTIVE = r"(?!(?:at|to|the|for|on|from|with|in|by|as|his|her|into|upon|through)\b)[\w'’-]+"
"""A word that may stand between an article and its noun."""
NEVER = "(?!)"
"""A pattern that finds nothing."""
SMALL_WORDS = "small words"
SECTIONS = (*(manner for manner in Manner if manner != Manner.INTERRUPTED), SMALL_WORDS)
"""A line is seen to be interrupted by its own end, not by its tag."""
KINDS = frozenset({"verb", "adverb", "participle", "voice", "noun", "phrase"})
SMALL_KINDS = frozenset(
    {"clause", "joiner", "starter", "negation", "being", "modal", "degree", "pronoun", "determiner"}
    | {"noun", "aside"}
)

Table = Mapping[str, Manner]


@dataclass(frozen=True, slots=True)
class Manners:
    """What each word of a kind tells, in small letters.

    *with_noun* finds one of *nouns* as in "with a sudden, boyish laugh", *phrases* any phrase.
    *small* holds the kinds of small words.
    """

    verbs: Table
    adverbs: Table
    participles: Table
    voices: Table
    nouns: Table
    with_noun: re.Pattern[str]
    phrases: tuple[tuple[re.Pattern[str], Manner], ...]
    small: Mapping[str, frozenset[str]]

    def is_small(self, word: str, *kinds: str) -> bool:
        """Whether *word* is a small word of one of *kinds*."""
        return any(word in self.small.get(kind, ()) for kind in kinds)


def read_manners(code: str) -> Manners | None:
    """What the ``manners.txt`` of the language *code* holds; None without one."""
    if not has_file(code, FILE):
        return None
    words = entries(code)
    small = {one.kind for one in words if one.section == SMALL_WORDS}
    verbs, nouns = _table(words, "verb"), _table(words, "noun")
    return Manners(
        verbs=verbs,
        adverbs=_table(words, "adverb"),
        participles=_table(words, "participle"),
        voices=_table(words, "voice"),
        nouns=nouns,
        with_noun=_with_noun(nouns),
        phrases=tuple((_phrase(text), manner) for text, manner in _table(words, "phrase").items()),
        small={kind: _small(words, kind) for kind in small},
    )


class Entry(NamedTuple):
    """A word, or a phrase, of some kind, and the section it stands in."""

    section: str
    kind: str
    word: str


def entries(code: str) -> tuple[Entry, ...]:
    """Everything that stands in the file of the language *code*."""
    lists = by_section(read_lines(code, FILE), SECTIONS, needed=())
    return tuple(once(_entries(lists)))


def _entries(lists: Lists) -> Iterator[tuple[Entry, Line]]:
    for section, lines in lists.items():
        known = SMALL_KINDS if section == SMALL_WORDS else KINDS
        for line in lines:
            kind, _, rest = line.text.partition(" ")
            if kind not in known:
                line.refuse(f'nobody reads "{kind}"')
            words = [rest] if kind == "phrase" else rest.split()
            yield from ((Entry(section, kind, word), line) for word in words)


def _table(words: Iterable[Entry], kind: str) -> dict[str, Manner]:
    return {
        one.word: Manner(one.section)
        for one in words
        if one.kind == kind and one.section != SMALL_WORDS
    }


def _small(words: Iterable[Entry], kind: str) -> frozenset[str]:
    return frozenset(one.word for one in words if one.kind == kind and one.section == SMALL_WORDS)


def _with_noun(nouns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:with|in|between|amid)\s+(?:(?:an?|the|some|{OWNER})\s+)?"
        rf"((?:{ADJECTIVE},?\s+){{0,4}}?)({'|'.join(map(re.escape, nouns)) or NEVER})\b"
    )


def _phrase(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(text).replace(re.escape('*'), OWNER)}\b")


# The names by which the room of attribution still asks for its words.
Vocabulary = Manners
vocabulary = cache(read_manners)
