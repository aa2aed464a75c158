"""Numbers in words; num2words knows the languages."""

from __future__ import annotations

import re
from collections.abc import Callable

from narrate.speech.mapped import Mapped

HUNDREDS = {"da": "da", "de": "de", "nb": "no", "nl": "nl", "no": "no"}
"""What num2words calls the languages in which eSpeak reads 1815 as a thousand and the rest.

Swedish is another, but num2words has no Swedish years.
"""
YEAR = re.compile(r"(?<![\w.,:/#’'])1[1-9]\d\d(?=ern?\b|\b)(?![%°]|[.,:/]\d)")
"""What is said in hundreds: a count such as 1500 may be, too. German decades end in -er."""


def cardinal(number: int) -> str:
    """*number* in English words: "forty-five"."""
    return _words(number, to="cardinal")


def ordinal(number: int) -> str:
    """*number* as figures with its English ending: 1st, 2nd, 11th."""
    return _words(number, to="ordinal_num")


def year(number: int) -> str:
    """How a year from 1000 to 2099 is said; 2001 to 2009 stay figures, which are said well."""
    if 0 < number % 1000 < 10:
        return str(number)
    return _words(number, to="year").replace("oh-", "oh ")


def hundreds(language: str) -> Callable[[Mapped], Mapped] | None:
    """What says years in *language*, a code of :data:`HUNDREDS`; None for any other."""
    name = HUNDREDS.get(language)
    if name is None:
        return None

    def say_hundreds(text: Mapped) -> Mapped:
        """Years in hundreds: "achtzehnhundertfünfzehn"."""
        return text.sub(YEAR, lambda found: _words(int(found[0]), to="year", lang=name))

    return say_hundreds


def _words(number: int, **how: str) -> str:
    from num2words import num2words  # noqa: PLC0415 -- it loads fifty languages, a tenth of a second

    return str(num2words(number, **how))
