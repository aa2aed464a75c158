"""Reads how a line is said off phrases: "in a low voice", "with a sob", "her voice shaking"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.languages.manners import Manners
from narrate.model import Manner

LONGEST = 400
"""the most characters that are read of the narration before a line"""
SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?…][\"”’')]*\s+(?=[\"“‘']?[A-Z])"
)


def leading_in(text: str) -> tuple[int, str]:
    """The sentence of the narration *text* that leads into the next line, and where it begins.

    Empty, if none does: "Then, in a low voice:".
    """
    bare = text.rstrip()
    if not bare or not (bare[-1].isalnum() or bare[-1] in ",:—–-"):
        return 0, ""
    start = max(0, len(bare) - LONGEST)
    for end in SENTENCE_END.finditer(bare, start):
        start = end.end()
    return start, bare[start:]


def phrases(clause: str, words: Manners) -> Iterator[tuple[Manner, str]]:
    """What the phrases in *clause*, which is in small letters, tell, each with its words."""
    for found in (*words.in_voice.finditer(clause), *words.with_noun.finditer(clause)):
        if not _is_denied(clause, found, words):
            told = _of_words(" ".join(found.groups()), words)
            yield from ((manner, found[0].strip()) for manner in told)
    for found in words.voice_is.finditer(clause):
        if not any(words.is_small(word, "negation") for word in found[1].split()):
            yield from ((manner, found[0].strip()) for manner in _of_words(found[1], words))
    for pattern, manner in words.phrases:
        phrase = pattern.search(clause)
        if phrase and not _is_denied(clause, phrase, words):
            yield manner, phrase[0]


def _of_words(text: str, words: Manners) -> Iterator[Manner]:
    for word in text.replace(",", " ").split():
        manner = words.voices.get(word) or words.nouns.get(word)
        if manner:
            yield manner


def _is_denied(clause: str, found: re.Match[str], words: Manners) -> bool:
    before = clause[: found.start()].split()[-2:]
    return any(words.is_small(word, "negation") for word in before)
