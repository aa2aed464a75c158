from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrate.cache.store import Store
from narrate.model import Chapter, Cue, Kind, Mark, Segment, Span, Track, Utterance, Voice
from narrate.recording import WorkerSetup
from narrate.release.chapter_timing import time_sentences
from soundstage import said_of

TEN_HOURS_S = 36_000
PAUSE = 2_317_389
"""frames; with the length of a take it makes no round number of milliseconds"""
TEXT = "“One two,” she said. It was so."
STAMP = re.compile(r"(\d+):(\d+):(\d+)[.,](\d+) -->")


@pytest.mark.parametrize("kind", ["vtt", "srt"])
@pytest.mark.parametrize("rate", [22_050, 44_100])
def test_after_ten_hours_a_cue_is_still_within_a_millisecond_of_its_frame(
    tmp_path: Path, kind: str, rate: int
) -> None:
    store = Store(tmp_path)
    utterance = Utterance(TEXT.strip("“”"), Voice("tone", "low-01"))
    second = utterance.spoken.index("It")
    marks = (Mark(0, 0, 3), Mark(30_001, second, second + 2))
    take = store.keep_take(utterance, "any", bytes(2 * 64_321), 22_050, marks)
    cues: list[Cue] = []
    start, size = 313, take.frames * rate // take.rate
    while start < TEN_HOURS_S * rate:
        cues.append(Cue(take, len(cues), start, start + size))
        start += size + PAUSE
    track = Track(Chapter(1, "One", Span(0, 1), Span(0, 0)), rate, start, tuple(cues))
    spoken = said_of(TEXT, utterance.spoken)
    line = Segment(Span(0, len(TEXT)), TEXT, Kind.DIALOGUE, 1, 0, "Ann", spoken=spoken)
    subtitles = tmp_path / f"one.{kind}"

    time_sentences(
        WorkerSetup(b"", "any", store), track, dict.fromkeys(range(len(cues)), line), [subtitles]
    )

    shown = [
        ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) + int(rest) / 1000
        for hours, minutes, seconds, rest in STAMP.findall(subtitles.read_text("utf-8"))
    ]
    true = [
        at
        for cue in cues
        for at in (cue.start / rate, cue.start / rate + marks[1].frame / take.rate)
    ]
    assert len(shown) == len(true) > 500
    assert max(abs(a - b) for a, b in zip(shown, true, strict=True)) <= 0.001
