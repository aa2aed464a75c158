"""A document of Word: what its styles make headings are headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaking import W, archive, docx, word
from narrate.errors import ManuscriptError
from narrate.model import Manuscript
from narrate.readers import Reader, read_manuscript
from narrate.readers.docx import DocxReader
from narrate.testing import ReaderContract
from narrate.text.chapters import find_chapters


class TestDocx(ReaderContract):
    ending = "docx"

    def make_reader(self) -> Reader:
        return DocxReader()

    def write_story(self, path: Path) -> None:
        docx(path, word("One", "H1") + word(self.sentence) + word("Two", "H1") + word("Nobody."))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.docx"


def read(path: Path, body: str, more: dict[str, str] | None = None) -> Manuscript:
    return read_manuscript(docx(path, body, more))


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>a </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>b</w:t></w:r>", "a _b_"),
        ("<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:i w:val='0'/></w:rPr><w:t>b</w:t></w:r>", "ab"),
        (
            "<w:r><w:t>a </w:t></w:r><w:r><w:rPr><w:rStyle w:val='E'/></w:rPr><w:t>b</w:t></w:r>",
            "a _b_",
        ),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>", "a\nb c"),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>to</w:t><w:softHyphen/></w:r>", "well-to"),
        ("<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "a"),
        ("<w:r><w:t>a</w:t></w:r><w:ins><w:r><w:t>b</w:t></w:r></w:ins>", "ab"),
        ("<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r>", "a"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>a &amp; &lt;b&gt;</w:t></w:r>", "a & <b>"),
        ("<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>", "a link"),
    ],
)
def test_a_paragraph_is_what_is_seen(path: Path, runs: str, text: str) -> None:
    assert read(path, word(runs)).text == text


def test_headings_are_told_by_their_styles_and_outline_levels(path: Path) -> None:
    own = '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>C</w:t></w:r></w:p>'
    parts = (word("The Bridge", "T"), word("A", "H1"), word("x"), word("B", "H2"), own, word("y"))
    story = read(path, "".join(parts))
    found = [(story.text[one.span.start : one.span.end], one.level) for one in story.headings or ()]
    assert found == [("The Bridge", 1), ("A", 1), ("B", 2), ("C", 3)]


def test_tables_are_read_row_by_row(path: Path) -> None:
    row = f"<w:tr><w:tc>{word('a')}</w:tc><w:tc>{word('b')}</w:tc></w:tr>"
    assert read(path, f"<w:tbl>{row}</w:tbl>").text == "a\n\nb"


def test_notes_and_the_table_of_contents_are_regions(path: Path) -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{word("x")}</w:footnote>'
        f'<w:footnote w:id="2">{word("A note.")}</w:footnote></w:footnotes>'
    )
    mark = "<w:r><w:t>Rain</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
    story = read(path, word("One 3", "C") + word(mark), {"word/footnotes.xml": notes})
    regions = {one.kind: story.text[one.span.start : one.span.end] for one in story.regions}
    assert regions == {"table of contents": "One 3", "footnotes": "A note."}
    assert "Rain" in story.text.split("\n\n")


def test_an_empty_paragraph_among_many_parts_scenes(path: Path) -> None:
    many = "".join(word(f"Line {n}.") for n in range(9))
    assert "* * *" in read(path, many + word("") + word("Then.")).text.split("\n\n")


def test_the_properties_say_what_the_book_is(path: Path) -> None:
    core = (
        "<cp xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>The Bridge</dc:title>"
        "<dc:creator>A. Nobody</dc:creator><dc:language>en-GB</dc:language></cp>"
    )
    told = read(path, word("Rain."), {"docProps/core.xml": core}).metadata
    assert (told.title, told.author, told.language) == ("The Bridge", "A. Nobody", "en-gb")


def test_an_archive_of_something_else_is_refused(path: Path) -> None:
    with pytest.raises(ManuscriptError, match=r"word/document\.xml is missing"):
        read_manuscript(archive(path, {"a.txt": "x"}))


def test_a_letter_that_was_dropped_into_a_paragraph_begins_it(path: Path) -> None:
    frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>'
    letter = f"<w:p>{frame}<w:r><w:t>I</w:t></w:r></w:p>"
    docx(path, letter + word("t rained.") + letter + word("t cleared.", "H2"))
    assert read_manuscript(path).text == "It rained.\n\nIt cleared."
    docx(path, letter + letter.replace(">I<", ">t<") + word(" rained."))
    assert read_manuscript(path).text == "It rained."


def test_a_frame_that_drops_no_letter_is_a_paragraph(path: Path) -> None:
    frame = '<w:pPr><w:framePr w:dropCap="none"/></w:pPr>'
    docx(path, f"<w:p>{frame}<w:r><w:t>Rain</w:t></w:r></w:p>" + word("It rained."))
    assert read_manuscript(path).text == "Rain\n\nIt rained."


def test_raised_figures_are_powers(path: Path) -> None:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    two = f"<w:r>{raised}<w:t>2</w:t></w:r>"
    docx(path, f"<w:p><w:r><w:t>20 m</w:t></w:r>{two}<w:r><w:t> of it</w:t></w:r></w:p>")
    assert read_manuscript(path).text == "20 m² of it"
    docx(path, f"<w:p><w:r><w:t>the 20</w:t></w:r>{two.replace('>2<', '>th<')}</w:p>")
    assert read_manuscript(path).text == "the 20th"


def test_the_part_with_the_text_is_the_one_that_is_named(path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    named = f'<Relationships><Relationship Type="{kind}" Target="/text/a.xml"/></Relationships>'
    body = f'<w:document xmlns:w="{W}"><w:body>{word("It rained.")}</w:body></w:document>'
    archive(path, {"_rels/.rels": named, "text/a.xml": body})
    assert read_manuscript(path).text == "It rained."


LISTS = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Chapter %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def item(words: str, number: int, depth: int = 0, more: str = "") -> str:
    """A paragraph that is an item of the list *number*."""
    listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{more}{listed}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_items_have_the_numbers_of_their_list(path: Path) -> None:
    items = (item("bread", 1), item("rye", 1, 1), item("oats", 1, 1), item("salt", 1))
    again = (item("rope", 3), item("oil", 3), item("a lamp", 2, 1), item("none", 9))
    text = read(path, "".join((*items, *again)), {"word/numbering.xml": LISTS}).text
    assert text.split("\n\n") == [
        *("3. bread", "3.a) rye", "3.b) oats", "4. salt"),
        *("1. rope", "2. oil", "a lamp", "none"),
    ]


def test_headings_that_are_counted_by_a_list_have_their_numbers(path: Path) -> None:
    style = '<w:pStyle w:val="H1"/>'
    heads = [item(name, 2, 0, style) + word("It rained.") for name in ("Rain", "Snow")]
    story = read(path, "".join(heads), {"word/numbering.xml": LISTS})
    found = [story.text[one.span.start : one.span.end] for one in story.headings or ()]
    assert found == ["Chapter I Rain", "Chapter II Snow"]


def test_letters_dropped_one_after_the_other_begin_one_word(path: Path) -> None:
    frame = '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    assert read(path, frame.format("“") + frame.format("T") + word("he rain.")).text == "“The rain."


def test_signs_that_were_encoded_twice_are_read_once(path: Path) -> None:
    assert read(path, word("â€œDonâ€™t,â€\u009d said Ada.")).text == "“Don’t,” said Ada."


def test_what_pandoc_puts_below_a_title_is_the_title_page(path: Path) -> None:
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
        for name in ("Author", "Date", "Title")
    )
    body = word("The Ford", "Title") + word("Ada Byrne", "Author") + word("May 1901", "Date")
    found = read(
        path,
        body + word("It rained."),
        {"word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'},
    )
    (region,) = found.regions
    assert region.kind == "title page"
    assert found.text[region.span.start : region.span.end] == "Ada Byrne\n\nMay 1901"
    assert (found.metadata.title, found.metadata.author) == ("The Ford", "Ada Byrne")


def test_the_title_above_the_chapters_names_the_book_unless_its_properties_do(path: Path) -> None:
    chapters = "".join(word(one, "H1") + word("It rained. " * 60) for one in ("One", "Two"))
    book = find_chapters(read(path, word("The Ford", "T") + chapters))
    assert (book.title, [one.title for one in book.chapters]) == ("The Ford", ["One", "Two"])
    core = {"docProps/core.xml": "<p xmlns:d='x'><d:title>The Weir</d:title></p>"}
    assert read(path, word("The Ford", "T") + chapters, core).metadata.title == "The Weir"
