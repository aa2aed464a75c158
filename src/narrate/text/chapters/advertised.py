"""What a publisher adds below the end of a book: the titles of others."""

from __future__ import annotations

from functools import cache

from narrate.languages import LANGUAGES, language
from narrate.text.chapters.page import Heading, Page
from narrate.text.chapters.titlepage import find_by

_ADVERTISED = 5
"""One in so many characters of a book may be lists of others."""
_FEW_AUTHORS = 3
"""So many lines that begin with "By" are such a list."""


def without_advertised(page: Page, headings: list[Heading]) -> list[Heading]:
    """*headings* without the titles in what a publisher adds below "The End": his other books."""
    ends = [
        index
        for index, row in enumerate(page.rows)
        if page.begins(index) and row.text.casefold().strip("*_.[]() ") in _endings()
    ]
    rest = page.rows[ends[-1] :] if ends else []
    authors = sum(find_by(row.text) is not None for row in rest)
    long = sum(len(row.text) for row in rest) * _ADVERTISED > page.prose(0, len(page.rows))
    if long or authors < _FEW_AUTHORS:
        return headings
    return [one for one in headings if one.first <= ends[-1] or one.mark.label]


@cache
def _endings() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in language(code).headings.lists["end"])
