"""How a book, its cover and its chapters are called in the files that outputs make."""

from __future__ import annotations

import re
from uuid import NAMESPACE_URL, uuid5

from narrate.filenames import MOST_BYTES, cut
from narrate.model import Cover, FinishedBook, FinishedChapter, Series


def identity(book: FinishedBook) -> str:
    """A URN that is the same for every edition of the book: of its title, author and language."""
    same = f"{book.title}\n{book.author}\n{book.language}".encode("utf-8", "replace").decode()
    return f"urn:uuid:{uuid5(NAMESPACE_URL, same)}"


def cover_name(stem: str, cover: Cover) -> str:
    """The name of a file with *cover* in it."""
    return f"{stem}.png" if cover.mime == "image/png" else f"{stem}.jpg"


def one_line(text: str, otherwise: str) -> str:
    """What shows of *text*, on one line; *otherwise* if nothing does."""
    shown = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(shown.split()) or otherwise


def place_in(series: Series) -> str | None:
    """The book's place in the *series*, if its number is one for machines: ``2.5``, not ``IIa``."""
    number = series.number or ""
    return number if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,4})?", number) else None


def title_of(one: FinishedChapter) -> str:
    """The chapter's title on one line; its number if nothing of the title shows."""
    return one_line(one.chapter.title, str(one.chapter.number))


def beside(file: str, ending: str) -> str:
    """The name of a file beside the chapter's *file*, with another *ending*: ``chapters.json``."""
    first = ending.rpartition(".")[0]
    stem = cut(file.rpartition(".")[0], MOST_BYTES - len(first) - 1).rstrip(". ")
    return f"{stem}.{ending}"
