"""A PDF has lines on pages; paragraphs and headings are told by where those stand."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import pytest

from bookmaking import Printed, pdf
from narrate.errors import ManuscriptError, ToolError
from narrate.readers import Reader, read_manuscript
from narrate.readers.pdf import PdfReader
from narrate.testing import ReaderContract

LONG = "It rained on the low bridge all day and all night, and then"


class TestPdf(ReaderContract):
    ending = "pdf"

    def make_reader(self) -> Reader:
        return PdfReader()

    def write_story(self, path: Path) -> None:
        pdf(path, [page(f"{LONG}\nit went on and on.", self.sentence, f"{LONG}\nnobody came.")])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.pdf"


def page(*paragraphs: str, head: str = "", foot: str = "", title: str = "") -> list[Printed]:
    """A page of paragraphs, each of lines parted by a newline, with an indent."""
    printed: list[Printed] = [(50, 560, 9, head)] if head else []
    base = 520.0
    if title:
        printed.append((50, base, 16, title))
        base -= 30
    for paragraph in paragraphs:
        for number, line in enumerate(paragraph.split("\n")):
            printed.append((50 if number else 65, base, 10, line))
            base -= 12
    return [*printed, (200, 30, 9, foot)] if foot else printed


def test_indented_lines_begin_paragraphs(path: Path) -> None:
    pdf(
        path,
        [page(f"{LONG}\nit cleared up.", "“Go,” he said.".replace("“", '"').replace("”", '"'))],
    )
    assert read_manuscript(path).text == f'{LONG} it cleared up.\n\n"Go," he said.'


def test_a_paragraph_goes_on_over_the_page_and_heads_and_numbers_are_gone(path: Path) -> None:
    pages = [
        page(f"{LONG}\n{LONG}\n{LONG}", head="THE BRIDGE", foot=str(number))
        for number in range(1, 6)
    ]
    pages[1] = [
        (50, 520, 10, "it cleared up again, and the sun came out over the bridge."),
        *pages[1][1:],
    ]
    pdf(path, pages)
    text = read_manuscript(path).text
    assert "BRIDGE" not in text
    assert not any(character.isdigit() for character in text)
    assert "and then it cleared up again" in text


def test_words_parted_at_the_end_of_a_line_are_whole_again(path: Path) -> None:
    pdf(path, [page(f"{LONG} the wea-\nther was well-known, and well-\nknown it was.")])
    text = read_manuscript(path).text
    assert "the weather was well-known" in text
    assert "and well-known it was" in text


def test_larger_letters_are_headings_and_places_are_pages(path: Path) -> None:
    pdf(path, [page(f"{LONG}\n{LONG}", title=name) for name in ("One", "Two")])
    story = read_manuscript(path)
    assert [story.text[one.span.start : one.span.end] for one in story.headings or ()] == [
        "One",
        "Two",
    ]
    assert [one.name for one in story.sections] == ["page 1, One", "page 2, Two"]


def test_two_columns_are_read_one_after_the_other(path: Path) -> None:
    left = [(40.0, 500.0 - 12 * n, 10.0, f"left column line {n} of it") for n in range(8)]
    right = [(230.0, 500.0 - 12 * n, 10.0, f"right column line {n} of it") for n in range(8)]
    pdf(path, [[*left, *right]])
    text = read_manuscript(path).text
    assert text.index("left column line 7") < text.index("right column line 0")


def test_properties_are_believed_if_they_are_no_file_names(path: Path) -> None:
    pdf(path, [page(LONG)], "/Title(The Bridge)/Author(A. Nobody)")
    told = read_manuscript(path).metadata
    assert (told.title, told.author) == ("The Bridge", "A. Nobody")
    pdf(path, [page(LONG)], "/Title(Microsoft Word - draft7.doc)")
    assert read_manuscript(path).metadata.title is None


def test_pages_that_are_pictures_are_refused(path: Path) -> None:
    pdf(path, [[], page(foot="2"), []])
    with pytest.raises(ManuscriptError, match="are pictures") as caught:
        read_manuscript(path)
    assert "OCR" in str(caught.value.hint)


def test_what_unpacks_without_end_is_refused(path: Path) -> None:
    bomb = zlib.compress(bytes(300 * 2**20), 9)
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n" + bomb + b"\nendstream"
    )
    with pytest.raises(ManuscriptError, match="unpacks to more"):
        read_manuscript(path)
    path.write_bytes(b"%PDF-1.4\n<</Filter[/FlateDecode /FlateDecode]>>")
    with pytest.raises(ManuscriptError, match="unpacks to more"):
        read_manuscript(path)


def test_the_package_that_reads_them_is_named_where_it_is_missing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pdfminer.high_level", None)
    with pytest.raises(ToolError) as caught:
        read_manuscript(pdf(path, [page(LONG)]))
    assert caught.value.hint == "pip install 'narrate[pdf]'"
