"""The tags of finished files: title, author, number, cover."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.errors import SettingsError
from narrate.model import Chapter, Cover, Script, Voice
from narrate.settings import Settings

MOST_COVER_BYTES = 10_000_000
"""Players and file formats refuse larger pictures long before."""
GENRE = "Audiobook"

_PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@dataclass(frozen=True, slots=True)
class FileTags:
    """The tags of one chapter's file; *number* of *total* counts chapters from 1."""

    title: str
    album: str
    number: int
    total: int
    artist: str | None
    composer: str
    year: int | None
    language: str
    cover: Cover | None


def read_cover(settings: Settings) -> Cover | None:
    """The JPEG or PNG picture of *settings*, if there is one; SettingsError for anything else."""
    path, at = settings.book.cover, settings.at("book.cover")
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            data = file.read(MOST_COVER_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"cannot read the cover {path}: {error.strerror}", at=at) from error
    if len(data) > MOST_COVER_BYTES:
        raise SettingsError(f"the cover {path} is larger than {MOST_COVER_BYTES:,} bytes", at=at)
    for magic, mime in _PICTURES.items():
        if data.startswith(magic):
            return Cover(data, mime)
    raise SettingsError(f"the cover {path} is neither a JPEG nor a PNG picture", at=at)


def tags_for(
    chapter: Chapter, script: Script, narrator: Voice, settings: Settings, cover: Cover | None
) -> FileTags:
    """The tags of *chapter*'s file: what the settings say, else what the manuscript says."""
    book, info = script.book, settings.book
    return FileTags(
        title=chapter.title,
        album=info.title or book.title,
        number=chapter.number + (1 if book.chapters[0].credits else 0),
        total=len(book.chapters),
        artist=info.author or book.author,
        composer=f"narrate (voice {narrator.name})",
        year=info.year,
        language=book.language,
        cover=cover,
    )
