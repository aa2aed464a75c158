"""Tables of contents as converters and publishers write them name chapters, sections and pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaking import NCX_ITEM, epub, links, ncx
from narrate.model import Book
from narrate.readers import read_manuscript
from narrate.text.chapters import find_chapters

PROSE = "<p>" + "It rained all day on the bridge, and nobody came. " * 12 + "</p>"
TWO = {"a.xhtml": f"<h2>One</h2>{PROSE}", "b.xhtml": f"<h2>Two</h2>{PROSE}"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book.epub"


def read_book(path: Path) -> Book:
    return find_chapters(read_manuscript(path))


def titles(path: Path) -> list[str]:
    return [one.title for one in read_book(path).chapters]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Cover", "cover"),
        ("Title Page", "title page"),
        ("Copyright", "copyright page"),
        ("Index", "index"),
        ("Page de titre", "title page"),
    ],
)
def test_the_table_tells_which_pages_are_no_text_of_the_book(
    book: Path, name: str, kind: str
) -> None:
    pages = {"x.xhtml": "<p>Free stories by post</p><p>every week.</p>", **TWO}
    epub(book, pages, links({"x.xhtml": name, "a.xhtml": "One", "b.xhtml": "Two"}))
    (region,) = read_manuscript(book).regions
    assert region.kind == kind
    assert titles(book) == ["One", "Two"]


@pytest.mark.parametrize("name", ["Cover", "Index", "Contents", "Title Page"])
def test_a_chapter_may_be_called_as_a_page_that_is_no_text(book: Path, name: str) -> None:
    pages = {"a.xhtml": TWO["a.xhtml"], "x.xhtml": PROSE * 5, "b.xhtml": TWO["b.xhtml"]}
    epub(book, pages, links({"a.xhtml": "One", "x.xhtml": name, "b.xhtml": "Two"}))
    assert titles(book) == ["One", name, "Two"]


def test_a_page_called_a_title_page_that_holds_a_chapter_is_read(book: Path) -> None:
    pages = {"x.xhtml": f"<p>The Ford</p><h2 id='c'>One</h2>{PROSE}", "b.xhtml": TWO["b.xhtml"]}
    named = {"x.xhtml": "Title Page", "x.xhtml#c": "One", "b.xhtml": "Two"}
    epub(book, pages, links(named))
    assert titles(book)[-2:] == ["One", "Two"]


def test_headings_that_lead_back_to_the_contents_are_no_part_of_them(book: Path) -> None:
    listed = "".join(f'<p><a href="{name}">{name}</a></p>' for name in "abcd")
    pages = {"toc.xhtml": f"<p>Contents</p>{listed}"}
    for number, name in enumerate(("The Ford", "The Mill"), 1):
        head = f'<p><a href="toc.xhtml">Chapter {number}<br/>{name}</a></p>'
        pages[f"{number}.xhtml"] = f"{head}{PROSE}"
    table = ncx({"1.xhtml": "Chapter 1 - The Ford", "2.xhtml": "Chapter 2 - The Mill"})
    epub(book, pages, more={"OPS/toc.ncx": table}, items=NCX_ITEM)
    assert len(read_book(book).chapters) == 2
    assert titles(book)[0].startswith("Chapter 1")


@pytest.mark.parametrize("listed", ["II. The Ford", "The Ford", "Chapter II: The Ford"])
def test_a_label_above_a_title_is_printed_once_and_said_once(book: Path, listed: str) -> None:
    heads = {n: f"<div>Chapter {n}</div><div>{name}</div>" for n, name in _CHAPTERS.items()}
    pages = {f"{n}.xhtml": f"{head}<hr/>{PROSE}" for n, head in heads.items()}
    table = {
        f"{n}.xhtml": listed.replace("II", n).replace("The Ford", name)
        for n, name in _CHAPTERS.items()
    }
    epub(book, pages, links(table))
    chapters = read_book(book).chapters
    story = read_manuscript(book).text
    assert len(chapters) == len(_CHAPTERS)
    for chapter, name in zip(chapters, _CHAPTERS.values(), strict=True):
        assert chapter.title.endswith(name)
        body = story[chapter.heading.end : chapter.span.end]
        assert name not in body
        assert "Chapter" not in body


_CHAPTERS = {"I": "The Mill", "II": "The Ford", "III": "The Weir"}


@pytest.mark.parametrize("nobody", ["Unknown", "unbekannt", "Unknown Author"])
def test_an_author_whom_a_program_was_not_told_is_none(book: Path, nobody: str) -> None:
    said = f"<dc:title>A Book</dc:title><dc:creator>{nobody}</dc:creator>"
    epub(book, TWO, links({"a.xhtml": "One", "b.xhtml": "Two"}), metadata=said)
    assert read_manuscript(book).metadata.author is None
