"""The sounds that Kokoro knows, and eSpeak's IPA in them.

Kokoro learned English with signs of its own for diphthongs and affricates: ``A`` is the vowel of
"day". Its vocabulary is that of ``config.json`` beside its weights (hexgrad/Kokoro-82M, Apache
2.0).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from narrate.engines.espeak_ipa import TIE

VOCABULARY: Mapping[str, int] = {
    ";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, "—": 9, "…": 10, '"': 11, "(": 12, ")": 13,
    "“": 14, "”": 15, " ": 16, "\u0303": 17, "ʣ": 18, "ʥ": 19, "ʦ": 20, "ʨ": 21, "ᵝ": 22, "ꭧ": 23,
    "A": 24, "I": 25, "O": 31, "Q": 33, "S": 35, "T": 36, "W": 39, "Y": 41, "ᵊ": 42, "a": 43,
    "b": 44, "c": 45, "d": 46, "e": 47, "f": 48, "h": 50, "i": 51, "j": 52, "k": 53, "l": 54,
    "m": 55, "n": 56, "o": 57, "p": 58, "q": 59, "r": 60, "s": 61, "t": 62, "u": 63, "v": 64,
    "w": 65, "x": 66, "y": 67, "z": 68, "ɑ": 69, "ɐ": 70, "ɒ": 71, "æ": 72, "β": 75, "ɔ": 76,
    "ɕ": 77, "ç": 78, "ɖ": 80, "ð": 81, "ʤ": 82, "ə": 83, "ɚ": 85, "ɛ": 86, "ɜ": 87, "ɟ": 90,
    "ɡ": 92, "ɥ": 99, "ɨ": 101, "ɪ": 102, "ʝ": 103, "ɯ": 110, "ɰ": 111, "ŋ": 112, "ɳ": 113,
    "ɲ": 114, "ɴ": 115, "ø": 116, "ɸ": 118, "θ": 119, "œ": 120, "ɹ": 123, "ɾ": 125, "ɻ": 126,
    "ʁ": 128, "ɽ": 129, "ʂ": 130, "ʃ": 131, "ʈ": 132, "ʧ": 133, "ʊ": 135, "ʋ": 136, "ʌ": 138,
    "ɣ": 139, "ɤ": 140, "χ": 142, "ʎ": 143, "ʒ": 147, "ʔ": 148, "ˈ": 156, "ˌ": 157, "ː": 158,
    "ʰ": 162, "ʲ": 164, "↓": 169, "→": 171, "↗": 172, "↘": 173, "ᵻ": 177,
}  # fmt: skip

SYLLABIC = "\u0329"
ANYWHERE = {
    "a^ɪ": "I", "a^ʊ": "W", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q", "ɔ^ɪ": "Y", "d^ʒ": "ʤ",
    "t^ʃ": "ʧ", "d^z": "ʣ", "t^s": "ʦ", TIE: "", "-": "", "_": "",
}  # fmt: skip
ENGLISH = {
    **ANYWHERE, "ə^l": "ᵊl", "ɚɹ": "əɹ", "ɚ": "əɹ", "r": "ɹ", "x": "k", "ç": "k", "ɬ": "l",
    "ɐ": "ə", "e": "A", "o": "ɔ", "ʔ": "t", "ʔn": "tᵊn", "ʲ": "", "\u0303": "",
    f"ʔn{SYLLABIC}": "tᵊn", f"ʔˌn{SYLLABIC}": "tᵊn", f"n{SYLLABIC}": "ᵊn",
    f"m{SYLLABIC}": "ᵊm", f"l{SYLLABIC}": "ᵊl",
}  # fmt: skip
AMERICAN = {**ENGLISH, "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪə": "iə", "i^ə": "iə", "ː": "", "ɾ": "T"}
BRITISH = {**ENGLISH, "e^ə": "ɛː", "iə": "ɪə", "i^ə": "ɪə"}


PRONOUN = re.compile(r"(?<!\S)a\^ɪ(?!\S)")
"""The word "I": Kokoro learned it with a stress, and swallows it without one."""


def in_symbols(ipa: str, spellings: Mapping[str, str]) -> str:
    """*ipa* with each of *spellings* put for what it is found by, the longest first.

    In English, which all but ANYWHERE are for, "I" is stressed.
    """
    if spellings is not ANYWHERE:
        ipa = PRONOUN.sub("ˌa^ɪ", ipa)
    longest_first = sorted(spellings, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    return re.sub(pattern, lambda found: spellings[found[0]], ipa)
