"""Manifests of an audiobook: as Readium has them, and as the W3C Recommendation "Audiobooks" does.

Both say the same: who wrote and who reads it, in which order its files are heard, what beside them
belongs to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import IO, Any
from urllib.parse import quote

from narrate.model import SOUND_FORMATS, FinishedBook, FinishedChapter
from narrate.outputs import OutputFile
from narrate.outputs.naming import cover_name, identity, one_line, place_in, title_of
from narrate.outputs.scenes import scenes
from narrate.settings import Settings

READIUM, W3C = "manifest.json", "publication.json"
KINDS = {"vtt": "text/vtt", "srt": "application/x-subrip"}


class Manifest:
    """``manifest.json`` (Readium) and ``publication.json`` (W3C), and the cover they name."""

    def check(self, settings: Settings) -> None:
        """Every setting will do."""

    def files(self, book: FinishedBook) -> Iterable[OutputFile]:
        """The two manifests and the cover."""
        yield OutputFile(READIUM, partial(_write, readium(book)))
        yield OutputFile(W3C, partial(_write, w3c(book)))
        if book.cover:
            name, data = cover_name("manifest", book.cover), book.cover.data
            yield OutputFile(name, lambda file: file.write(data))


def readium(book: FinishedBook) -> dict[str, Any]:
    """A Readium Web Publication Manifest of the audiobook profile; lengths in seconds."""
    metadata: dict[str, Any] = {
        "@type": "http://schema.org/Audiobook",
        "conformsTo": "https://readium.org/webpub-manifest/profiles/audiobook",
        "identifier": identity(book),
        "title": one_line(book.title, "book"),
        "language": book.language,
        "narrator": book.narrator,
        "duration": round(book.seconds, 3),
    }
    if book.author:
        metadata["author"] = one_line(book.author, "?")
    if book.year:
        metadata["published"] = f"{book.year:04}"
    if book.series:
        place = place_in(book.series)
        position = {"position": float(place)} if place else {}
        metadata["belongsTo"] = {"series": {"name": one_line(book.series.name, "?"), **position}}
    return {
        "@context": "https://readium.org/webpub-manifest/context.jsonld",
        "metadata": metadata,
        "links": [{"rel": "self", "href": READIUM, "type": "application/audiobook+json"}],
        "readingOrder": [
            _link(one) | {"duration": round(one.seconds or 0.0, 3)} for one in book.heard
        ],
        "resources": [
            {"href": href, "type": kind} | ({"rel": rel} if rel else {})
            for href, kind, rel in _resources(book)
        ],
        "toc": [_entry(one) for one in book.heard],
    }


def w3c(book: FinishedBook) -> dict[str, Any]:
    """A publication manifest as the Recommendation has it; lengths as ISO 8601 writes them."""
    data: dict[str, Any] = {
        "@context": ["https://schema.org", "https://www.w3.org/ns/pub-context"],
        "conformsTo": "https://www.w3.org/TR/audiobooks/",
        "type": "Audiobook",
        "id": identity(book),
        "name": one_line(book.title, "book"),
        "inLanguage": book.language,
        "readBy": [{"type": "Person", "name": book.narrator}],
        "duration": _iso(book.seconds),
    }
    if book.author:
        data["author"] = [{"type": "Person", "name": one_line(book.author, "?")}]
    if book.year:
        data["datePublished"] = f"{book.year:04}"
    if book.series:
        data["isPartOf"] = {"type": "BookSeries", "name": one_line(book.series.name, "?")}
    data["readingOrder"] = [_linked(one) for one in book.heard]
    data["resources"] = [
        {"type": "LinkedResource", "url": href, "encodingFormat": kind}
        | ({"rel": [rel]} if rel else {})
        for href, kind, rel in _resources(book)
    ]
    return data


def _iso(seconds: float) -> str:
    return f"PT{seconds:.3f}S"


def _address(name: str) -> str:
    return quote(name.encode("utf-8", "replace"))


def _kind(one: FinishedChapter) -> str:
    return SOUND_FORMATS[str(one.file).rpartition(".")[2]].media_type


def _link(one: FinishedChapter) -> dict[str, Any]:
    return {"href": _address(str(one.file)), "type": _kind(one), "title": title_of(one)}


def _linked(one: FinishedChapter) -> dict[str, Any]:
    return {
        "type": "LinkedResource",
        "url": _address(str(one.file)),
        "encodingFormat": _kind(one),
        "name": title_of(one),
        "duration": _iso(one.seconds or 0.0),
    }


def _entry(one: FinishedChapter) -> dict[str, Any]:
    """A chapter in the table of contents, with its scenes."""
    href = _address(str(one.file))
    entry: dict[str, Any] = {"href": href, "title": title_of(one)}
    found = [
        {"href": f"{href}#t={scene.start_s:.3f}", "title": scene.title} for scene in scenes(one)
    ]
    return entry | ({"children": found} if found else {})


def _resources(book: FinishedBook) -> Iterator[tuple[str, str, str | None]]:
    """Address, media type and relation of what beside the chapters belongs to the book."""
    if book.cover:
        yield cover_name("manifest", book.cover), book.cover.mime, "cover"
    for one in book.heard:
        for name in one.subtitles:
            yield _address(name), KINDS[name.rpartition(".")[2]], None


def _write(data: dict[str, Any], file: IO[bytes]) -> None:
    file.write(json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
