from __future__ import annotations

import pytest

from narrate.engines.piper.ipa import piper_words

KNOWN = [set("nˈɛvɪlhoʊmɹɜːdʒtʃɡ ."), set("nˈɛvɪlhoʊmɹɜːdʒtʃɡ _x.")]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("ˈnɛvɪl ˈhoʊm", ("ˈnɛvɪl", "ˈhoʊm")),
        ("'nɛ.vɪl", ("ˈnɛvɪl",)),
        ("ʤɝːm", ("dʒɜːm",)),
        ("t͡ʃɪr", ("tʃɪɹ",)),
    ],
)
def test_ipa_is_put_in_the_spelling_that_the_voices_learned(
    written: str, words: tuple[str, ...]
) -> None:
    assert piper_words(written, "ipa", KNOWN) == words


@pytest.mark.parametrize("written", ["", "  ", "ˈː", "x", "n_l", "n.ǃ", "☃"])
def test_what_some_voice_has_no_sound_for_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no sound"):
        piper_words(written, "ipa", KNOWN)


def test_mnemonics_of_espeak_are_refused() -> None:
    with pytest.raises(ValueError, match="IPA"):
        piper_words("h@l'oU", "espeak", KNOWN)
