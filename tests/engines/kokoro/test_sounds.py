from __future__ import annotations

import pytest

from narrate.engines.espeak_library import PrivateCopy, find_espeak
from narrate.engines.kokoro.sounds import ACCENTS, kokoro_words, phonemizer
from narrate.engines.kokoro.symbols import VOCABULARY
from narrate.engines.neural.text import Sentence, sentences
from narrate.speech.lexicon import sounds as told

SIGNS = {number: sign for sign, number in VOCABULARY.items()}


@pytest.fixture(scope="module")
def library() -> PrivateCopy:
    return PrivateCopy(find_espeak())


def tokens(library: PrivateCopy, text: str, accent: str = "a") -> str:
    found = phonemizer(library, ACCENTS[accent]).sounds(whole(text))
    assert found is not None
    first, *ids, last = found.ids
    assert first == last == 0
    return "".join(map(SIGNS.__getitem__, ids))


def whole(text: str) -> Sentence:
    return tuple(word for sentence in sentences(text) for word in sentence)


def test_marks_stay_where_they_are(library: PrivateCopy) -> None:
    assert tokens(library, "Well, no! Is it?") == "wˈɛl, nˈO! ɪz ɪt?"


def test_an_ellipsis_and_a_dash_part_the_words(library: PrivateCopy) -> None:
    assert tokens(library, "Well...we go--no") == "wˈɛl, wi ɡˈO; nˈO."


def test_a_title_ends_no_sentence(library: PrivateCopy) -> None:
    assert tokens(library, "Mr. Smith.") == "mˈɪstəɹ smˈɪθ."


def test_each_accent_has_its_own_sounds(library: PrivateCopy) -> None:
    said = [tokens(library, "car", accent) for accent in "ab"]
    assert said == ["kˈɑɹ.", "kˈɑː."]
    assert tokens(library, "la mer", "f") == "la mˈɛʁ."


def test_each_word_knows_where_it_begins(library: PrivateCopy) -> None:
    text = "He said, in the end."
    found = phonemizer(library, ACCENTS["a"]).sounds(whole(text))
    assert found is not None
    begun = [(SIGNS[found.ids[at]], text[word.start : word.end]) for at, word in found.words]
    assert begun == [("h", "He"), ("s", "said"), ("ɪ", "in"), ("ð", "the"), ("ˈ", "end")]


def test_sounds_of_a_lexicon_are_said_as_they_are(library: PrivateCopy) -> None:
    (name,) = kokoro_words("ˈnɛvɪl", "ipa")
    assert tokens(library, f"Say {told([name])}.") == "sˈA ˈnɛvɪl."


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("həˈloʊ", ("həˈlO",)),
        ("tʃɜː dʒeɪ", ("ʧɜː", "ʤA")),
        ("t͡ʃaɪ", ("ʧI",)),
        ("'gɝːl", ("ˈɡɜɹl",)),
        ("bʌtn̩", ("bʌtᵊn",)),
    ],
)
def test_ipa_is_put_in_the_signs_that_kokoro_learned(written: str, words: tuple[str, ...]) -> None:
    assert kokoro_words(written, "ipa") == words


@pytest.mark.parametrize("written", ["", "☃", "ʘ", "a?", "ˈ", "ho5", "a b ː"])
def test_what_is_no_sound_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="sound"):
        kokoro_words(written, "ipa")


def test_mnemonics_are_refused() -> None:
    with pytest.raises(ValueError, match="IPA only"):
        kokoro_words("h@l'oU", "espeak")
