"""What the tag of a language (BCP 47) tells; langcodes knows the registers."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache


def three_letters(tag: str) -> str | None:
    """The ISO 639-2 code of the language of *tag*, such as ``deu``; None where none is known."""
    from langcodes import Language  # noqa: PLC0415 -- a tenth of a second

    with suppress(LookupError):
        return Language.make(tag.lower().partition("-")[0]).to_alpha3()
    return None


@lru_cache
def likely_region(language: str) -> str:
    """The region a *language* without one is taken to be of (Unicode CLDR): ``us`` for ``en``."""
    from langcodes import Language  # noqa: PLC0415 -- a tenth of a second

    return str(Language.make(language).maximize().territory).lower()
