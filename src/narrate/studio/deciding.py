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


def edited(book: OpenBook, edit: Edit, request: Request, decide: Decide | None) -> OpenBook:
    """*book* after *edit*, with the rest decided anew, if it can be. Raises NarrateError.

    What a person changed in the file itself is marked first: it is to stay as it is.
    """
    marks = book.facts - book.text.confirmed
    if marks:
        book = _holding(
            book, Stored(encoded(marked(book.text, marks)), book.stored.settings), request
        )
    changed = _holding(book, apply(book, edit), request)
    return changed if decide is None else settled(changed, request, decide)


def settled(book: OpenBook, request: Request, decide: Decide) -> OpenBook:
    """*book* with every line that is no fact where the reading, knowing the facts, has it."""
    book = replace(book, decided=decide(book.corrections))
    free = {n: one for n, one in book.differing.items() if n not in book.text.confirmed}
    if not free:
        return book
    text = encoded(decided_anew(book.text, free))
    return _holding(book, Stored(text, book.stored.settings), request)


def _holding(book: OpenBook, stored: Stored, request: Request) -> OpenBook:
    return book_of(book.files, stored, book.found, request, book)
