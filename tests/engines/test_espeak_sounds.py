"""Sounds in eSpeak's mnemonics, and what eSpeak makes of them."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.engines.espeak_library import EspeakRequest, EspeakSound, PrivateCopy, find_espeak
from narrate.engines.espeak_sounds import LONGEST, espeak_text, espeak_words
from narrate.engines.pyttsx3 import Pyttsx3Engine
from narrate.speech.lexicon import EDGE, sounds

WORDS = {
    "Neville": "ˈnɛvɪl",
    "quay": "kiː",
    "church": "tʃɜːtʃ",
    "judge": "d͡ʒʌdʒ",
    "thing": "θɪŋ",
    "this": "ðɪs",
    "vision": "ˈvɪ.ʒən",
    "nurse": "nɜrs",
    "car": "kɑːr",
    "near": "nɪr",
    "square": "skwɛər",
    "goat": "ɡoʊt",
    "price": "praɪs",
    "mouth": "maʊθ",
    "choice": "tʃɔɪs",
    "foot": "fʊt",
    "goose": "ɡuːs",
    "trap": "træp",
    "thought": "θɔːt",
    "comma": "ˈkɒmə",
    "happy": "ˈhæpi",
    "nature": "ˈneɪtʃɚ",
    "uncle": "ˈʌŋkəl",
    "very": "ˈvɛri",
    "beautiful": "ˈbjuːtɪfəl",
}


@cache
def copy() -> PrivateCopy:
    return PrivateCopy(find_espeak())


def said(text: str, *, phonemes: bool = False, voice: str = "gmw/en-GB-x-rp") -> EspeakSound:
    return copy().say(EspeakRequest(voice, 175, 50, 100, text.encode(), phonemes=phonemes))


@pytest.mark.parametrize(("word", "ipa"), WORDS.items())
def test_the_ipa_of_a_word_sounds_like_the_word(word: str, ipa: str) -> None:
    told = said(f"[[{espeak_words(ipa, 'ipa')[0]}]]", phonemes=True)
    assert len(told.samples) == pytest.approx(len(said(word).samples), rel=0.06)


def test_of_most_words_it_is_the_very_same_sound() -> None:
    same = [
        word
        for word, ipa in WORDS.items()
        if said(f"[[{espeak_words(ipa, 'ipa')[0]}]]", phonemes=True).samples == said(word).samples
    ]
    assert len(same) > 0.8 * len(WORDS)


@pytest.mark.parametrize(
    ("ipa", "mnemonics"),
    [
        ("ˈnɛvɪl", "n'EvIl"),
        ("hɜːˈmaɪəni", "h3:m'aI@ni"),
        ("ˌsaɪkəˈlɒdʒɪkəl", "s,aIk@l'0dZIk@L"),
        ("kat", "k'at"),
        ("ˈbʌtn̩", "b'Vtn-"),
        ("meri", "m'Eri"),
        ("mer", "m'e@"),
        ("miː", "m'i:"),
        ("mi", "m'i:"),
        ("ʌŋkəl", "'VNk@L"),
        ("ʌŋkələ", "'VNk@l@"),
    ],
)
def test_ipa_in_mnemonics(ipa: str, mnemonics: str) -> None:
    assert espeak_words(ipa, "ipa") == (mnemonics,)


def test_a_phrase_is_several_words() -> None:
    assert espeak_words("ˈsɪndʒən  ˈrɪvəz", "ipa") == ("s'IndZ@n", "r'Iv@z")
    assert espeak_words("n'Ev l'0N", "espeak") == ("n'Ev", "l'0N")


@pytest.mark.parametrize(
    ("written", "alphabet", "message"),
    [
        ("ʙa", "ipa", "'ʙ' is no English sound"),
        ("Neville", "ipa", "'N' is no English sound"),
        ("a" * 200, "ipa", "longer than"),
        (" ", "ipa", "no sound"),
        ("n]]x", "espeak", "not in eSpeak's mnemonics"),
        ("n\\x", "espeak", "not in eSpeak's mnemonics"),
        ("né", "espeak", "not in eSpeak's mnemonics"),
        ("?!", "espeak", "not in eSpeak's mnemonics"),
        ("a" * (LONGEST + 1), "espeak", "longer than"),
    ],
)
def test_what_is_no_sound_is_refused(written: str, alphabet: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        espeak_words(written, alphabet)  # type: ignore[arg-type]  # a Literal


NEVILLE = sounds(espeak_words("ˈnɛvɪl", "ipa"))


@pytest.mark.parametrize(
    ("spoken", "spelled"),
    [
        (f"Then {NEVILLE} ran.", "Then Neville ran."),
        (f"Then {NEVILLE}'s dog ran.", "Then Neville's dog ran."),
        (f"Then {NEVILLE}’s dog ran.", "Then Neville’s dog ran."),
        (f"{NEVILLE}, {NEVILLE}!", "Neville, Neville!"),
        (f"{NEVILLE}-like.", "Neville-like."),
        (f"He read [[a note]] to {NEVILLE}.", "He read ((a note)) to Neville."),
        (f"He read [a note]{EDGE} to {NEVILLE}.", "He read (a note)  to Neville."),
        (f"They saw ({NEVILLE}) run.", "They saw, Neville) run."),
        (f"“{NEVILLE}” ran.", "Neville” ran."),
    ],
)
def test_sounds_are_said_among_words(spoken: str, spelled: str) -> None:
    text = espeak_text(spoken)
    assert len(text) == len(spoken)
    assert said(text, phonemes=True).samples == said(spelled).samples


@pytest.mark.parametrize(
    ("sound", "spelled"),
    [("dZ'eImz", "James's"), ("dZ'ak", "Jack's"), ("m'i:", "me's")],
)
def test_a_possessive_ends_as_its_word_asks(sound: str, spelled: str) -> None:
    told = said(espeak_text(f"the {sounds([sound])}'s dog"), phonemes=True)
    assert len(told.samples) == pytest.approx(len(said(f"the {spelled} dog").samples), rel=0.03)


def test_brackets_in_prose_are_no_sounds() -> None:
    assert said("He wrote [[n'Ev]] there.").samples != (
        said("He wrote [[n'Ev]] there.", phonemes=True).samples
    )
    assert said("He wrote [[a note]].").samples == said("He wrote ((a note)).").samples


def test_marks_stand_where_the_sounds_stand() -> None:
    spoken = f"Then {NEVILLE} ran."
    starts = [mark.start for mark in said(espeak_text(spoken), phonemes=True).words]
    assert starts == [0, spoken.index("n'E"), spoken.index("ran")]


pieces = st.lists(
    st.sampled_from(["He saw ", "(", "[", "[[", "]", EDGE, "“", NEVILLE, "'s", " ", ".", "—", "1"])
)


@given(pieces)
def test_the_text_is_as_long_as_before_and_has_no_other_sounds(parts: list[str]) -> None:
    spoken = "".join(parts)
    text = espeak_text(spoken)
    assert len(text) == len(spoken)
    assert text.count("[[") == text.count("]]") == spoken.count(NEVILLE)
    assert EDGE not in text


def test_an_engine_on_espeak_is_told_sounds() -> None:
    assert Pyttsx3Engine().sounds("ˈnɛvɪl", "ipa") == ("n'EvIl",)
