"""A document of LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaking import odt
from narrate.readers import Reader, read_manuscript
from narrate.readers.odt import OdtReader
from narrate.testing import ReaderContract


class TestOdt(ReaderContract):
    ending = "odt"

    def make_reader(self) -> Reader:
        return OdtReader()

    def write_story(self, path: Path) -> None:
        head = '<text:h text:outline-level="1">{}</text:h><text:p>{}</text:p>'
        odt(path, head.format("One", self.sentence) + head.format("Two", "Nobody came."))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.odt"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('It <text:span text:style-name="I">rained</text:span>.', "It _rained_."),
        ("one<text:line-break/>two", "one\ntwo"),
        ("one<text:s/>two<text:tab/>three", "one two three"),
        ("one<text:soft-page-break/> two", "one two"),
        ("<text:a>a link</text:a>", "a link"),
    ],
)
def test_a_paragraph_is_what_is_seen(path: Path, body: str, text: str) -> None:
    assert read_manuscript(odt(path, f"<text:p>{body}</text:p>")).text == text


def test_notes_contents_and_what_was_deleted_are_not_the_story(path: Path) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A note.</text:p></text:note-body></text:note>"
    )
    story = read_manuscript(
        odt(
            path,
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
            "<text:table-of-content><text:p>One 3</text:p></text:table-of-content>"
            f"<text:p>Rain{note} fell.</text:p>",
        )
    )
    assert story.text == "One 3\n\nRain fell.\n\nA note."
    assert [one.kind for one in story.regions] == ["table of contents", "footnotes"]


def test_headings_have_levels_and_properties_say_what_the_book_is(path: Path) -> None:
    meta = (
        "<m xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>The Bridge</dc:title>"
        "<dc:creator>A. Nobody</dc:creator><dc:language>en-GB</dc:language></m>"
    )
    body = '<text:h text:outline-level="2">One</text:h><text:p>Rain.</text:p>'
    story = read_manuscript(odt(path, body, {"meta.xml": meta}))
    assert [(one.span.start, one.level) for one in story.headings or ()] == [(0, 2)]
    told = story.metadata
    assert (told.title, told.author, told.language) == ("The Bridge", "A. Nobody", "en-gb")
