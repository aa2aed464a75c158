"""An EPUB that is made of the reader's own: its pages are kept, and each sentence lights up."""

from __future__ import annotations

import posixpath
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from narrate.errors import OutputError, Place
from narrate.model import SOUND_FORMATS, FinishedBook
from narrate.outputs.epub.anew import ACTIVE, EPOCH, NAV, add, add_sound, modified, style
from narrate.outputs.epub.contents import as_list, ncx_entries
from narrate.outputs.epub.marked import HTML, Markup, read_markup
from narrate.outputs.epub.overlays import Overlays, Sound
from narrate.outputs.epub.packaging import (
    NCX,
    OLD_TYPES,
    SMIL,
    XHTML,
    Added,
    Item,
    Package,
    href_of,
)
from narrate.outputs.epub.script_pages import format_pars
from narrate.outputs.epub.upgrading import upgraded
from narrate.outputs.markup import clock, xml_line, xml_text

CONTAINER = "META-INF/container.xml"
DC = "http://purl.org/dc/elements/1.1/"
BROKEN = (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, StopIteration)
"""what is raised for an archive that is damaged, or is none any more"""
GONE = frozenset({"mimetype", "META-INF/signatures.xml"})
"""what is written anew, and what holds for unchanged files only"""
LARGEST = 2**31
"""bytes of all parts together, unpacked; more is no book"""
MARKS = {
    "svg": ("<svg", ":svg"),
    "mathml": ("<math", ":math"),
    "scripted": ("<script", "<form"),
    "remote-resources": ('src="http', "src='http"),
}
"""properties that EPUB 3 wants told of a page, and what shows that it has them"""
TELLS = (
    ("accessMode", "auditory"),
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual,auditory"),
    ("accessibilityFeature", "synchronizedAudioText"),
)


@dataclass(frozen=True, slots=True)
class OwnEpub:
    """What becomes of the parts of the EPUB at *path*.

    *parts* have new contents, by name, or none and are left out; *sounds* are files by the names of
    parts. *notes* say which pages could not be kept.
    """

    path: Path
    parts: Mapping[str, str | None]
    sounds: Mapping[str, Path]
    notes: tuple[str, ...]

    def write(self, file: IO[bytes]) -> None:
        """Write the EPUB. Raises OSError for a file that is gone, OutputError for a damaged one."""
        with ZipFile(file, "w") as epub:
            add(epub, "mimetype", "application/epub+zip", packed=False)
            with _opened(self.path) as source:
                self._copy(source, epub)
            for name, content in self.parts.items():
                if content is not None and name not in epub.NameToInfo:
                    add(epub, name, content)
            for name, path in self.sounds.items():
                add_sound(epub, name, path)

    def _copy(self, source: ZipFile, epub: ZipFile) -> None:
        infos = source.infolist()
        if sum(one.file_size for one in infos) > LARGEST:
            raise OutputError("the parts of this book are too large to copy", at=Place(self.path))
        for one in infos:
            if one.is_dir() or one.filename in GONE or one.filename in epub.NameToInfo:
                continue
            if one.filename in self.parts:
                content = self.parts[one.filename]
                if content is not None:
                    add(epub, one.filename, content)
                continue
            with source.open(one) as opened, epub.open(_copied(one), "w") as target:
                shutil.copyfileobj(opened, target, 1 << 20)


def _copied(info: ZipInfo) -> ZipInfo:
    copy = ZipInfo(info.filename, EPOCH)
    copy.compress_type, copy.file_size = info.compress_type, info.file_size
    return copy


def own_epub(book: FinishedBook) -> OwnEpub:
    """The EPUB that *book* was read of, with its sound.

    Raises OSError if it is gone, OutputError if it is not what it was.
    """
    path = book.script.book.manuscript.path
    with _opened(path) as source:
        return _Making(book, path, source).made()


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    """The archive at *path*. Raises OutputError if what is to be read of it is not there."""
    try:
        with ZipFile(path) as source:
            yield source
    except (KeyError, *BROKEN) as error:
        msg = f"this EPUB cannot be read any more: {error}"
        raise OutputError(msg, at=Place(path), hint="make the audiobook anew") from error


def _is_page(item: Item) -> bool:
    return OLD_TYPES.get(item.media.lower(), item.media) == XHTML


class _Making:
    """The EPUB while it is made."""

    def __init__(self, book: FinishedBook, path: Path, source: ZipFile) -> None:
        self._book, self._path, self._source = book, path, source
        self._names = {one.casefold(): one for one in reversed(source.namelist())}
        self._package = self._read_package()
        self._stem = self._free_stem()
        self._folder = posixpath.join(posixpath.dirname(self._package.part), self._stem)
        self._parts: dict[str, str | None] = {}
        self._properties: dict[str, tuple[str, ...]] = {}

    def made(self) -> OwnEpub:
        """What becomes of its parts."""
        items = list(self._package.items())
        pages = {one.part for one in items if _is_page(one) and "nav" not in one.properties}
        overlays = Overlays(
            self._book, self._folder, is_old=self._package.is_old, read=self._read, known=pages
        )
        overlays.make()
        self._parts.update(overlays.pages)
        for part in overlays.remade:
            self._properties[part] = ()
        if self._package.is_old:
            self._upgrade(items)
        self._parts.update({one.part: None for one in items if one.media == SMIL})
        added = self._added(overlays, items)
        self._parts[self._package.part] = self._package.extended(added)
        self._parts[f"{self._folder}/style.css"] = style(self._book)
        written = {
            self._names.get(name.casefold(), name): text for name, text in self._parts.items()
        }
        sounds = {one.part: one.path for one in overlays.sounds}
        return OwnEpub(self._path, written, sounds, tuple(overlays.notes))

    def _read(self, part: str) -> bytes:
        return self._source.read(self._names[part.casefold()])

    def _document(self, part: str, kind: str | None = None) -> Markup:
        found = read_markup(self._read(part), kind)
        if found is None:
            msg = f"{part} is no well-formed XML, so that no EPUB can be made of this one"
            hint = "outputs: {epub: {pages: script}} makes a new one"
            raise OutputError(msg, at=Place(self._path), hint=hint)
        return found

    def _read_package(self) -> Package:
        roots = self._document(CONTAINER).elements("rootfile")
        part = next((one.attributes.get("full-path", "") for one in roots), "")
        package = Package(self._document(part), part)
        if package.is_old:
            return Package(self._document(part, kind=""), part)
        return package

    def _free_stem(self) -> str:
        """What our files and names begin with, and none that is there does."""
        there = "\n".join((self._package.document.text, *self._names)).casefold()
        stems = (f"narrate{n or ''}" for n in count())
        return next(one for one in stems if f"{one}-" not in there and f"{one}/" not in there)

    def _upgrade(self, items: Sequence[Item]) -> None:
        """Make all pages such as EPUB 3 has, those that are not heard, too."""
        for one in items:
            if not _is_page(one) or one.part.casefold() not in self._names:
                continue
            text = self._parts.get(one.part)
            if text is None:
                page = read_markup(self._read(one.part), HTML)
                text = page.text if page else None
            if text is not None:
                self._parts[one.part] = new = upgraded(text, self._book.title)
                found = [name for name, signs in MARKS.items() if any(s in new for s in signs)]
                self._properties[one.part] = tuple(found)
        for one in items:
            if one.name == self._package.cover() and one.media.startswith("image/"):
                self._properties[one.part] = ("cover-image",)

    def _added(self, overlays: Overlays, items: Sequence[Item]) -> Added:
        new: list[Item] = [Item(f"{self._stem}-style", f"{self._folder}/style.css", "text/css")]
        if self._package.is_old:
            new.append(Item(f"{self._stem}-nav", f"{self._folder}/nav.xhtml", XHTML, ("nav",)))
            self._parts[new[-1].part] = self._nav(items, new[-1].part, overlays)
        named: dict[str, str] = {}
        metadata = list(self._metadata(overlays.sounds))
        for number, (part, pars) in enumerate(overlays.pars.items(), start=1):
            name = f"{self._stem}-overlay-{number}"
            smil = f"{self._folder}/{number:03}.smil"
            named[part] = name
            seen = [replace(one, sound=href_of(smil, one.sound)) for one in pars]
            self._parts[smil] = format_pars(href_of(smil, part), seen)
            new.append(Item(name, smil, SMIL))
            length = clock(sum(one.end_s - one.start_s for one in pars))
            metadata.append(f'<meta property="media:duration" refines="#{name}">{length}</meta>')
        new += [self._sound_item(one, number) for number, one in enumerate(overlays.sounds)]
        inserted = []
        parts = {one.part: one.name for one in items}
        for number, (part, before) in enumerate(overlays.inserted.items()):
            name = f"{self._stem}-page-{number}"
            inserted.append((name, parts.get(before, "")))
            new.append(Item(name, part, XHTML))
        return Added(metadata, new, named, inserted, self._properties)

    def _sound_item(self, sound: Sound, number: int) -> Item:
        media = SOUND_FORMATS[sound.part.rpartition(".")[2]].media_type
        return Item(f"{self._stem}-sound-{number}", sound.part, media)

    def _metadata(self, sounds: Sequence[Sound]) -> Iterator[str]:
        narrator, name = xml_line(self._book.narrator, "narrate"), f"{self._stem}-narrator"
        yield f'<meta property="dcterms:modified">{modified(self._book)}</meta>'
        yield f'<dc:contributor id="{name}" xmlns:dc="{DC}">{narrator}</dc:contributor>'
        yield f'<meta refines="#{name}" property="role" scheme="marc:relators">nrt</meta>'
        for key, value in TELLS if sounds else ():
            if not self._package.says(f"schema:{key}", value):
                yield f'<meta property="schema:{key}">{value}</meta>'
        if not sounds:
            return
        yield f'<meta property="media:duration">{clock(sum(one.seconds for one in sounds))}</meta>'
        yield f'<meta property="media:narrator">{narrator}</meta>'
        yield f'<meta property="media:active-class">{ACTIVE}</meta>'

    def _nav(self, items: Sequence[Item], nav: str, overlays: Overlays) -> str:
        """The table of contents, of the old one, or else of the chapters."""
        parts = frozenset(one.part for one in items if _is_page(one))
        ncx = next((one.part for one in items if one.media == NCX), "")
        entries = list(ncx_entries(self._document(ncx), ncx, nav, parts)) if ncx else []
        listed = as_list(entries or overlays.entries(nav))
        return NAV.format(
            language=xml_text(self._book.language),
            title=xml_line(self._book.title, "book"),
            entries=listed,
        )
