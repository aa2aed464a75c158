"""The tags of finished files: title, author, number, cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from narrate.errors import SettingsError
from narrate.model import Chapter, Cover, Metadata, Note, Script, Series, Voice, narrator_name
from narrate.settings import Settings

MOST_COVER_BYTES = 10_000_000
"""Players and file formats refuse larger pictures long before."""
GENRE = "Audiobook"
NOTHING_SAID = Metadata()

_PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@dataclass(frozen=True, slots=True)
class FileTags:
    """The tags of one chapter's file; *number* of *total* counts chapters from 1.

    *artist* is the author, or the narrator of a book whose author is not known: libraries put
    what has none among the works of nobody.
    """

    title: str
    album: str
    number: int
    total: int
    artist: str
    composer: str
    year: int | None
    language: str
    cover: Cover | None
    series: Series | None = None


def read_cover(settings: Settings, metadata: Metadata = NOTHING_SAID) -> Cover | None:
    """The picture that *settings* name, else that of the manuscript, as its *metadata* have it.

    Raises SettingsError for a file that is not a JPEG or PNG picture. The manuscript's own is left
    out if it is none of these; :func:`cover_notes` tells it.
    """
    path, at = settings.book.cover, settings.at("book.cover")
    if path is None:
        return picture_of(metadata.cover or b"")
    try:
        with path.open("rb") as file:
            data = file.read(MOST_COVER_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"cannot read the cover {path}: {error.strerror}", at=at) from error
    if len(data) > MOST_COVER_BYTES:
        raise SettingsError(f"the cover {path} is larger than {MOST_COVER_BYTES:,} bytes", at=at)
    if cover := picture_of(data):
        return cover
    raise SettingsError(f"the cover {path} is neither a JPEG nor a PNG picture", at=at)


def picture_of(data: bytes) -> Cover | None:
    """*data* as a cover; None if it is no JPEG or PNG picture, or a very large one."""
    kinds = (mime for magic, mime in _PICTURES.items() if data.startswith(magic))
    mime = next(kinds, None)
    return Cover(data, mime) if mime and len(data) <= MOST_COVER_BYTES else None


def cover_notes(settings: Settings, metadata: Metadata) -> Iterator[Note]:
    """A note if the manuscript's own cover would serve, and cannot be used."""
    if settings.book.cover is None and metadata.cover and not picture_of(metadata.cover):
        most = f"of at most {MOST_COVER_BYTES:,} bytes"
        yield Note(
            "cover-left-out",
            f"the cover inside the story is no JPEG or PNG picture {most}, and left out",
            hint="name another as cover: under book: in voices.yaml",
        )


def tags_for(
    chapter: Chapter, script: Script, narrator: Voice, settings: Settings, cover: Cover | None
) -> FileTags:
    """The tags of *chapter*'s file: what the settings say, else what the manuscript says."""
    book = script.book
    title, author = settings.title_of(book)
    return FileTags(
        title=chapter.title,
        album=title,
        number=chapter.number + (1 if book.chapters[0].credits else 0),
        total=len(book.chapters),
        artist=author or narrator_name(narrator),
        composer=narrator_name(narrator),
        year=settings.book.year,
        language=book.language,
        cover=cover,
        series=settings.series_of(book),
    )
