from __future__ import annotations

from pathlib import Path

import numpy as np

from narrate.engines.neural.phonemes import Sounds
from narrate.engines.neural.sound import Part, join, write_wav
from narrate.engines.neural.text import sentences
from narrate.model import Mark
from narrate.testing import read_wav

(WORDS,) = sentences("one two three")
LEVEL = np.float32(0.5)


def part(*, told: bool = True) -> Part:
    """Three words of 1,000 samples each; the last two are drawn together."""
    starts = np.array([0, 1000, 2000], dtype=np.int64) if told else None
    sounds = Sounds((7, 8, 9), tuple(enumerate(WORDS)), parted=(1,))
    return Part(sounds, np.full(3000, LEVEL, dtype=np.float32), starts)


def test_sentences_follow_each_other_after_a_pause_and_words_keep_their_places() -> None:
    joined = join([part(), part()], pause=500, gap=0)
    assert len(joined.samples) == 6500
    assert not joined.samples[3000:3500].any()
    assert [mark.frame for mark in joined.marks] == [0, 1000, 2000, 3500, 4500, 5500]
    assert joined.marks[:3] == (Mark(0, 0, 3), Mark(1000, 4, 7), Mark(2000, 8, 13))


def test_a_gap_is_silence_where_words_are_parted_and_moves_what_follows() -> None:
    joined = join([part()], pause=500, gap=200)
    assert len(joined.samples) == 3200
    assert not joined.samples[1000:1200].any()
    assert [mark.frame for mark in joined.marks] == [0, 1200, 2200]
    assert joined.samples[500] == joined.samples[2200] == LEVEL
    assert joined.samples[999] < LEVEL > joined.samples[1200], "it would click"


def test_without_known_lengths_there_are_no_marks_and_no_gaps() -> None:
    joined = join([part(told=False)], pause=500, gap=200)
    assert joined.marks == ()
    assert len(joined.samples) == 3000


def test_what_is_written_is_as_loud_as_asked_and_not_louder_than_full_scale(tmp_path: Path) -> None:
    wav = tmp_path / "a.wav"
    write_wav(wav, np.array([0.5, -0.5, 3.0, -3.0], dtype=np.float32), 22_050, volume=0.5)
    rate, samples = read_wav(wav)
    assert rate == 22_050
    assert list(samples) == [8192, -8192, 32767, -32767]
