# ruff: noqa: S101, D102 -- a contract is made of assertions, and a test's name is its sentence
"""What every output must do, as tests to inherit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import OutputError
from narrate.filenames import is_plain_name
from narrate.model import (
    Book,
    Cast,
    Chapter,
    Character,
    Cover,
    FinishedBook,
    FinishedChapter,
    Kind,
    Manuscript,
    Script,
    Segment,
    Sentence,
    Series,
    Span,
    Voice,
)
from narrate.settings import Settings

if TYPE_CHECKING:
    from narrate.outputs import BookOutput

PARTS = (
    (Kind.HEADING, "Chapter One", None),
    (Kind.NARRATION, "It rained. Nobody came.", None),
    (Kind.DIALOGUE, "“Is that the boat?”", "Nora"),
    (Kind.HEADING, "Chapter Two", None),
    (Kind.NARRATION, "The boat came at noon.", None),
    (Kind.SCENE_BREAK, "* * *", None),
    (Kind.DIALOGUE, "“So it is.”", "Felix"),
)
HOSTILE = ("../../etc/passwd", "<b>&amp;", "a\0b\n", "CON", "  ", "\u202ereversed\ud800")
"""titles and names that come to nothing good as the name of a file, or inside of one"""
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
"""a picture of one grey point"""


def finished_book(folder: Path, suffix: str = "mp3") -> FinishedBook:
    """A little book of two chapters in *folder*, by two people, with a file for each chapter.

    What is in the files is no sound.
    """
    text = "\n\n".join(words for _, words, _ in PARTS)
    segments = tuple(_segments(text))
    starts = [one.span.start for one in segments if one.kind is Kind.HEADING]
    chapters = tuple(
        Chapter(number, PARTS[3 * number - 3][1], Span(start, end), Span(start, start + 11))
        for number, (start, end) in enumerate(zip(starts, [starts[1], len(text)], strict=True), 1)
    )
    people = (Character("Nora", gender="F"), Character("Felix", gender="M"))
    book = Book(Manuscript(folder / "story.txt", text), "The Boat", "A. Writer", chapters)
    voices = {"Nora": Voice("tone", "high-01"), "Felix": Voice("tone", "low-02")}
    return FinishedBook(
        folder,
        Script(book, segments, people),
        Cast(Voice("tone", "low-01"), voices),
        "The Boat",
        tuple(_finished(folder, one, segments, suffix) for one in chapters),
        author="A. Writer",
        year=1913,
        cover=Cover(PNG, "image/png"),
        series=Series("The Boats", "2.5"),
    )


def _segments(text: str) -> Iterator[Segment]:
    at = 0
    for n, (kind, words, speaker) in enumerate(PARTS):
        span = Span(at, at + len(words))
        yield Segment(span, text[at : span.end], kind, 1 if n < 3 else 2, n, speaker)
        at = span.end + 2


def _finished(
    folder: Path, chapter: Chapter, segments: tuple[Segment, ...], suffix: str
) -> FinishedChapter:
    """*chapter* with a file, and with times: a second for each sentence, and half of one before."""
    own = {n: one for n, one in enumerate(segments) if one.chapter == chapter.number}
    heard: dict[int, tuple[Sentence, ...]] = {}
    at = 0.0
    for n, segment in own.items():
        if segment.kind is not Kind.SCENE_BREAK:
            cut = segment.text.find(". ") + 1
            ends = [cut, len(segment.text)] if cut else [len(segment.text)]
            starts = [0, cut + 1] if cut else [0]
            spans = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
            heard[n] = tuple(
                Sentence(span, at + k + 0.5, at + k + 1.5, estimated=False)
                for k, span in enumerate(spans)
            )
            at += len(spans)
    name = f"{chapter.number:02} - {chapter.title}.{suffix}"
    (folder / name).write_bytes(f"the sound of {chapter.title}".encode())
    return FinishedChapter(chapter, own, name, at + 2, heard)


class OutputContract(ABC):
    """What every output must do.

    Inherit it in a test module and say how to make the output::

        class TestMyOutput(OutputContract):
            def make_output(self) -> BookOutput:
                return MyOutput()
    """

    settings = Settings()
    """settings that it can work with"""
    suffix = "mp3"
    """of the chapters' files"""
    reproducible = True
    """whether the same book gives the same bytes every time"""

    @abstractmethod
    def make_output(self) -> BookOutput:
        """A new output; whoever inherits the contract says which."""

    def written(self, book: FinishedBook) -> dict[str, bytes]:
        """The files that are made of *book*: what is in each, by its name."""
        made: dict[str, bytes] = {}
        for file in self.make_output().files(book):
            assert file.name not in made, "two files of one name"
            opened = BytesIO()
            file.write(opened)
            made[file.name] = opened.getvalue()
        return made

    def test_it_accepts_the_settings_it_can_work_with(self) -> None:
        self.make_output().check(self.settings)

    def test_it_makes_files_and_there_is_something_in_each(self, tmp_path: Path) -> None:
        made = self.written(finished_book(tmp_path, self.suffix))
        assert made
        assert all(made.values())

    def test_it_gives_them_names_of_the_book_s_own_folder(self, tmp_path: Path) -> None:
        book = finished_book(tmp_path, self.suffix)
        there = {"book.json", "listen.html"} | {path.name for path in tmp_path.iterdir()}
        names = list(self.written(book))
        assert all(is_plain_name(name) for name in names)
        assert not {name.casefold() for name in names} & {name.casefold() for name in there}

    def test_it_writes_to_nothing_but_the_files_it_is_given(self, tmp_path: Path) -> None:
        book = finished_book(tmp_path, self.suffix)
        before = {path: path.read_bytes() for path in tmp_path.rglob("*")}
        self.written(book)
        assert {path: path.read_bytes() for path in tmp_path.rglob("*")} == before

    def test_the_same_book_gives_the_same_bytes(self, tmp_path: Path) -> None:
        if self.reproducible:
            book = finished_book(tmp_path, self.suffix)
            assert self.written(book) == self.written(book)

    def test_titles_and_names_may_hold_anything(self, tmp_path: Path) -> None:
        book = finished_book(tmp_path, self.suffix)
        for title in HOSTILE:
            chapters = tuple(
                replace(one, chapter=replace(one.chapter, title=title)) for one in book.chapters
            )
            series = Series(title, title)
            named = replace(book, title=title, author=title, chapters=chapters, series=series)
            assert all(is_plain_name(name) for name in self.written(named))

    def test_it_can_do_without_what_is_not_known(self, tmp_path: Path) -> None:
        book = finished_book(tmp_path, self.suffix)
        first, second = book.chapters
        silent = replace(second, file=None, seconds=None, heard={})
        untimed = replace(first, heard={})
        bare = replace(
            book, author=None, year=None, cover=None, series=None, chapters=(untimed, silent)
        )
        assert self.written(bare)

    def test_a_file_that_is_gone_is_told(self, tmp_path: Path) -> None:
        """Whatever needs the chapters' files says so by an error that a user understands."""
        book = finished_book(tmp_path, self.suffix)
        for chapter in book.chapters:
            (tmp_path / str(chapter.file)).unlink()
        try:
            self.written(book)
        except (OSError, OutputError) as error:
            assert str(error)  # noqa: PT017 -- it need not fail
