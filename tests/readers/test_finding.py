"""A file is read by the reader of its ending, with the options that voices.yaml has for it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from narrate.config import read_settings
from narrate.errors import ManuscriptError, Place, SettingsError, ToolError
from narrate.model import Kind, Manuscript, Metadata, Region, Span, StatedHeading
from narrate.pipeline import read_script
from narrate.readers import Reader, read_manuscript
from narrate.readers.plain import PlainTextReader
from narrate.settings import Settings
from narrate.testing import ReaderContract

STARS = """\
The Low Bridge

Printed by nobody.

* Rain

It rained. “Wait,” said Nora.

* Sun

It cleared. “Now,” said Felix.
"""


@dataclass(frozen=True)
class Stars:
    """Reads texts in which a star begins a heading and the second paragraph is an imprint."""

    title: str = "Rain and Sun"
    language: str = "en-gb"

    def read(self, path: Path) -> Manuscript:
        try:
            text = path.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ManuscriptError(str(error), at=Place(path), hint="check the file") from error
        if not text:
            raise ManuscriptError("it is empty", at=Place(path), hint="write something")
        blocks = text.split("\n\n")
        starts = [sum(len(one) + 2 for one in blocks[:index]) for index in range(len(blocks))]
        spans = [Span(at, at + len(one)) for at, one in zip(starts, blocks, strict=True)]
        heads = [span for span, one in zip(spans, blocks, strict=True) if one.startswith("* ")]
        return Manuscript(
            path,
            text,
            metadata=Metadata(title=self.title, author="A. Writer", language=self.language),
            headings=tuple(StatedHeading(one, 2) for one in heads),
            regions=(Region(spans[1], "imprint"),) if len(spans) > 1 else (),
        )


class Broken:
    def read(self, path: Path) -> Manuscript:
        raise ZeroDivisionError(path.name)


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"stars": Stars, "broken": Broken}

    def entry_points(*, group: str, name: str) -> EntryPoints:
        found = [EntryPoint(name, "anywhere", group)] if name in made else []
        return EntryPoints(found)

    monkeypatch.setattr("narrate.plugins.entry_points", entry_points)
    monkeypatch.setattr(EntryPoint, "load", lambda point: made[point.name])


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.STARS"
    path.write_text(STARS, encoding="utf-8")
    return path


class TestStars(ReaderContract):
    ending = "stars"

    def make_reader(self) -> Reader:
        return Stars()

    def write_story(self, path: Path) -> None:
        path.write_text(f"* One\n\n{self.sentence}\n\n* Two\n\nNobody came.", encoding="utf-8")


class TestPlainText(ReaderContract):
    ending = "txt"

    def make_reader(self) -> Reader:
        return PlainTextReader()

    def write_story(self, path: Path) -> None:
        path.write_text(f"Chapter 1\r\n\r\n{self.sentence}\r\n\r\nNobody came.", newline="")


def test_what_the_format_says_of_the_book_is_not_guessed(story: Path) -> None:
    book = read_script(story, Settings()).book
    assert (book.title, book.author, book.language) == ("Rain and Sun", "A. Writer", "en-gb")
    assert [one.title for one in book.chapters] == ["Rain", "Sun"]


def test_a_region_that_is_not_the_story_is_left_out_and_told(story: Path) -> None:
    script = read_script(story, Settings())
    assert not any("Printed" in one.text for one in script.segments)
    assert [note.message for note in script.book.notes] == ["imprint is not read"]


def test_stated_headings_are_headings_though_they_look_like_none(story: Path) -> None:
    kinds = {one.text: one.kind for one in read_script(story, Settings()).segments}
    assert kinds["* Rain"] is Kind.HEADING


def test_a_reader_is_made_with_the_options_of_its_ending(story: Path, tmp_path: Path) -> None:
    voices = tmp_path / "voices.yaml"
    voices.write_text("readers:\n  stars:\n    title: Weather\n  epub: {notes: yes}\n")
    assert read_script(story, read_settings(voices)).book.title == "Weather"


def test_an_option_a_reader_does_not_have_is_told_at_its_line(story: Path, tmp_path: Path) -> None:
    voices = tmp_path / "voices.yaml"
    voices.write_text("readers:\n  stars:\n    titel: Weather\n")
    with pytest.raises(SettingsError, match=r"the reader of \.stars files has no option") as told:
        read_manuscript(story, read_settings(voices))
    assert str(told.value.at) == f"{voices}:3"
    assert told.value.hint == "did you mean 'title'?"


def test_a_reader_that_breaks_is_a_tool_that_does_not_work(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match=r"the reader of \.broken files does not work: ZeroDiv"):
        read_manuscript(tmp_path / "a.broken")


def test_an_ending_nobody_reads_is_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "story.tale"
    path.write_text("It rained.")
    assert read_manuscript(path).text == "It rained."
    assert not read_manuscript(path).is_structured
