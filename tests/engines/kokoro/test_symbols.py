from __future__ import annotations

import pytest

from narrate.engines.kokoro.symbols import (
    AMERICAN,
    ANYWHERE,
    BRITISH,
    VOCABULARY,
    in_symbols,
)


@pytest.mark.parametrize(
    ("ipa", "signs"),
    [
        ("ɡˌo^ʊ hˈo^ʊm", "ɡˌO hˈOm"),
        ("t^ʃˈɜːt^ʃ", "ʧˈɜɹʧ"),
        ("bˈʌʔn̩ wˈɔːɾɚ lˈɪɾə^l", "bˈʌtᵊn wˈɔTəɹ lˈɪTᵊl"),
        ("nˈiːðɚɹ ʌv", "nˈiðəɹ ʌv"),
        ("fˈa^ɪ^ɚ", "fˈIəɹ"),
        ("wˌɛn a^ɪ ɡˌo^ʊ", "wˌɛn ˌI ɡˌO"),
    ],
)
def test_american_english_is_in_the_signs_that_kokoro_learned(ipa: str, signs: str) -> None:
    assert in_symbols(ipa, AMERICAN) == signs


def test_british_english_keeps_its_long_vowels() -> None:
    assert in_symbols("hˈə^ʊm kˈɑː kˈe^ə nˌi^ə", BRITISH) == "hˈQm kˈɑː kˈɛː nˌɪə"


@pytest.mark.parametrize("spellings", [AMERICAN, BRITISH, ANYWHERE])
def test_what_is_put_for_a_sound_is_in_the_vocabulary(spellings: dict[str, str]) -> None:
    assert set("".join(spellings.values())) <= set(VOCABULARY)
