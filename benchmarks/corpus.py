"""Reads whole books as `narrate script` does, and lists those that need a look.

    python benchmarks/corpus.py FOLDER...                # every .txt and .md below
    python benchmarks/corpus.py FOLDER... --transform    # and each typed otherwise
    python benchmarks/corpus.py FOLDER... --all          # a row for every book

A book needs a look if it cannot be read, if signs of it are in no segment and not left out by
name, if it has far fewer chapters than lines that look like a chapter's heading, or one chapter
and over 30,000 words, a paragraph of over 20,000 characters, if somebody speaks 8,000 characters
with no new opening mark, if over a third of its speech has no speaker, or if, typed otherwise
(``tests/support/retyping.py``), it is read otherwise. The summary counts books, words, and each of
these. Exit code 1 if a book raised what is no error of the user's, or lost text.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from narrate.errors import NarrateError
from narrate.model import Kind, Script
from narrate.pipeline import read_script
from narrate.readers.encodings import decode
from narrate.settings import Settings
from retyping import RETYPED, Said, as_read

SUFFIXES = (".txt", ".md")
LONG_CHAPTER = 30_000
"""words; no novel of the corpus has so long a chapter that is one"""
LONG_SPEECH = 8_000
"""characters"""
LONG_PARAGRAPH = 20_000
"""characters; where one is longer, what parts the paragraphs was not seen"""
FEW_LINES = 50
"""Of fewer lines of speech no share is told."""
UNKNOWN = 1 / 3
MEANT_IN_MARKDOWN = frozenset({"with trailing blanks", "from project gutenberg"})
"""Two blanks break a line there, and that project has no such files."""
_HEADING = re.compile(
    r"^[\W_]*(?:chapter|chap\.|ch\.)\s+(?:\d{1,3}|[ivxlc]+|[a-z]+(?:-[a-z]+)?)\b.{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
_OPENING = "\"“‘'«»„—–-"


@dataclass(frozen=True, slots=True)
class Row:
    """What was found in one book; *look* says what is wrong with it, a kind and the particulars."""

    path: Path
    words: int = 0
    seconds: float = 0.0
    chapters: int = 0
    headings: int = 0
    speech: int = 0
    lines: int = 0
    unknown: int = 0
    look: tuple[tuple[str, str], ...] = ()


def read_book(path: Path, *, transform: bool) -> Row:
    """Read the book at *path*, and typed otherwise if *transform*."""
    began = time.process_time()
    try:
        script = read_script(path, Settings())
    except NarrateError as error:
        return Row(path, look=((f"refused, exit {error.exit_code}", error.message),))
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is what we look for
        return Row(path, look=(("internal error", _place(error)),))
    seconds = time.process_time() - began
    look = [*_look(script), *(_typed_otherwise(path, script) if transform else ())]
    dialogue = [one for one in script.segments if one.kind is Kind.DIALOGUE]
    return Row(
        path,
        len(script.book.manuscript.text.split()),
        seconds,
        len(script.book.chapters),
        _headings(script),
        _longest_speech(script),
        len(dialogue),
        sum(one.speaker is None for one in dialogue),
        tuple(look),
    )


def _place(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} at {Path(frame.filename).name}:{frame.lineno}"


def _look(script: Script) -> Iterator[tuple[str, str]]:
    if lost := _lost(script):
        yield "text lost", f"{len(lost)} characters: {lost[:40]!r}"
    chapters, headings = len(script.book.chapters), _headings(script)
    if headings > 1 and chapters < headings * 0.8:
        yield "too few chapters", f"{chapters}, and {headings} lines look like headings"
    if longest := _long_chapter(script):
        yield "long chapter", longest
    if (paragraph := _longest_paragraph(script)) > LONG_PARAGRAPH:
        yield "long paragraph", f"{paragraph} characters"
    if (speech := _longest_speech(script)) > LONG_SPEECH:
        yield "long speech", f"{speech} characters"
    dialogue = [one for one in script.segments if one.kind is Kind.DIALOGUE]
    unknown = sum(one.speaker is None for one in dialogue)
    if len(dialogue) >= FEW_LINES and unknown > len(dialogue) * UNKNOWN:
        yield "speakers unknown", f"{unknown} of {len(dialogue)} lines"


def _lost(script: Script) -> str:
    """The signs that are in no segment and in no part left out, white space aside."""
    text, at = script.book.manuscript.text, 0
    kept = sorted((*script.book.omitted, *(one.span for one in script.segments)))
    lost = []
    for span in kept:
        lost.append(text[at : span.start])
        at = max(at, span.end)
    return "".join("".join((*lost, text[at:])).split())


def _headings(script: Script) -> int:
    """How many lines of what is read look like a chapter's heading."""
    text = list(script.book.manuscript.text)
    for span in script.book.omitted:
        text[span.start : span.end] = " " * len(span)
    return sum(1 for _ in _HEADING.finditer("".join(text)))


def _long_chapter(script: Script) -> str | None:
    words: Counter[int] = Counter()
    for segment in script.segments:
        words[segment.chapter] += len(segment.text.split())
    number, most = words.most_common(1)[0]
    if most <= LONG_CHAPTER:
        return None
    return f"{number} of {len(script.book.chapters)} has {most} words"


def _longest_paragraph(script: Script) -> int:
    lengths: Counter[int] = Counter()
    for segment in script.segments:
        lengths[segment.paragraph] += len(segment.text)
    return max(lengths.values())


def _longest_speech(script: Script) -> int:
    """Characters said in a row with no opening mark between."""
    longest = running = 0
    for segment in script.segments:
        if segment.kind is not Kind.DIALOGUE or segment.text[0] in _OPENING:
            running = 0
        if segment.kind is Kind.DIALOGUE:
            running += len(segment.text)
            longest = max(longest, running)
    return longest


def _typed_otherwise(path: Path, script: Script) -> Iterator[tuple[str, str]]:
    source, expected = decode(path.read_bytes(), path)[0], as_read(script)
    markdown = path.suffix.lower() == ".md"
    for name, retype in RETYPED.items():
        text = source if markdown and name in MEANT_IN_MARKDOWN else retype(source)
        if text == source:
            continue
        with tempfile.TemporaryDirectory() as folder:
            story = Path(folder) / path.name
            story.write_text(text, encoding="utf-8", newline="")
            found = as_read(read_script(story, Settings()))
        if found[1] != expected[1]:
            yield name, f"chapters: {_first(expected[1], found[1])}"
        if found[0] != expected[0]:
            yield name, _differences(expected[0], found[0])


def _first(expected: Sequence[object], found: Sequence[object]) -> str:
    """Where two sequences begin to differ."""
    for before, after in zip(expected, found, strict=False):
        if before != after:
            return f"{before!r} is now {after!r}"
    return f"{len(expected)} are now {len(found)}"


def _differences(expected: Sequence[Said], found: Sequence[Said]) -> str:
    matcher = difflib.SequenceMatcher(None, expected, found, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    _, first, last, start, end = changes[0]
    count = sum(max(change[2] - change[1], change[4] - change[3]) for change in changes)
    shown = f"{_shown(expected[first:last])} is now {_shown(found[start:end])}"
    return f"{count} of {len(expected)} segments: {shown}"


def _shown(said: Sequence[Said]) -> str:
    return "; ".join(f"[{who or kind}] {words[:50]}" for kind, words, who in said[:2]) or "nothing"


def books_below(folders: Iterable[Path]) -> list[Path]:
    """Every text below *folders*, in order; a file stands for itself."""
    found = [
        path
        for folder in folders
        for path in (sorted(folder.rglob("*")) if folder.is_dir() else [folder])
    ]
    return [path for path in found if path.suffix.lower() in SUFFIXES and path.is_file()]


def _print_row(row: Row) -> None:
    pace = 1000 * row.seconds / row.words if row.words else 0.0
    share = 100 * row.unknown / row.lines if row.lines else 0.0
    print(
        f"{row.path.name[:40]:40} {row.words:>8,} {pace:>6.3f} {row.chapters:>5} {row.headings:>5}"
        f" {row.speech:>6} {share:>5.1f}"
    )
    for kind, what in row.look:
        print(f"    {kind}: {what}")


def _print_summary(rows: Sequence[Row]) -> None:
    words, seconds = sum(row.words for row in rows), sum(row.seconds for row in rows)
    pace = 1000 * seconds / max(words, 1)
    print(f"\n{len(rows)} books, {words:,} words, {pace:.3f} s a thousand")
    kinds = Counter(kind for row in rows for kind in {kind for kind, _ in row.look})
    for kind, count in kinds.most_common():
        print(f"{count:>5} {kind}")


def main() -> int:
    """Read the books and print what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--transform", action="store_true", help="read each typed otherwise, too")
    parser.add_argument("--all", action="store_true", help="print a row for every book")
    parser.add_argument("--jobs", type=int, help="worker processes (all cores)")
    arguments = parser.parse_args()
    books = books_below(arguments.folders)
    print(f"{'book':40} {'words':>8} s/1000 chap. lines speech    ?%")
    rows = []
    with ProcessPoolExecutor(arguments.jobs, mp_context=get_context("spawn")) as pool:
        for row in pool.map(partial(read_book, transform=arguments.transform), books):
            rows.append(row)
            if row.look or arguments.all:
                _print_row(row)
    _print_summary(rows)
    bad = {"internal error", "text lost"}
    return int(any(kind in bad for row in rows for kind, _ in row.look))


if __name__ == "__main__":
    sys.exit(main())
