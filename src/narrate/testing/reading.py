# ruff: noqa: S101, D102 -- a contract is made of assertions, and a test's name is its sentence
"""What every reader must do, as tests to inherit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import ManuscriptError

if TYPE_CHECKING:
    from narrate.model import Manuscript
    from narrate.readers import Reader


class ReaderContract(ABC):
    """What every reader must do.

    Inherit it in a test module, say how to make the reader, and write a file of its format::

        class TestMyReader(ReaderContract):
            ending = "mine"

            def make_reader(self) -> Reader:
                return MyReader()

            def write_story(self, path: Path) -> None:
                path.write_bytes(...)  # a book in which "The boat came at noon." is a paragraph
    """

    ending: str
    """what the names of such files end in, without the dot"""
    sentence = "The boat came at noon."
    """a paragraph of the story that is written"""

    @abstractmethod
    def make_reader(self) -> Reader:
        """A new reader; whoever inherits the contract says which."""

    @abstractmethod
    def write_story(self, path: Path) -> None:
        """Write a book of the format that has *sentence* as a paragraph of its own."""

    def story(self, folder: Path) -> Manuscript:
        path = folder / f"story.{self.ending}"
        self.write_story(path)
        return self.make_reader().read(path)

    def test_every_paragraph_is_there_and_stands_by_itself(self, tmp_path: Path) -> None:
        assert self.sentence in self.story(tmp_path).text.split("\n\n")

    def test_the_text_is_in_normal_form(self, tmp_path: Path) -> None:
        from narrate.text.normalization import in_normal_form  # noqa: PLC0415 -- engines need none

        text = self.story(tmp_path).text
        assert in_normal_form(text) == text

    def test_what_is_stated_of_the_text_lies_in_the_text(self, tmp_path: Path) -> None:
        story = self.story(tmp_path)
        spans = [one.span for one in story.headings or ()] + [one.span for one in story.regions]
        assert all(0 <= one.start <= one.end <= len(story.text) for one in spans)
        starts = [one.span.start for one in story.headings or ()]
        assert starts == sorted(starts)
        assert all(one.level >= 1 for one in story.headings or ())

    def test_the_same_file_is_read_in_the_same_way(self, tmp_path: Path) -> None:
        assert self.story(tmp_path) == self.story(tmp_path)

    def test_a_file_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        self.refuses(tmp_path / f"none.{self.ending}")

    def test_an_empty_file_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / f"empty.{self.ending}"
        path.touch()
        self.refuses(path)

    def test_a_file_of_something_else_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / f"noise.{self.ending}"
        path.write_bytes(bytes([0, 0, 0, 1, 128]) * 1024)
        self.refuses(path)

    def refuses(self, path: Path) -> None:
        error = self._error(path)
        assert error is not None, f"{path.name} was read, and nobody can"
        assert error.at is not None, "an error must say which file it is about"
        assert error.at.path == path
        assert error.hint

    def _error(self, path: Path) -> ManuscriptError | None:
        try:
            self.make_reader().read(path)
        except ManuscriptError as error:
            return error
        return None
