"""Counts the chapters of whole books, and says of how many books the count is right.

    python benchmarks/chapters.py FOLDER...          # the books below that chapters.tsv knows
    python benchmarks/chapters.py FOLDER... --aside  # those that nobody looks at, as a share only

``benchmarks/chapters.tsv`` holds, for each book, its source (a public repository), its file's name
(the files of a folder joined in their order have one made up), and how many chapters with a heading
of their own it has: numbered ones and named ones such as a preface, counted by a contents page or
by the form of its headings, never by narrate. What stands above the first heading is a chapter of
narrate's, and is not counted. A third of the books is set aside: of them no error is printed, so
that their share tells of books nobody worked on.

A book is right if the count is. A chapter of over 30,000 words is printed, too. Exit code 1 if a
book could not be read.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from narrate.errors import NarrateError
from narrate.model import Hints
from narrate.readers import read_manuscript
from narrate.text.chapters import find_chapters

TABLE = Path(__file__).with_suffix(".tsv")
LONG = 30_000
"""words; hardly a chapter of a novel is so long"""


class Truth(NamedTuple):
    """What a book truly has; one set *aside* is counted, and never looked at."""

    source: str
    file: str
    chapters: int
    aside: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What was found in a book; *longest* is in words, *error* says why it could not be read."""

    truth: Truth
    found: int = 0
    longest: int = 0
    error: str = ""

    @property
    def right(self) -> bool:
        """Whether the count is right."""
        return self.found == self.truth.chapters


def truths() -> dict[str, Truth]:
    """The books of the table, by their files' names."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {
            row["file"]: Truth(
                row["source"], row["file"], int(row["chapters"]), row["aside"] == "yes"
            )
            for row in rows
        }


def count(work: tuple[Path, Truth]) -> Row:
    """Count the chapters of the book at a path."""
    path, truth = work
    try:
        book = find_chapters(read_manuscript(path), Hints(language="en"))
    except NarrateError as error:
        return Row(truth, error=error.message)
    text = book.manuscript.text
    words = [len(text[one.span.start : one.span.end].split()) for one in book.chapters]
    first = book.chapters[0]
    unnamed = len(book.chapters) > 1 and (first.title == book.title or not len(first.heading))
    above = unnamed and len(book.chapters) - 1 == truth.chapters
    return Row(truth, len(book.chapters) - above, max(words))


def known_below(folders: Iterable[Path]) -> Iterator[tuple[Path, Truth]]:
    """The books below *folders* that the table knows."""
    table = truths()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.name in table and path.is_file():
                yield path, table[path.name]


def main() -> int:
    """Count the chapters and print what is wrong, and the share that is right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--aside", action="store_true", help="count those set aside instead")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes (1)")
    arguments = parser.parse_args()
    books = [work for work in known_below(arguments.folders) if work[1].aside == arguments.aside]
    with ProcessPoolExecutor(arguments.jobs, mp_context=get_context("spawn")) as pool:
        rows = list(pool.map(count, books, chunksize=4))
    for row in rows:
        if not (row.right and row.longest <= LONG) and not arguments.aside:
            what = row.error or f"{row.found} for {row.truth.chapters}, longest {row.longest} words"
            print(f"{row.truth.file}: {what}")
    right = sum(row.right for row in rows)
    print(f"{right} of {len(rows)} books right ({100 * right / max(len(rows), 1):.1f} %)")
    return int(any(row.error for row in rows))


if __name__ == "__main__":
    sys.exit(main())
