from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.languages.tags import likely_region, three_letters


@pytest.mark.parametrize(
    ("tag", "code"),
    [("de", "deu"), ("EN-us", "eng"), ("zh", "zho"), ("grc", "grc"), ("xx", None), ("", None)],
)
def test_a_language_has_a_code_of_three_letters(tag: str, code: str | None) -> None:
    assert three_letters(tag) == code


@pytest.mark.parametrize(
    ("language", "region"),
    [("en", "us"), ("pt", "br"), ("zh", "cn"), ("sv", "se"), ("fr", "fr"), ("de", "de")],
)
def test_a_language_without_a_region_is_most_likely_of_one(language: str, region: str) -> None:
    assert likely_region(language) == region


@given(st.text(max_size=9))
def test_no_tag_is_an_error(tag: str) -> None:
    assert three_letters(tag) is None or len(str(three_letters(tag))) == 3
    assert likely_region(tag)
