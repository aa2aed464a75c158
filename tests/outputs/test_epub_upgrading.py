"""A page of an EPUB 2 says by style what HTML has no more as attributes and elements."""

from __future__ import annotations

import pytest

from narrate.outputs.epub.upgrading import upgraded


def body(inside: str) -> str:
    page = f"<html><head><title>T</title></head><body>{inside}</body></html>"
    return upgraded(page, "A Book").partition("<body>")[2].removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<p align="center">a</p>', '<p style="text-align: center">a</p>'),
        (
            '<p style="color: red;" align="left">a</p>',
            '<p style="color: red; text-align: left">a</p>',
        ),
        ("<center>a</center>", '<div style="text-align: center">a</div>'),
        ("<tt>a</tt>", '<span style="font-family: monospace">a</span>'),
        ('<font size="2" color="red">a</font>', '<span style="color: red">a</span>'),
        ('<hr width="50%" noshade="noshade"/>', '<hr style="width: 50%"/>'),
        (
            '<img src="a.png" width="20" border="0" alt=""/>',
            '<img src="a.png" width="20" alt="" style="border-width: 0px"/>',
        ),
        ('<a name="x">a</a>', '<a id="x">a</a>'),
        ('<p id="x">a</p><a name="x">b</a>', '<p id="x">a</p><a>b</a>'),
        (
            '<table><col align="left"/><tr><td>a</td></tr></table>',
            '<table><colgroup style="text-align: left"/><tr><td>a</td></tr></table>',
        ),
        ("<table><col></col></table>", "<table><colgroup></colgroup></table>"),
        (
            "<table><colgroup><col/></colgroup></table>",
            "<table><colgroup><col/></colgroup></table>",
        ),
        ('<svg width="2em"><font/></svg>', '<svg width="2em"><font/></svg>'),
        ('<p class="a">b</p>', '<p class="a">b</p>'),
    ],
)
def test_what_html_has_no_more_becomes_style(old: str, new: str) -> None:
    assert body(old) == new


def test_a_page_has_a_title_a_namespace_and_its_language_twice() -> None:
    made = upgraded('<html xml:lang="de"><head><title/></head><body/></html>', "A & B")
    assert "<title>A &amp; B</title>" in made
    assert '<html xml:lang="de" xmlns="http://www.w3.org/1999/xhtml" lang="de">' in made


def test_a_type_that_is_no_longer_told_is_left_out() -> None:
    head = '<head><title>T</title><meta http-equiv="Content-Type" content="text/html"/></head>'
    assert "<meta" not in upgraded(f"<html>{head}<body/></html>", "A Book")
