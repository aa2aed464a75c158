"""What a publisher adds below the end of a book: the titles of others."""

from __future__ import annotations

import re
from functools import cache

from narrate.languages import LANGUAGES, language
from narrate.text.chapters.page import Heading, Page
from narrate.text.chapters.titlepage import find_by

_ADVERTISED = 5
"""One in so many characters of a book may be lists of others."""
_FEW_SOLD = 3
"""So many lines that begin with "By", or have a price, are such a list."""
_PRICE = re.compile(r"\b\d+_?s\.|\b\d+_?d\.|[$£]\s?\d")


def without_advertised(page: Page, headings: list[Heading]) -> list[Heading]:
    """*headings* without those in what a publisher adds below "The End": his other books.

    What has a name, such as an appendix, stays.
    """
    ends = [
        index
        for index, row in enumerate(page.rows)
        if page.begins(index) and row.text.casefold().strip("*_.[]() ") in _endings()
    ]
    rest = page.rows[ends[-1] :] if ends else []
    sold = sum(bool(find_by(row.text) or _PRICE.search(row.text)) for row in rest)
    long = sum(len(row.text) for row in rest) * _ADVERTISED > page.prose(0, len(page.rows))
    if long or sold < _FEW_SOLD:
        return headings
    return [one for one in headings if one.first <= ends[-1] or _is_named(one)]


def _is_named(heading: Heading) -> bool:
    return bool(heading.mark.label) and heading.mark.number is None


@cache
def _endings() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in language(code).headings.lists["end"])
