from __future__ import annotations

import multiprocessing
import pickle
from pathlib import Path

from narrate.model import Utterance
from narrate.recording import Order, Shelf
from narrate.recording.orders import Trimming, fingerprint
from narrate.recording.remote import Parcel, Stand
from narrate.testing import ToneEngine
from soundstage import ANN


def test_a_process_ends_that_is_given_nothing_and_the_next_batch_gets_another(
    tmp_path: Path,
) -> None:
    engine = ToneEngine()
    name = fingerprint(engine, Trimming())
    order = Order(pickle.dumps(engine), name, Shelf(tmp_path))
    stand = Stand(idle_s=0.0)
    for words in ("It rained.", "It stopped."):
        (parcel,) = stand.record(order, [Utterance(words, ANN)])
        assert isinstance(parcel, Parcel)
        assert parcel.pcm
        stand._leave.join()
        assert multiprocessing.active_children() == []


def test_a_take_that_was_unpacked_is_the_one_that_was_recorded(tmp_path: Path) -> None:
    engine = ToneEngine()
    name = fingerprint(engine, Trimming())
    there = Order(pickle.dumps(engine), name, Shelf(tmp_path / "there"))
    here = Order(pickle.dumps(engine), name, Shelf(tmp_path / "here"))
    utterance = Utterance("It rained all day.", ANN)
    stand = Stand(idle_s=0.0)
    (parcel,) = stand.record(there, [utterance])
    stand._leave.join()
    assert isinstance(parcel, Parcel)
    take = parcel.unpack(here)
    original = there.shelf.find(utterance, name)
    assert original is not None
    assert take.wav.read_bytes() == original.wav.read_bytes()
    assert len(here.shelf.marks(take)) == 4
