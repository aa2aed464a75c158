from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Manuscript
from narrate.text.normalization import in_normal_form, normalise


def manuscript(source: str) -> Manuscript:
    return normalise(Path("story.txt"), source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("One\r\ntwo\rthree\nfour", "One\ntwo\nthree\nfour"),
        ("One\ftwo\x85three\u2028four\u2029five", "One\ntwo\nthree\nfour\nfive"),
        ("Mr.\u00a0Forbes and\u202fMrs.\u2009Walton", "Mr. Forbes and Mrs. Walton"),
        ("One.  Two.   Three.\tFour", "One. Two. Three. Four"),
        ("One  \r\n \t\u00a0\r\nTwo \u200b\n", "One\n\nTwo\n"),
        ("\u3000\u3000One", "  One"),
        ("\tOne\n    two", " One\n    two"),
        ("\u2800\nOne", "\nOne"),
        ("Sam\u00aduel \ufeffand\u2060 O\u200blive", "Samuel and Olive"),
        ("Sam\u00ad\r\n  uel went", "Samuel went"),
        ("Well \u00ad\nno", "Well\nno"),
        ("\u202aA\u202c \u200fB", "A B"),
        ("cafe\u0301", "café"),
        ("Zoe\u0308 \u00a0Cafe\u0301", "Zoë Café"),
        (
            "1  The Ferry .....   12\n2\tThe Mill\t\txiv\n",
            "1 The Ferry .....\t12\n2 The Mill\txiv\n",
        ),
        ("The year   1865\nwas  12", "The year\t1865\nwas 12"),
    ],
)
def test_what_no_reader_sees_is_gone(source: str, text: str) -> None:
    assert manuscript(source).text == text


def test_every_character_knows_where_it_stands_in_the_file() -> None:
    found = manuscript("Zoe\u0308  said:\r\n“Sam\u00aduel!”")
    at = found.text.index("Samuel")
    assert found.source[found.in_source(at) : found.in_source(at + 6)] == "Sam\u00aduel"
    assert found.in_source(0) == 0
    assert found.in_source(found.text.index(" said")) == 4
    assert found.in_source(len(found.text)) == len(found.source)


def test_a_line_is_that_of_the_file_however_its_lines_end() -> None:
    source = "One\r\ntwo\rthree\n\nfi\u00ad\nve six\f\nseven"
    found = manuscript(source)
    for word, line in {"One": 1, "two": 2, "three": 3, "five": 5, "six": 6, "seven": 7}.items():
        assert found.line(found.text.index(word)) == line


def test_a_plain_text_is_left_as_it_is() -> None:
    source = "“One,” said Zoë.\n\n  Two – three…\n"
    found = manuscript(source)
    assert found.text == source
    assert all(not shifts.at for shifts in found.shifts)


def test_a_name_is_written_as_the_text_has_it() -> None:
    assert in_normal_form("Zoe\u0308\u00a0 Sam\u00aduel") == "Zoë Samuel"


SIGNS = st.text("aZé \u00a0\u200b\u00ad\t\r\n\f\u2028e\u0301\u03081\ufeff", max_size=60)


@given(SIGNS)
def test_normal_text_is_normal(source: str) -> None:
    text = manuscript(source).text
    assert manuscript(text).text == text
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\u00a0\u200b\u00ad\r\f\u2028\ufeff")


@given(SIGNS)
def test_nothing_that_is_seen_is_lost_or_moved(source: str) -> None:
    source = source.replace("\u0301", "").replace("\u0308", "")
    found = manuscript(source)
    unseen = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))
    assert "".join(found.text.split()) == "".join(source.translate(unseen).split())
    places = [found.in_source(offset) for offset in range(len(found.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(source)


@given(st.lists(st.sampled_from(["One", "two", "é", "\n", "\r\n", "\r", " "]), max_size=40))
def test_lines_are_counted_as_an_editor_counts_them(parts: list[str]) -> None:
    source = "".join(parts)
    found = manuscript(source)
    lines = source.replace("\r\n", "\n").replace("\r", "\n")
    for offset, sign in enumerate(found.text):
        if sign.isalpha():
            end = found.in_source(offset)
            before = source[:end].replace("\r\n", "\n").replace("\r", "\n")
            assert found.line(offset) == before.count("\n") + 1
    assert found.line(len(found.text)) == lines.count("\n") + 1
