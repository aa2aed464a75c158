"""Sounds that a lexicon gives in the International Phonetic Alphabet, as Piper's voices know them.

Piper's voices learned from eSpeak's IPA, so what others write is put in its spelling.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence

from narrate.engines.neural.phonemes import BETWEEN, BLANK, END, MARKS, START
from narrate.settings import Alphabet

SPELLINGS = str.maketrans(
    {"r": "ɹ", "g": "ɡ", ":": "ː", "'": "ˈ", "’": "ˈ", "ʤ": "dʒ", "ʧ": "tʃ", "ɝ": "ɜ"}
)
"""Signs that are commonly written for others."""
UNHEARD = str.maketrans(dict.fromkeys(".‿\u0361\u035c"))
"""Borders of syllables, and ties."""
CLICKS = "ǀǁǂǃʘ"
NO_SOUND = frozenset({START, END, BETWEEN, BLANK, *MARKS, *"()-'\"#0123456789", *CLICKS})
"""Signs that voices have a number for, but no sound: clicks are in no language that they speak."""


def piper_words(
    written: str, alphabet: Alphabet, known: Sequence[Container[str]]
) -> tuple[str, ...]:
    """The words of *written*, each in signs that are *known* to all voices.

    Raises ValueError, in a few words, for what is not.
    """
    if alphabet != "ipa":
        raise ValueError("Piper's voices know the IPA only: write /həˈloʊ/")
    words = tuple(
        unicodedata.normalize("NFD", word).translate(UNHEARD).translate(SPELLINGS)
        for word in written.split()
    )
    for sign in "".join(words):
        if sign in NO_SOUND or not all(sign in voice for voice in known):
            raise ValueError(f"{sign!r} is no sound that Piper's voices know")
    if not any(sign.isalpha() and sign not in "ˈˌː" for word in words for sign in word):
        raise ValueError("there is no sound in it")
    return words
