"""What the tests of recording and release share: a small book, and workers that need no process."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from pathlib import Path
from typing import Any

from narrate.model import (
    Book,
    Cast,
    Chapter,
    Kind,
    Manuscript,
    Script,
    Segment,
    Span,
    Utterance,
    Voice,
)
from narrate.pipeline import Prep
from narrate.recording import Forecast, Recorder, Recording
from narrate.recording.recording import Recorded
from narrate.spans import Edit, Spoken
from narrate.speech.mapped import Mapped

TIMES = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d{3}) --> (\d\d):(\d\d):(\d\d)[.,](\d{3})")
NARRATOR = Voice("tone", "low-01")
ANN = Voice("tone", "high-02")


class InlineExecutor(Executor):
    """Makes every call at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 -- as an executor does
            future.set_exception(error)
        return future


def inline(_jobs: int) -> Executor:
    return InlineExecutor()


def each(recorder: Recorder, recording: Recording) -> Iterator[Recorded]:
    """What *recording* yields, to a caller that is no task."""
    chapters = aiter(recording)

    async def following() -> Recorded:
        return await anext(chapters)

    with suppress(StopAsyncIteration):
        while True:
            yield recorder.run(following())


def second(_first: object, value: object) -> object:
    """A job for a worker process, which can import this module but not a test's own."""
    return value


class Report:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.lines = 0
        self.done = 0
        self.chapters: list[int] = []
        self.forecasts: list[Forecast] = []

    def total(self, lines: int) -> None:
        self.lines = lines

    def advance(self, lines: int) -> None:
        self.done += lines

    def expected(self, forecast: Forecast) -> None:
        self.forecasts.append(forecast)

    def completed(self, chapter: Chapter) -> None:
        self.chapters.append(chapter.number)


def book_of(*chapters: Sequence[str]) -> Prep:
    """A book with one line of text for each string: Ann says what stands in curly quotes.

    A line of three asterisks is a scene break. A blank line follows each, so line *n* of a book
    stands on line 2n - 1.
    """
    text = ""
    segments: list[Segment] = []
    utterances: list[tuple[Utterance, ...]] = []
    spans: list[Chapter] = []
    for number, lines in enumerate(chapters, start=1):
        first = len(text)
        for line in lines:
            span = Span(len(text), len(text) + len(line))
            text += f"{line}\n\n"
            kind, speaker, said = _told(line)
            spoken = said_of(line, *(one.spoken for one in said))
            segments.append(
                Segment(span, line, kind, number, len(segments), speaker, spoken=spoken)
            )
            utterances.append(said)
        span = Span(first, len(text))
        spans.append(Chapter(number, f"Part {number}", span, Span(first, first)))
    book = Book(Manuscript(Path("story.txt"), text), "The Book", "A. Writer", tuple(spans))
    script = Script(book, tuple(segments))
    return Prep(script, Cast(NARRATOR, {"Ann": ANN}), tuple(utterances))


def said_of(printed: str, *parts: str) -> Spoken:
    """What is said of *printed*, if that is *parts* of it, or other words in place of it all."""
    text = " ".join(parts)
    starts = [len(" ".join((*parts[:n], ""))) for n in range(len(parts))]
    spans = (Span(start, start + len(part)) for start, part in zip(starts, parts, strict=True))
    start = printed.find(text)
    left = Edit(0, start, ""), Edit(start + len(text), len(printed), "")
    edits = left if start >= 0 else (Edit(0, len(printed), text),)
    return Spoken(text, (edits,), tuple(spans))


def in_one_part(said: Mapped) -> Spoken:
    return Spoken(said.text, said.rounds, (Span(0, len(said.text)),))


def _told(line: str) -> tuple[Kind, str | None, tuple[Utterance, ...]]:
    if line == "***":
        return Kind.SCENE_BREAK, None, ()
    if line.startswith("“"):
        return Kind.DIALOGUE, "Ann", (Utterance(line.strip("“”"), ANN),)
    return Kind.NARRATION, None, (Utterance(line, NARRATOR),)


def cues(path: Path) -> list[tuple[float, float, str]]:
    """Start and end in seconds, and text, of every cue of a subtitle file."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        times = TIMES.search(block)
        if times:
            parts = [int(part) for part in times.groups()]
            start, end = (
                3600 * h + 60 * m + s + ms / 1000 for h, m, s, ms in (parts[:4], parts[4:])
            )
            found.append((start, end, block[times.end() :].strip()))
    return found
