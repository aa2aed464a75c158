"""UTF-8 that somebody read as Windows-1252 once, and saved so."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.text.plaintext import read_plain_text

MEANT = "“Are you cold?” asked Zoë. “I don’t know,” said René — “not yet.” It was £5…"


def misread(text: str) -> str:
    """*text* as Windows-1252 shows its bytes in UTF-8; what that does not know stays a control."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("utf-8")
    )


def read(text: str) -> str:
    return read_plain_text(Path("story.txt"), text).text


def test_what_was_meant_is_read() -> None:
    assert read(misread(MEANT)) == MEANT


def test_the_last_byte_of_a_closing_mark_may_be_lost() -> None:
    assert read(misread(MEANT).replace("\x9d", "")) == MEANT


def test_every_place_leads_back_to_what_was_typed() -> None:
    typed = misread(MEANT)
    manuscript = read_plain_text(Path("story.txt"), typed)
    assert typed[manuscript.in_source(MEANT.index("René")) :].startswith("RenÃ")


@pytest.mark.parametrize(
    "text",
    [
        "Le château était à côté de l’âme. « Ça va ? » dit-il. « Là-bas, âgé de dix ans. »",
        "A “â” stands in “château”; Ã is rarer. She said â€” once.",
        "MANHÃ, IRMÃ, AMANHÃ.",
    ],
)
def test_a_text_that_means_these_letters_is_left(text: str) -> None:
    assert read(text) == text
