"""What is heard: eSpeak's own phonemes for the spoken text are those of the words in full."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from narrate.direction import spoken_steps, spoken_text
from narrate.model import Kind, Segment, Span
from narrate.settings import Settings

STEPS = spoken_steps(Settings(), "en")

MENDED = {
    "it cost $3.50 then": "it cost three dollars and fifty cents then",
    "$1.2 million": "one point two million dollars",
    "£3 10s. in all": "three pounds ten shillings in all",
    "£1,200": "one thousand two hundred pounds",
    "in 1815 he": "in eighteen fifteen he",
    "in 1905": "in nineteen oh five",
    "the 1840s": "the eighteen forties",
    "in his 20s": "in his twenties",
    "221 Baker St. London": "221 Baker Street. London",
    "Henry VIII was": "Henry the eighth was",
    "World War II": "World War two",
    "Act II, scene iii": "Act two, scene three",
    "at No. 7, then": "at number seven, then",
    "3/4 of it": "three quarters of it",
    "1½ miles": "one and a half miles",
    "10-12 men": "ten to twelve men",
    "on July 4 he": "on July fourth he",
    "at 9:05 he": "at nine oh five he",
    "at 10:00 sharp": "at ten o'clock sharp",
    "20°C": "twenty degrees Celsius",
    "6 ft 2 in": "six feet two inches",
    "10 mph": "ten miles an hour",
    "call 555-1234": "call five five five, one two three four",
    "it was *very* a*d odd": "it was very a d odd",
    "&c. and so": "etc. and so",
    "this vs. that": "this versus that",
    "Nooooo": "no",
    "I said YES to THE MAN": "I said yes to the man",
    "a VIP's IQ": "a V I P's I Q",
    "the end.[12]": "the end.",
    "hi 😀 there": "hi there",
    "he/she": "he or she",
    "at 60 m.p.h. along": "at sixty miles an hour along",
    "25 mpg": "twenty-five miles a gallon",
    "3,000 rpm": "three thousand revolutions a minute",
    "6 sq. ft. of it": "six square feet of it",
    "a 16GB card": "a sixteen gigabytes card",
    "at 220V": "at two hundred twenty volts",
    "45° N": "45 degrees north",
    "on Mon. and Tues. only": "on Monday and Tuesday only",
    "Mon.–Fri. 9-5": "Monday to Friday nine to five",
    "Mon-Fri": "Monday to Friday",
    "the XIX century": "the nineteenth century",
    "in World War I was": "in World War one was",
    "CO₂ and H₂O": "C O two and H two O",
    "CHF 20": "twenty Swiss francs",
    "EUR 1,250.50": "one thousand two hundred fifty euros and fifty cents",
    "₽500": "five hundred rubles",
    "at 7.30 p.m.": "at seven thirty p m",
    "It was 7.30 p.m.": "It was seven thirty p m",
    "at 0700 hours": "at oh seven hundred hours",
    "at 1830 hours": "at eighteen thirty hours",
    "at 13:00": "at thirteen hundred",
    "a 50/50 chance": "a fifty fifty chance",
    "in 4/4 time": "in four four time",
    "ext. 12": "extension twelve",
    "AKA Bob": "A.K.A. Bob",
    "fine :) then": "fine then",
}

LEFT = {
    "Mr. and Mrs. Ash": "mister and missiz Ash",
    "the 3rd man": "the third man",
    "10:30 p.m.": "ten thirty p m",
    "50%": "fifty percent",
    "three p.m.": "three p m",
    "1815 men": "one thousand eight hundred fifteen men",
    "about 1500 hours": "about one thousand five hundred hours",
    "St. John": "St John",
}
"""What eSpeak reads well; should that change, a step is missing."""

HEAR = """
import ctypes, json, sys
import espeakng_loader
dll = ctypes.CDLL(espeakng_loader.get_library_path())
dll.espeak_Initialize(2, 0, str(espeakng_loader.get_data_path()).encode(), 0)
dll.espeak_SetVoiceByName(b"en-us")
dll.espeak_TextToPhonemes.restype = ctypes.c_char_p
def hear(text):
    rest, heard = ctypes.c_char_p(text.encode()), b""
    while rest.value is not None:
        heard += dll.espeak_TextToPhonemes(ctypes.byref(rest), 1, 0) or b""
    return heard.decode()
print(json.dumps([hear(text) for text in json.load(sys.stdin)]))
"""
"""In a process of its own: eSpeak keeps one state for all who use it."""


def said(text: str) -> str:
    return spoken_text(Segment(Span(0, len(text)), text, Kind.NARRATION, 1, 0), STEPS)


def hear(texts: list[str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", HEAR], input=json.dumps(texts), text=True,
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    heard: list[str] = json.loads(done.stdout)
    return [plain(sound) for sound in heard]


def plain(sound: str) -> str:
    """Phonemes without stress, blanks, and the digits and signs that tell variants apart."""
    return "".join(sign for sign in sound if sign not in "',%=_|: \n-!#0123456789")


@pytest.fixture(scope="module")
def heard() -> dict[str, str]:
    texts = [text for pair in (MENDED | LEFT).items() for text in (said(pair[0]), pair[1])]
    return dict(zip(texts, hear(texts), strict=True))


@pytest.mark.parametrize(("printed", "words"), (MENDED | LEFT).items())
def test_print_is_heard_as_its_words(printed: str, words: str, heard: dict[str, str]) -> None:
    assert heard[said(printed)] == heard[words]


@pytest.mark.parametrize("printed", LEFT)
def test_what_is_read_well_is_left_as_it_is(printed: str) -> None:
    assert said(printed) == printed
