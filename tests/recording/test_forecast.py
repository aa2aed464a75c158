"""How long a recording takes is foretold by how fast it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.pipeline import Prep
from narrate.recording import Recorder, Store, recording
from narrate.recording.forecast import Pace
from narrate.testing import ToneEngine
from soundstage import Report, book_of, each, inline


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


class Clock:
    """Each time it is asked, ten seconds have passed."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 10
        return self.now


def test_what_a_worker_says_first_is_no_measure_of_its_pace() -> None:
    now = [0.0]
    pace = Pace(workers=2, clock=lambda: now[0])
    for moment, characters in ((30.0, 10), (40.0, 10), (42.0, 50), (44.0, 50), (46.0, 50)):
        now[0] = moment
        pace.add(characters)
        assert pace.characters_a_second is None
    now[0] = 48.0
    pace.add(50)
    assert pace.characters_a_second == 200 / 8


def chapter_of(number: int) -> list[str]:
    return [
        f"It rained all day on day {day} of week {number}, and nobody went out."
        for day in range(1, 6)
    ]


BOOK = book_of(chapter_of(1), chapter_of(2), chapter_of(3))


def recorded(store: Store, engine: ToneEngine, book: Prep = BOOK) -> Report:
    report = Report()
    with Recorder(engine, store, jobs=1, start=inline) as recorder:
        told = recorder.record(book.script, book.utterances, report)
        assert sorted(one.number for one, _ in each(recorder, told)) == [1, 2, 3]
    return report


def test_a_long_recording_is_foretold_once_by_what_is_not_yet_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "Pace", lambda workers: Pace(workers, Clock()))
    (forecast,) = recorded(store, ToneEngine(cost="time")).forecasts
    assert forecast.chapter.number == 1
    line_s = (forecast.all_s - forecast.chapter_s) / 10
    assert forecast.chapter_s / line_s == pytest.approx(1), "of the five of the first chapter"
    assert line_s == pytest.approx(10, rel=0.7)


def test_what_is_kept_already_takes_no_time(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ToneEngine(cost="time")
    monkeypatch.setattr(recording, "Pace", lambda workers: Pace(workers, Clock()))
    (nothing_kept,) = recorded(Store(tmp_path / "empty"), engine).forecasts
    with Recorder(engine, store, jobs=1, start=inline) as recorder:
        last = BOOK.script.book.chapters[2:]
        list(each(recorder, recorder.record(BOOK.script, BOOK.utterances, Report(), last)))
    (forecast,) = recorded(store, engine).forecasts
    assert forecast.all_s < 0.5 * nothing_kept.all_s


def test_a_recording_that_is_soon_over_is_not_foretold(store: Store) -> None:
    assert recorded(store, ToneEngine(cost="time")).forecasts == []


def test_the_first_chapter_is_there_before_the_third_is_begun(store: Store) -> None:
    with Recorder(ToneEngine(cost="time"), store, jobs=2, start=inline) as recorder:
        told = recorder.record(BOOK.script, BOOK.utterances, Report())
        first, _ = next(each(recorder, told))
        third = [one for said in BOOK.utterances[10:] for one in said]
        kept = [store.find_take(one, recorder.setup.fingerprint_of(one)) for one in third]
    assert first.number == 1
    assert kept == [None] * 5
