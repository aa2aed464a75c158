from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from copy import copy
from functools import cache
from importlib.metadata import PackageNotFoundError
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from kokoromodel import HZ, make_files, small_model
from narrate.engines import Engine, find_engine
from narrate.engines import kokoro as engine_module
from narrate.engines.asking import voices_of
from narrate.engines.kokoro import KokoroEngine
from narrate.engines.kokoro.files import KokoroFiles, find_files
from narrate.engines.kokoro.loaded import Loaded
from narrate.engines.voice_files import FOLDER
from narrate.errors import RecordingError, ToolError
from narrate.model import Direction, Manner, Utterance, Voice
from narrate.testing import EngineContract, read_wav
from speaking import digest_of, speak_all

KUMO = Voice("kokoro", "jm_kumo")
KEPT = TemporaryDirectory()
"""removed when the tests are over"""


@pytest.fixture(autouse=True)
def no_voices_of_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "nobody's voices"))


@cache
def loaded_once() -> Loaded:
    return Loaded(find_files(None, None), Path(KEPT.name) / "measured.json")


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> KokoroEngine:
    """The engine with the released model, which is loaded once."""

    def loaded(_files: KokoroFiles, _kept: Path) -> Loaded:
        return loaded_once()

    monkeypatch.setattr(engine_module, "Loaded", loaded)
    return KokoroEngine()


@pytest.fixture
def small(tmp_path: Path) -> KokoroEngine:
    model, voices = make_files(tmp_path / "files", af_one=1, af_two=2, bm_three=3)
    return KokoroEngine(str(model), str(voices))


class TestKokoroEngine(EngineContract):
    """With the small model: the released one takes a second for the shortest line."""

    many_pages = 2_000

    @pytest.fixture(autouse=True)
    def _files(self, small: KokoroEngine) -> None:
        self.small = small

    def make_engine(self) -> Engine:
        return copy(self.small)


def test_takes_do_not_depend_on_the_process_or_on_what_was_said_before(
    small: KokoroEngine, tmp_path: Path
) -> None:
    voice = Voice("kokoro", "af_one")
    line = Utterance("Where is it?", voice)
    tasks = [(small, [Utterance("No.", voice), line], tmp_path / "a.wav")]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        ((_, after),) = pool.map(speak_all, tasks)
    assert after == digest_of(small, line, tmp_path / "b.wav")


def spoken(engine: KokoroEngine, wav: Path, direction: Direction | None = None) -> Path:
    engine.speak(Utterance("No.", KUMO, direction), wav)
    return wav


def test_marks_are_where_the_sounds_begin(real: KokoroEngine, tmp_path: Path) -> None:
    """Between the sentences it is silent, up to the second's mark; there its first sound is."""
    wav = tmp_path / "a.wav"
    marks = real.speak(Utterance("Sit down, miss. Take a taxi.", KUMO), wav)
    rate, samples = read_wav(wav)
    assert [mark.start for mark in marks][:4] == [0, 4, 10, 16]
    loud, begun = np.abs(np.asarray(samples, dtype=np.int64)), marks[3].frame
    before, behind = loud[begun - rate // 16 : begun - rate // 40], loud[begun : begun + rate // 8]
    assert behind.max() > 3000
    assert before.max() < 300


def test_a_real_voice_is_slower_and_higher_when_it_is_asked_to_be(
    real: KokoroEngine, tmp_path: Path
) -> None:
    plain = np.asarray(read_wav(spoken(real, tmp_path / "plain.wav"))[1])
    slow = read_wav(spoken(real, tmp_path / "slow.wav", Direction(Manner.SLOW, rate=0.7)))[1]
    high = read_wav(spoken(real, tmp_path / "high.wav", Direction(Manner.SLOW, pitch=30)))[1]
    assert len(slow) > 1.1 * len(plain) > 1000
    assert len(high) == len(plain)
    assert not np.array_equal(high, plain)


def test_a_blend_of_real_voices_has_a_pitch_between_theirs(real: KokoroEngine) -> None:
    names = ["jm_kumo", "jm_kumo*0.5+jf_alpha*0.5", "jf_alpha"]
    voices = {voice.name: voice for voice in voices_of(real, names)}
    pitches = [voices[name].pitch_hz or 0 for name in names]
    assert 80 < pitches[0] < pitches[1] - 20 < pitches[2] - 40
    assert voices[names[1]].gender == "M", "the first of equal parts leads"


def test_it_is_found_by_its_name_and_takes_its_files(tmp_path: Path) -> None:
    model, voices = make_files(tmp_path / "files", af_one=1, bm_two=2)
    engine = find_engine("kokoro", options={"model": str(model), "voices": str(voices)})
    assert [(one.name, one.pitch_hz) for one in engine.voices()] == [
        ("af_one", HZ),
        ("bm_two", 2 * HZ),
    ]


def test_a_blend_that_is_not_listed_can_be_asked_for(small: KokoroEngine, tmp_path: Path) -> None:
    blend = "bm_three*0.75+af_one*0.25"
    found = {voice.name: voice for voice in voices_of(small, [blend, "bm_three+nobody"])}
    assert found[blend].pitch_hz == 2.5 * HZ
    assert (found[blend].language, found[blend].gender) == ("en-gb", "M")
    assert "bm_three+nobody" not in found
    small.speak(Utterance("Hello.", Voice("kokoro", blend)), tmp_path / "a.wav")


@pytest.mark.parametrize("name", ["af_none", "af_one+af_none", "af_one*0+bm_three", ""])
def test_a_voice_it_does_not_have_is_refused(
    small: KokoroEngine, tmp_path: Path, name: str
) -> None:
    with pytest.raises(RecordingError, match="no voice called"):
        small.speak(Utterance("Hello.", Voice("kokoro", name)), tmp_path / "a.wav")


def level(engine: KokoroEngine, wav: Path, pitch: int, direction: Direction | None = None) -> float:
    engine.speak(Utterance("Hello.", Voice("kokoro", "af_one", pitch=pitch), direction), wav)
    return float(np.max(read_wav(wav)[1]))


def test_pitch_is_that_of_the_voice_in_semitones(small: KokoroEngine, tmp_path: Path) -> None:
    plain, high, low = (level(small, tmp_path / f"{pitch}.wav", pitch) for pitch in (50, 100, 0))
    assert high / plain == pytest.approx(2, rel=0.01)
    assert low / plain == pytest.approx(0.5, rel=0.01)
    raised = level(small, tmp_path / "raised.wav", 50, Direction(Manner.SLOW, pitch=50))
    assert raised == high


def test_a_slower_rate_takes_longer(small: KokoroEngine, tmp_path: Path) -> None:
    lengths = []
    for rate in (80, 120, 180):
        wav = tmp_path / f"{rate}.wav"
        small.speak(Utterance("Nobody said a word.", Voice("kokoro", "af_one", rate=rate)), wav)
        lengths.append(len(read_wav(wav)[1]))
    assert lengths[0] > 1.2 * lengths[1] > 1.2 * 1.1 * lengths[2]


def test_a_gap_parts_the_words(small: KokoroEngine, tmp_path: Path) -> None:
    voice = Voice("kokoro", "af_one")
    line = "Seven people laughed."
    before = small.speak(Utterance(line, voice), tmp_path / "a.wav")
    parted = Direction(Manner.SLOW, gap_ms=100)
    after = small.speak(Utterance(line, voice, parted), tmp_path / "b.wav")
    moved = [late.frame - early.frame for early, late in zip(before, after, strict=True)]
    assert moved == [0, 2400, 4800]


def test_there_is_nothing_to_say_in_marks(small: KokoroEngine, tmp_path: Path) -> None:
    for spoken in ("", "...", "—", "!!!", " ", "\x00"):
        with pytest.raises(RecordingError, match="nothing to say"):
            small.speak(Utterance(spoken, Voice("kokoro", "af_one")), tmp_path / "a.wav")


def test_a_control_character_or_dots_glue_no_words(small: KokoroEngine, tmp_path: Path) -> None:
    for spoken in ("we\0go", "we...go", "we--go", "we — go"):
        marks = small.speak(Utterance(spoken, Voice("kokoro", "af_one")), tmp_path / "a.wav")
        assert [spoken[mark.start : mark.end] for mark in marks] == ["we", "go"]


def test_it_tells_which_model_it_has_and_what_cannot_be_set(
    small: KokoroEngine, tmp_path: Path
) -> None:
    found = dict(small.diagnose())
    assert found["pitch"] == "as set"
    assert found["voices"].startswith("3, and any blend")
    model, voices = make_files(tmp_path / "other", af_one=1)
    model.write_bytes(small_model(pitch_layer="/encoder/unknown"))
    other = dict(KokoroEngine(str(model), str(voices)).diagnose())
    assert other["pitch"] == "not settable with this model: ignored"
    assert other["model"] == str(model)


def test_it_tells_of_a_voice_that_is_damaged_among_others(tmp_path: Path) -> None:
    model, voices = make_files(tmp_path / "files", af_one=1, af_two=2)
    damaged = bytearray(voices.read_bytes())
    damaged[2_000:2_100] = bytes(100)
    voices.write_bytes(damaged)
    engine = KokoroEngine(str(model), str(voices))
    for ask in (engine.diagnose, engine.voices):
        with pytest.raises(ToolError, match=r"voices-v1\.0\.bin cannot be read: .*af_one") as told:
            ask()
        assert told.value.hint == "take the file away, or run: narrate voices --get kokoro-int8"


def test_without_files_it_tells_where_they_belong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(*_: str | None) -> KokoroFiles:
        raise ToolError("Kokoro has no model yet", hint="get one")

    monkeypatch.setattr(engine_module, "find_files", missing)
    with pytest.raises(ToolError, match="no model yet"):
        KokoroEngine().voices()
    found = dict(KokoroEngine().diagnose())
    assert found["voices"] == "none yet (get one)"
    assert found["folder"] == str(tmp_path / "nobody's voices" / "kokoro")


def test_without_its_library_it_tells_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(library: str) -> str:
        raise PackageNotFoundError(library)

    monkeypatch.setattr(engine_module, "version", missing)
    with pytest.raises(ToolError, match="onnxruntime is not installed") as refused:
        KokoroEngine().voices()
    assert refused.value.hint == "run: pip install 'narrate[kokoro]'"
    assert dict(KokoroEngine().diagnose())["onnxruntime"].startswith("not installed")


def test_what_is_heard_is_in_the_fingerprint(tmp_path: Path, small: KokoroEngine) -> None:
    model, voices = make_files(tmp_path / "other", af_one=1.5)
    other = KokoroEngine(str(model), str(voices))
    assert other.fingerprint() != small.fingerprint()
