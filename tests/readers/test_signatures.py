"""A file that says it is text and is not is refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaking import docx, epub, fb2, odt, word
from narrate.errors import ManuscriptError
from narrate.readers import read_manuscript

WHOLE = Path("story.txt")


@pytest.mark.parametrize(
    ("raw", "what", "hint"),
    [
        (b"%PDF-1.7\n", "a PDF", "rename it to story.pdf"),
        (rb"{\rtf1 Hello}", "an RTF document", "rename it to story.rtf"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>x", "a page of HTML", "rename it to story.html"),
        (b"<?xml version='1.0'?><html>", "a page of HTML", "rename it to story.html"),
        (b"x" * 60 + b"BOOKMOBI", "a Kindle book", "ebook-convert story.txt story.epub"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old word processor", "save it as story.docx"),
        (b"PK\x03\x04anything", "a ZIP archive", "unpack it"),
    ],
)
def test_other_formats_are_known_by_how_they_begin(
    tmp_path: Path, raw: bytes, what: str, hint: str
) -> None:
    path = tmp_path / WHOLE
    path.write_bytes(raw)
    with pytest.raises(ManuscriptError, match=what) as caught:
        read_manuscript(path)
    assert caught.value.hint is not None
    assert hint in caught.value.hint
    assert caught.value.exit_code == 3


def test_books_are_known_though_they_are_archives(tmp_path: Path) -> None:
    path = tmp_path / WHOLE
    assert _hint(epub(path, {"a.xhtml": "<p>x</p>"})) == "rename it to story.epub"
    assert _hint(docx(path, word("x"))) == "rename it to story.docx"
    assert _hint(fb2(path, "<section><p>x</p></section>")) == "rename it to story.fb2"
    mime = {"mimetype": "application/vnd.oasis.opendocument.text"}
    assert _hint(odt(path, "<text:p>x</text:p>", mime)) == "rename it to story.odt"


def _hint(path: Path) -> str | None:
    with pytest.raises(ManuscriptError) as caught:
        read_manuscript(path)
    return caught.value.hint


@pytest.mark.parametrize("text", ["PK is a name", "html is a language", "%"])
def test_text_that_begins_oddly_is_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / WHOLE
    path.write_text(text)
    assert read_manuscript(path).text == text
