from __future__ import annotations

import wave
from pathlib import Path

import pytest

from narrate.engines import find_engine
from narrate.engines.phonetics import with_sounds
from narrate.errors import Place, SettingsError
from narrate.model import Character, Utterance, Voice
from narrate.pipeline import prepare, read_script
from narrate.settings import LexiconEntry, Role, Settings

AT = Place(Path("voices.yaml"), 7)
NEVILLE = LexiconEntry("Neville", "ˈnɛvɪl", AT, "ipa")
ROSE = LexiconEntry("quay", "kw'eI", AT, "espeak")
WANTED = Settings(lexicon=(NEVILLE,), roles=(Role(Character("Rose"), lexicon=(ROSE,)),))


def test_sounds_are_told_in_the_engines_way() -> None:
    settings = with_sounds(WANTED, find_engine("pyttsx3"), "en")
    entries = (*settings.lexicon, *settings.roles[0].lexicon)
    assert [entry.alphabet for entry in entries] == [None, None]
    assert "[n'EvIl]" in entries[0].spoken
    assert "[kw'eI]" in entries[1].spoken


def test_a_spelling_is_for_every_engine() -> None:
    spelled = Settings(engine="tone", lexicon=(LexiconEntry("quay", "key"),))
    assert with_sounds(spelled, find_engine("tone"), "en") == spelled


def refused(settings: Settings, engine: str = "pyttsx3", language: str = "en-gb") -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        with_sounds(settings, find_engine(engine), language)
    assert caught.value.at == AT
    return caught.value


def test_an_engine_that_cannot_be_told_sounds_refuses() -> None:
    assert "tone cannot be told the sounds of 'Neville'" in str(refused(WANTED, "tone"))
    own = Settings(engine="tone", roles=WANTED.roles)
    assert "'quay'" in str(refused(own, "tone"))


def test_what_is_no_sound_is_refused_at_its_line() -> None:
    wrong = LexiconEntry("Neville", "neʙ", AT, "ipa")
    assert "'ʙ' is no English sound" in str(refused(Settings(lexicon=(wrong,))))


def test_ipa_is_for_english_books() -> None:
    assert "English books only" in str(refused(Settings(lexicon=(NEVILLE,)), language="fr"))
    mnemonics = Settings(lexicon=(ROSE,))
    assert with_sounds(mnemonics, find_engine("pyttsx3"), "fr").lexicon[0].alphabet is None


def test_words_are_said_by_their_sounds_and_by_each_in_their_own_way(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text("“The quay, Neville,” said Rose.\n\n“No quay,” said Tom.\n", "utf-8")
    engine = find_engine("pyttsx3")
    script = read_script(story, WANTED)
    spoken = [each.spoken for every in prepare(script, WANTED, engine).utterances for each in every]
    assert "kw'eI" in spoken[0]
    assert "n'EvIl" in spoken[0]
    assert "quay" in spoken[2]
    wav, other = tmp_path / "a.wav", tmp_path / "b.wav"
    voice = Voice("pyttsx3", "en-us")
    engine.speak(Utterance(spoken[0], voice), wav)
    engine.speak(Utterance("The kway, Neville,", voice), other)
    with wave.open(str(wav)) as told, wave.open(str(other)) as spelled:
        assert told.getnframes() == pytest.approx(spelled.getnframes(), rel=0.01)
