from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.config import read_settings
from narrate.errors import SettingsError
from narrate.settings import LexiconEntry

Write = Callable[[str], Path]


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("Nev: nevil", LexiconEntry("Nev", "nevil")),
        ("Nev: ''", LexiconEntry("Nev", "")),
        ("and/or: and or", LexiconEntry("and/or", "and or")),
        ("Nev: a/b", LexiconEntry("Nev", "a/b")),
        ("Nev: /", LexiconEntry("Nev", "/")),
        ("Nev: //", LexiconEntry("Nev", "//")),
        ("Nev: /ˈnɛv/", LexiconEntry("Nev", "ˈnɛv", alphabet="ipa")),
        ("Nev: { ipa: ˈnɛv  lɒŋ }", LexiconEntry("Nev", "ˈnɛv lɒŋ", alphabet="ipa")),
        ("""Nev: "[[n'Ev]]\"""", LexiconEntry("Nev", "n'Ev", alphabet="espeak")),
        ("""Nev: {espeak: "n'Ev"}""", LexiconEntry("Nev", "n'Ev", alphabet="espeak")),
    ],
)
def test_an_entry_is_a_spelling_or_sounds(write: Write, written: str, entry: LexiconEntry) -> None:
    assert read_settings(write(f"lexicon:\n  {written}\n")).lexicon == (entry,)


def test_a_character_may_have_a_lexicon(write: Write) -> None:
    path = write("characters:\n  Rose:\n    aliases: Rosie\n    lexicon:\n      isn't: ain't\n")
    settings = read_settings(path)
    own = (LexiconEntry("isn't", "ain't"),)
    assert settings.roles[0].lexicon == own
    assert settings.lexicon_of("Rosie") == settings.lexicon_of("Rose") == own
    assert settings.lexicon_of(None) == settings.lexicon_of("Ann") == ()
    assert str(settings.roles[0].lexicon[0].at).endswith(":5")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lexicon:\n  a: b\n  Nev: [[n'Ev]]\n", ":3: lexicon > Nev must be text or a mapping"),
        ("lexicon:\n  Nev: {ipa: a, espeak: b}\n", ":2: lexicon > Nev needs one of ipa and espeak"),
        ("lexicon:\n  Nev: {}\n", ":2: lexicon > Nev needs one of ipa and espeak"),
        ("lexicon:\n  Nev: {ipa: ' '}\n", ":2: lexicon > Nev > ipa is empty"),
        ("lexicon:\n  Nev: {ipo: a}\n", ":2: in lexicon > Nev: there is no key 'ipo'"),
        ("characters: {A: {lexicon: {b: 1, c: []}}}\n", ":1: characters > A > lexicon > c must be"),
    ],
)
def test_what_is_no_entry_is_told_with_its_line(write: Write, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(write(text))
    assert message in str(caught.value)
