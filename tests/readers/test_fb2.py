"""A FictionBook: sections are chapters."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from bookmaking import fb2
from narrate.readers import Reader, read_manuscript
from narrate.readers.fb2 import Fb2Reader
from narrate.testing import ReaderContract


class TestFb2(ReaderContract):
    ending = "fb2"

    def make_reader(self) -> Reader:
        return Fb2Reader()

    def write_story(self, path: Path) -> None:
        section = "<section><title><p>{}</p></title><p>{}</p></section>"
        fb2(path, section.format("One", self.sentence) + section.format("Two", "Nobody came."))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.fb2"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>It <emphasis>rained</emphasis>.</p>", "It _rained_."),
        ("<poem><stanza><v>one</v><v>two</v></stanza></poem>", "one\ntwo"),
        ("<epigraph><p>said</p><text-author>Nobody</text-author></epigraph>", "said\n\nNobody"),
        ("<p>so<a l:href='#n1' type='note'>[1]</a>.</p>", "so."),
        ("<p>so<a l:href='#n1' type='note'>1</a>.</p>", "so."),
        ("<p>seen<image l:href='#i'/></p>", "seen"),
    ],
)
def test_a_paragraph_is_what_is_seen(path: Path, body: str, text: str) -> None:
    assert read_manuscript(fb2(path, f"<section>{body}</section>")).text == text


def test_titles_have_the_level_of_their_section(path: Path) -> None:
    body = (
        "<title><p>The Bridge</p></title><section><title><p>Part</p><p>One</p></title>"
        "<section><title><p>I</p></title><p>Rain.</p></section></section>"
    )
    story = read_manuscript(fb2(path, body))
    found = [(story.text[one.span.start : one.span.end], one.level) for one in story.headings or ()]
    assert found == [("The Bridge", 1), ("Part\nOne", 2), ("I", 3)]


def test_notes_are_a_region(path: Path) -> None:
    notes = "<body name='notes'><section><p>A note.</p></section></body>"
    story = read_manuscript(fb2(path, "<section><p>Rain.</p></section>", more=notes))
    assert story.text == "Rain.\n\nA note."
    assert [one.kind for one in story.regions] == ["footnotes"]


def test_the_description_says_what_the_book_is(path: Path) -> None:
    png = b"\x89PNG\r\n\x1a\nrest"
    info = (
        "<author><first-name>A.</first-name><last-name>Nobody</last-name></author>"
        "<book-title>The Bridge</book-title><lang>en</lang><sequence name='Rivers' number='2'/>"
        "<coverpage><image l:href='#c.png'/></coverpage>"
    )
    binary = f"<binary id='c.png'>{base64.b64encode(png).decode()}</binary>"
    told = read_manuscript(fb2(path, "<section><p>Rain.</p></section>", info, binary)).metadata
    assert (told.title, told.author, told.language) == ("The Bridge", "A. Nobody", "en")
    assert (told.series, told.number, told.cover) == ("Rivers", "2", png)
