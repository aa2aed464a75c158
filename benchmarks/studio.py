"""How long the studio takes: to open a book, to show its first page, to answer a correction.

*rest* is what it takes then to decide what else changes with the correction.

    python benchmarks/studio.py STORY...

Seconds of the processor, in one thread: what else the machine does counts little. The story is read
once before, as it is when a book was opened before; its files are copied first.
"""

from __future__ import annotations

import gc
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from narrate.production import Request, read_story
from narrate.production.corrected import reading_of
from narrate.studio.answers import MOST_SEGMENTS
from narrate.studio.book import OpenBook, book_of
from narrate.studio.deciding import edited, settled
from narrate.studio.edits import SetSpeaker
from narrate.studio.files import files_of
from narrate.studio.history import change_between
from narrate.studio.messages import Changed
from narrate.studio.running import COLLECTING
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
    print("story  segments  open_s  first_page_s  answer_s  worst_s  rest_s  worst_s")
    gc.set_threshold(*COLLECTING)  # as the studio does
    for story in stories:
        with tempfile.TemporaryDirectory() as folder:
            print(*measure(Path(shutil.copy(story, folder))), sep="  ", flush=True)


def measure(story: Path) -> Iterator[object]:
    """The figures of *story*, beside which its script is written."""
    files = files_of(story, None)
    files.script.write_text(format_script(read_story(story, REQUEST).script))
    began = time.process_time()
    found = read_story(story, REQUEST, directed=False).script
    book = book_of(files, files.read(), found, REQUEST, None)
    opened = time.process_time()
    encode(book_view(book, SESSION))
    for index in range(MOST_SEGMENTS):
        encode(segment_view(book, index))
    shown = time.process_time()
    answers, rests = zip(*corrections(book, story), strict=True)
    yield story.stem
    yield len(book.script.segments)
    for seconds in (opened - began, shown - opened):
        yield f"{seconds:.2f}"
    for took in (answers, rests):
        yield f"{statistics.median(took):.2f}"
        yield f"{max(took):.2f}"


def corrections(book: OpenBook, story: Path) -> Iterator[tuple[float, float]]:
    """The seconds until each of some corrections is answered, and those that the rest takes then.

    Each is made after the one before.
    """
    reading = reading_of(story, REQUEST).correctable()
    doubts = doubtful_lines(book)
    for index in doubts[:: max(1, len(doubts) // CORRECTIONS)][:CORRECTIONS]:
        others = segment_view(book, index).others
        edit = SetSpeaker((index,), others[0] if others else book.script.characters[0].name)
        began = time.process_time()
        after = edited(book, edit, REQUEST)
        tell(book, after)
        answered = time.process_time()
        reading = reading.with_corrections(after.corrections)
        known = reading.script
        book = settled(after, REQUEST, lambda _, known=known: known)  # type: ignore[misc]
        tell(after, book)
        yield answered - began, time.process_time() - answered


def tell(before: OpenBook, after: OpenBook) -> None:
    """Make what the page is told of a change."""
    change_between("set_speaker", before.stored, after.stored)
    lines = changed_lines(before, after) or ()
    rows = tuple(segment_view(after, n) for n in sorted(lines))
    encode(Changed(book_view(after, SESSION), rows, (), moved=False))


if __name__ == "__main__":
    main(sys.argv[1:])
