"""When a sentence is heard, where words are given by their sounds and lines are directed."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.direction.delivery import delivery
from narrate.engines.pyttsx3 import Pyttsx3Engine
from narrate.model import Manner, Utterance
from narrate.pipeline import prepare, produce, read_script
from narrate.recording import Recorder, Store, worker
from narrate.settings import LexiconEntry, Output, Pauses, Settings
from narrate.sound.audio import read_wav
from narrate.speech.lexicon import sounds
from narrate.speech.mapped import Mapped
from narrate.testing import ToneEngine
from soundstage import ANN, Report, book_of, cues, in_one_part, inline

STORY = """\
The Bell

Ada met Neville by the door. Neville Longbottom did not see her. It rained.

“Neville is gone. Did you hear Neville leave? I think not,” Ada whispered.

“Stop that, Neville! Come here at once. Now,” Tom shouted.

“I d-don’t know where Neville went. Perhaps he left,” Ada stammered slowly.
"""
SETTINGS = Settings(
    lexicon=(LexiconEntry("Neville", "ˈnɛvɪl", alphabet="ipa"),),
    direction="full",
    output=Output("wav", subtitles=("vtt", "srt")),
)
SILENCE = 10
"""The samples of a pause, after dithering of any kind, are below it; those of speech far above."""
BEFORE_S, AFTER_S = 0.03, 0.08


@pytest.fixture(autouse=True)
def _no_engine_stays() -> Iterator[None]:
    """A worker keeps its engine; this process shall not, as pyttsx3 has one for all."""
    yield
    worker._engine.cache_clear()


@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_each_sentence_begins_after_a_silence_where_its_cue_says(
    store: Store, out: Path, tmp_path: Path, kind: str
) -> None:
    """ESpeak pauses between sentences: a time that is off by a word would lie within a sound."""
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    engine = Pyttsx3Engine()
    prep = prepare(read_script(tmp_path / "story.txt", SETTINGS), SETTINGS, engine)
    manners = {segment.manner for segment in prep.script.segments}
    assert manners == {None, Manner.WHISPERING, Manner.SHOUTING, Manner.SLOW}
    with Recorder(engine, store, start=inline) as recorder:
        release = recorder.run(produce(prep, SETTINGS, recorder, out, Report()))
    (file,) = release.files
    samples = array("h", bytes(read_wav(file.path).pcm))
    found = cues(file.path.with_suffix(f".{kind}"))
    assert len(found) == 15
    for start, end, text in found:
        assert loudest(samples, file.rate, start - BEFORE_S, start - 0.005) < SILENCE, text
        assert loudest(samples, file.rate, start, start + AFTER_S) > 30 * SILENCE, text
        assert loudest(samples, file.rate, start, end) > 300 * SILENCE, text


def loudest(samples: array[int], rate: int, start_s: float, end_s: float) -> int:
    return max(map(abs, samples[round(start_s * rate) : round(end_s * rate)]))


@pytest.mark.parametrize("manner", [None, *Manner])
def test_a_word_s_sounds_take_the_place_of_its_letters(
    store: Store, out: Path, manner: Manner | None
) -> None:
    """The tone engine gives every character the same time, so it is known when each is heard."""
    printed = "“Neville is gone. Did you hear Neville leave? I think not.”"
    said = Mapped(printed).sub(re.compile("[“”]"), "")
    said = said.sub(re.compile("Neville"), sounds(["n'EvIl"]))
    spoken = said.text
    utterance = Utterance(spoken, ANN, delivery(manner, "full"))
    prep = book_of([printed])
    line = replace(prep.script.segments[0], spoken=in_one_part(said))
    prep = replace(prep, script=replace(prep.script, segments=(line,)), utterances=((utterance,),))
    settings = Settings(
        pauses=Pauses(head=0, tail=0), output=Output("wav", subtitles=("vtt",), words=True)
    )
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        (file,) = recorder.run(produce(prep, settings, recorder, out, Report())).files
    words = ["", "Did you", "I think"]
    expected = [file.seconds * spoken.index(word) / len(spoken) for word in words]
    starts = [start for start, _, _ in cues(file.path.with_suffix(".vtt"))]
    assert starts == pytest.approx(expected, abs=0.005)
