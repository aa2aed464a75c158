"""An EPUB that is made anew, of the script: a page and a media overlay for each chapter."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from narrate.model import SOUND_FORMATS, FinishedBook, FinishedChapter
from narrate.outputs.colours import DARK, LIGHT, palette
from narrate.outputs.epub.script_pages import clips, format_chapter, format_overlay
from narrate.outputs.markup import clock, xml_line, xml_text
from narrate.outputs.naming import cover_name, identity, place_in, title_of

ACTIVE = "-epub-media-overlay-active"
"""the class of the sentence that is heard, as most reading systems expect it to be called"""
CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
NAV = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}">
<head><meta charset="utf-8"/><title>{title}</title></head>
<body><nav epub:type="toc"><h1>{title}</h1><ol>
{entries}</ol></nav></body>
</html>
"""
PACKAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" \
xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{metadata}</metadata>
<manifest>
{manifest}</manifest>
<spine>
{spine}</spine>
</package>
"""
ACCESS = {
    "accessMode": ("textual", "auditory"),
    "accessModeSufficient": ("textual,auditory", "textual", "auditory"),
    "accessibilityFeature": ("synchronizedAudioText", "tableOfContents", "structuralNavigation"),
    "accessibilityHazard": ("none",),
}
"""what schema.org calls what the book has for whom"""
PLAIN = "body { line-height: 1.5; }\n"
STYLE = (
    ".{active} {{ background: {light}; }}\n"
    "{colours}"
    "@media (prefers-color-scheme: dark) {{\n.{active} {{ background: {dark}; }}\n{darker}}}\n"
)
EPOCH = (1980, 1, 1, 0, 0, 0)
"""the first time a ZIP file can tell: the same book gives the same bytes"""


@dataclass(frozen=True, slots=True)
class ChapterFiles:
    """A chapter in the EPUB: how its files are called, and whether it is heard."""

    chapter: FinishedChapter
    name: str
    is_timed: bool

    @property
    def sound(self) -> str:
        """The name of its sound file."""
        return f"{self.name}.{self.suffix}"

    @property
    def suffix(self) -> str:
        """The ending of its sound file, without the dot."""
        return (self.chapter.file or "").rpartition(".")[2]


def write_epub(book: FinishedBook, file: IO[bytes]) -> None:
    """Write *book* as an EPUB into *file*. Raises OSError for a chapter's file that is gone."""
    parts = tuple(_parts(book))
    with ZipFile(file, "w") as epub:
        add(epub, "mimetype", "application/epub+zip", packed=False)
        add(epub, "META-INF/container.xml", CONTAINER)
        add(epub, "EPUB/package.opf", _package(book, parts))
        add(epub, "EPUB/nav.xhtml", _nav(book, parts))
        add(epub, "EPUB/style.css", PLAIN + style(book))
        if book.cover:
            add(epub, f"EPUB/{cover_name('cover', book.cover)}", book.cover.data, packed=False)
        named = classes(book)
        for part in parts:
            page = format_chapter(part.chapter, book, named, "style.css")
            add(epub, f"EPUB/{part.name}.xhtml", page)
            if part.is_timed:
                overlay = format_overlay(part.chapter, f"{part.name}.xhtml", part.sound)
                add(epub, f"EPUB/{part.name}.smil", overlay)
                add_sound(epub, f"EPUB/{part.sound}", book.folder / str(part.chapter.file))


def _parts(book: FinishedBook) -> Iterator[ChapterFiles]:
    """All chapters; those of which it is not known when what is heard have no overlay."""
    for number, chapter in enumerate(book.chapters, start=1):
        is_timed = chapter.file is not None and bool(clips(chapter))
        yield ChapterFiles(chapter, f"c{number:03}", is_timed)


def add(epub: ZipFile, name: str, content: str | bytes, *, packed: bool = True) -> None:
    """Put *content* into *epub* as the part *name*."""
    info = ZipInfo(name, EPOCH)
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    data = content.encode() if isinstance(content, str) else content
    epub.writestr(info, data)


def add_sound(epub: ZipFile, name: str, path: Path) -> None:
    """Copy the sound file at *path* as it is: it cannot be packed any closer."""
    info = ZipInfo(name, EPOCH)
    info.file_size = path.stat().st_size
    with path.open("rb") as source, epub.open(info, "w") as target:
        shutil.copyfileobj(source, target, 1 << 20)


def _package(book: FinishedBook, parts: Iterable[ChapterFiles]) -> str:
    parts = tuple(parts)
    return PACKAGE.format(
        language=xml_text(book.language),
        metadata="".join(f"{line}\n" for line in _metadata(book, parts)),
        manifest="".join(f"{line}\n" for line in _manifest(book, parts)),
        spine="".join(f'<itemref idref="{part.name}"/>\n' for part in parts),
    )


def _metadata(book: FinishedBook, parts: Iterable[ChapterFiles]) -> Iterator[str]:
    title, narrator = xml_line(book.title, "book"), xml_line(book.narrator, "narrate")
    yield f'<dc:identifier id="id">{identity(book)}</dc:identifier>'
    yield f"<dc:title>{title}</dc:title>"
    yield f"<dc:language>{xml_text(book.language)}</dc:language>"
    if book.author:
        yield f'<dc:creator id="author">{xml_line(book.author, "?")}</dc:creator>'
        yield '<meta refines="#author" property="role" scheme="marc:relators">aut</meta>'
    if book.year:
        yield f"<dc:date>{book.year:04}</dc:date>"
    if book.series:
        name = xml_line(book.series.name, "?")
        yield f'<meta property="belongs-to-collection" id="series">{name}</meta>'
        yield '<meta refines="#series" property="collection-type">series</meta>'
        if place := place_in(book.series):
            yield f'<meta refines="#series" property="group-position">{place}</meta>'
    yield f'<meta property="dcterms:modified">{modified(book)}</meta>'
    yield f'<dc:contributor id="narrator">{narrator}</dc:contributor>'
    yield '<meta refines="#narrator" property="role" scheme="marc:relators">nrt</meta>'
    for name, values in ACCESS.items():
        for value in values:
            yield f'<meta property="schema:{name}">{value}</meta>'
    timed = [part for part in parts if part.is_timed]
    for part in timed:
        length = clock(part.chapter.seconds or 0.0)
        yield f'<meta property="media:duration" refines="#{part.name}-overlay">{length}</meta>'
    if timed:
        whole_s = sum(part.chapter.seconds or 0.0 for part in timed)
        yield f'<meta property="media:duration">{clock(whole_s)}</meta>'
        yield f'<meta property="media:narrator">{narrator}</meta>'
        yield f'<meta property="media:active-class">{ACTIVE}</meta>'


def modified(book: FinishedBook) -> str:
    """When the newest of its sound files was written: an unchanged book has an unchanged date."""
    times = [(book.folder / str(one.file)).stat().st_mtime for one in book.heard]
    return datetime.fromtimestamp(int(max(times, default=0)), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _manifest(book: FinishedBook, parts: Iterable[ChapterFiles]) -> Iterator[str]:
    def item(name: str, href: str, kind: str, more: str = "") -> str:
        return f'<item id="{name}" href="{href}" media-type="{kind}"{more}/>'

    yield item("nav", "nav.xhtml", "application/xhtml+xml", ' properties="nav"')
    yield item("style", "style.css", "text/css")
    if book.cover:
        yield item(
            "cover", cover_name("cover", book.cover), book.cover.mime, ' properties="cover-image"'
        )
    for part in parts:
        overlay = f' media-overlay="{part.name}-overlay"' if part.is_timed else ""
        yield item(part.name, f"{part.name}.xhtml", "application/xhtml+xml", overlay)
        if part.is_timed:
            yield item(f"{part.name}-overlay", f"{part.name}.smil", "application/smil+xml")
            yield item(f"{part.name}-sound", part.sound, SOUND_FORMATS[part.suffix].media_type)


def _nav(book: FinishedBook, parts: Iterable[ChapterFiles]) -> str:
    entries = "".join(
        f'<li><a href="{part.name}.xhtml">{xml_text(title_of(part.chapter))}</a></li>\n'
        for part in parts
    )
    title = xml_line(book.title, "book")
    return NAV.format(language=xml_text(book.language), title=title, entries=entries)


def classes(book: FinishedBook) -> Mapping[str, str]:
    """The classes of what characters say, by their names."""
    return {one.name: f"speaker-{n}" for n, one in enumerate(book.script.characters)}


def style(book: FinishedBook) -> str:
    """The colours of the characters, on light pages and on dark ones."""
    colours = list(enumerate(palette(len(book.script.characters))))
    return STYLE.format(
        active=ACTIVE,
        light=LIGHT[1],
        dark=DARK[1],
        colours="".join(f".speaker-{n} {{ color: {one[0]}; }}\n" for n, one in colours),
        darker="".join(f".speaker-{n} {{ color: {one[1]}; }}\n" for n, one in colours),
    )
