"""What direction does to the finished sound: recorded, mixed, mastered and written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from narrate.direction.delivery import delivery
from narrate.engines import Engine
from narrate.engines.pyttsx3 import Pyttsx3Engine
from narrate.model import Manner, Utterance, Voice
from narrate.pipeline import produce
from narrate.recording import Recorder, Store, worker
from narrate.settings import Output, Pauses, Settings, Strength
from narrate.sound import audio, mastering
from narrate.testing import ToneEngine, heard
from soundstage import Report, book_of, inline

SAID = "I never thought that you would come back to this house again."
Part = tuple[type[Engine], Voice]
VOICES: dict[str, Part] = {
    "tone": (ToneEngine, Voice("tone", "high-02")),
    "pyttsx3": (Pyttsx3Engine, Voice("pyttsx3", "en-us+f3")),
    "pyttsx3, a man": (Pyttsx3Engine, Voice("pyttsx3", "en-gb+m3")),
}
BARE = Settings(pauses=Pauses(head=0, tail=0), output=Output("wav"))


@pytest.fixture(autouse=True)
def _no_engine_stays() -> Iterator[None]:
    """A worker keeps its engine; this process shall not, as pyttsx3 has one for all."""
    yield
    worker._engine.cache_clear()


@pytest.fixture(params=VOICES)
def part(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@cache
def take(part: str, manner: Manner | None, strength: Strength = "subtle") -> mastering.Samples:
    """The line, said in *manner*, as it is in the finished file."""
    engine, voice = VOICES[part]
    utterance = Utterance(SAID, voice, delivery(manner, strength))
    prep = replace(book_of([f"“{SAID}”"]), utterances=((utterance,),))
    with (
        TemporaryDirectory() as folder,
        Recorder(engine(), Store(Path(folder, "cache")), start=inline) as recorder,
    ):
        release = recorder.run(produce(prep, BARE, recorder, Path(folder, "out"), Report()))
        return mastering.from_pcm(audio.read_wav(release.files[0].path).pcm)


def level_db(samples: mastering.Samples) -> float:
    return mastering.active_level_db(samples, 22_050)


def test_a_shout_is_louder_and_a_whisper_softer_behind_the_mastering(part: str) -> None:
    plain = level_db(take(part, None))
    shouted = level_db(take(part, Manner.SHOUTING)) - plain
    whispered = level_db(take(part, Manner.WHISPERING)) - plain
    assert 1 < shouted < 3.5
    assert -4.5 < whispered < -2
    assert level_db(take(part, Manner.SHOUTING, "full")) - plain > shouted + 0.5
    assert level_db(take(part, Manner.WHISPERING, "full")) - plain < whispered - 2


def test_no_shout_is_above_the_ceiling(part: str) -> None:
    shout = take(part, Manner.SHOUTING, "full")
    assert abs(shout.astype(int)).max() < 32768 * 10 ** (mastering.CEILING_DB / 20)


def test_rate_and_gaps_are_heard_in_the_length(part: str) -> None:
    plain = len(take(part, None))
    assert len(take(part, Manner.URGENT)) < 0.96 * plain
    assert len(take(part, Manner.SLOW)) > 1.05 * plain


def test_a_directed_hum_is_still_that_voices() -> None:
    for manner in Manner:
        samples = take("tone", manner, "full")
        assert heard(samples[2000:6000].tolist()) == "high-02"


@pytest.mark.parametrize("manner", Manner)
def test_every_manner_is_another_sound(manner: Manner) -> None:
    plain, said = take("pyttsx3", None), take("pyttsx3", manner)
    assert plain.tobytes() != said.tobytes()
