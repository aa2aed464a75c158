"""Compares the chapters of a book's page in HTML with those of its plain text.

    python benchmarks/editions.py FOLDER          # every NAME.htm that lies beside a NAME.txt
    python benchmarks/editions.py FOLDER 244 98   # these books alone, with the chapters that differ

A line for each book: its chapters in the page and in the text, how many are called alike, that is
by the same words or by some of them, and the words of both. A book is right if both have the same
number of chapters, nine in ten of them called alike. What stands above the first heading is a
chapter of narrate's, and is not counted.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from narrate.errors import NarrateError
from narrate.model import Book
from narrate.readers import read_manuscript
from narrate.readers.blocks import letters
from narrate.text.chapters import find_chapters

ENDINGS = frozenset({".htm", ".html"})
ALIKE = 0.9
"""the share of the chapters that must be called alike"""


@dataclass(frozen=True, slots=True)
class Edition:
    """What was found in a file: the names of its *chapters*, and how many *words* are read."""

    chapters: tuple[str, ...]
    words: int


def main() -> int:
    """Compare the books below a folder; exit code 1 if one could not be read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    totals: Counter[str] = Counter()
    for page in sorted(arguments.folder.iterdir()):
        text = page.with_suffix(".txt")
        wanted = not arguments.names or page.stem in arguments.names
        if wanted and page.suffix.lower() in ENDINGS and text.is_file():
            totals += _compare(page, text, show=bool(arguments.names))
    print(", ".join(f"{number} {name}" for name, number in totals.items()))
    return int(totals["unreadable"] > 0)


def _compare(page: Path, text: Path, *, show: bool) -> Counter[str]:
    try:
        found, wanted = _edition(page), _edition(text)
    except NarrateError as error:
        print(f"{page.stem}: {error}")
        return Counter({"books": 1, "unreadable": 1})
    names = tuple(map(letters, found.chapters)), tuple(map(letters, wanted.chapters))
    matcher = SequenceMatcher(None, *names, autojunk=False)
    alike = sum(one.size for one in matcher.get_matching_blocks())
    counted = len(found.chapters) == len(wanted.chapters)
    if counted:
        alike = sum(one in other or other in one for one, other in zip(*names, strict=True))
    right = counted and alike >= ALIKE * len(wanted.chapters)
    print(
        f"{page.stem}: {'right' if right else 'count' if counted else 'wrong'}, "
        f"{len(found.chapters)} for {len(wanted.chapters)}, {alike} called alike, "
        f"{found.words} for {wanted.words} words",
        flush=True,
    )
    if show:
        _show(found, wanted, matcher)
    return Counter({"books": 1, "right": int(right), "of the right count": int(counted)})


def _edition(path: Path) -> Edition:
    book = find_chapters(read_manuscript(path))
    return Edition(_names(book), _words(book))


def _names(book: Book) -> tuple[str, ...]:
    names = tuple(one.title for one in book.chapters)
    above = len(names) > 1 and not book.chapters[0].heading
    return names[1:] if above or (names[0] == book.title and len(names) > 1) else names


def _words(book: Book) -> int:
    text = book.manuscript.text
    read = sum(len(text[one.span.start : one.span.end].split()) for one in book.chapters)
    return read - sum(len(text[one.start : one.end].split()) for one in book.omitted)


def _show(found: Edition, wanted: Edition, matcher: SequenceMatcher[str]) -> None:
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            print(f"    {found.chapters[start:end]!r}\n        for {wanted.chapters[first:last]!r}")


if __name__ == "__main__":
    sys.exit(main())
