"""A font of a PDF may not say which letters it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.errors import ManuscriptError
from narrate.readers.pdf.glyphs import with_told_signs
from narrate.readers.pdf.lines import PrintedLine, Run

PATH = Path("book.pdf")


def told(*lines: str) -> list[str]:
    printed = [PrintedLine((Run(words),), 50, 300, 520, 510, 10) for words in lines]
    return [line.text for page in with_told_signs([printed], PATH) for line in page]


def test_ligatures_quotes_and_dashes_of_old_tex_fonts_are_known() -> None:
    lines = [
        '\\All arise!" she said | and the o(cid:14)cer did.',
        "The (cid:12)rst (cid:13)ood came o(cid:11) the hills in the spring of that long year.",
        "(cid:3)(cid:3)(cid:3)",
    ]
    assert told(*lines) == [
        "“All arise!” she said — and the officer did.",
        "The first flood came off the hills in the spring of that long year.",
        "***",
    ]


def test_a_few_signs_that_nobody_knows_are_not_read_and_others_stay_what_they_are() -> None:
    line = 'A path is called "C:\\tmp" on that machine, and everybody knows it(cid:90).'
    assert told(line) == [line.replace("(cid:90)", "")]


def test_a_book_whose_letters_are_unknown_is_refused() -> None:
    with pytest.raises(ManuscriptError) as caught:
        told("(cid:27)(cid:35)(cid:98) (cid:105)(cid:90)", "Chapter 1")
    assert caught.value.hint
