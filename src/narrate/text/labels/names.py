"""Names as labels print them, and as the cast has them: ``MRS. ALVING`` is Mrs. Alving."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

_NUMERAL = re.compile(r"[IVX]{2,}")
_LETTER = re.compile(r"[^\W\d_]")
_INITIALS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2,3}")
"""Those of somebody who is asked, or asks: letters that make no word."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def called(name: str) -> str:
    """What is the same for all labels that mean one person."""
    return " ".join(name.casefold().replace(".", "").lstrip("@").split())


def spoken_names(printed: Iterable[str], small: Container[str]) -> Mapping[str, str]:
    """The name of the cast for each that is *printed*, by what it is called.

    *small* are the words that have no capital in a name, in small letters.
    """
    names: dict[str, str] = {}
    for name in dict.fromkeys(printed):
        known = names.get(called(name))
        if known is None or (known.isupper() and not name.isupper()):
            names[called(name)] = name
    return {
        key: _capitalised(name, small) if _is_large(name, small) else name
        for key, name in names.items()
    }


def _is_large(name: str, small: Container[str]) -> bool:
    """Whether *name* is all in capitals, but for words that have none: ``ANNA and McAVOY``.

    It is also where a title stands before them: ``Miss EYNSFORD HILL``.
    """
    words = [word for word in name.split() if word not in small and _LETTER.search(word)]
    if len(words) > 1 and len(words[1]) > 1 and words[0].istitle():
        words = words[1:]
    return all(word.removeprefix("Mc").isupper() for word in words)


def _capitalised(name: str, small: Container[str]) -> str:
    """*name*, all in capitals, as names are written; initials stay."""
    if _INITIALS.fullmatch(name):
        return name

    def lowered(word: re.Match[str]) -> str:
        whole = word[0]
        if word.string[: word.start()][-1:].isdigit():  # 2ND
            return whole.lower()
        if len(whole) == 1 or (word.start() and _NUMERAL.fullmatch(whole)):
            return whole
        if word.start() and whole.lower() in small:
            return whole.lower()
        if whole.startswith("Mc"):
            return whole[:3] + whole[3:].lower()
        if whole[1] in "'’":  # O'NEIL
            return whole[:3] + whole[3:].lower()
        return whole[0] + whole[1:].lower()

    return _WORD.sub(lowered, name)
