"""Screenplays, as programs for them write them and as they are pasted from PDFs."""

from __future__ import annotations

from pathlib import Path

from narrate.model import Kind
from narrate.text.chapters import find_chapters
from narrate.text.plaintext import read_plain_text
from narrate.text.screenplays import without_film_marks
from narrate.text.script import write_script

FOUNTAIN = """\
INT. PIER - NIGHT #1#

Rain. NELL runs with a suitcase. [[Check the weather.]]

= Nell misses the boat.

NELL
Wait for me!

@McTavish ^
(not waiting)
Tomorrow, lass.

/*
What we cut.
*/

~Over the sea

!SCANNING THE WATER

> CUT TO:

===

.THE CAFE

NELL (CONT'D)
One tea, please.

> THE END <
"""

PDF = """\
CONTINUED: (2)

INT. KITCHEN - DAY

                    JUDE
          Who buys one lemon?
                                   (MORE)

                                   (CONTINUED)

                    SAM
          It was on offer.
"""

ONCE = """\
INT. RADIO STUDIO - DAY

Somebody plays music.

DJ
(bored)
This is some music.

DAVE
Why do we pay him?

RINGS A BELL

Nobody comes.

KAY (O.S.)
He is my brother.
"""


def lines(text: str) -> list[tuple[str | None, str]]:
    book = find_chapters(read_plain_text(Path("film.txt"), text))
    segments = write_script(book).segments
    return [
        (one.speaker, " ".join(one.text.split()))
        for one in segments
        if one.kind in (Kind.NARRATION, Kind.DIALOGUE)
    ]


def test_the_marks_of_fountain_are_not_read() -> None:
    assert lines(FOUNTAIN) == [
        (None, "Rain. NELL runs with a suitcase."),
        ("Nell", "Wait for me!"),
        (None, "(not waiting)"),
        ("McTavish", "Tomorrow, lass."),
        (None, "Over the sea"),
        (None, "THE CAFE"),
        ("Nell", "One tea, please."),
        (None, "THE END"),
    ]


def test_what_goes_on_over_a_page_is_not_read() -> None:
    assert [line for line in lines(PDF) if line[0]] == [
        ("Jude", "Who buys one lemon?"),
        ("Sam", "It was on offer."),
    ]
    assert not any("MORE" in said or "CONTINUED" in said for _, said in lines(PDF))


def test_a_value_in_a_game_and_the_year_of_a_shop_are_no_scenes() -> None:
    text = (
        "He read.\n\nSTR 12\nINT 14\n\nBELL AND SON\nFine teas\n\nEST. 1902\n\nOUT AT TWO\nKnock.\n"
    )
    assert not [speaker for speaker, _ in lines(text) if speaker]
    assert "= 3 apples" in without_film_marks(f"{text}\n= 3 apples\n")[0]


def test_in_a_film_nobody_need_speak_twice() -> None:
    assert [line for line in lines(ONCE) if line[0]] == [
        ("DJ", "This is some music."),
        ("Dave", "Why do we pay him?"),
        ("Kay", "He is my brother."),
    ]
    assert (None, "Nobody comes.") in lines(ONCE)
