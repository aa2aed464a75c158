"""From words to Kokoro's tokens: what eSpeak would say, in the signs that Kokoro learned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from narrate.engines.espeak_ipa import EspeakIpa
from narrate.engines.espeak_library import PrivateCopy
from narrate.engines.kokoro.symbols import (
    AMERICAN,
    ANYWHERE,
    BRITISH,
    ENGLISH,
    VOCABULARY,
    in_symbols,
)
from narrate.engines.neural.phonemes import BETWEEN, END, START, Phonemizer
from narrate.settings import Alphabet

WORDS_KEPT = 4096
_PAD = 0
_IDS: Mapping[str, Sequence[int]] = MappingProxyType(
    {START: (_PAD,), END: (_PAD,), BETWEEN: (), **{one: (n,) for one, n in VOCABULARY.items()}}
)
_MARK = re.compile(r"([.,;:!?]+)(?:\s+|$)")

WRITTEN = {
    **{sound.replace("^", ""): sign for sound, sign in ANYWHERE.items() if len(sound) > 1},
    "ɝː": "ɜɹ", "ɝ": "ɜɹ", "g": "ɡ", ":": "ː", "'": "ˈ", "’": "ˈ",
}  # fmt: skip
"""How others write sounds that Kokoro has signs for; most are two in IPA."""
UNHEARD = str.maketrans(dict.fromkeys(".‿\u0361\u035c"))
"""Borders of syllables, and ties."""
SOUNDS = frozenset(VOCABULARY) - frozenset(';:,.!?—…"()“” ↓→↗↘')
HEARD = SOUNDS - frozenset("ˈˌːʰʲᵝ\u0303")
"""Those that are more than a change of another."""


@dataclass(frozen=True, slots=True)
class Accent:
    """A language that Kokoro speaks: its tag, eSpeak's identifier for it, and its spellings."""

    language: str
    espeak: str
    spellings: Mapping[str, str]


AMERICAN_ENGLISH = Accent("en-us", "gmw/en-US", AMERICAN)
FOREIGN_ENGLISH = Accent("en", "gmw/en-US", AMERICAN)
"""English as somebody says it whose own language nothing here can read: Japanese and Mandarin."""
ACCENTS: Mapping[str, Accent] = MappingProxyType(
    {
        "a": AMERICAN_ENGLISH,
        "b": Accent("en-gb", "gmw/en", BRITISH),
        "e": Accent("es", "roa/es", ANYWHERE),
        "f": Accent("fr-fr", "roa/fr", ANYWHERE),
        "h": Accent("hi", "inc/hi", ANYWHERE),
        "i": Accent("it", "roa/it", ANYWHERE),
        "j": FOREIGN_ENGLISH,
        "p": Accent("pt-br", "roa/pt-BR", ANYWHERE),
        "z": FOREIGN_ENGLISH,
    }
)
"""By the first letter of a voice's name."""


def phonemizer(library: PrivateCopy, accent: Accent) -> Phonemizer:
    """What makes tokens of sentences said with *accent*."""
    phonemize = _phonemize(EspeakIpa(library, accent.espeak), accent.spellings)
    return Phonemizer(phonemize, lru_cache(WORDS_KEPT)(phonemize), _IDS)


def _phonemize(
    espeak: EspeakIpa, spellings: Mapping[str, str]
) -> Callable[[str], tuple[tuple[str, ...], ...]]:
    def phonemize(text: str) -> tuple[tuple[str, ...], ...]:
        """ESpeak forgets the marks, so it is given what stands between them."""
        *pairs, rest = _MARK.split(text)
        said: list[str] = []
        for phrase, mark in zip((*pairs[::2], rest), (*pairs[1::2], ""), strict=True):
            words = in_symbols(espeak.words(phrase), spellings) if phrase.strip() else ""
            said.append((" " if said and words else "") + words + mark)
        return (tuple("".join(said)),)

    return phonemize


def kokoro_words(written: str, alphabet: Alphabet) -> tuple[str, ...]:
    """The words of *written*, which is IPA, in Kokoro's signs.

    Raises ValueError, in a few words, for what is not.
    """
    if alphabet != "ipa":
        raise ValueError("Kokoro knows the IPA only: write /həˈloʊ/")
    spellings = {**ENGLISH, **WRITTEN}
    words = tuple(
        in_symbols(unicodedata.normalize("NFC", word.translate(UNHEARD)), spellings)
        for word in written.split()
    )
    for sign in "".join(words):
        if sign not in SOUNDS:
            raise ValueError(f"{sign!r} is no sound that Kokoro knows")
    if not words or not all(HEARD & {*word} for word in words):
        raise ValueError("there is no sound in it")
    return words
