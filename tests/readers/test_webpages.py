"""Of a page saved from a site of stories, the story is read and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.model import Manuscript
from narrate.readers import read_manuscript
from narrate.text.chapters import find_chapters

MENU = "<header><h1>A Site</h1></header><nav><ul><li><a href='/b'>Browse</a></li></ul></nav>"
COMMENTS = "<div id='comments'><h3>Comments</h3><p>I love this!</p></div><footer><p>About</footer>"
ARCHIVE = (
    f"{MENU}<dl class='work meta'><dt>Rating:<dd>General</dl><div id='workskin'>"
    "<div class='preface group'><h2 class='title heading'>The Ford</h2>"
    "<h3 class='byline heading'><a rel='author' href='/u'>nora_b</a></h3></div>"
    "<div class='chapter'><h3 class='title'><a href='/1'>Chapter 1</a>: Rain</h3>"
    "<div class='notes module'><h3 class='heading'>Notes:</h3><p>Yay!</p></div>"
    "<h3 class='landmark heading'>Chapter Text</h3><p>It rained.</p></div>"
    "<div class='chapter'><h3 class='title'><a href='/2'>Chapter 2</a>: Sun</h3><p>It ended.</p>"
    f"</div></div>{COMMENTS}"
)
DOWNLOAD = (
    "<div id='preface'><p>Posted to a site.</p><h1>The Ford</h1>by <a rel='author'>nora_b</a></div>"
    "<div id='chapters'><div class='meta group'><h2>Chapter 1: Rain</h2><p>Notes</p>"
    "<blockquote><p>Yay!</p></blockquote></div><div><p>It rained.</p></div>"
    "<div class='meta group'><h2>Chapter 2: Sun</h2></div><div><p>It ended.</p></div></div>"
    "<div id='afterword'><p>Please drop by.</p></div>"
)
SERIAL = (
    f"{MENU}<div class='fic-header'><h2>The Ford</h2><h1>Chapter 7</h1><h3>by <a>nora_b</a></h3>"
    "</div><a href='/8'>Next Chapter</a><div class='author-note-portlet'><p>Yay!</p></div>"
    f"<div class='chapter-inner chapter-content'><p>It rained.</p><p>It ended.</p></div>{COMMENTS}"
)
PARTS = (
    f"{MENU}<main><h1>Rain</h1><span class='reads'>12.3K</span><pre><p data-p-id='1'>It rained."
    "<span class='comment-marker'><span class='num-comment'>3</span></span></p>"
    f"<p data-p-id='2'>It ended.</p></pre></main>{COMMENTS}"
)


def read(folder: Path, body: str, title: str = "") -> Manuscript:
    path = folder / "saved.html"
    path.write_text(f"<!DOCTYPE html><title>{title}</title><body>{body}", encoding="utf-8")
    return read_manuscript(path)


def heard(found: Manuscript) -> list[str]:
    left_out = {found.text[one.span.start : one.span.end] for one in found.regions}
    text = found.text
    for words in left_out:
        text = text.replace(words, "")
    return [words for words in text.split("\n\n") if words]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (ARCHIVE, ["The Ford", "Chapter 1: Rain", "It rained.", "Chapter 2: Sun", "It ended."]),
        (DOWNLOAD, ["Chapter 1: Rain", "It rained.", "Chapter 2: Sun", "It ended."]),
        (SERIAL, ["Chapter 7", "It rained.", "It ended."]),
        (PARTS, ["Rain", "It rained.", "It ended."]),
    ],
    ids=["archive", "download", "serial", "parts"],
)
def test_the_story_alone_is_read(tmp_path: Path, body: str, wanted: list[str]) -> None:
    assert heard(read(tmp_path, body)) == wanted


@pytest.mark.parametrize("body", [ARCHIVE, DOWNLOAD, SERIAL])
def test_the_page_says_of_which_book_it_is(tmp_path: Path, body: str) -> None:
    said = read(tmp_path, body, "Chapter 1 - The Ford - A Site").metadata
    assert (said.title, said.author) == ("The Ford", "nora_b")


def test_chapters_of_a_whole_work_are_found(tmp_path: Path) -> None:
    found = find_chapters(read(tmp_path, ARCHIVE))
    assert [one.title for one in found.chapters] == ["Chapter 1: Rain", "Chapter 2: Sun"]


def test_what_an_author_says_beside_the_story_is_told(tmp_path: Path) -> None:
    codes = [note.code for note in find_chapters(read(tmp_path, ARCHIVE)).notes]
    assert codes == ["notes-of-the-author-left-out"]


def test_the_main_part_of_any_page_is_the_story(tmp_path: Path) -> None:
    story = "<p>It rained all day, and nobody came down to the bridge.</p>"
    assert heard(read(tmp_path, f"{MENU}<main>{story}</main>{COMMENTS}")) == [
        "It rained all day, and nobody came down to the bridge."
    ]


def test_a_main_part_inside_of_another_takes_nothing_away(tmp_path: Path) -> None:
    story = "It rained all day, <b>all</b> day.<div role=main><p>Nobody came down.</p></div>"
    assert heard(read(tmp_path, f"{MENU}<main>{story}So it was.</main>{COMMENTS}")) == [
        "It rained all day, all day.",
        "Nobody came down.",
        "So it was.",
    ]


def test_a_main_part_without_the_story_takes_nothing_away(tmp_path: Path) -> None:
    story = "<p>It rained all day, and nobody came down to the bridge.</p>"
    assert heard(read(tmp_path, f"<main><p>Hello.</p></main>{story}"))[0] == "Hello."
