"""Books that are recorded with voices of Piper: what is kept, and what is recorded again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.engines.piper import PiperEngine
from narrate.engines.voice_files import FOLDER
from narrate.model import Take, Voice
from narrate.pipeline import Prep
from narrate.recording import Recorder, Store
from narrate.recording.worker import record_again
from narrate.testing import FailingEngine, Fault, Rule
from pipervoice import make_voice
from soundstage import Report, book_of, each, inline

SMALL = Voice("piper", "en_US-small-low")


@pytest.fixture
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path / "nobody's voices"))
    make_voice(tmp_path / "voices")
    return tmp_path / "voices"


def book() -> Prep:
    """A narration and a line, both in the same voice."""
    prep = book_of(["It was dark.", "“Who is there?”"])
    said = tuple(tuple(replace(one, voice=SMALL) for one in each) for each in prep.utterances)
    return replace(prep, utterances=said)


def recorded(voices: Path, store: Store) -> list[Take]:
    with Recorder(PiperEngine(voices=str(voices)), store, jobs=1, start=inline) as recorder:
        recording = recorder.record(book().script, book().utterances, Report())
        return [
            take
            for _, chapter in each(recorder, recording)
            for said in chapter.values()
            for take in said
        ]


def test_one_voice_more_leaves_the_takes_of_the_others(voices: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    first = recorded(voices, store)
    make_voice(voices, "en_GB-two-low", speakers={"ann": 0, "bob": 1})
    assert recorded(voices, store) == first


def test_a_model_that_changed_is_recorded_anew(voices: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    first = recorded(voices, store)
    description = voices / f"{SMALL.name}.onnx.json"
    description.write_text(description.read_text("utf-8").replace("0.05", "0.06"), "utf-8")
    assert {take.wav for take in recorded(voices, store)}.isdisjoint({take.wav for take in first})


def test_a_take_that_was_damaged_comes_out_the_same(voices: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    take = recorded(voices, store)[0]
    whole = take.wav.read_bytes()
    take.wav.write_bytes(b"damaged")
    with Recorder(PiperEngine(voices=str(voices)), store, jobs=1, start=inline) as recorder:
        again = record_again(recorder.setup, take)
    assert again == take
    assert take.wav.read_bytes() == whole


def test_what_an_interrupted_run_had_recorded_is_not_recorded_again(
    voices: Path, tmp_path: Path
) -> None:
    store = Store(tmp_path / "cache")
    first = recorded(voices, store)
    first[1].wav.unlink()
    kept = first[0].wav.stat().st_mtime_ns
    assert recorded(voices, store) == first
    assert first[0].wav.stat().st_mtime_ns == kept
    shutil.rmtree(tmp_path / "cache")
    assert [take.wav.name for take in recorded(voices, store)] == [one.wav.name for one in first]


def test_a_worker_that_dies_costs_nothing_but_time(voices: Path, tmp_path: Path) -> None:
    engine, store = PiperEngine(voices=str(voices)), Store(tmp_path / "other cache")
    attempts = tmp_path / "attempts"
    attempts.mkdir()
    failing = FailingEngine(engine, (Rule(Fault.EXIT, "Who", times=1),), attempts)
    with Recorder(failing, store, jobs=2) as recorder:
        recording = recorder.record(book().script, book().utterances, Report())
        (takes,) = [chapter for _, chapter in each(recorder, recording)]
        recording.check()
    first = recorded(voices, Store(tmp_path / "cache"))
    sounds = [take.wav.read_bytes() for said in takes.values() for take in said]
    assert sounds == [take.wav.read_bytes() for take in first]
