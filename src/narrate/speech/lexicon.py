"""How words are said: puts the user's spelling in place of the author's.

An entry stands for whole words. It matches as it is written, and in capitals throughout
(``Hermione`` finds ``HERMIONE``); one that is all lower case also matches with its first letter
raised, as at the start of a sentence (``quay`` finds ``Quay``, but ``Polish`` does not find
``polish``). Straight and curly apostrophes are the same. A possessive matches and keeps its
ending (``Hermione's``); a contraction is another word (``can`` does not find ``can't``). Where
several entries match at one place the longest does, and what has been put in is not looked at
again: every replacement is held by a sign of its own until all other changes are made.

What is to be said may be the sounds themselves. To an engine they are given between two signs that
no manuscript has (:func:`sounds`), so that brackets in prose stay brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from narrate.settings import LexiconEntry
from narrate.spans import Edit
from narrate.speech.mapped import Mapped

TOKEN = re.compile(r"\w+|[^\w\s]")
"""Where an entry can begin."""
PRIVATE = 0xF0000
"""The first of the signs; a manuscript's own are dropped before."""
SIGN = re.compile("[\U000f0000-\U0010ffff]")
EDGE = chr(0x10FFFD)
"""Stands before and after sounds; it is one of the signs a manuscript's own are dropped of."""
INSIDE_BEFORE = re.compile(r"\w'$")
INSIDE_AFTER = re.compile(r"'(?!s(?!\w))\w", re.IGNORECASE)
"""An apostrophe that goes on with the word, unless it is the possessive's."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries ready to be looked up: *spoken* by what is written, *lengths* by its first token."""

    spoken: Mapping[str, str] = field(default_factory=dict)
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    """what stands for each *spoken* meanwhile: a character of Unicode's private planes"""
    words: Mapping[str, str] = field(default_factory=dict)
    """the same the other way round"""

    @classmethod
    def of(cls, *layers: Iterable[LexiconEntry]) -> Lexicon:
        """The lexicon of the entries of all *layers*, of which a later one goes before an earlier.

        In a layer, what is written goes before what another entry stands for.
        """
        spoken: dict[str, str] = {}
        for entries in layers:
            written = {_plain(entry.written): _said(entry) for entry in entries if entry.written}
            spoken |= {form: said for key, said in written.items() for form in _forms(key)}
            spoken |= written
        lengths: dict[str, set[int]] = {}
        for form in spoken:
            first = TOKEN.search(form)
            if first:
                lengths.setdefault(first.group(), set()).add(len(form))
        signs = {said: chr(PRIVATE + n) for n, said in enumerate(dict.fromkeys(spoken.values()))}
        longest_first = {key: tuple(sorted(each)[::-1]) for key, each in lengths.items()}
        words = {sign: said for said, sign in signs.items()}
        return cls(spoken, longest_first, signs, words)

    def hold(self, text: Mapped) -> Mapped:
        """Put signs for every entry's words, so that no other step changes them; in linear time."""
        return text.edited(self._held(text.text)) if self.spoken else text

    def say(self, text: Mapped) -> Mapped:
        """Put what is spoken in place of each sign."""
        if not self.spoken:
            return text
        return text.sub(SIGN, lambda found: self.words.get(found[0], found[0]))

    def _held(self, text: str) -> Iterator[Edit]:
        plain = _plain(text)
        done = 0
        for token in TOKEN.finditer(plain):
            start = token.start()
            if start < done:
                continue
            end = self._match(plain, token)
            if end is not None:
                yield Edit(start, end, self.signs[self.spoken[plain[start:end]]])
                done = end

    def _match(self, plain: str, token: re.Match[str]) -> int | None:
        """Where the longest entry that begins with *token* ends."""
        start = token.start()
        for length in self.lengths.get(token.group(), ()):
            end = start + length
            found = end <= len(plain) and plain[start:end] in self.spoken
            if found and _is_whole(plain, start, end):
                return end
        return None


def sounds(words: Iterable[str]) -> str:
    """*words*, each the sounds of a word as an engine writes them, as they stand among others."""
    return " ".join(f"{EDGE}[{word}]{EDGE}" for word in words)


def _said(entry: LexiconEntry) -> str:
    """What is said; sounds that no engine was asked about yet as the user writes them."""
    forms = {None: "{}", "ipa": "/{}/", "espeak": "[[{}]]"}
    return forms[entry.alphabet].format(entry.spoken)


def _plain(text: str) -> str:
    """*text* as it is compared; as long as before."""
    return text.replace("’", "'").replace("\u00a0", " ")


def _forms(written: str) -> Iterator[str]:
    """What else an entry stands for."""
    yield written.upper()
    if written.islower():
        yield written[0].upper() + written[1:]


def _is_whole(plain: str, start: int, end: int) -> bool:
    """Whether no word goes on before *start* or after *end*."""
    before, after = plain[max(start - 2, 0) : start], plain[end : end + 3]
    first, last = plain[start], plain[end - 1]
    if _is_letter(first) and (_is_letter(before[-1:]) or INSIDE_BEFORE.search(before)):
        return False
    return not (_is_letter(last) and (_is_letter(after[:1]) or INSIDE_AFTER.match(after)))


def _is_letter(character: str) -> bool:
    """Whether *character* is part of a word; a combining mark is."""
    if not character:
        return False
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
