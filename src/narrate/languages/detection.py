"""Tells which language a story is written in, by its words and letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

USUAL = "en"
SAMPLE = 20_000
"""So many characters tell the language of the whole."""
ENOUGH = 2_000
"""Fewer characters are no proof that somebody named the wrong language."""
ENGLISH = frozenset(
    {
        "the", "and", "that", "with", "his", "her", "you", "they", "from", "which", "she", "to",
        "of", "said", "were", "what", "there",
    }
)  # fmt: skip
"""Words that English uses all the time, and no other language does."""
AT_SIGHT = 0.08
"""The share of these words that makes a text English: half of what they are in any novel."""
SURE, LIKELY = 0.8, 0.3
"""How probable a language must be that is written with English letters, and one that is not."""
NOTHING = "zxx"
"""What the library calls a text in no language."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = "\u0250"
"""the first character behind the Latin letters"""


def tell_language(text: str) -> str:
    """The language of *text*: a tag such as ``en``, ``fr`` or ``zh``, without region.

    English is known at sight; of other texts py3langid tells it (Lui and Baldwin 2012, "langid.py:
    An Off-the-shelf Language Identification Tool"). English, where it cannot be sure: the little
    that is to be read may be a cry, or names.
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    if not words or _is_english(words):
        return USUAL
    code, probability = _identifier().classify(sample)
    foreign = sum(word[0] >= _LATIN for word in words) > len(words) / 2
    told = code != NOTHING and probability >= (LIKELY if foreign else SURE)
    return str(code) if told else USUAL


def contradicts(text: str, language: str) -> bool:
    """Whether *text* is surely not in the *language* that somebody says it is in.

    Only English and what is not English are told apart: of other languages, those who name one
    know better. A short text contradicts nobody.
    """
    sample = text[:SAMPLE]
    if len(sample) < ENOUGH:
        return False
    if language.partition("-")[0] == USUAL:
        return tell_language(sample) != USUAL
    return _is_english(_WORD.findall(sample.lower()))


def _is_english(words: Sequence[str]) -> bool:
    return sum(word in ENGLISH for word in words) >= AT_SIGHT * len(words)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 -- half a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
