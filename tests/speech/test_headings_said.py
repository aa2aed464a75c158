from __future__ import annotations

import pytest

from narrate.speech.headings import join_lines, lower_capitals, say_numbers
from narrate.speech.mapped import Mapped


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("CHAPTER IV\n\nTHE RIVER", "CHAPTER IV. THE RIVER"),
        ("Chapter One:\nThe Sea", "Chapter One: The Sea"),
        ("## The Sea ##", "The Sea"),
        ("The Sea\n=======", "The Sea"),
        ("Track #9", "Track #9"),
        ("#1", "#1"),
        ("***", ""),
        ("", ""),
    ],
)
def test_lines_are_parted_by_stops(printed: str, said: str) -> None:
    assert join_lines(Mapped(printed)).text == said


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("CHAPTER IV. THE RIVER", "CHAPTER 4. THE RIVER"),
        ("Chapter xlix: The End", "Chapter 49. The End"),
        ("CHAPTER CXCIX", "CHAPTER 199"),
        ("Chapter 3 - Down", "Chapter 3. Down"),
        ("PART TWO, CHAPTER IX", "PART TWO, CHAPTER 9"),
        ("ACT II, SCENE iv", "ACT 2. SCENE 4"),
        ("Part I of a life", "Part 1 of a life"),
        ("BOOK I MIX", "BOOK 1. MIX"),
        ("CHAPTER MIX", "CHAPTER MIX"),
        ("CHAPTER IIII", "CHAPTER IIII"),
        ("Chapter Four", "Chapter Four"),
        ("Chapitre IV : Le retour", "Chapitre 4. Le retour"),
        ("Chapitre premier", "Chapitre premier"),
        ("IIe partie", "Partie 2"),
        ("CHAPITRE Ier. Le pont", "CHAPITRE 1. Le pont"),
        ("Capítulo 1.º", "Capítulo 1"),
        ("Kapitel 3. Die Brücke", "Kapitel 3. Die Brücke"),
        ("1er chapitre. Le pont", "Chapitre 1. Le pont"),
        ("II. TEIL — DIE BRÜCKE", "TEIL 2. DIE BRÜCKE"),
        ("3. Kapitel", "Kapitel 3"),
        ("Kapitel III", "Kapitel 3"),
        ("CAPÍTULO XII", "CAPÍTULO 12"),
        ("3.ª parte", "Parte 3"),
        ("II parte", "Parte 2"),
        ("Capitolo IV: Il ponte", "Capitolo 4. Il ponte"),
        ("Глава III. Дождь", "Глава 3. Дождь"),
        ("1-я глава", "Глава 1"),
        ("Hoofdstuk IV", "Hoofdstuk 4"),
        ("2e deel", "Deel 2"),
        ("II. Letter from Home", "2. Letter from Home"),
        ("II. Episode at Sea", "2. Episode at Sea"),
        ("I", "1"),
        ("XII.", "12"),
        ("II — Home", "2. Home"),
        ("V: A visit", "5. A visit"),
        ("I Am Legend", "I Am Legend"),
        ("I'm here", "I'm here"),
        ("Livid", "Livid"),
        ("L. Frank Baum", "L. Frank Baum"),
        ("What I saw", "What I saw"),
        ("Prologue", "Prologue"),
        ("", ""),
    ],
)
def test_numbers_are_said_as_figures(printed: str, said: str) -> None:
    assert say_numbers(Mapped(printed)).text == said


def test_every_numeral_up_to_399_has_its_value() -> None:
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"))

    def roman(number: int) -> str:
        text = ""
        for value, sign in (*signs, (4, "IV"), (1, "I")):
            count, number = divmod(number, value)
            text += sign * count
        return text

    for number in range(1, 400):
        printed = Mapped(f"Chapter {roman(number)}")
        assert say_numbers(printed).text == f"Chapter {number}"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("CHAPTER 4. THE RIVER", "Chapter 4. The River"),
        ("CHAPTER 4. The NASA Years", "Chapter 4. The NASA Years"),
        ("NASA and I", "NASA and I"),
        ("I WON'T", "I Won't"),
        ("PROLOGUE", "Prologue"),
        ("ÉTÉ", "Été"),
        ("4", "4"),
        ("The End", "The End"),
    ],
)
def test_capitals_throughout_are_lowered(printed: str, said: str) -> None:
    assert lower_capitals(Mapped(printed)).text == said
