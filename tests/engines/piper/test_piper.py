from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from copy import copy
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from narrate.engines import Engine, find_engine
from narrate.engines import piper as engine_module
from narrate.engines.piper import PiperEngine
from narrate.engines.piper.loaded import PACE_PASSAGE
from narrate.engines.voice_files import FOLDER
from narrate.errors import RecordingError, ToolError
from narrate.model import Direction, Manner, Utterance, Voice
from narrate.testing import EngineContract, read_wav
from pipervoice import HOP, RATE_HZ, make_voice
from speaking import digest_of, speak_all

JOE = Voice("piper", "en_US-joe-medium")
LINE = Utterance("Where on earth is it?", JOE)
SMALL = Voice("piper", "en_US-small-low")


@pytest.fixture(autouse=True)
def no_voices_of_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "nobody's voices"))


@pytest.fixture
def small(tmp_path: Path) -> PiperEngine:
    make_voice(tmp_path / "voices")
    make_voice(tmp_path / "voices", "en_GB-two-low", speakers={"ann": 0, "bob": 1})
    return PiperEngine(voices=str(tmp_path / "voices"))


class TestPiperEngine(EngineContract):
    """With small models: what a real one says is heard below."""

    many_pages = 2_000

    @pytest.fixture(autouse=True)
    def _voices(self, small: PiperEngine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("narrate.engines.piper.voice_list.distributions", lambda: ())
        self.small = small

    def make_engine(self) -> Engine:
        return copy(self.small)


def test_takes_do_not_depend_on_the_process_or_on_what_was_said_before(tmp_path: Path) -> None:
    engine = PiperEngine()
    other = Utterance("No.", JOE)
    tasks = [(engine, [other, LINE], tmp_path / "b.wav")]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        ((_, after),) = pool.map(speak_all, tasks)
    assert after == digest_of(engine, LINE, tmp_path / "a.wav")


def test_another_take_of_a_line_sounds_otherwise(tmp_path: Path) -> None:
    engine = PiperEngine()
    takes = (LINE, replace(LINE, take=2), replace(LINE, take=3))
    assert len({digest_of(engine, one, tmp_path / "a.wav") for one in takes}) == 3


def test_it_is_found_by_its_name_and_takes_a_folder(tmp_path: Path) -> None:
    make_voice(tmp_path / "voices")
    engine = find_engine("piper", options={"voices": str(tmp_path / "voices")})
    assert [voice.name for voice in engine.voices()] == ["en_US-joe-medium", SMALL.name]


def test_a_folder_that_is_not_there_is_told() -> None:
    with pytest.raises(ToolError, match="no/such/folder does not exist"):
        PiperEngine(voices="no/such/folder").voices()


def test_without_a_voice_it_tells_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "find_voice_files", lambda _: ())
    with pytest.raises(ToolError, match="no voice yet") as refused:
        PiperEngine().voices()
    assert "narrate voices --get en_US-" in (refused.value.hint or "")
    assert dict(PiperEngine().diagnose())["voices"].startswith("none yet")


def test_without_its_libraries_it_tells_how_to_install_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(library: str) -> str:
        raise PackageNotFoundError(library)

    monkeypatch.setattr(engine_module, "version", missing)
    with pytest.raises(ToolError, match="piper-tts is not installed") as refused:
        PiperEngine().fingerprint()
    assert refused.value.hint == "run: pip install 'narrate[piper]'"
    assert dict(PiperEngine().diagnose())["piper-tts"].startswith("not installed")


def test_each_speaker_of_a_model_has_their_own_sound(small: PiperEngine, tmp_path: Path) -> None:
    levels = []
    for number, name in enumerate(("ann", "bob")):
        wav = tmp_path / f"{number}.wav"
        small.speak(Utterance("Hello.", Voice("piper", f"en_GB-two-low#{name}")), wav)
        levels.append(np.mean(read_wav(wav)[1]) / 32767)
    assert levels == pytest.approx([0.1, 0.2], abs=0.01)


@pytest.mark.parametrize("name", ["en_GB-two-low", "en_GB-two-low#eve", "en_US-small-low#ann", "x"])
def test_a_speaker_or_model_it_does_not_have_is_refused(
    small: PiperEngine, tmp_path: Path, name: str
) -> None:
    with pytest.raises(RecordingError, match=name):
        small.speak(Utterance("Hello.", Voice("piper", name)), tmp_path / "a.wav")


def test_a_slower_rate_takes_longer(small: PiperEngine, tmp_path: Path) -> None:
    lengths = []
    for rate in (60, 100, 168):
        wav = tmp_path / f"{rate}.wav"
        small.speak(Utterance(PACE_PASSAGE, Voice("piper", SMALL.name, rate=rate)), wav)
        lengths.append(len(read_wav(wav)[1]))
    assert lengths[0] > 1.2 * lengths[1] > 1.2 * 1.2 * lengths[2]


def test_another_pitch_is_another_rate_of_samples_at_the_same_pace(
    small: PiperEngine, tmp_path: Path
) -> None:
    rates, seconds = [], []
    for pitch in (50, 100, 0):
        wav = tmp_path / f"{pitch}.wav"
        small.speak(Utterance(PACE_PASSAGE, Voice("piper", SMALL.name, 110, pitch)), wav)
        rate, samples = read_wav(wav)
        rates.append(rate)
        seconds.append(len(samples) / rate)
    assert rates == [RATE_HZ, 2 * RATE_HZ, RATE_HZ // 2]
    assert seconds == pytest.approx([seconds[0]] * 3, rel=0.08)


def test_a_gap_parts_the_words(small: PiperEngine, tmp_path: Path) -> None:
    plain, parted = tmp_path / "plain.wav", tmp_path / "parted.wav"
    line = Utterance("Seven people laughed.", SMALL)
    before = small.speak(line, plain)
    gaps = Direction(Manner.SLOW, gap_ms=100)
    after = small.speak(Utterance(line.spoken, SMALL, gaps), parted)
    assert [mark.start for mark in before] == [mark.start for mark in after] == [0, 6, 13]
    silent = RATE_HZ // 10
    samples = np.asarray(read_wav(parted)[1])
    for mark in after[1:]:
        assert not samples[mark.frame - silent : mark.frame].any()
        assert samples[mark.frame : mark.frame + HOP].any()


def test_marks_are_where_the_sounds_begin_to_the_sample(tmp_path: Path) -> None:
    """The pause between two sentences is silent, and the word behind it is marked at its end."""
    wav = tmp_path / "a.wav"
    marks = PiperEngine().speak(Utterance("Stop. Now.", JOE), wav)
    rate, samples = read_wav(wav)
    assert [mark.start for mark in marks] == [0, 6]
    sound = np.abs(np.asarray(samples[marks[1].frame : marks[1].frame + rate // 10]))
    pause = np.asarray(samples[marks[1].frame - rate // 4 : marks[1].frame - rate // 20])
    assert sound.max() > 1000
    assert np.abs(pause).max() < 100


def test_there_is_nothing_to_say_in_marks(small: PiperEngine, tmp_path: Path) -> None:
    for spoken in ("", "...", "—", "!!!", " ", "\x00"):
        with pytest.raises(RecordingError, match="nothing to say"):
            small.speak(Utterance(spoken, SMALL), tmp_path / "a.wav")


def test_one_model_is_loaded_before_it_speaks_and_of_many_none(
    small: PiperEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.get_ready()
    assert small._loaded == {}, "it is not known whose voice is wanted"
    monkeypatch.setattr("narrate.engines.piper.voice_list.distributions", lambda: ())
    make_voice(tmp_path / "one")
    alone = PiperEngine(voices=str(tmp_path / "one"))
    alone.get_ready()
    assert list(alone._loaded) == ["en_US-small-low"]


def test_few_models_are_kept_in_memory(tmp_path: Path) -> None:
    names = [f"en_US-small{number}-low" for number in range(engine_module.OPEN_MODELS + 2)]
    for name in names:
        make_voice(tmp_path / "voices", name)
    engine = PiperEngine(voices=str(tmp_path / "voices"))
    for name in (*names, names[-2]):
        engine.speak(Utterance("Hello.", Voice("piper", name)), tmp_path / "a.wav")
    assert list(engine._loaded) == [*names[-3:-2], names[-1], names[-2]]
