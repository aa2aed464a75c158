"""Reads a folder of chapters: each file in it is one, in the order of their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from narrate.errors import ManuscriptError, Place
from narrate.model import Manuscript, Metadata, Region, Section, Span, StatedHeading
from narrate.readers.files import LARGEST
from narrate.text.chapters.headings import Rank, looks_like_title, read_heading
from narrate.text.paragraphs import detect_layout, find_paragraphs
from narrate.text.titles import title_from_path

ENDINGS = frozenset({"txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx", "odt", "rtf"})
"""endings of files that hold a chapter; a book of its own is none"""
PARTED = "\n\n"
MOST = 2000
"""files; no book has so many chapters"""
_NUMBER = re.compile(r"(\d{1,9})")
_ORDER = re.compile(r"^[\s\d._-]*(?=[^\W\d_])")
_COVERS = ("cover.jpg", "cover.jpeg", "cover.png")
_LARGEST_COVER = 10_000_000

Read = Callable[[Path], Manuscript]


def read_folder(folder: Path, read: Read) -> Manuscript:
    """The book whose chapters are the files in *folder*, each of which *read* reads.

    A file that begins with a heading is called by that, another by its name without the number in
    front. Raises ManuscriptError for a folder without chapters, and for a file that cannot be read.
    """
    paths = _chapters(folder)
    chapters = [_structured(read(path)) for path in paths]
    text, headings, regions, sections = "", [], [], []
    for path, one in zip(paths, chapters, strict=True):
        at = len(text)
        headings += [_moved(heading, at) for heading in _with_name(one, path)]
        regions += [replace(region, span=_later(region.span, at)) for region in one.regions]
        sections += list(_sections(one, path, at))
        text += one.text.strip("\n") + PARTED
    return Manuscript(
        folder,
        text.rstrip("\n"),
        metadata=_metadata(folder, chapters),
        headings=tuple(headings),
        regions=tuple(regions),
        sections=tuple(sections),
    )


def _chapters(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if _is_chapter(path)]
    except OSError as error:
        raise ManuscriptError(
            f"this folder cannot be read: {error.strerror}",
            at=Place(folder),
            hint="change its permissions",
        ) from error
    if not 0 < len(found) <= MOST:
        raise ManuscriptError(
            f"this folder holds {f'more than {MOST} chapters' if found else 'no chapter'}",
            at=Place(folder),
            hint="name a story, or a folder with a text, Markdown or DOCX file for each chapter",
        )
    if sum(path.stat().st_size for path in found if path.exists()) > LARGEST:
        raise ManuscriptError(
            f"the chapters in this folder are larger than {LARGEST // 2**20} MB",
            at=Place(folder),
            hint="split the story into several folders",
        )
    return sorted(found, key=_in_order)


def _is_chapter(path: Path) -> bool:
    name = path.name.lower()
    known = path.suffix.removeprefix(".").lower() in ENDINGS
    is_other = name.startswith((".", "~", "_")) or name.endswith(".script.txt")
    return known and not is_other and not path.is_dir()


def _in_order(path: Path) -> list[tuple[int, str]]:
    """*path* as people sort: chapter 10 behind chapter 9."""
    parts = _NUMBER.split(path.name.casefold())
    return [(int(one), "") if one.isdecimal() else (-1, one) for one in parts]


def _structured(chapter: Manuscript) -> Manuscript:
    """*chapter* with its paragraphs parted by blank lines, and its heading stated, if it has one.

    Its places lead into its text, and no more into a file.
    """
    if chapter.is_structured:
        return chapter
    text = chapter.text
    spans = find_paragraphs(text, Span(0, len(text)), detect_layout(text))
    paragraphs = [_trimmed(text[span.start : span.end]) for span in spans]
    first = paragraphs[0] if paragraphs else ""
    headings = (StatedHeading(Span(0, len(first)), 1),) if _is_heading(first) else ()
    regions = tuple(_kept_regions(chapter.regions, spans, paragraphs))
    whole = PARTED.join(paragraphs)
    return replace(
        chapter, text=whole, headings=headings, regions=regions, origins=(), source="", shifts=()
    )


def _kept_regions(
    regions: Sequence[Region], spans: Sequence[Span], paragraphs: Sequence[str]
) -> Iterator[Region]:
    """*regions* of whole paragraphs, which stood at *spans*, where they stand now."""
    at = 0
    places = []
    for span, paragraph in zip(spans, paragraphs, strict=True):
        places.append((span, Span(at, at + len(paragraph))))
        at += len(paragraph) + len(PARTED)
    for one in regions:
        inside = [
            now for was, now in places if one.span.start <= was.start and was.end <= one.span.end
        ]
        if inside:
            yield Region(Span(inside[0].start, inside[-1].end), one.kind)


def _is_heading(paragraph: str) -> bool:
    """Whether a file's first *paragraph* is the chapter's heading, and not its first sentence."""
    mark = read_heading(paragraph)
    if mark is not None and mark.rank is not Rank.NUMBER:
        return True
    titled = mark is not None or looks_like_title(paragraph)
    return titled and "\n" not in paragraph and paragraph[-1:].isalnum()


def _trimmed(paragraph: str) -> str:
    return "\n".join(line.strip() for line in paragraph.split("\n"))


def _with_name(chapter: Manuscript, path: Path) -> Iterator[StatedHeading]:
    """The headings of *chapter*; the first begins it, the others are sections of it."""
    stated = chapter.headings or ()
    begins = bool(stated) and not chapter.text[: stated[0].span.start].strip()
    if begins:
        yield replace(stated[0], level=1)
    else:
        name = _ORDER.sub("", path.stem)
        yield StatedHeading(Span(0, 0), 1, title_from_path(path.with_stem(name) if name else path))
    yield from (replace(one, level=one.level + 1) for one in stated[begins:])


def _later(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _moved(heading: StatedHeading, by: int) -> StatedHeading:
    return replace(heading, span=_later(heading.span, by))


def _sections(chapter: Manuscript, path: Path, at: int) -> Iterator[Section]:
    if not chapter.sections or chapter.sections[0].start:
        yield Section(at, path.name)
    for one in chapter.sections:
        yield Section(one.start + at, f"{path.name}, {one.name}")


def _metadata(folder: Path, chapters: Sequence[Manuscript]) -> Metadata:
    """What the chapters agree on, the folder's name and the picture in it."""
    authors = {one.metadata.author for one in chapters}
    languages = {one.metadata.language for one in chapters}
    return Metadata(
        title=title_from_path(folder.resolve()),
        author=authors.pop() if len(authors) == 1 else None,
        language=languages.pop() if len(languages) == 1 else None,
        cover=next(filter(None, (_cover(folder / name) for name in _COVERS)), None),
    )


def _cover(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_COVER + 1)
    except OSError:
        return None
    return raw if len(raw) <= _LARGEST_COVER else None
