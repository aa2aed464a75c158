"""A document of LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaking import ODF, odt
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


LISTS = (
    f"<m xmlns:text='{ODF}:text:1.0' xmlns:style='{ODF}:style:1.0'>"
    "<text:list-style style:name='Count'>"
    "<text:list-level-style-number text:level='1' style:num-format='1'/>"
    "<text:list-level-style-bullet text:level='2'/></text:list-style>"
    "<text:list-style style:name='Later'>"
    "<text:list-level-style-number text:level='1' style:num-format='1' text:start-value='4'/>"
    "</text:list-style></m>"
)


def items(style: str, *inner: str) -> str:
    listed = "".join(f"<text:list-item>{one}</text:list-item>" for one in inner)
    return f"<text:list text:style-name='{style}'>{listed}</text:list>"


def test_items_of_numbered_lists_have_their_numbers(path: Path) -> None:
    body = items("Count", "<text:p>bread</text:p>", "<text:p>salt</text:p>")
    body += items("Later", "<text:p>rope</text:p>")
    text = read_manuscript(odt(path, body, {"styles.xml": LISTS})).text
    assert text.split("\n\n") == ["1. bread", "2. salt", "4. rope"]


def test_a_list_of_bullets_in_a_numbered_one_has_none(path: Path) -> None:
    inner = "<text:list><text:list-item><text:p>rye</text:p></text:list-item></text:list>"
    body = items("Count", f"<text:p>bread</text:p>{inner}", "<text:p>salt</text:p>")
    body += items("Other", "<text:p>a lamp</text:p>")
    text = read_manuscript(odt(path, body, {"styles.xml": LISTS})).text
    assert text.split("\n\n") == ["1. bread", "rye", "2. salt", "a lamp"]
