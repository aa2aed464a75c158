"""Tells what in a book is not the story where its format does not: by place, size and links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from narrate.model import Metadata
from narrate.readers.blocks import (
    CONTENTS,
    COPYRIGHT,
    COVER,
    INDEX,
    NOTES,
    TITLE_PAGE,
    Block,
    letters,
)

LITTLE = 6000
"""Characters. Who says that a longer page is a title page has the wrong page."""
LONG_KINDS = frozenset({NOTES, INDEX, "bibliography", CONTENTS})
NO_STORY = 1000
"""Characters. A longer page that is called "Cover" is a chapter of that name."""
_SMALL_PRINT = 4000
_TITLE = 300
_NAME = 40
"""letters of an author that the book does not name elsewhere"""
_FRONT = 5
"""so many pages may stand before the story"""
_SENTENCE = re.compile(r"[.!?…。！？]\W*$")
"""ends one; the entries of a list seldom do"""
_SIGNS = (
    re.compile(r"©|\bcopyright\b|\(c\)\s*(?:19|20)\d\d", re.IGNORECASE),
    re.compile(r"\bISBN\b|\be-?ISBN\b", re.IGNORECASE),
    re.compile(
        r"rights reserved|r[ée]serv[ée]s|reservad|riservat|vorbehalten|voorbehouden", re.IGNORECASE
    ),
    re.compile(r"https?://|\bwww\.|\bpublish|\bverlag\b|\b[ée]ditions?\b", re.IGNORECASE),
)


def believed(called: Mapping[str, str], blocks: Sequence[Block]) -> dict[str, str]:
    """The parts that are what a table of contents has *called* them: a chapter may be "Index".

    That is a cover or a title page with little on it, an index or a contents that is a list.
    """
    texts: dict[str, list[str]] = {}
    for block in blocks:
        if block.part in called and block.text.strip():
            texts.setdefault(block.part, []).append(block.text)
    return {part: kind for part, kind in called.items() if _may_be(kind, texts.get(part, []))}


def _may_be(kind: str, texts: Sequence[str]) -> bool:
    if kind in {COVER, TITLE_PAGE}:
        return sum(map(len, texts)) <= NO_STORY
    if kind in {CONTENTS, INDEX}:
        return sum(bool(_SENTENCE.search(one)) for one in texts) * 2 <= len(texts)
    return True


def with_matter(
    blocks: Sequence[Block], kinds: Mapping[str, str], metadata: Metadata
) -> tuple[Block, ...]:
    """*blocks* with the regions that *kinds* tells of whole parts, and those that show."""
    marked: list[Block] = []
    for number, (part, run) in enumerate(groupby(blocks, key=lambda one: one.part)):
        page = list(run)
        kind = _kind(page, kinds.get(part, ""), metadata, number)
        marked += [replace(one, region=one.region or kind) for one in page] if kind else page
    return tuple(marked)


def _kind(page: Sequence[Block], stated: str, metadata: Metadata, number: int) -> str:
    size = sum(len(one.text) for one in page)
    if stated and (size <= LITTLE or stated in LONG_KINDS):
        return stated
    text = "\n".join(one.text for one in page)
    if size <= _SMALL_PRINT and sum(bool(sign.search(text)) for sign in _SIGNS) > 1:
        return COPYRIGHT
    return TITLE_PAGE if number < _FRONT and size <= _TITLE and _names(text, metadata) else ""


def _names(text: str, metadata: Metadata) -> bool:
    """Whether *text* is the book's title, and little else."""
    title, said = letters(metadata.title or ""), letters(text)
    author = letters(metadata.author or "")
    rest = said.replace(title, "", 1).replace(author, "", 1)
    return bool(title) and title in said and len(rest) <= max(_NAME, len(said) // 2)
