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


def headings(path: Path) -> list[str]:
    story = read_manuscript(path)
    return [story.text[one.span.start : one.span.end] for one in story.headings or ()]


def lines_from(base: float, *texts: str, left: float = 50, size: float = 10) -> list[Printed]:
    """Lines below each other, the first at *base*."""
    return [(left, base - 1.2 * size * n, size, text) for n, text in enumerate(texts)]


def test_what_is_slanted_is_emphasis_over_the_end_of_a_line(path: Path) -> None:
    pdf(path, [page(f"{LONG}\nshe thought _it will_\n_never end_ and went.", f"{LONG}\nso.")])
    assert "she thought _it will never end_ and went." in read_manuscript(path).text


def test_a_part_of_a_word_and_a_whole_paragraph_are_no_emphasis(path: Path) -> None:
    pdf(path, [page(f"{LONG}\nun_believ_able.", f"_{LONG}_\n_it cleared._", f"{LONG}\nso.")])
    assert "_" not in read_manuscript(path).text


def test_a_book_in_slanted_letters_emphasises_nothing(path: Path) -> None:
    pdf(path, [page(f"_{LONG}_\n_it cleared_ up.", f"_{LONG}_\n_so_ it went.")])
    assert "_" not in read_manuscript(path).text


def test_bookmarks_are_the_table_of_contents(path: Path) -> None:
    pages = [page(f"{LONG}\n{LONG}", f"{LONG}\n{LONG}") for _ in range(3)]
    pdf(path, pages, bookmarks=[("Rain", 0, 560), ("Sun", 1, 560), ("Snow", 2, 507)])
    told = read_manuscript(path).headings or ()
    assert [one.title for one in told] == ["Rain", "Sun", "Snow"]
    text = read_manuscript(path).text
    assert text[told[2].span.start :].count("It rained") == 2  # it begins amid its page


def test_a_bookmark_is_found_by_the_heading_it_is_called_by(path: Path) -> None:
    pages = [page(f"{LONG}\n{LONG}", title=name) for name in ("The Rain", "The Sun")]
    pdf(path, pages, bookmarks=[("The Rain", 0, 0), ("The Sun", 1, 0)])
    assert headings(path) == ["The Rain", "The Sun"]


def test_a_line_that_a_bookmark_is_called_by_is_part_of_no_paragraph(path: Path) -> None:
    lines = lines_from(520, LONG, LONG, "The Mill", LONG)
    pdf(path, [lines], bookmarks=[("The Ford", 0, 530.0), ("The Mill", 0, 500.0)])
    assert read_manuscript(path).text == f"{LONG} {LONG}\n\nThe Mill\n\n{LONG}"


def test_bookmarks_that_go_in_a_circle_are_read_once(path: Path) -> None:
    pages = [page(f"{LONG}\n{LONG}") for _ in range(2)]
    pdf(path, pages, bookmarks=[("Rain", 0, 560), ("Sun", 1, 560)], after_last=1)
    assert [one.title for one in read_manuscript(path).headings or ()] == ["Rain", "Sun"]


def test_more_bookmarks_than_python_nests_calls(path: Path) -> None:
    marks = [(f"Day {n}", n % 2, 560.0) for n in range(3000)]
    pdf(path, [page(f"{LONG}\n{LONG}") for _ in range(2)], bookmarks=marks)
    assert "It rained" in read_manuscript(path).text


def test_a_heading_of_more_lines_is_one(path: Path) -> None:
    story = lines_from(460, LONG, LONG, LONG)
    pdf(path, [[(60, 520, 16, "The Rain on"), (80, 500, 16, "the Low Bridge"), *story]])
    assert headings(path) == ["The Rain on the Low Bridge"]
    pdf(path, [[(60, 520, 16, "Chapter One"), (80, 500, 16, "The Low Bridge"), *story]])
    assert headings(path) == ["Chapter One\nThe Low Bridge"]


def test_a_letter_that_was_dropped_into_the_text_begins_its_word(path: Path) -> None:
    beside = lines_from(
        500, "t rained on the low bridge all day and", "all night, and then", left=75
    )
    below = lines_from(476, "it went on, and it rained and rained, as it had done before.")
    pdf(path, [[(50, 484, 34, "I"), *beside, *below]])
    assert read_manuscript(path).text.startswith(
        "It rained on the low bridge all day and all night, and then it went on,"
    )
    assert headings(path) == []


def test_a_dropped_letter_may_be_a_word(path: Path) -> None:
    beside = lines_from(
        500, "bridge stood there, low and dark, and", "all night it rained", left=85
    )
    below = lines_from(476, "upon the other bridge, and a bridge is a bridge.", "bridge it was.")
    pdf(path, [[(50, 484, 34, "A"), *beside, *below]])
    assert read_manuscript(path).text.startswith("A bridge stood there, low and dark, and all")


def test_a_large_mark_is_no_heading(path: Path) -> None:
    pdf(path, [[(50, 540, 30, '"'), *lines_from(500, LONG, LONG, LONG)]])
    assert headings(path) == []
    assert '"' not in read_manuscript(path).text


def test_small_lines_with_a_mark_at_the_foot_are_notes(path: Path) -> None:
    first = [
        *lines_from(500, LONG, f"{LONG} it rained on", "and on and"),
        *lines_from(60, "1 So it is told.", "And told again.", size=8),
    ]
    pdf(path, [first, lines_from(500, "on until it cleared.", LONG, LONG)])
    story = read_manuscript(path)
    assert "and on and on until it cleared." in story.text
    assert [story.text[one.span.start : one.span.end] for one in story.regions] == [
        "1 So it is told. And told again."
    ]


def test_the_raised_mark_of_a_note_is_gone_and_a_power_stays(path: Path) -> None:
    marked: list[Printed] = [
        *lines_from(500, LONG, LONG),
        (50, 476, 10, "It was told."),
        (105, 480, 6, "1"),
        (110, 476, 10, "He had 20 m"),
        (164, 480, 6, "2"),
        (172, 476, 10, "of it."),
    ]
    pdf(path, [[*marked, *lines_from(60, "1 So it is.", size=8)]])
    text = read_manuscript(path).text
    assert "It was told. He had 20 m² of it." in text


def test_the_chapter_atop_a_page_is_no_text(path: Path) -> None:
    pages = [page(f"{LONG}\n{LONG}\n{LONG}", title="The Rain"), page(f"{LONG}\n{LONG}")]
    pages[1] = [(50, 560, 9, "CHAPTER 4. THE RAIN"), *pages[1]]
    pdf(path, pages)
    text = read_manuscript(path).text
    assert "CHAPTER" not in text
    assert text.count("Rain") == 1


def test_a_list_whose_dots_lead_to_pages_is_a_table_of_contents(path: Path) -> None:
    listed = lines_from(480, *(f"{name} {'. ' * 20}{n}" for n, name in enumerate("ABC", 7)))
    pages = [[(50, 520, 16, "Contents"), *listed], page(f"{LONG}\n{LONG}", title="The Rain")]
    pdf(path, pages)
    story = read_manuscript(path)
    assert [one.kind for one in story.regions] == ["table of contents"]
    assert story.text[story.regions[0].span.end :].split() == f"The Rain {LONG} {LONG}".split()


def test_words_that_are_set_one_by_one_are_a_line(path: Path) -> None:
    words: list[Printed] = [(50.0 + 45 * n, 500, 10, word) for n, word in enumerate(["Rained"] * 6)]
    pdf(path, [[*words, *lines_from(488, LONG, LONG)]])
    assert "Rained Rained Rained Rained Rained Rained" in read_manuscript(path).text


def test_a_narrow_blank_parts_the_words_of_a_heading(path: Path) -> None:
    width = 20 * 2.056  # of "Rain" in Helvetica
    title: list[Printed] = [(50, 520, 20, "Rain"), (50 + width + 1.9, 520, 20, "Falls")]
    pdf(path, [[*title, *lines_from(480, LONG, LONG)]])
    assert headings(path) == ["Rain Falls"]


def test_the_title_page_is_not_read(path: Path) -> None:
    front: list[Printed] = [(50, 500, 20, "The Bridge"), (50, 440, 14, "A. Nobody")]
    pdf(path, [front, page(f"{LONG}\n{LONG}", title="One")], "/Title(The Bridge)/Author(A. Nobody)")
    story = read_manuscript(path)
    assert [one.kind for one in story.regions] == ["title page"]
    pdf(path, [[*front, *lines_from(400, LONG, LONG)]], "/Title(The Bridge)/Author(A. Nobody)")
    story = read_manuscript(path)
    assert [story.text[one.span.start : one.span.end] for one in story.regions] == ["A. Nobody"]


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
    monkeypatch.setitem(sys.modules, "pdfminer.pdfdocument", None)
    with pytest.raises(ToolError) as caught:
        read_manuscript(pdf(path, [page(LONG)]))
    assert caught.value.hint == "pip install 'narrate[pdf]'"
