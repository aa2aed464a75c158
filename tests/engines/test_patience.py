"""An engine that has to wait for others is given the time it says it may need."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from narrate.engines import Engine
from narrate.engines.kokoro import KokoroEngine
from narrate.engines.mixed import MixedEngine
from narrate.engines.patience import TimeLimit, allowed_s
from narrate.engines.piper import PiperEngine
from narrate.errors import RecordingError, ToolError
from narrate.model import Utterance, Voice
from narrate.testing import ToneEngine

TEN_LETTERS = Utterance("Hello you.", Voice("tone", "low-01"))
USUAL = TimeLimit(start_s=30, per_character_s=0.6)


@dataclass(frozen=True, slots=True)
class Waiting(ToneEngine):
    name: str = "waiting"
    seconds: float | str = 100.0

    def limit_s(self, utterance: Utterance) -> float:
        assert utterance.voice.name == "low-01"
        return self.seconds  # type: ignore[return-value]  # or nonsense


def test_an_engine_that_says_nothing_has_the_usual_time() -> None:
    assert allowed_s(ToneEngine(), TEN_LETTERS, USUAL) == 36


def test_an_engine_may_need_more_but_has_never_less() -> None:
    assert allowed_s(Waiting(), TEN_LETTERS, USUAL) == 100
    assert allowed_s(Waiting(seconds=1.0), TEN_LETTERS, USUAL) == 36


@pytest.mark.parametrize("engine", [PiperEngine(), KokoroEngine()])
def test_what_computes_long_may_take_as_long_on_a_machine_five_times_slower(engine: Engine) -> None:
    assert allowed_s(engine, TEN_LETTERS, USUAL) == 150


def test_nonsense_is_told_as_a_fault_of_the_engine() -> None:
    with pytest.raises(ToolError, match="the engine waiting does not work: ValueError"):
        allowed_s(Waiting(seconds="long"), TEN_LETTERS, USUAL)


def test_of_several_engines_the_one_counts_whose_voice_it_is() -> None:
    mixed = MixedEngine((ToneEngine(), Waiting()), frozenset({"tone"}))
    theirs = Utterance("Hello you.", Voice("waiting", "waiting:low-01"))
    assert allowed_s(mixed, TEN_LETTERS, USUAL) == 36
    assert allowed_s(mixed, theirs, USUAL) == 100
    with pytest.raises(RecordingError, match="no engine called 'nobody' is at hand"):
        allowed_s(mixed, Utterance("Hello.", Voice("nobody", "x")), USUAL)
