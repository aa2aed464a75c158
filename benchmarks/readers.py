"""Reads books in rich formats, and compares them with what their files say.

    python benchmarks/readers.py FOLDER...            # every EPUB, page, document below the folders
    python benchmarks/readers.py FOLDER... --speakers # who says what, too, as in the plain text

A line for each book: seconds, chapters, entries of its table of contents that begin a chapter,
words of its pages that are in its text. Below it what is missing. Only EPUBs have the second and
the third.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from narrate.errors import NarrateError
from narrate.model import Book, Manuscript
from narrate.pipeline import read_script
from narrate.readers import read_manuscript
from narrate.readers.archives import open_archive
from narrate.readers.blocks import letters
from narrate.readers.epub.contents import Listed, nav_entries, ncx_entries
from narrate.readers.epub.package import parse_part, read_package
from narrate.settings import Settings
from narrate.text.chapters import find_chapters

ENDINGS = frozenset({".epub", ".html", ".htm", ".xhtml", ".md", ".docx", ".odt", ".fb2", ".rtf"})
UNSEEN = ("script", "style", "head", "rt", "rp", "svg")
INLINE = (
    "span",
    "a",
    "b",
    "i",
    "em",
    "strong",
    "small",
    "abbr",
    "cite",
    "q",
    "font",
    "sub",
    "ruby",
)
UNHEARD = re.compile("[\u00ad\u2060\u200b\ufeff]")
WORD = re.compile(r"[^\W_]+")
SHOWN = 8


def main() -> None:
    """Read what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--speakers", action="store_true")
    asked = parser.parse_args()
    found = sorted({path for folder in asked.folders for path in _books(folder)})
    totals: Counter[str] = Counter()
    for path in found:
        totals["books"] += 1
        try:
            totals += _compare(path, speakers=asked.speakers)
        except NarrateError as error:
            totals["refused"] += 1
            print(f"{path.name}: refused: {error}")
    print(", ".join(f"{number:,} {name}" for name, number in totals.items()))


def _books(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
    for path in folder.rglob("*"):
        if path.suffix.lower() in ENDINGS and path.is_file():
            yield path


def _compare(path: Path, *, speakers: bool) -> Counter[str]:
    begun = time.perf_counter()
    manuscript = read_manuscript(path)
    seconds = time.perf_counter() - begun
    book = find_chapters(manuscript)
    print(f"{path.name}: {seconds:.1f} s, {len(book.chapters)} chapters, {book.title!r}")
    totals: Counter[str] = Counter({"read": 1, "chapters": len(book.chapters)})
    if path.suffix.lower() == ".epub":
        totals += _listed(path, book) + _words(path, manuscript)
    if speakers:
        totals += _speakers(path, manuscript, book)
    return totals


def _listed(path: Path, book: Book) -> Counter[str]:
    """How many entries of the table of contents begin a chapter, or are parts above one."""
    text = book.manuscript.text
    heads = [
        letters(text[one.heading.start : one.heading.end] + one.title) for one in book.chapters
    ]
    omitted = letters(" ".join(text[span.start : span.end] for span in book.omitted))
    entries = [one for one in _table(path) if letters(one.title)]
    missing = [
        one
        for one in entries
        if not any(letters(one.title) in head for head in heads)
        and letters(one.title) not in omitted
    ]
    for one in missing[:SHOWN]:
        print(f"    no chapter: {one.title!r} ({one.part}#{one.anchor}), depth {one.depth}")
    return Counter({"entries": len(entries), "entries without a chapter": len(missing)})


def _table(path: Path) -> list[Listed]:
    with open_archive(path, "an EPUB") as archive:
        package = read_package(archive)
        if archive.find(package.nav):
            return nav_entries(parse_part(archive, package.nav), package.nav)
        if archive.find(package.ncx):
            return ncx_entries(parse_part(archive, package.ncx), package.ncx)
    return []


def _words(path: Path, manuscript: Manuscript) -> Counter[str]:
    """How many words that stand on the pages are not in the text."""
    wanted = Counter(word for page in _pages(path) for word in WORD.findall(page))
    lost = wanted - Counter(WORD.findall(manuscript.text.replace("_", " ")))
    if lost:
        print(f"    {lost.total()} words lost: {' '.join(word for word in list(lost)[:40])}")
    return Counter({"words": wanted.total(), "words lost": lost.total()})


def _pages(path: Path) -> Iterator[str]:
    """The text of each page that is read in turn, by other means than the reader's."""
    with open_archive(path, "an EPUB") as archive:
        for page in read_package(archive).pages:
            if page.linear:
                root = html.document_fromstring(
                    archive.read(page.part), html.HTMLParser(encoding="utf-8")
                )
                etree.strip_elements(root, etree.Comment, *UNSEEN, with_tail=False)
                for one in root.iter(*INLINE):
                    one.tag = "span"
                etree.strip_tags(root, "span")
                yield UNHEARD.sub("", " ".join(map(str, root.itertext())))


def _speakers(path: Path, manuscript: Manuscript, book: Book) -> Counter[str]:
    """How many lines are said by somebody else when the same text is read as plain text."""
    parts, at = [], 0
    for span in sorted(book.omitted):
        parts.append(manuscript.text[at : span.start])
        at = span.end
    plain = Path(tempfile.mkdtemp()) / f"{path.stem}.txt"
    plain.write_text("".join([*parts, manuscript.text[at:]]), encoding="utf-8")
    said, again = (
        [
            (" ".join(one.text.split()), one.speaker)
            for one in read_script(file, Settings()).segments
        ]
        for file in (path, plain)
    )
    other = Counter(said) - Counter(again)
    for words, speaker in list(other)[:SHOWN]:
        print(f"    only in the book: {speaker}: {words[:80]!r}")
    return Counter({"segments": len(said), "segments that differ": other.total()})


if __name__ == "__main__":
    main()
