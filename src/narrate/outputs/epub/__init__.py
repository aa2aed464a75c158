"""An EPUB 3 to read along: the text with every sentence lit up while it is heard.

As "EPUB 3.3" (W3C) has it, with media overlays: of the reader's own EPUB where the story is one,
else made anew of the script.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from narrate.errors import SettingsError
from narrate.filenames import safe_name
from narrate.model import FinishedBook
from narrate.outputs import OutputFile
from narrate.outputs.epub.anew import write_epub
from narrate.outputs.epub.own import own_epub
from narrate.settings import Settings

SOUNDS = ("mp3", "opus")
"""the formats that every reading system plays, of those there are"""
OWN, SCRIPT = "own", "script"
PAGES = (OWN, SCRIPT)
"""what the pages may be: those of the story, if it is an EPUB, or made of the script"""


class Epub:
    """An EPUB with media overlays and the chapters' own files; *pages* are its own or new ones."""

    def __init__(self, pages: str = OWN) -> None:
        self._pages = pages

    def check(self, settings: Settings) -> None:
        """Raise SettingsError for a format of sound that an EPUB may not hold, or unknown pages."""
        if settings.output.format not in SOUNDS:
            msg = f"an EPUB holds no {settings.output.format}"
            hint = f"choose the format {' or '.join(SOUNDS)}"
            raise SettingsError(msg, at=settings.at("output.format"), hint=hint)
        if self._pages not in PAGES:
            msg = f"an EPUB has no pages of the kind {self._pages!r}"
            hint = f"choose {' or '.join(PAGES)}"
            raise SettingsError(msg, at=settings.at("outputs.epub.pages"), hint=hint)

    def files(self, book: FinishedBook) -> Iterable[OutputFile]:
        """The one file, called after the book."""
        name = f"{safe_name(book.title) or 'book'}.epub"
        manuscript = book.script.book.manuscript
        if self._pages == OWN and manuscript.origins and manuscript.path.suffix.lower() == ".epub":
            own = own_epub(book)
            return [OutputFile(name, own.write, own.notes)]
        return [OutputFile(name, partial(write_epub, book))]
