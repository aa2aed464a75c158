"""How long the studio takes: to open a book, to show its first page, to answer a correction.

    python benchmarks/studio.py STORY...

Seconds of the processor, in one thread: what else the machine does counts little. The story is read
once before, as it is when a book was opened before; its files are copied first.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from narrate.attribution.correcting import Correctable
from narrate.production import Request, read_story
from narrate.production.corrected import reading_of
from narrate.studio.answers import MOST_SEGMENTS
from narrate.studio.book import OpenBook, book_of
from narrate.studio.deciding import edited, settled
from narrate.studio.edits import SetSpeaker
from narrate.studio.files import files_of
from narrate.studio.messages import Changed
from narrate.studio.views import (
    Session,
    book_view,
    changed_lines,
    doubtful_lines,
    segment_view,
)
from narrate.studio.wire import encode
from narrate.text.scriptfile import format_script

REQUEST = Request(engine="tone")
CORRECTIONS = 20
SESSION = Session(1, None, None, ready=True, settled=True, problems=())


def main(stories: list[str]) -> None:
    """Print a line for each of *stories*."""
    print("story  segments  open_s  first_page_s  correction_s  worst_s")
    for story in stories:
        with tempfile.TemporaryDirectory() as folder:
            print(*measure(Path(shutil.copy(story, folder))), sep="  ", flush=True)


def measure(story: Path) -> Iterator[object]:
    """The figures of *story*, beside which its script is written."""
    files = files_of(story, None)
    files.script.write_text(format_script(read_story(story, REQUEST).script))
    began = time.process_time()
    book = book_of(files, files.read(), read_story(story, REQUEST).script, REQUEST, None)
    opened = time.process_time()
    encode(book_view(book, SESSION))
    for index in range(MOST_SEGMENTS):
        encode(segment_view(book, index))
    shown = time.process_time()
    took = list(corrections(book, story))
    yield story.stem
    yield len(book.script.segments)
    for seconds in (opened - began, shown - opened, statistics.median(took), max(took)):
        yield f"{seconds:.2f}"


def corrections(book: OpenBook, story: Path) -> Iterator[float]:
    """The seconds that each of some corrections takes, each after the one before."""
    reading = reading_of(story, REQUEST).correctable()
    doubts = doubtful_lines(book)
    for index in doubts[:: max(1, len(doubts) // CORRECTIONS)][:CORRECTIONS]:
        began = time.process_time()
        book, reading = correct(book, reading, index)
        yield time.process_time() - began


def correct(book: OpenBook, reading: Correctable, index: int) -> tuple[OpenBook, Correctable]:
    """*book* and its reading when a line was given to whoever came second for it."""
    others = segment_view(book, index).others
    edit = SetSpeaker((index,), others[0] if others else book.script.characters[0].name)
    after = edited(book, edit, REQUEST)
    known = reading.with_corrections(after.corrections)
    after = settled(after, REQUEST, lambda _: known.script)
    also = sorted((changed_lines(book, after) or frozenset()) - {index})
    told = (segment_view(after, index),)
    view = book_view(after, SESSION)
    encode(Changed(view, told, tuple(segment_view(after, n) for n in also), moved=False))
    return after, known


if __name__ == "__main__":
    main(sys.argv[1:])
