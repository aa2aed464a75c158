"""Any text, any bytes and any settings: no crash, nothing lost, and a refusal with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hostile
from narrate.text.speakermarks import NARRATOR

TOKENS = (
    '"', "“", "”", "'", "‘", "’", "«", "»", "„", "—", "–", "-", "--", "…", ".", ",", "!", "?", ":",
    ";", " ", "\n", "\n\n", "\r\n", "\r", "\t", "\x0b", "\x1c", "\x85", "\u2028", "a", "I", "He",
    " said ", "Ann", "Tom", " and ", "the man", "Mr. ", "Dr.", "Chapter 1", "II", "* * *", "#", "[",
    "]", "[?]", "(", ")", "*", "_", "1", "1815", "$", "£", "½", "°C", "http://", "\\", ";",
    "title:", "cast: Ann (F)", "\x00", "\x07", "\x1b[31m", "\u202e", "\u200d", "\u0301", "\ufeff",
    "\ud800", "\udfff", "漢字", "שלום", "😀", "👩\u200d👧", "e\u0301", "ß", "İ", "ﬁ", "\u00a0",
    "\U000f0000", "*** START OF THE PROJECT GUTENBERG EBOOK X ***", "Contents", "THE END",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(TOKENS) | st.text(max_size=8), max_size=40).map("".join)
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac_roman")
SCRIPT_LINES = st.sampled_from(
    ("title: A", "author: B", "cast: Ann (F) also A; B", "cast: \\narrator", "", "# One", "## Two",
     "* * *", "; no", f"[{NARRATOR}] It rained.", "[?] No.", "[Ann] “Yes.”", "[a\\]b] Hm.", "[] x")
)  # fmt: skip
MARKUP = st.sampled_from(
    ("<p>", "</p>", "<div class='stanza'>", "</div>", "<i>", "</i>", "<h1>", "</h1>", "<h2 id='a'>",
     "<hgroup>", "</hgroup>", "<br/>", "<hr/>", "<table><tr><td>", "</td></tr></table>",
     "<a id='b'/>",
     "<li><a href='a.xhtml#a'>One</a></li>", "<li><a href='b.xhtml'>Two</a></li>", "<ol>", "</ol>",
     "<section epub:type='toc'>", "</section>", "<a href='#n'><sup>1</sup></a>", "<svg>", "</svg>",
     "<aside role='doc-footnote'>", "</aside>", "<img alt='x'/>", "<ruby>a<rt>b</rt></ruby>",
     "\x00",
     "&nbsp;", "&a;", "&#0;", "<!--", "-->", "<![CDATA[", "<section><title><p>", "<v>", "[^1]: ",
     "[^1]", "\n---\n", "\n\n", "    ", "1. ", "> ", "# ", "<FictionBook><body>", "<style>p{", "}")
)  # fmt: skip
YAML_LINES = st.sampled_from(
    ("narrator: en-gb", "narrator:", "characters:", "  Ann:", "  Ann: en-us", "    aliases: [A]",
     "    gender: F", "    rate: 160", "lexicon:", "  a: b", "pauses: {paragraph: 5}", "book: [",
     "}", "output: {format: mp3}", "&a [*a]", "x: !!python/object:os.system y", "---", "? - a",
     "\t", "'")
)  # fmt: skip


@given(TEXT)
def test_any_text_is_a_story_of_which_nothing_is_lost(text: str) -> None:
    hostile.check_story(text)


@given(TEXT, st.sampled_from(CODECS))
def test_any_text_in_any_encoding_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, codec: str
) -> None:
    raw = text.encode(codec, "replace")
    hostile.check_bytes(raw, tmp_path_factory.getbasetemp() / "story.txt")


@given(st.lists(MARKUP | TEXT, max_size=30).map("".join), st.sampled_from(["html", "md", "fb2"]))
def test_any_page_is_a_book_or_refused(
    tmp_path_factory: pytest.TempPathFactory, page: str, ending: str
) -> None:
    raw = page.encode("utf-8", "surrogatepass")
    hostile.check_book(raw, tmp_path_factory.getbasetemp() / f"book.{ending}")


@given(st.lists(MARKUP | TEXT, max_size=30).map("".join))
def test_any_page_and_contents_of_an_epub_are_a_book_or_refused(
    tmp_path_factory: pytest.TempPathFactory, page: str
) -> None:
    raw = page.encode("utf-8", "surrogatepass")
    hostile.check_pages(raw, tmp_path_factory.getbasetemp() / "book.epub")


@given(st.lists(SCRIPT_LINES | TEXT, max_size=12).map("\n".join))
def test_any_text_is_a_script_or_refused_with_its_line(text: str) -> None:
    hostile.check_script(text)


@given(st.lists(YAML_LINES | TEXT, max_size=8).map("\n".join))
def test_any_text_is_settings_or_refused_with_its_line(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    hostile.check_settings(raw, tmp_path_factory.getbasetemp() / "voices.yaml")


@given(TEXT)
def test_any_passage_becomes_words(text: str) -> None:
    hostile.check_spoken(text)


@pytest.mark.parametrize(
    "text",
    [
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***",
        "CONTENTS\n\nChapter 1\nChapter 2\nChapter 3",
        "Chapter İ\n\nIt rained.",
        "Chapter ı\n\nIt rained.",
        "  " * 50_000,
        "[" * 5000 + "]" * 5000,
        "“" * 3000,
        "‘" * 3000,
        "Chapter 1\n" * 500,
        "I" * 100_000,
    ],
)
def test_what_was_found_once_stays_mended(text: str) -> None:
    hostile.check_story(text)
    hostile.check_script(text)
    hostile.check_spoken(text)
