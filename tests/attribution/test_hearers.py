from __future__ import annotations

import pytest

from telling import voices

BEGINNING = (
    "Ann and Bertha were at the gate, and old Mr Hale sat on the wall. A boy climbed a tree.\n\n"
)


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Ann had waited for an hour. “You are late,” she said to Bertha.", "Ann"),
        ("Ann had waited for an hour with Bertha. She turned to Bertha. “Let us go.”", "Ann"),
        ("Bertha looked up. “Who is there?” she asked Ann.", "Bertha"),
    ],
)
def test_who_is_spoken_to_does_not_speak(line: str, speaker: str) -> None:
    assert voices(BEGINNING + line) == [speaker]


def test_who_is_spoken_to_answers() -> None:
    talk = "“Is it far?” said Ann to Bertha.\n\n“Not very.”\n"
    assert voices(BEGINNING + talk) == ["Ann", "Bertha"]
