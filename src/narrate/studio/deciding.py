"""After a change the rest is decided anew: lines that are no facts are as the reading has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from narrate.model import Script
from narrate.production import Request
from narrate.studio.applying import apply, encoded
from narrate.studio.book import OpenBook, book_of
from narrate.studio.edits import Edit
from narrate.studio.files import Stored
from narrate.studio.speaker_edits import decided_anew, marked

Decide = Callable[[Mapping[int, str]], Script]
"""what the reading says, knowing who says some of its segments"""


def edited(book: OpenBook, edit: Edit, request: Request) -> OpenBook:
    """*book* after *edit*; of the rest nothing is decided yet. Raises NarrateError.

    What a person changed in the file itself is marked first: it is to stay as it is. So what is
    decided of *book* must know its facts, unless all of them are marked.
    """
    known = book
    if facts := book.facts - book.text.confirmed:
        text = marked(book.text, facts)
        known = replace(
            book, text=text, stored=replace(book.stored, script=encoded(text.text)), is_marked=True
        )
    after = apply(known, edit)  # and only that is parsed
    return replace(book_of(book.files, after, book.found, request, book), is_marked=True)


def decided(book: OpenBook, decide: Decide) -> OpenBook:
    """*book* with what is decided knowing its facts; its files stay as they are."""
    if book.is_decided:
        return book
    return replace(book, decided=decide(book.corrections), knowing=book.corrections)


def settled(book: OpenBook, request: Request, decide: Decide) -> OpenBook:
    """*book* with what is decided knowing its facts.

    If all of these are marked, every other line goes to whom the reading gives it.
    """
    book = decided(book, decide)
    free = {n: one for n, one in book.differing.items() if n not in book.text.confirmed}
    if not free or not book.is_marked:
        return book
    return _with_text(book, decided_anew(book.text, free), request)


def _with_text(book: OpenBook, text: str, request: Request) -> OpenBook:
    stored = Stored(encoded(text), book.stored.settings)
    return replace(book_of(book.files, stored, book.found, request, book), is_marked=True)
