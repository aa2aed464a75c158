"""Signs that a scanner or a typewriter prints for others."""

from __future__ import annotations

import pytest

from narrate.text.misprints import with_meant_signs


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("| came in, and | saw her.", "I came in, and I saw her."),
        ("“|'ll go,” she said, “when | can.”", "“I'll go,” she said, “when I can.”"),
        (",,Ja'' und ,,Nein!'' rief er, 5'' groß.", "„Ja” und „Nein!” rief er, 5'' groß."),
        ("“ls that so?” he asked. “lt is,” l said.", "“Is that so?” he asked. “It is,” I said."),
        ("She knew, l think, that l was late.", "She knew, I think, that I was late."),
    ],
)
def test_a_sign_that_stands_for_another_is_that(printed: str, meant: str) -> None:
    assert with_meant_signs(printed)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "home | about | contact",
        "Name | Price\n--- | ---\nfish | two",
        "The letter l is tall.",
        "She typed ls twice, but ls showed nothing.",
    ],
)
def test_a_stroke_between_entries_and_a_letter_stay(text: str) -> None:
    assert with_meant_signs(text)[0] == text
