"""A page of HTML becomes the text that a reader of it sees."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from narrate.errors import ManuscriptError
from narrate.model import Manuscript
from narrate.readers import Reader, read_manuscript
from narrate.readers.html import HtmlReader
from narrate.testing import ReaderContract
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script


class TestHtml(ReaderContract):
    ending = "html"

    def make_reader(self) -> Reader:
        return HtmlReader()

    def write_story(self, path: Path) -> None:
        path.write_text(
            f"<h1>One</h1><p>{self.sentence}</p><h1>Two</h1><p>Nobody came.</p>"
            "<section epub:type='endnotes'><p>A note.</p></section>"
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, body: str, head: str = "") -> Manuscript:
    path = folder / "story.html"
    path.write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}", encoding="utf-8")
    return read_manuscript(path)


def paragraphs(folder: Path, body: str, head: str = "") -> list[str]:
    return read(folder, body, head).text.split("\n\n")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>It  rained\n all&nbsp;day.", "It rained all day."),
        (
            (
                "<table><tr><td epub:type='z3998:persona'>Ann</td><td>Up. "
                "<i epub:type='z3998:stage-direction'>Rises.</i> Now!</td></tr></table>"
            ),
            "ANN. Up. [_Rises._] Now!",
        ),
        ("<table><tr><td></td><td><i epub:type='z3998:stage-direction'>Rain.", "Rain."),
        ("<p>It <em>rained</em>.", "It _rained_."),
        ("<p>It<i> rained </i>all day.", "It _rained_ all day."),
        ("<p>un<i>believ</i>able", "unbelievable"),
        ("<h2>II<small><a href='#toc'>ToC</a></small></h2>", "II"),
        ("<h2><a href='#toc'>Return</a></h2>", "Return"),
        ("<p><img alt='' src='a.jpg'><br><a href='a.jpg'>Full Size</a></p><p>Rain.", "Rain."),
        ("<p>On <a href='map.jpg'>the map</a> it rained.", "On the map it rained."),
        ("<p><i>All of it, even here.</i>", "All of it, even here."),
        ("<b><p>All of it is bold.</p></b>", "All of it is bold."),
        ("<p>caf&eacute; &amp; &#233; &lt;b&gt;", "café & é <b>"),
        ("<p>soft&shy;hyphen", "softhyphen"),
        ('<p><span class="dropcap">T</span>he rain', "The rain"),
        ('<p><span class="dropcap">T</span> <small>HE</small> rain', "THE rain"),
        ('<p><span class="dropcap">A</span> rainy day', "A rainy day"),
        ('<p>“<span class="dropcap">W</span> AIT,” he said', "“WAIT,” he said"),
        ('<p><img alt="T">he rain', "The rain"),
        ("<p>a <img alt='heart'> and", "a heart and"),
        ("<p><img alt='A tall house'> “Come in,” said Ada.", "“Come in,” said Ada."),
        ("<p><img alt='A tall house'> A man came.", "A man came."),
        ("<p><img alt='Once upon'> a time it rained.", "Once upon a time it rained."),
        ("<p><img alt='ONCE UPON'> A TIME it rained.", "ONCE UPON A TIME it rained."),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字", "漢字"),
        ("<p>10 m<sup>2</sup>", "10 m²"),
        ("<p>so.<a href='#n1'><sup>1</sup></a> Then", "so. Then"),
        ("<p>so.<sup><a href='#n1'>1</a></sup> Then", "so. Then"),
        ("<p>so<a href='n.html#fn1'>[1]</a>", "so"),
        ("<p>so<a href='#x' role='doc-noteref'>one</a>", "so"),
        ("<p>see <a href='#p'>page 12</a>", "see page 12"),
        ("<p>rain<span class='pagenum'>[Pg 12]</span> fell", "rain fell"),
        ("<p>so <math alttext='x squared'><mi>x</mi></math>", "so x squared"),
        ("<p>seen<span hidden>not</span><span style='display: none'>nor</span>", "seen"),
        ("<p>seen<script>no()</script><!-- no -->", "seen"),
        ("<p>seen<svg><text>drawn</text></svg>", "seen"),
        ("<svg><foreignObject><p>seen</p></foreignObject></svg>", "seen"),
        ("<table><tr><td>A</td><td>B.</td><td>C</td></tr></table>", "A, B. C"),
        ("<table><tr><td></td><td>B</td></tr></table>", "B"),
        ("<table><tr><td><p>one, two</p></td></tr></table>", "one, two"),
        ("<p>one<br/>two", "one\ntwo"),
        ("<p class='verse'>" + "long " * 40 + "<br>two", "long " * 39 + "long\ntwo"),
        ("<div class='stanza'><div>one</div><div>two</div></div>", "one\ntwo"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
    ],
)
def test_a_paragraph_is_what_is_seen(folder: Path, body: str, text: str) -> None:
    assert read(folder, body).text == text


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<div>one<div>two</div>three</div>", ["one", "two", "three"]),
        ("<div>one<br><br>two</div>", ["one", "two"]),
        ("<p>" + "long " * 40 + "<br>two", ["long " * 39 + "long", "two"]),
        ("<p>one<hr><p>two", ["one", "* * *", "two"]),
        ("<p>one<p>⁂<p>two", ["one", "* * *", "two"]),
        ("<p>one<p><img alt='scene break'><p>two", ["one", "* * *", "two"]),
        ("<p>one<p><img alt='A house'><p>two", ["one", "two"]),
        ("<hr><h2>One</h2><hr><p>two<hr><hr><h2>Three</h2>", ["One", "two", "Three"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<blockquote>one<p>two</blockquote>three", ["one", "two", "three"]),
        ("<table><tr><td>A<tr><td>B</table>C", ["A", "B", "C"]),
    ],
)
def test_paragraphs_are_parted_as_they_are_on_the_page(
    folder: Path, body: str, texts: list[str]
) -> None:
    assert paragraphs(folder, body) == texts


def test_one_empty_paragraph_among_many_parts_scenes(folder: Path) -> None:
    many = "".join(f"<p>Line {n}.</p>" for n in range(9))
    assert "* * *" in paragraphs(folder, f"{many}<p>&nbsp;</p><p>Then.</p>")


def test_empty_paragraphs_between_all_of_them_are_how_they_are_set(folder: Path) -> None:
    body = "<p>&nbsp;</p>".join(f"<p>Line {n}.</p>" for n in range(9))
    assert "* * *" not in paragraphs(folder, body)


def test_style_sheets_tell_what_is_slanted_and_what_is_not_shown(folder: Path) -> None:
    style = "<style>.x1, p.x2 {font-style: italic} @media print {.seen {display: none}} .gone"
    style += " {color: red; display: none} em {font-style:normal}</style>"
    body = "<p>a <span class=x1>slanted</span> <em>word</em><p class=gone>no<p class=seen>yes"
    assert paragraphs(folder, body, style) == ["a _slanted_ word", "yes"]


def test_headings_have_their_level_and_a_group_is_one(folder: Path) -> None:
    body = "<h1>A Book</h1><hgroup><h2>I</h2><p>The River</p></hgroup><p>Rain.<h2><img alt=II></h2>"
    story = read(folder, body)
    headings = [(story.text[s.span.start : s.span.end], s.level) for s in story.headings or ()]
    assert headings == [("A Book", 1), ("I\nThe River", 2), ("II", 2)]


def test_a_heading_is_not_emphasised(folder: Path) -> None:
    assert read(folder, "<h2>The <i>Gnat</i></h2><p>Rain.").text == "The Gnat\n\nRain."


def test_notes_and_contents_are_regions(folder: Path) -> None:
    nav = "<nav><ol><li><a href='#a'>One</a></ol></nav>"
    story = read(folder, f"{nav}<p>Rain.<aside role='doc-footnote'><p>A note.</aside><p>Sun.")
    regions = {one.kind: story.text[one.span.start : one.span.end] for one in story.regions}
    assert regions == {"table of contents": "One", "footnotes": "A note."}


def test_the_head_says_what_the_book_is(folder: Path) -> None:
    path = folder / "story.html"
    path.write_text(
        "<html lang='fr-CA'><head><title>Le  pont</title><meta name=author content='A. Nonyme'>"
        "</head><body><p>Il pleut."
    )
    told = read_manuscript(path).metadata
    assert (told.title, told.author, told.language) == ("Le pont", "A. Nonyme", "fr-ca")


@pytest.mark.parametrize(
    "title",
    [
        "The Project Gutenberg eBook of The Low Bridge, by A. Nobody",
        "The Project Gutenberg E-text of The Low Bridge, by A. Nobody",
        "The Low Bridge, by A. Nobody—A Project Gutenberg eBook",
        "The Low Bridge, by A. Nobody | Project Gutenberg",
    ],
)
def test_the_name_of_a_library_is_no_part_of_the_title(folder: Path, title: str) -> None:
    told = read(folder, "<p>Rain.", f"<title>{title}</title>").metadata
    assert (told.title, told.author) == ("The Low Bridge", "A. Nobody")


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("<meta charset=windows-1252>", "cp1252"),
        ("<meta charset='iso-8859-1'>", "cp1252"),
        ("<?xml version='1.0' encoding='koi8-r'?>", "koi8-r"),
        ("<meta charset=utf-8>", "cp1252"),
        ("<meta charset=nonsense>", "utf-8"),
        ("<meta charset=utf-8>", "utf-16"),
    ],
)
def test_a_page_is_in_the_encoding_it_names_if_that_is_true(
    folder: Path, declared: str, codec: str
) -> None:
    words = "Привет" if codec == "koi8-r" else "“Café,” she said, and went on to say little."
    path = folder / "story.html"
    path.write_bytes(f"{declared}<body><p>{words}".encode(codec))
    assert read_manuscript(path).text == words


def test_places_are_told_by_headings(folder: Path) -> None:
    story = read(folder, "<h1>A</h1><p>Rain.<h2>B</h2><p>Sun.")
    assert [(story.text[one.start], one.name) for one in story.sections] == [("A", "A"), ("B", "B")]


@pytest.mark.parametrize("body", ["", "<p>", "<img src=a>", "<nav>One</nav>", "<p>* * *"])
def test_a_page_without_a_word_is_refused(folder: Path, body: str) -> None:
    with pytest.raises(ManuscriptError, match="no text in this file"):
        read(folder, body)


@pytest.mark.parametrize(
    "body",
    ["<div>" * 50_000 + "deep", "<b>" * 50_000 + "deep", "<p>&a;</p>" * 1000, "<![CDATA[" * 9999],
)
def test_what_was_made_to_do_harm_is_read_or_refused(folder: Path, body: str) -> None:
    with suppress(ManuscriptError):
        assert read(folder, body + "<p>rain").text


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<ol><li>Rain<li><p>Sun</p><p>And so on.</p></ol>", ["1. Rain", "2. Sun", "And so on."]),
        (
            "<ol start=4><li>Rain<li value=9>Sun<li><i>Snow</i></ol>",
            ["4. Rain", "9. Sun", "10. Snow"],
        ),
        (
            "<ol><li>Rain<ul><li>Mud</ul><li>Sun<ol><li>Heat</ol></ol>",
            ["1. Rain", "Mud", "2. Sun", "1. Heat"],
        ),
        ("<ol><li></li><li>Rain</ol><p>Sun", ["2. Rain", "Sun"]),
        ("<ol start=x><li>Rain<li value=''>Sun</ol>", ["1. Rain", "2. Sun"]),
        ("<ol><li><h2>Rain</h2><p>It rained.</ol>", ["Rain", "It rained."]),
        ("<ol style='list-style: none'><li>Rain</ol>", ["Rain"]),
        ("<li>Rain</li>", ["Rain"]),
    ],
)
def test_items_of_ordered_lists_have_their_numbers(
    folder: Path, body: str, texts: list[str]
) -> None:
    assert paragraphs(folder, body) == texts


def test_a_style_sheet_takes_the_numbers_of_a_list_away(folder: Path) -> None:
    sheet = "<style>.plain { list-style-type: none }</style>"
    assert paragraphs(folder, "<ol class='plain'><li>Rain</ol>", sheet) == ["Rain"]
    assert paragraphs(folder, "<ol><li>Rain</ol>", sheet) == ["1. Rain"]


@pytest.mark.parametrize(
    ("written", "author", "title"),
    [
        ("The Bridge., by A. Nobody", "Ann Nobody", "The Bridge"),
        ("The Bridge, Complete, By Nobody", "Ann Nobody", "The Bridge, Complete"),
        ("Stand by Me", "Ann Nobody", "Stand by Me"),
        ("The Bridge by Night", "", "The Bridge by Night"),
    ],
)
def test_the_author_is_no_part_of_the_title(
    folder: Path, written: str, author: str, title: str
) -> None:
    head = f"<title>{written}</title><meta name='author' content='{author}'>"
    assert read(folder, "<p>It rained.", head).metadata.title == title


@pytest.mark.parametrize(
    ("title", "printed", "said"),
    [
        ("The Ford, by Ann Oak", "By Ann Oak", ("The Ford", "Ann Oak")),
        ("The Ford, by Ann Oak", "by", ("The Ford, by Ann Oak", None)),
        ("The House by the River", "By Ann Oak", ("The House by the River", None)),
    ],
)
def test_an_author_in_the_title_is_believed_if_the_page_says_so(
    folder: Path, title: str, printed: str, said: tuple[str, str | None]
) -> None:
    body = f"<h1>The Ford</h1><h2>{printed}</h2><h2>One</h2><p>It rained."
    metadata = read(folder, body, f"<title>{title}</title>").metadata
    assert (metadata.title, metadata.author) == said


LINKED = "".join(f"<p><a href='#c{n}'>Chapter {n}</a></p>" for n in range(1, 6))


def test_links_tell_which_paragraphs_are_headings(folder: Path) -> None:
    chapters = (f"<a name='c{n}'></a><p>CHAPTER {n}.</p><p>It rained." for n in range(1, 6))
    said = read(folder, f"<h2>Contents</h2>{LINKED}{''.join(chapters)}")
    found = find_chapters(said)
    assert [one.title for one in found.chapters] == [f"Chapter {n}" for n in range(1, 6)]


def test_what_is_as_large_as_chapters_and_in_no_contents_begins_none(folder: Path) -> None:
    chapters = [f"<h3 id='c{n}'>Chapter {n}</h3><p>It rained." for n in range(1, 6)]
    chapters.insert(2, "<h3>“The Last Ferry!”</h3><p>It said so on the board.")
    found = find_chapters(read(folder, f"<h2>Contents</h2>{LINKED}{''.join(chapters)}"))
    assert [one.title for one in found.chapters] == [f"Chapter {n}" for n in range(1, 6)]


def test_the_links_from_chapter_to_chapter_are_no_list_of_places_with_a_heading_in_it(
    folder: Path,
) -> None:
    led = "<p><a href='#on'>Next chapter</a></p>"
    begun = "<p><a href='#a'>Read from the start</a></p><p><a href='#b'>Previous chapter</a></p>"
    names = [f"Chapter {number}" for number in range(1, 5)]
    told = f"<p>{'It rained all day. ' * 5}</p>"
    said = read(folder, "".join(f"<h2>{name}</h2>{begun}{told}{led}" for name in names))
    assert [one.title for one in find_chapters(said).chapters] == names


def test_a_line_of_links_to_the_chapters_beside_is_not_read(folder: Path) -> None:
    links = "<p><a href='one.html'>Previous</a> | <a href='three.html'>Next chapter</a></p>"
    said = read(folder, f"{links}<h1>Two</h1><p>It rained.{links}")
    assert write_script(find_chapters(said)).segments[-1].text == "It rained."


def test_links_in_the_text_make_no_headings(folder: Path) -> None:
    links = "".join(f"<p>He sat by <a href='#c{n}'>the ford</a> again." for n in range(5))
    ends = "".join(f"<p id='c{n}'>The ford" for n in range(5))
    said = read(folder, f"<h1>One</h1>{links}{ends}<h1>Two</h1><p>It rained.")
    assert [said.text[one.span.start : one.span.end] for one in said.headings or ()] == [
        "One",
        "Two",
    ]


def test_a_tag_of_more_attributes_than_a_page_has_is_read_without_them(folder: Path) -> None:
    crowd = " ".join(f"a{n}='{n:09}'" for n in range(3000))
    assert read(folder, f"<p {crowd}>It rained.<p class='x'>All day.").text == (
        "It rained.\n\nAll day."
    )


def test_a_long_attribute_is_no_crowd(folder: Path) -> None:
    picture = f"<img alt='T' src='data:image/png;base64,{'A' * 30000}'>he rain"
    assert read(folder, f"<p>{picture}").text == "The rain"


def test_what_a_picture_is_called_below_it_is_no_heading(folder: Path) -> None:
    body = "<h2>One</h2><p>Rain.</p><img src='a.jpg' alt='The ford.'><h2>The ford.</h2><p>Sun."
    found = read(folder, f"{body}<h2>Two</h2><p>Snow.")
    assert [chapter.title for chapter in find_chapters(found).chapters] == ["One", "Two"]


def test_a_note_that_leads_back_to_its_mark_is_one_in_any_paragraph(folder: Path) -> None:
    mark = "<a id='citation3a'></a><a href='#footnote3a'>[3a]</a>"
    note = "<p><a id='footnote3a'></a><a href='#citation3a'>[3a]</a> Of the Tweed.</p>"
    found = read(folder, f"<p>A ford{mark} was there.</p>{note}<p>It rained.")
    (region,) = found.regions
    assert found.text[region.span.start : region.span.end] == "Of the Tweed."
    assert found.text.startswith("A ford was there.")


def test_numbers_between_stories_that_are_listed_without_one_are_sections(folder: Path) -> None:
    names = ["Rain", "Sun", "Snow", "Wind"]
    links = "".join(f"<p><a href='#{name}'>{name}</a></p>" for name in names)
    parts = "".join(f"<h2>Part {n}</h2><p>It went on. " for n in (1, 2))
    stories = [f"<h2 id='{name}'>{name}</h2><p>It came.</p>" for name in names]
    found = read(folder, "".join([links, *stories[:2], parts, *stories[2:]]))
    assert [chapter.title for chapter in find_chapters(found).chapters] == names
