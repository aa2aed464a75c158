"""RTF is read with its italics, headings and notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import ManuscriptError
from narrate.model import Manuscript
from narrate.readers import Reader, read_manuscript
from narrate.readers.rtf import RtfReader
from narrate.testing import ReaderContract

HEAD = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\stylesheet{\s1\outlinelevel0 heading 1;}}"


class TestRtf(ReaderContract):
    ending = "rtf"

    def make_reader(self) -> Reader:
        return RtfReader()

    def write_story(self, path: Path) -> None:
        head = r"\pard\s1\outlinelevel0 "
        path.write_text(
            rf"{HEAD}{head}One\par\pard {self.sentence}\par{head}Two\par\pard Nobody came.\par}}"
        )


def read(folder: Path, body: str) -> Manuscript:
    path = folder / "story.rtf"
    path.write_bytes(f"{HEAD}{body}}}".encode("cp1252"))
    return read_manuscript(path)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"It {\i rained}.", "It _rained_."),
        (r"It \i rained\i0 .", "It _rained_."),
        (r"\'93Caf\'e9,\'94 she said", "“Café,” she said"),
        (r"\ldblquote Caf\u233?\emdash \rdblquote", "“Café—”"),
        (r"\uc2 a\u8217\'92\'92s", "a’s"),
        ("one\r\n two\\par three", "one two\n\nthree"),
        (r"one\line two", "one\ntwo"),
        (r"a\{b\}\\c", r"a{b}\c"),
        (r"a{\v hidden}b{\pict 00ff}{\*\generator x}", "ab"),
        (r"well\_to\-do\~now", "well-todo now"),
        (r"{\header top}one", "one"),
    ],
)
def test_a_paragraph_is_what_is_seen(tmp_path: Path, body: str, text: str) -> None:
    story = read(tmp_path, body)
    assert (story.text, story.headings) == (text, ())


def test_outline_levels_make_headings_and_footnotes_are_a_region(tmp_path: Path) -> None:
    story = read(
        tmp_path,
        r"{\info{\title The Bridge}{\author A. Nobody}}\pard\outlinelevel1 One\par"
        r"\pard Rain{\super\chftn}{\footnote\pard\plain A note.} fell.\par",
    )
    assert story.text == "One\n\nRain fell.\n\nA note."
    assert [(one.span.start, one.level) for one in story.headings or ()] == [(0, 2)]
    assert [one.kind for one in story.regions] == ["footnotes"]
    assert (story.metadata.title, story.metadata.author) == ("The Bridge", "A. Nobody")


def test_what_is_no_rtf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "story.rtf"
    path.write_text("It rained.")
    with pytest.raises(ManuscriptError, match="not an RTF file"):
        read_manuscript(path)


@given(body=st.text(alphabet="\\{}'u*i09ab -\n", max_size=80))
def test_any_groups_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, body: str
) -> None:
    try:
        assert read(tmp_path_factory.getbasetemp(), body).text.strip()
    except ManuscriptError as error:
        assert "no text" in error.message  # noqa: PT017 -- either is right
