"""An EPUB is read in the order of its spine, and its chapters are those it lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaking import NCX_ITEM, archive, epub, links, nav, ncx, page
from narrate.errors import ManuscriptError
from narrate.model import Book, Kind, Manuscript
from narrate.readers import Reader, read_manuscript
from narrate.readers.epub import EpubReader
from narrate.testing import ReaderContract
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

PROSE = "<p>" + "It rained all day on the bridge, and nobody came. " * 12 + "</p>"
TWO = {"a.xhtml": f"<h2>One</h2>{PROSE}", "b.xhtml": f"<h2>Two</h2>{PROSE}"}


class TestEpub(ReaderContract):
    ending = "epub"

    def make_reader(self) -> Reader:
        return EpubReader()

    def write_story(self, path: Path) -> None:
        pages = {"a.xhtml": f"<h1>One</h1><p>{self.sentence}</p>", "b.xhtml": "<h1>Two</h1><p>No."}
        epub(path, pages, links({"a.xhtml": "One", "b.xhtml": "Two"}))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book.epub"


def titles(path: Path) -> list[str]:
    return [one.title for one in read_book(path).chapters]


def read_book(path: Path) -> Book:
    return find_chapters(read_manuscript(path))


def regions(story: Manuscript) -> dict[str, str]:
    return {one.kind: story.text[one.span.start : one.span.end] for one in story.regions}


def refused(path: Path) -> ManuscriptError:
    with pytest.raises(ManuscriptError) as caught:
        read_manuscript(path)
    assert caught.value.at is not None
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value


def test_pages_stand_in_the_order_of_the_spine(book: Path) -> None:
    epub(book, {"z.xhtml": "<p>first</p>", "a.xhtml": "<p>second</p>"})
    assert read_manuscript(book).text == "first\n\nsecond"


def test_pages_out_of_turn_are_not_read_unless_they_are_listed(book: Path) -> None:
    pages = {"a.xhtml": "<p>a</p>", "b.xhtml": "<p>b</p>", "c.xhtml": "<p>c</p>"}
    epub(book, pages, links({"a.xhtml": "A", "c.xhtml": "C"}), unlinked=["b.xhtml", "c.xhtml"])
    assert read_manuscript(book).text == "a\n\nc"


def test_chapters_are_what_the_table_lists_not_the_files(book: Path) -> None:
    pages = {
        "a.xhtml": f"<h2 id='x'>One</h2>{PROSE}<h2 id='y'>Two</h2>{PROSE}",
        "b.xhtml": f"<p>goes on</p>{PROSE}",
    }
    epub(book, pages, links({"a.xhtml#x": "One", "a.xhtml#y": "Two"}))
    assert titles(book) == ["One", "Two"]


def test_an_old_table_of_contents_serves_as_well(book: Path) -> None:
    more = {"OPS/toc.ncx": ncx({"a.xhtml": "The One", "b.xhtml": "The Two"})}
    pages = {name: body.replace("h2", "p") for name, body in TWO.items()}
    epub(book, pages, more=more, items=NCX_ITEM)
    assert titles(book) == ["The One", "The Two"]


def test_a_heading_printed_in_two_lines_is_one(book: Path) -> None:
    body = f"<h2>I</h2><h3>The River</h3>{PROSE}"
    pages = {"a.xhtml": body, "b.xhtml": body.replace("I<", "II<").replace("River", "Sea")}
    epub(book, pages, links({"a.xhtml": "I: The River", "b.xhtml": "II: The Sea"}))
    assert titles(book) == ["I. The River", "II. The Sea"]
    headings = read_manuscript(book).headings or ()
    assert len(headings) == 2


def test_the_table_names_a_chapter_that_prints_no_heading(book: Path) -> None:
    epub(book, {"a.xhtml": PROSE, "b.xhtml": PROSE}, links({"a.xhtml": "Rain", "b.xhtml": "Sun"}))
    assert titles(book) == ["Rain", "Sun"]
    kinds = {one.kind for one in write_script(read_book(book)).segments}
    assert kinds == {Kind.NARRATION}


@pytest.mark.parametrize(
    "body",
    [
        "<p>before</p>{prose}<h2>Two</h2><a id='y'></a>{prose}",
        "<p>before</p>{prose}<div id='y'><img alt='A house'/><h2>Two</h2></div>{prose}",
        "<p>before</p>{prose}<h2><a id='y'></a>Two</h2>{prose}",
        "<p>before</p>{prose}<p id='y'/><h2>Two</h2>{prose}",
    ],
)
def test_no_text_is_lost_or_moved_around_an_anchor(book: Path, body: str) -> None:
    pages = {"a.xhtml": f"<h2>One</h2>{body.format(prose=PROSE)}"}
    epub(book, pages, links({"a.xhtml": "One", "a.xhtml#y": "Two"}))
    read = read_book(book)
    assert [one.title for one in read.chapters] == ["One", "Two"]
    first, second = (read.manuscript.text[one.span.start : one.span.end] for one in read.chapters)
    assert "before" in first
    assert second.startswith("Two")
    assert second.count("It rained") == 12


def test_a_scene_break_above_a_heading_is_no_part_of_it(book: Path) -> None:
    pages = {"a.xhtml": f"<h2>One</h2>{PROSE}<hr id='y'/><p>Two</p>{PROSE}"}
    epub(book, pages, links({"a.xhtml": "One", "a.xhtml#y": "Two"}))
    assert titles(book) == ["One", "Two"]


def test_parts_hold_chapters_and_what_stands_beside_them_are_chapters(book: Path) -> None:
    pages = {
        "p.xhtml": f"<h1>Preface</h1>{PROSE}",
        "1.xhtml": "<h1>Book the First</h1>",
        "a.xhtml": f"<h2>One</h2>{PROSE}",
        "b.xhtml": f"<h2>Two</h2>{PROSE}",
        "2.xhtml": "<h1>Book the Second</h1>",
        "c.xhtml": f"<h2>Three</h2>{PROSE}",
        "d.xhtml": f"<h2>Four</h2>{PROSE}",
        "e.xhtml": f"<h1>Epilogue</h1>{PROSE}",
    }
    listed = (
        "<li><a href='p.xhtml'>Preface</a></li>"
        "<li><a href='1.xhtml'>Book the First</a><ol><li><a href='a.xhtml'>One</a></li>"
        "<li><a href='b.xhtml'>Two</a></li></ol></li>"
        "<li><a href='2.xhtml'>Book the Second</a><ol><li><a href='c.xhtml'>Three</a></li>"
        "<li><a href='d.xhtml'>Four</a></li></ol></li><li><a href='e.xhtml'>Epilogue</a></li>"
    )
    epub(book, pages, listed)
    parted = ["Book the First. One", "Two", "Book the Second. Three", "Four"]
    assert titles(book) == ["Preface", *parted, "Epilogue"]


def test_numbered_sections_of_one_story_among_others_are_no_chapters(book: Path) -> None:
    pages = {**TWO, "c.xhtml": f"<h2>Three</h2><h3 id='i'>I</h3>{PROSE}<h3 id='j'>II</h3>{PROSE}"}
    inner = f"<ol>{links({'c.xhtml#i': 'I', 'c.xhtml#j': 'II'})}</ol>"
    listed = links({"a.xhtml": "One", "b.xhtml": "Two"})
    epub(book, pages, f"{listed}<li><a href='c.xhtml'>Three</a>{inner}</li>")
    assert titles(book) == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    "listed",
    [
        {"a.xhtml": "Start"},
        {"a.xhtml": "Cover", "a.xhtml#no": "One", "a.xhtml#nor": "Two"},
        {"nowhere.xhtml": "One", "http://example.org/": "Two", "../../b.xhtml": "Three"},
    ],
)
def test_a_table_that_cannot_be_true_is_not_believed(book: Path, listed: dict[str, str]) -> None:
    epub(book, TWO, links(listed))
    assert titles(book) == ["One", "Two"]


def test_what_is_not_the_story_is_left_out_by_name(book: Path) -> None:
    pages = {
        "cover.xhtml": "<section epub:type='cover'><p>Cover art</p></section>",
        "title.xhtml": "<section epub:type='titlepage'><h1>A Book</h1></section>",
        "imprint.xhtml": "<section epub:type='imprint'><p>Printed here.</p></section>",
        **TWO,
        "notes.xhtml": "<section epub:type='endnotes'><h2>Notes</h2><p>A note.</p></section>",
    }
    epub(book, pages, links({"title.xhtml": "Title", "a.xhtml": "One", "b.xhtml": "Two"}))
    story = read_manuscript(book)
    assert set(regions(story)) == {"cover", "title page", "imprint", "footnotes"}
    assert titles(book) == ["One", "Two"]


def test_the_guide_tells_what_pages_are_and_is_not_believed_of_a_long_one(book: Path) -> None:
    pages = {"c.xhtml": "<p>All of it is ours.</p>", "a.xhtml": f"<h2>One</h2>{PROSE * 20}"}
    guide = "<reference type='copyright-page' href='c.xhtml'/><reference type='cover' href='{}'/>"
    epub(book, pages, guide=guide.format("a.xhtml"))
    assert regions(read_manuscript(book)) == {"copyright page": "All of it is ours."}


def test_small_print_lists_of_links_and_title_pages_are_known_by_their_looks(book: Path) -> None:
    listed = {"a.xhtml": "One", "b.xhtml": "Two", "c.xhtml": "Three"}
    pages = {
        "t.xhtml": "<p>A Book</p><p>by A. Nobody</p>",
        "s.xhtml": "<p>Copyright © 2019 by A. Nobody</p><p>ISBN 978-3-16-148410-0</p>",
        "l.xhtml": f"<h1>What is in it</h1><ul>{links(listed)}</ul>",
        **TWO,
        "c.xhtml": f"<h2>Three</h2>{PROSE}",
    }
    epub(book, pages)
    found = regions(read_manuscript(book))
    assert set(found) == {"title page", "copyright page", "table of contents"}
    assert found["table of contents"].startswith("What is in it")


def test_the_package_says_what_the_book_is(book: Path) -> None:
    said = (
        "<dc:title id='s'>A Subtitle</dc:title><dc:title id='t'>The Bridge</dc:title>"
        "<meta refines='#t' property='title-type'>main</meta>"
        "<dc:creator id='i'>An Illustrator</dc:creator><dc:creator id='a'>A. Nobody</dc:creator>"
        "<meta refines='#i' property='role'>ill</meta><meta refines='#a' property='role'>aut</meta>"
        "<dc:language>en-GB</dc:language>"
        "<meta property='belongs-to-collection' id='c'>The Rivers</meta>"
        "<meta refines='#c' property='collection-type'>series</meta>"
        "<meta refines='#c' property='group-position'>2</meta>"
    )
    picture = '<item id="p" href="p.png" media-type="image/png" properties="cover-image"/>'
    png = b"\x89PNG\r\n\x1a\nrest"
    epub(book, TWO, metadata=said, items=picture, more={"OPS/p.png": png})
    told = read_manuscript(book).metadata
    assert (told.title, told.author, told.language) == ("The Bridge", "A. Nobody", "en-gb")
    assert (told.series, told.number, told.cover) == ("The Rivers", "2", png)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Byrne, Nora", "Nora Byrne"),
        ("von Arnim, Anna Maria", "Anna Maria von Arnim"),
        ("De Byrne, Nora", "Nora De Byrne"),
        ("Nora Byrne, Tom Hale", "Nora Byrne, Tom Hale"),
        ("Tom Hale, Nora Byrne", "Tom Hale, Nora Byrne"),
        ("Byrne, Jr.", "Byrne, Jr."),
    ],
)
def test_an_author_is_named_as_people_say_it(book: Path, written: str, said: str) -> None:
    told = read_manuscript(epub(book, TWO, metadata=f"<dc:creator>{written}</dc:creator>"))
    assert told.metadata.author == said


def test_calibre_has_its_own_words_for_a_series_and_epub_2_for_a_cover(book: Path) -> None:
    said = (
        "<meta name='calibre:series' content='Rivers'/><meta name='cover' content='p'/>"
        "<meta name='calibre:series_index' content='3.0'/>"
    )
    picture = '<item id="p" href="p.jpg" media-type="image/jpeg"/>'
    more = {"OPS/p.jpg": b"\xff\xd8\xff and so on"}
    told = read_manuscript(epub(book, TWO, metadata=said, items=picture, more=more)).metadata
    assert (told.series, told.number) == ("Rivers", "3")
    assert told.cover == more["OPS/p.jpg"]


def test_a_language_that_the_text_contradicts_is_not_believed(book: Path) -> None:
    french = "<p>" + "Il pleuvait sur le pont, et personne ne venait plus de la ville. " * 60
    epub(book, {"a.xhtml": f"{french}</p>"})
    assert read_manuscript(book).metadata.language is None
    assert read_book(book).language == "fr"


def test_places_are_told_by_page_and_heading(book: Path) -> None:
    epub(book, TWO)
    names = [one.name for one in read_manuscript(book).sections]
    assert names == ["OPS/a.xhtml, One", "OPS/b.xhtml, Two"]


def test_style_sheets_of_the_book_are_heeded(book: Path) -> None:
    styled = page(
        "<p>a <span class='i'>b</span> c</p><p class='no'>d</p>",
        "<link rel='stylesheet' href='s.css'/>",
    )
    more = {"OPS/a.xhtml": styled, "OPS/s.css": ".i {font-style: italic} .no {display: none}"}
    epub(book, {"a.xhtml": ""}, more=more)
    assert read_manuscript(book).text == "a _b_ c"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "there is no book in this archive"),
        ({"META-INF/container.xml": "<container/>"}, "there is no book in this archive"),
        ({"META-INF/container.xml": "not xml <<<"}, "no book|no XML"),
        ({"book.opf": "<package><spine/></package>"}, "no text in this file"),
        (
            {
                "book.opf": "<package><manifest><item id='a' href='a.xhtml' media-type="
                "'application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>"
            },
            "a.xhtml is missing from this archive",
        ),
    ],
)
def test_an_archive_that_lacks_what_it_needs_is_refused(
    book: Path, files: dict[str, str], message: str
) -> None:
    error = refused(archive(book, {"mimetype": "application/epub+zip", **files}))
    assert re.search(message, error.message)


def test_a_protected_book_is_refused_and_hidden_fonts_are_no_protection(book: Path) -> None:
    data = (
        "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData>"
        "<enc:EncryptionMethod Algorithm='{}'/></enc:EncryptedData></encryption>"
    )
    name = "META-INF/encryption.xml"
    epub(book, TWO, more={name: data.format("http://www.idpf.org/2008/embedding")})
    assert read_manuscript(book).text
    epub(book, TWO, more={name: data.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")})
    assert "DRM" in refused(book).message


def test_a_part_that_unpacks_without_end_is_refused(book: Path) -> None:
    epub(book, {"a.xhtml": "<p>x</p>"}, more={"OPS/a.xhtml": b" " * (25 * 2**20)})
    assert "larger than any text" in refused(book).message


def test_a_damaged_part_is_refused(book: Path) -> None:
    epub(book, TWO)
    raw = bytearray(book.read_bytes())
    at = raw.find(b"OPS/a.xhtml") + len("OPS/a.xhtml") + 30
    raw[at : at + 8] = b"\0" * 8
    book.write_bytes(raw)
    assert "damaged" in refused(book).message


def test_entities_are_not_expanded_and_characters_are_named(book: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = page("<p>caf&eacute;&nbsp;&b;</p>").replace("?>", f"?>{bomb}", 1)
    epub(book, {"a.xhtml": "<p>x</p>"}, more={"OPS/a.xhtml": body})
    assert read_manuscript(book).text.startswith("café")
    assert "aaaa" not in read_manuscript(book).text


def test_a_table_of_contents_nested_without_end_is_read_or_refused(book: Path) -> None:
    deep = "<li><a href='a.xhtml'>One</a><ol>" * 5000 + "</ol></li>" * 5000
    epub(book, TWO, deep)
    assert titles(book) == ["One", "Two"]


def test_a_page_that_is_broken_keeps_its_text(book: Path) -> None:
    broken = page("<p>one<p>two<br>three & four</b>").replace("</body></html>", "")
    epub(book, {"a.xhtml": "<p>x</p>"}, more={"OPS/a.xhtml": broken})
    text = read_manuscript(book).text
    assert [text.find(word) >= 0 for word in ("one", "two", "three", "four")] == [True] * 4


def test_the_navigation_page_itself_is_no_story(book: Path) -> None:
    listed = links({"a.xhtml": "One", "b.xhtml": "Two"})
    pages = {"toc.xhtml": "<p>x</p>", **TWO}
    epub(book, pages, listed, more={"OPS/toc.xhtml": nav(listed)})
    assert regions(read_manuscript(book))["table of contents"] == "Contents\n\nOne\n\nTwo"


def test_each_paragraph_tells_where_on_its_page_it_stands(book: Path) -> None:
    """Tags are counted, with those of what is not read; six stand before all words of the body."""
    body = "<p>one <b>or</b> two</p><script>var a;</script><hr/><p>three</p>"
    epub(book, {"a.xhtml": body, "b.xhtml": "<p>four</p>"})
    read = read_manuscript(book)
    found = [
        (read.text[one.span.start : one.span.end], one.part, one.tags.start - 6, one.tags.end - 6)
        for one in read.origins
    ]
    assert found == [
        ("one or two", "OPS/a.xhtml", 1, 4),
        ("three", "OPS/a.xhtml", 9, 10),
        ("four", "OPS/b.xhtml", 1, 2),
    ]
