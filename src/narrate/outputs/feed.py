"""A podcast feed of the chapters, for listening to a private book in any podcast app.

RSS 2.0 with Apple's tags and those of "Podcasting 2.0": chapters as JSON, transcripts, persons. An
app plays it from wherever the folder is served; ``url`` says where that is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import IO
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from narrate.errors import SettingsError
from narrate.model import SOUND_FORMATS, FinishedBook, FinishedChapter
from narrate.outputs import OutputFile
from narrate.outputs.markup import xml_line, xml_text
from narrate.outputs.naming import beside, cover_name, title_of
from narrate.outputs.scenes import Scene, scenes
from narrate.settings import Settings

FEED = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" \
xmlns:podcast="https://podcastindex.org/namespace/1.0" \
xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
{lines}</channel>
</rss>
"""
TRANSCRIPTS = {"vtt": "text/vtt", "srt": "application/x-subrip"}
SCENES = "chapters.json"
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
"""the day the first chapter is dated: apps order by dates, and a book without a year has none"""


class Feed:
    """``feed.xml``, the cover beside it, and the scenes of every chapter that has some.

    *url* is the address at which the folder is served, such as ``https://example.org/lamp/``.
    """

    def __init__(self, url: str = "") -> None:
        self._base = url if not url or url.endswith("/") else f"{url}/"

    def check(self, settings: Settings) -> None:
        """Raise SettingsError for an address that is none: apps take whole ones only."""
        if not self._base.startswith(("http://", "https://")):
            raise SettingsError(
                "a feed must know the address at which its folder is served",
                at=settings.at("outputs.feed.url") or settings.at("output.also"),
                hint="outputs: {feed: {url: 'http://192.168.0.5:8000/lamp/'}} in voices.yaml",
            )

    def files(self, book: FinishedBook) -> Iterable[OutputFile]:
        """The feed, its cover, and the scenes of chapters, which podcasts call their chapters."""
        yield OutputFile("feed.xml", partial(_write, self._format(book)))
        if book.cover:
            yield OutputFile(cover_name("feed", book.cover), partial(_write_bytes, book.cover.data))
        for one in book.heard:
            if found := scenes(one):
                name = beside(str(one.file), SCENES)
                yield OutputFile(name, partial(_write, _format_scenes(found)))

    def _format(self, book: FinishedBook) -> str:
        lines = [*self._channel(book)]
        for number, one in enumerate(book.heard):
            lines += ["<item>", *self._item(book, one, number), "</item>"]
        return FEED.format(lines="".join(f"{line}\n" for line in lines))

    def _channel(self, book: FinishedBook) -> Iterator[str]:
        author = xml_line(book.author or book.narrator, "narrate")
        title = xml_line(book.title, "book")
        yield f"<title>{title}</title>"
        yield f"<link>{xml_text(self._at('listen.html'))}</link>"
        address = xml_text(self._at("feed.xml"))
        yield f'<atom:link href="{address}" rel="self" type="application/rss+xml"/>'
        yield f"<description>{title}, by {author}</description>"
        yield f"<language>{xml_text(book.language)}</language>"
        yield "<generator>narrate</generator>"
        yield f"<itunes:author>{author}</itunes:author>"
        yield "<itunes:type>serial</itunes:type>"
        yield "<itunes:explicit>false</itunes:explicit>"
        yield "<itunes:block>Yes</itunes:block>"
        yield f"<podcast:guid>{uuid5(NAMESPACE_URL, self._at('feed.xml'))}</podcast:guid>"
        yield "<podcast:medium>audiobook</podcast:medium>"
        narrator = xml_line(book.narrator, "narrate")
        yield f'<podcast:person role="narrator">{narrator}</podcast:person>'
        if book.author:
            yield f'<podcast:person role="author">{author}</podcast:person>'
        if book.cover:
            picture = xml_text(self._at(cover_name("feed", book.cover)))
            yield f'<itunes:image href="{picture}"/>'
            yield f"<image><url>{picture}</url><title>{title}</title>"
            yield f"<link>{xml_text(self._at('listen.html'))}</link></image>"

    def _item(self, book: FinishedBook, one: FinishedChapter, number: int) -> Iterator[str]:
        """A chapter as an episode; the dates make every app list them in their order."""
        name = str(one.file)
        kind = SOUND_FORMATS[name.rpartition(".")[2]].media_type
        size, address = (book.folder / name).stat().st_size, xml_text(self._at(name))
        yield f"<title>{xml_text(title_of(one))}</title>"
        yield f'<enclosure url="{address}" length="{size}" type="{kind}"/>'
        yield f'<guid isPermaLink="false">{address}</guid>'
        yield f"<pubDate>{format_datetime(FIRST + timedelta(days=number))}</pubDate>"
        yield f"<itunes:duration>{round(one.seconds or 0.0)}</itunes:duration>"
        yield f"<itunes:episode>{number + 1}</itunes:episode>"
        if scenes(one):
            address = xml_text(self._at(beside(name, SCENES)))
            yield f'<podcast:chapters url="{address}" type="application/json+chapters"/>'
        for transcript in one.subtitles:
            kind = TRANSCRIPTS[transcript.rpartition(".")[2]]
            yield f'<podcast:transcript url="{xml_text(self._at(transcript))}" type="{kind}"/>'

    def _at(self, name: str) -> str:
        return self._base + quote(name.encode("utf-8", "replace"))


def _format_scenes(found: Iterable[Scene]) -> str:
    """The scenes as "JSON Chapters" has them, version 1.2."""
    chapters = [{"startTime": round(one.start_s, 3), "title": one.title} for one in found]
    return json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False, indent=1)


def _write(text: str, file: IO[bytes]) -> None:
    file.write(text.encode("utf-8", "replace"))


def _write_bytes(data: bytes, file: IO[bytes]) -> None:
    file.write(data)
