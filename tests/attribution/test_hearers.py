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


def test_who_only_acts_in_a_subordinate_clause_does_not_speak() -> None:
    line = "When Bertha came close he bowed and said, “Good day, madam.”"
    assert voices(BEGINNING + line) != ["Bertha"]


def test_she_who_speaks_after_a_subordinate_clause_is_the_woman_in_it() -> None:
    line = "When Bertha came close, she bowed and said, “Good day.”"
    assert voices(BEGINNING + line) == ["Bertha"]
