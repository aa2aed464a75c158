"""Words as they are cried, stammered and struck out: "Nooooo", "W-w-what", "D--n"."""

from __future__ import annotations

import re

from narrate.speech.english import said, words
from narrate.speech.mapped import Mapped

WORD = re.compile(r"(?<![\w#&@+/])(?<!\w\.)[^\W\d_]++(?:['’][^\W\d_]++)*+(?![\w&@+/]|\.\w)")
"""A word that is no part of a code or an address: not the letters of fff000, BBB+ and aaa.org."""
MASKED = re.compile(r"(?<![\w’'])([A-Za-z])(?:-{2,}|_{2,}|\*{2,}|[—–]{1,})([a-z]{1,2})(?![\w’'*-])")
LIKELY_MASKED = re.compile(r"(?:[-_*]{2}|[—–])(?:[b-df-hj-np-tv-xz]{1,2}|by|y)(?!\w)|\*[a-z]")
"""A cheap look for the end of a word struck out."""
STRUCK = re.compile(r"(?<=[A-Za-z])\*{1,}(?=[a-z])")
VOWEL = re.compile(r"[aeiouy]")
PURE_VOWEL = re.compile(r"[aeiou]")
STUTTER = re.compile(
    r"(?<![\w’'-])((?:([A-Za-z]{1,2})[-–—])(?:\2[-–—])*)(?=(\2[A-Za-z’']*))", re.IGNORECASE
)
NO_STUTTER = frozenset({"d-day", "h-hour", "x-x"})
SOFT_C = re.compile(r"c[eiy]")

DRAWN = re.compile(
    r"(?<=[A-Za-z])([a-z])(?:(?:-\1)+(?![\w’'-])|(?:-\1){2,}(?=[a-z]))", re.IGNORECASE
)
"""A letter drawn out by hyphens: so-o-o, ye-e-es; but not co-operate."""
HYPHENED = re.compile(r"(?<![A-Za-z])[A-Za-z]++(?:-[A-Za-z]++)++")
TRIPLES = tuple(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz")
TRIPLE = re.compile(r"([A-Za-z])\1\1", re.IGNORECASE)
RUN = re.compile(r"([a-z])\1+", re.IGNORECASE)
TRIPLE_RUN = re.compile(r"([a-z])\1{2,}", re.IGNORECASE)
NUMERAL = re.compile(
    r"m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})(?:th|st|[nr]?d)?", re.IGNORECASE
)
"""A Roman numeral, also one with four equal signs, or an ordinal of it."""
SIZE = re.compile(r"x+[sl]", re.IGNORECASE)
MOST_SPELLED = 4
"""letters that initials of vowels only have"""
INITIALS = frozenset({"PST", "SSH", "HM", "MM", "MMM", "SH"})
"""Initials that are noises in small letters."""
LOUD = re.compile(r"[!?…—–]|\.\.")
"""What follows a cry in capitals rather than initials."""
NOISY = ("hm", "mm", "shh", "sh!", "sh,", "sh.", "sh—", "sh…", "rr", "pf", "pst", "pss", "zz", "ww")
"""Letters without one of which there is no noise."""
NOISE = re.compile(r"(?<![\w’'.])(?:s+h+|h+m+|m{2,}|b+r{2,}|g+r{2,}|p+f{2,}t+|p+s+t+|bz{2,}|z{3,}"
                   r"|h+m+p+h+|e+w{2,}|a+w{2,})(?![\w’'])", re.IGNORECASE)  # fmt: skip


def uncover_words(text: Mapped) -> Mapped:
    """Words struck out by dashes or asterisks: "D--n" is "damn", "f**k" is "f k"."""
    if not LIKELY_MASKED.search(text.text):
        return text
    return text.sub(MASKED, _masked).sub(STRUCK, " ")


def _masked(found: re.Match[str]) -> str:
    first, last = found[1], found[2]
    if VOWEL.search(last) and last != "y":
        return found[0]
    word = said("oath").get((first + last).lower())
    if word is None:
        return found[0] if "*" not in found[0] else f"{first} {last}"
    return word.capitalize() if first.isupper() else word


def join_stutters(text: Mapped) -> Mapped:
    """A stammer as sounds, not as the names of letters: "wuh-wuh-what" for "W-w-what"."""
    return text.sub(STUTTER, _stutter)


def _stutter(found: re.Match[str]) -> str:
    letters, word = found[2].lower(), found[3]
    if len(word) == len(letters) or f"{found[1]}{word}".lower() in NO_STUTTER:
        return found[0]
    if PURE_VOWEL.search(letters) or not VOWEL.search(word.lower()):
        return found[0]
    sound = "s" if letters == "c" and SOFT_C.match(word.lower()) else letters
    times = len(re.findall(r"[-–—]", found[1]))
    said = "-".join([f"{sound}uh"] * times)
    return f"{said.capitalize() if found[1][0].isupper() else said}-"


def shorten_cries(text: Mapped) -> Mapped:
    """Drawn-out words as the word: "Nooooo" is "No"; "Shhh" is "shush", "Brrr" is "bur".

    It touches what is cried and nothing that is spelled: no numerals in either case ("xviii",
    "IIIrd"), initials, grades and sizes ("AAA", "BBB+", "XXXL"), no codes and addresses.
    """
    if "-" in text.text:
        text = text.sub(HYPHENED, _undrawn)
    small = text.text.lower()
    if any(letters in small for letters in NOISY):
        text = text.sub(NOISE, _noise)
    return text.sub(WORD, _short) if any(map(small.__contains__, TRIPLES)) else text


def _undrawn(found: re.Match[str]) -> str:
    is_numeral = all(map(NUMERAL.fullmatch, found[0].split("-")))
    return found[0] if is_numeral else DRAWN.sub(r"\1", found[0])


def _noise(found: re.Match[str]) -> str:
    sound = said("noise").get(RUN.sub(r"\1", found[0]).lower())
    is_spelled = found[0] in INITIALS and not LOUD.match(found.string, found.end())
    return found[0] if sound is None or is_spelled else _in_case(sound, found[0])


def _is_spelled(found: re.Match[str]) -> bool:
    """Whether capitals are initials: CCCP, IEEE, AAA; not "AAA!", not "NOOO"."""
    word = found[0]
    vowels = len(VOWEL.findall(word.lower()))
    if not word.isupper() or not vowels:
        return word.isupper()
    is_loud = LOUD.match(found.string, found.end())
    return vowels == len(word) <= MOST_SPELLED and not is_loud


def _short(found: re.Match[str]) -> str:
    word = found[0]
    if not TRIPLE.search(word) or word.lower() == "www" or _is_spelled(found):
        return word
    if NUMERAL.fullmatch(word) or SIZE.fullmatch(word):
        return word
    bare = RUN.sub(r"\1", word).lower()
    if bare in said("noise"):
        return _in_case(said("noise")[bare], word)
    if len(bare) == 1 and not VOWEL.search(bare):
        return word
    doubled = TRIPLE_RUN.sub(r"\1\1", word)
    return doubled if doubled.lower() in words("double vowel") else TRIPLE_RUN.sub(_run, word)


def _run(found: re.Match[str]) -> str:
    """One letter for many; two of a consonant between vowels, and of l at the end."""
    letter, rest = found[1], found.string[found.end() : found.end() + 1]
    if VOWEL.match(letter.lower()):
        return letter
    inside = rest and found.start() and VOWEL.match(rest.lower())
    return letter + letter.lower() if inside or (letter.lower() == "l" and not rest) else letter


def _in_case(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word
