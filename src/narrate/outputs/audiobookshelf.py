"""What the home server Audiobookshelf reads beside the sound, and how it wants folders called.

Its scanner takes author, series and title from the last three folders of a path, and prefers what
``metadata.json`` says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import IO, Any

from narrate.errors import SettingsError
from narrate.filenames import cut, safe_name
from narrate.model import Book, FinishedBook, Series, Voice, narrator_name
from narrate.outputs import OutputFile
from narrate.outputs.naming import cover_name, one_line, place_in, title_of
from narrate.settings import Settings

MOST_TITLE_BYTES = 70
"""of a title in the name of a folder, which holds number, year and narrator as well"""
_NUMBER = re.compile(r"[^#\s]+")


class Audiobookshelf:
    """``metadata.json`` and the cover."""

    def check(self, settings: Settings) -> None:
        """Raise SettingsError for further sound files, which would be taken for chapters."""
        output = settings.output
        for key, asked in (
            ("book", output.joined),
            ("sample", output.sample),
            ("stems", output.stems),
        ):
            if asked:
                raise SettingsError(
                    "Audiobookshelf takes every sound file of a folder for a part of the book",
                    at=settings.at(f"output.{key}"),
                    hint=f"leave out {key}, or make it elsewhere, with -o",
                )

    def files(self, book: FinishedBook) -> Iterable[OutputFile]:
        """The two files, by the names for which the server looks."""
        yield OutputFile("metadata.json", partial(_write, metadata(book)))
        if book.cover:
            name, data = cover_name("cover", book.cover), book.cover.data
            yield OutputFile(name, lambda file: file.write(data))


def metadata(book: FinishedBook) -> dict[str, Any]:
    """What ``metadata.json`` holds; chapters in seconds from the beginning of the book."""
    return {
        "tags": [],
        "chapters": list(_chapters(book)),
        "title": one_line(book.title, "book"),
        "subtitle": None,
        "authors": [one_line(book.author, "?")] if book.author else [],
        "narrators": [book.narrator],
        "series": [_in_series(book.series)] if book.series else [],
        "genres": [],
        "publishedYear": str(book.year) if book.year else None,
        "publishedDate": None,
        "publisher": None,
        "description": None,
        "isbn": None,
        "asin": None,
        "language": book.language,
        "explicit": False,
        "abridged": False,
    }


def _chapters(book: FinishedBook) -> Iterator[dict[str, Any]]:
    ends = [0.0, *accumulate(one.seconds or 0.0 for one in book.heard)]
    for number, one in enumerate(book.heard):
        start, end = (round(at, 3) for at in ends[number : number + 2])
        yield {"id": number, "start": start, "end": end, "title": title_of(one)}


def _in_series(series: Series) -> str:
    name, number = one_line(series.name, "?"), series.number or ""
    return f"{name} #{number}" if _NUMBER.fullmatch(number) else name


def _write(data: dict[str, Any], file: IO[bytes]) -> None:
    file.write(json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace"))


def library_folder(book: Book, settings: Settings, narrator: Voice) -> Path:
    """``Author/Series/Vol 2 - 1913 - Title {Narrator}``, as far as it is known.

    A series is only seen below an author.
    """
    title, author = settings.title_of(book)
    series = settings.series_of(book)
    above = [safe_name(author or "")]
    if above[0] and series:
        above.append(safe_name(series.name))
    place = place_in(series) if series and len(above) > 1 and above[1] else None
    parts = [f"Vol {place}"] if place else []
    if settings.book.year:
        parts.append(f"{settings.book.year:04}")
    parts.append(cut(safe_name(title) or "book", MOST_TITLE_BYTES).strip(". "))
    name = f"{' - '.join(parts)} {{{safe_name(narrator_name(narrator))}}}"
    return Path(*(part for part in above if part), name)
