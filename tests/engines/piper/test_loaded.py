from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from narrate.engines.neural.text import sentences
from narrate.engines.piper.loaded import (
    EVEN_PACE,
    PACE_PASSAGE,
    PACE_WORDS,
    SENTENCE_PAUSE_S,
    load_voice,
)
from narrate.engines.piper.model import no_noise
from narrate.engines.piper.voice_list import VoiceFile, find_voice_files
from pipervoice import HOP, make_voice


def small(folder: Path) -> VoiceFile:
    make_voice(folder)
    return next(one for one in find_voice_files([folder]) if one.name == "en_US-small-low")


@pytest.mark.parametrize("rate", [80, 120, 175, 220])
def test_a_voice_of_any_pace_is_as_fast_as_asked(tmp_path: Path, rate: int) -> None:
    voice = load_voice(small(tmp_path))
    durations = np.random.default_rng(7).uniform(0.5, 4, 150).astype(np.float32)
    uneven = type(voice)(voice.model, voice.phonemizer, 16_000, 256, (0, 0), lambda _: durations)
    frames = np.ceil(durations * uneven.length_scale(rate, 0)).sum()
    pauses_s = SENTENCE_PAUSE_S * (len(sentences(PACE_PASSAGE)) - 1)
    seconds = frames * 256 / 16_000 + pauses_s
    assert PACE_WORDS * 60 / seconds == pytest.approx(EVEN_PACE * rate, rel=0.02)


def test_its_words_begin_at_whole_frames_of_its_sound(tmp_path: Path) -> None:
    voice = load_voice(small(tmp_path))
    part = voice.say(sentences("Seven people laughed.")[0], 1.0, 0, no_noise)
    assert part is not None
    frames = [frame for frame, _ in part.beginnings]
    assert frames == sorted(frames)
    assert all(frame % HOP == 0 for frame in frames)
    assert frames[-1] < len(part.samples)
    assert part.gaps == tuple(frames[1:])


def test_a_model_that_does_not_tell_lengths_speaks_without_marks(tmp_path: Path) -> None:
    file = small(tmp_path)
    file.path.write_bytes(file.path.read_bytes().replace(b"Ceil", b"Sqrt"))
    voice = load_voice(file)
    part = voice.say(sentences("Seven people laughed.")[0], 1.0, 0, no_noise)
    assert part is not None
    assert (part.beginnings, part.gaps) == ((), ())
    assert 0.5 < voice.length_scale(175, 0) < 4
