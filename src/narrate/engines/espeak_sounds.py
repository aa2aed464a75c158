"""Sounds for eSpeak: its own mnemonics, checked, and the International Phonetic Alphabet in them.

A mnemonic is a class of sounds that each voice says in its own accent, so that a name written once
is American in an American's mouth and Scottish in a Scot's. They are told in eSpeak NG's
``docs/phonemes.md`` and defined in ``phsource/ph_english``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from narrate.settings import Alphabet
from narrate.speech.lexicon import EDGE

LONGEST = 80
"""A word of more mnemonics is refused; eSpeak keeps those of a word in a small buffer."""

VOWELS = {
    "aɪɚ": "aI3", "aɪə": "aI@", "aʊɚ": "aU3", "aʊə": "aU@",
    "iː": "i:", "i": "i", "ɪ": "I", "ɨ": "I2", "ᵻ": "I2", "eɪ": "eI", "eː": "eI", "e": "E",
    "ɛ": "E", "ɛː": "e@", "æ": "a", "a": "a", "aː": "A:", "ɑː": "A:", "ɑ": "A:", "ɒ": "0",
    "ɔː": "O:", "ɔ": "O:", "ɔɪ": "OI", "oʊ": "oU", "əʊ": "oU", "oː": "oU", "o": "oU", "ʊ": "U",
    "uː": "u:", "u": "u:", "ʉː": "u:", "ʉ": "u:", "ʌ": "V", "aɪ": "aI", "aʊ": "aU", "ɜː": "3:",
    "ɜ": "3:", "ɝː": "3:", "ɝ": "3:", "ɚ": "3", "ə": "@", "ɐ": "a#", "ɪə": "i@", "iə": "i@",
    "eə": "e@", "ɛə": "e@", "ʊə": "U@",
}  # fmt: skip
CLOSED = {
    "ɪɹ": "i@3", "iɹ": "i@3", "ɪəɹ": "i@3", "ɛɹ": "e@", "eɹ": "e@", "eəɹ": "e@", "ɛəɹ": "e@",
    "ɑːɹ": "A@", "ɑɹ": "A@", "ɔːɹ": "O@", "ɔɹ": "O@", "ʊɹ": "U@", "ʊəɹ": "U@", "ɜːɹ": "3:",
    "ɜɹ": "3:", "əɹ": "3", "əl": "@L",
}  # fmt: skip
"""Vowels before an r or l that no vowel follows: whether it is heard is the accent's affair."""
CONSONANTS = {
    "p": "p", "b": "b", "t": "t", "d": "d", "k": "k", "ɡ": "g", "g": "g", "tʃ": "tS", "ʧ": "tS",
    "dʒ": "dZ", "ʤ": "dZ", "f": "f", "v": "v", "θ": "T", "ð": "D", "s": "s", "z": "z", "ʃ": "S",
    "ʒ": "Z", "h": "h", "x": "x", "m": "m", "n": "n", "ŋ": "N", "l": "l", "ɫ": "l", "ɹ": "r",
    "j": "j", "w": "w", "ʍ": "w", "ʔ": "?", "ɾ": "t#", "n\u0329": "n-", "m\u0329": "m-",
    "l\u0329": "@L",
}  # fmt: skip
SYLLABIC = frozenset({"n-", "m-", "@L"})
STRESS = {"ˈ": "'", "'": "'", "ˌ": ","}
UNHEARD = re.compile("[.‿\u0361\u035cʰ]")
"""Borders of syllables, ties, breath: eSpeak makes them by itself."""
SPELLINGS = str.maketrans({"r": "ɹ", "ɻ": "ɹ", "ʁ": "ɹ", ":": "ː", "’": "ˈ"})
"""Signs that are commonly written for others."""

_VOWEL = "|".join(sorted(VOWELS, key=len, reverse=True))
TOKEN = re.compile(
    f"(?P<stress>[{''.join(STRESS)}])"
    f"|(?P<closed>{'|'.join(sorted(CLOSED, key=len, reverse=True))})(?![ˈˌ']?(?:{_VOWEL}))"
    f"|(?P<vowel>{_VOWEL})"
    f"|(?P<consonant>{'|'.join(sorted(CONSONANTS, key=len, reverse=True))})"
)
MNEMONICS = re.compile(r"(?=.*[A-Za-z0@])[!-Z^-~]+")
"""What eSpeak's mnemonics are written with: visible ASCII but for brackets and backslash."""


def espeak_words(written: str, alphabet: Alphabet) -> tuple[str, ...]:
    """The words of *written* in eSpeak's mnemonics.

    Raises ValueError, in a few words, for what eSpeak does not know.
    """
    read = _from_ipa if alphabet == "ipa" else _checked
    words = tuple(read(word) for word in written.split())
    if not words:
        raise ValueError("there is no sound in it")
    for word in words:
        if len(word) > LONGEST:
            raise ValueError(f"a word of it is longer than {LONGEST} mnemonics' signs")
    return words


def _checked(word: str) -> str:
    if not MNEMONICS.fullmatch(word):
        raise ValueError(f"{word!r} is not in eSpeak's mnemonics")
    return word


def _from_ipa(word: str) -> str:
    """One word; IPA has its stress before the syllable, eSpeak before the vowel."""
    plain = UNHEARD.sub("", unicodedata.normalize("NFD", word)).translate(SPELLINGS)
    mnemonics: list[str] = []
    pending = "" if "ˈ" in plain or "'" in plain else "'"
    place = 0
    while place < len(plain):
        found = TOKEN.match(plain, place)
        if found is None:
            raise ValueError(f"{plain[place]!r} is no English sound of the IPA")
        if found["stress"]:
            pending = STRESS[found[0]]
        else:
            sound = _mnemonic(found)
            if not found["consonant"] or sound in SYLLABIC:
                sound = pending + ("i:" if pending and sound == "i" else sound)
                pending = ""
            mnemonics.append(sound)
        place = found.end()
    return "".join(mnemonics)


def _mnemonic(found: re.Match[str]) -> str:
    return CLOSED.get(found[0]) or VOWELS.get(found[0]) or CONSONANTS[found[0]]


SOUNDS = re.compile(rf"{EDGE}\[([!-Z^-~]{{1,{LONGEST}}})\]{EDGE}(['’]s(?!\w))?")
"""A word's sounds as they stand in an utterance, and the possessive behind it."""
SIBILANT = re.compile(r"(?:[sz]|[SZ])$")
VOICELESS = re.compile(r"(?:[ptkfTx])$")


GLUED = re.compile(r"(?P<after>\w)?(?P<blank>\s?)(?P<marks>[^\w\s]+)$")
"""Marks right before sounds, with which eSpeak would say neither; and whether a word ends there."""


def has_sounds(text: str) -> bool:
    """Whether sounds stand in *text*."""
    return EDGE in text


def espeak_text(text: str) -> str:
    """*text* as eSpeak takes it where it is told that ``[[...]]`` is phonemes; as long as before.

    Brackets that stand in prose are round ones then, at which it pauses alike. Marks right before
    sounds make way for a comma, or for nothing where none fits.
    """
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    done = 0
    for found in SOUNDS.finditer(text):
        yield GLUED.sub(_parted, _prose(text[done : found.start()]))
        ending = _ending(found[1]) if found[2] else ""
        yield f"[[{found[1]}{ending}]]".ljust(len(found[0]))
        done = found.end()
    yield _prose(text[done:])


def _prose(text: str) -> str:
    return text.replace("[", "(").replace("]", ")").replace(EDGE, " ")


def _parted(found: re.Match[str]) -> str:
    comma = "," if found["after"] and found["blank"] else ""
    return f"{found['after'] or ''}{comma}".ljust(len(found[0]))


def _ending(sounds: str) -> str:
    """How the possessive of a word that ends with *sounds* is said; two signs at most."""
    if SIBILANT.search(sounds):
        return "Iz"
    return "s" if VOICELESS.search(sounds) else "z"
