from __future__ import annotations

from pathlib import Path

import pytest

from kokoromodel import HZ, LOUD, STEPS, make_files
from narrate.engines.kokoro import loaded as loaded_module
from narrate.engines.kokoro.files import KokoroFiles
from narrate.engines.kokoro.loaded import AHEAD, LEAD, TRAIL, Loaded, Melody
from narrate.engines.kokoro.measured import PASSAGE, PASSAGE_WORDS
from narrate.engines.kokoro.model import HOP, MOST_TOKENS, RATE_HZ
from narrate.engines.neural.sound import Part
from narrate.engines.neural.text import sentences
from narrate.errors import ToolError


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    model, voices = make_files(tmp_path, af_one=1, am_two=2)
    return Loaded(KokoroFiles((model,), (voices,)), tmp_path / "measured.json")


def said(
    loaded: Loaded, text: str, name: str = "af_one", melody: Melody | None = None
) -> list[Part]:
    voice = loaded.voice(name)
    assert voice is not None
    return list(loaded.say(voice, sentences(text), 1.0, melody or Melody()))


def test_a_voice_is_measured_before_it_speaks(loaded: Loaded) -> None:
    voice = loaded.voice("af_one")
    assert voice is not None
    (part,) = said(loaded, PASSAGE)
    steps = STEPS * (len(part.sounds.ids) - 2)
    expected = 60 * PASSAGE_WORDS * RATE_HZ / (steps * HOP)
    assert voice.measured.words_a_minute == pytest.approx(expected, abs=0.1)
    assert voice.measured.pitch_hz == HZ
    assert voice.speed(expected) == pytest.approx(1, abs=0.01)
    assert (voice.speed(1), voice.speed(10_000)) == (0.5, 2.0)


def test_what_was_measured_of_a_voice_is_measured_no_more(
    loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = loaded.voice("af_one")
    monkeypatch.setattr(loaded_module, "measure", lambda *_: pytest.fail("it was measured again"))
    again = Loaded(loaded.files, loaded.kept).voice("af_one")
    assert first is not None
    assert again is not None
    assert again.measured == first.measured


def test_the_model_is_loaded_when_it_is_told_to(loaded: Loaded) -> None:
    loaded.load()
    loaded.files.model[0].unlink()
    assert loaded.model is loaded.model


def test_a_blend_lies_between_its_voices(loaded: Loaded) -> None:
    levels = [said(loaded, "No.", name)[0].samples for name in ("af_one", "am_two*0.5+af_one*0.5")]
    assert levels[0] == pytest.approx(HZ / LOUD)
    assert levels[1] == pytest.approx(1.5 * HZ / LOUD)


@pytest.mark.parametrize("name", ["af_three", "af_one+af_three", "af_one+", ""])
def test_there_is_no_voice_of_a_name_it_does_not_know(loaded: Loaded, name: str) -> None:
    assert loaded.voice(name) is None


def test_short_sentences_are_said_together(loaded: Loaded) -> None:
    assert len(said(loaded, "No. Is it? Never!")) == 1
    assert len(said(loaded, "We went home in the rain and said no more. " * 12)) == 2


def test_no_more_tokens_are_said_at_once_than_the_model_takes(loaded: Loaded) -> None:
    text = "incomprehensibilities and internationalisations " * 30
    parts = said(loaded, text)
    assert max(len(part.sounds.ids) for part in parts) <= MOST_TOKENS + 2
    words = [word for part in parts for _, word in part.sounds.words]
    assert [text[word.start : word.end] for word in words] == text.split()


def test_silence_at_the_ends_is_cut(loaded: Loaded) -> None:
    voice = loaded.voice("af_one")
    assert voice is not None
    (part,) = loaded.say(voice, sentences("No more."), 0.5, Melody())
    token = 2 * STEPS * HOP
    assert token > max(LEAD, TRAIL)
    assert len(part.samples) == token * (len(part.sounds.ids) - 2) + LEAD + TRAIL


def test_a_word_begins_where_the_blank_before_it_does(loaded: Loaded) -> None:
    (part,) = said(loaded, "Never mind.")
    assert part.starts is not None
    token, head = STEPS * HOP, max(STEPS * HOP - LEAD, 0)
    (first, _), (second, _) = part.sounds.words
    assert first == 1
    assert [int(part.starts[at]) + head for at in (first, second)] == [
        token - AHEAD,
        token * (second - 1),
    ]


def test_the_pitch_is_changed_by_a_factor(loaded: Loaded) -> None:
    (part,) = said(loaded, "No.", melody=Melody(factor=1.5))
    assert part.samples == pytest.approx(1.5 * HZ / LOUD)


def test_a_smaller_range_leaves_the_middle_where_it_is(loaded: Loaded) -> None:
    (part,) = said(loaded, "No.", melody=Melody(factor=2, range=0.25))
    assert part.samples == pytest.approx(2 * HZ / LOUD)
    assert Melody(range=0.5).steering(100) == (0.5, 50)
    assert Melody(range=0.5).steering(None) == (1, 0)


def test_nothing_is_said_of_marks(loaded: Loaded) -> None:
    assert said(loaded, "... — ?!") == []


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    _, voices = make_files(tmp_path, af_one=1)
    other = tmp_path / "kokoro.onnx"
    other.write_bytes(b"nothing of the kind")
    with pytest.raises(ToolError, match=r"kokoro\.onnx: it is no ONNX model"):
        Loaded(KokoroFiles((other,), (voices,)), tmp_path / "measured.json").voice("af_one")
