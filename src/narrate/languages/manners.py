"""The words by which a tag tells how a line is said.

They stand in a language's ``manners.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from narrate.languages.wordlists import ListLine, Lists, by_section, has_file, once, read_lines
from narrate.model import Manner

FILE = "manners.txt"
NEVER = "(?!)"
"""A pattern that finds nothing."""
SMALL_WORDS = "small words"
SECTIONS = (*(manner for manner in Manner if manner != Manner.INTERRUPTED), SMALL_WORDS)
"""A line is seen to be interrupted by its own end, not by its tag."""
KINDS = frozenset({"verb", "adverb", "participle", "voice", "noun", "phrase"})
SMALL_KINDS = frozenset(
    {"clause", "joiner", "starter", "negation", "being", "modal", "degree", "pronoun", "determiner"}
    | {"noun", "aside"}
    | {"preposition", "article", "owner", "own", "bound", "sound", "voice", "of"}
    | {"meanwhile", "and", "past"}
)

Table = Mapping[str, Manner]
Small = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Manners:
    """What each word of a kind tells, in small letters.

    *with_noun* finds one of *nouns* as in "with a sudden, boyish laugh", *in_voice* a voice as in
    "in a low voice", *voice_is* one as in "his voice cold and low", *phrases* any phrase. *small*
    holds the kinds of small words.
    """

    verbs: Table
    adverbs: Table
    participles: Table
    voices: Table
    nouns: Table
    with_noun: re.Pattern[str]
    in_voice: re.Pattern[str]
    voice_is: re.Pattern[str]
    phrases: tuple[tuple[re.Pattern[str], Manner], ...]
    small: Small

    def is_small(self, word: str, *kinds: str) -> bool:
        """Whether *word* is a small word of one of *kinds*."""
        return any(word in self.small.get(kind, ()) for kind in kinds)


def read_manners(code: str) -> Manners | None:
    """What the ``manners.txt`` of the language *code* holds; None without one."""
    if not has_file(code, FILE):
        return None
    words = entries(code)
    kinds = {one.kind for one in words if one.section == SMALL_WORDS}
    small = {kind: _small(words, kind) for kind in kinds}
    verbs, nouns = _table(words, "verb"), _table(words, "noun")
    return Manners(
        verbs=verbs,
        adverbs=_table(words, "adverb"),
        participles=_table(words, "participle"),
        voices=_table(words, "voice"),
        nouns=nouns,
        with_noun=_with_noun(nouns, small),
        in_voice=_in_voice(small),
        voice_is=_voice_is(small),
        phrases=tuple(
            (_phrase(text, small), manner) for text, manner in _table(words, "phrase").items()
        ),
        small=small,
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


def _entries(lists: Lists) -> Iterator[tuple[Entry, ListLine]]:
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


def _with_noun(nouns: Iterable[str], small: Small) -> re.Pattern[str]:
    return re.compile(rf"{_leading(small)}((?:{_adjective(small)},?\s+){{0,4}}?)({_any(nouns)})\b")


def _in_voice(small: Small) -> re.Pattern[str]:
    of = rf"(?:\s+{_of('of', small)}\s+(?:\w+\s+)??|\s+)?"
    adjectives = rf"((?:{_adjective(small)},?\s+){{0,6}}?)"
    return re.compile(rf"{_leading(small)}{adjectives}({_of('sound', small)})\b{of}([\w'’-]*)")


def _voice_is(small: Small) -> re.Pattern[str]:
    past = "|".join(rf"\w+{ending}" for ending in small.get("past", ())) or NEVER
    stops = rf"{_of('meanwhile', small)}\b|{_of('and', small)}\s+(?:{past})\b"
    owned = rf"{_of('owner', small)}\s+(?:{_of('own', small)}\s+)?{_of('voice', small)}"
    return re.compile(rf"\b{owned}((?:,?\s+(?!{stops})[\w'’-]+){{1,5}})")


def _leading(small: Small) -> str:
    """A preposition, and what may stand before an adjective."""
    articles = _any({*small.get("article", ()), *small.get("owner", ())})
    return rf"\b{_of('preposition', small)}\s+(?:{articles}\s+)*"


def _adjective(small: Small) -> str:
    """A word that may stand between an article and its noun."""
    return rf"(?!{_of('bound', small)}\b)[\w'’-]+"


def _phrase(text: str, small: Small) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(text).replace(re.escape('*'), _of('owner', small))}\b")


def _of(kind: str, small: Small) -> str:
    return _any(small.get(kind, ()))


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words))) or NEVER})"
