from __future__ import annotations

import multiprocessing
import pickle
from pathlib import Path

from narrate.model import Utterance
from narrate.recording import Store, WorkerSetup
from narrate.recording.remote import EngineProcess, RemoteTake
from narrate.recording.worker_setup import Trimming, take_fingerprint
from narrate.testing import ToneEngine
from soundstage import ANN


def test_a_process_ends_that_is_given_nothing_and_the_next_batch_gets_another(
    tmp_path: Path,
) -> None:
    engine = ToneEngine()
    name = take_fingerprint(engine, Trimming())
    setup = WorkerSetup(pickle.dumps(engine), name, Store(tmp_path))
    process = EngineProcess(idle_s=0.0)
    for words in ("It rained.", "It stopped."):
        (take,) = process.record(setup, [Utterance(words, ANN)])
        assert isinstance(take, RemoteTake)
        assert take.pcm
        process._timer.join()
        assert multiprocessing.active_children() == []


def test_a_take_that_was_sent_is_the_one_that_was_recorded(tmp_path: Path) -> None:
    engine = ToneEngine()
    name = take_fingerprint(engine, Trimming())
    there = WorkerSetup(pickle.dumps(engine), name, Store(tmp_path / "there"))
    here = WorkerSetup(pickle.dumps(engine), name, Store(tmp_path / "here"))
    utterance = Utterance("It rained all day.", ANN)
    process = EngineProcess(idle_s=0.0)
    (sent,) = process.record(there, [utterance])
    process._timer.join()
    assert isinstance(sent, RemoteTake)
    take = sent.keep(here)
    original = there.store.find_take(utterance, name)
    assert original is not None
    assert take.wav.read_bytes() == original.wav.read_bytes()
    assert len(here.store.read_marks(take)) == 4
