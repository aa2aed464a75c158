from __future__ import annotations

import pytest

from narrate.engines.espeak_ipa import EspeakIpa
from narrate.engines.espeak_library import PrivateCopy, find_espeak


@pytest.fixture(scope="module")
def library() -> PrivateCopy:
    return PrivateCopy(find_espeak())


def test_the_signs_of_one_sound_are_tied(library: PrivateCopy) -> None:
    assert EspeakIpa(library, "gmw/en-US").words("Go home, boy") == "ɡˌo^ʊ hˈo^ʊm bˈɔ^ɪ"


def test_each_voice_has_its_own_accent(library: PrivateCopy) -> None:
    assert EspeakIpa(library, "gmw/en").words("Go home, boy") == "ɡˌə^ʊ hˈə^ʊm bˈɔ^ɪ"
    assert EspeakIpa(library, "roa/fr").words("la mer") == "la- mˈɛʁ"


def test_all_clauses_are_told_and_no_language(library: PrivateCopy) -> None:
    said = EspeakIpa(library, "gmw/en-US").words("One. Two; 漢字! Three")
    assert said.startswith("wˌʌn tˈuː ")
    assert said.endswith(" θɹˈiː")
    assert "(" not in said


def test_nothing_is_told_of_nothing(library: PrivateCopy) -> None:
    assert [EspeakIpa(library, "gmw/en-US").words(text) for text in ("", "...", " ")] == [""] * 3


def test_what_was_said_before_changes_nothing(library: PrivateCopy) -> None:
    espeak = EspeakIpa(library, "gmw/en-US")
    first = espeak.words("the end of a long road")
    EspeakIpa(library, "roa/fr").words("la mer, la mer")
    assert espeak.words("the end of a long road") == first


def test_a_voice_it_does_not_have_is_refused(library: PrivateCopy) -> None:
    with pytest.raises(OSError, match="no voice 'xx/none'"):
        EspeakIpa(library, "xx/none").words("Hello")
