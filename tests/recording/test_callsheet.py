from __future__ import annotations

from pathlib import Path

from narrate.model import Take, Utterance
from narrate.recording.calibration import PASSAGE, calibration
from narrate.recording.callsheet import CallSheet
from soundstage import ANN, NARRATOR, book_of

PREP = book_of(["It rained.", "***", "“No.”", "“No.”"], ["It rained.", "It poured."])
ONE, TWO = PREP.script.book.chapters


def sheet() -> CallSheet:
    return CallSheet(PREP.script, PREP.utterances, (ONE, TWO))


def take(utterance: Utterance) -> Take:
    return Take(utterance, Path("x.wav"), 100, 22050)


def narrated(spoken: str) -> Utterance:
    return Utterance(spoken, NARRATOR)


RAINED, POURED, NO = narrated("It rained."), narrated("It poured."), Utterance("No.", ANN)


def test_a_chapter_calls_its_voices_calibrations_and_each_utterance_once() -> None:
    assert list(sheet().calls(ONE)) == [calibration(NARRATOR), calibration(ANN), RAINED, NO]
    assert list(sheet().calls(TWO)) == [calibration(NARRATOR), RAINED, POURED]


def test_a_voice_is_calibrated_at_full_volume() -> None:
    low = Utterance("x", ANN.__class__("tone", "low-01", volume=0.2)).voice
    assert calibration(low) == Utterance(PASSAGE, ANN.__class__("tone", "low-01", volume=1.0))


def test_lines_are_counted_when_all_their_takes_are_in() -> None:
    calls = sheet()
    assert calls.lines == 5
    assert calls.deliver(take(calibration(ANN))) == 0
    assert calls.deliver(take(RAINED)) == 2
    assert calls.deliver(take(NO)) == 2
    assert calls.deliver(take(POURED)) == 1
    assert calls.deliver(take(POURED)) == 0


def test_a_chapter_is_complete_with_its_last_take_and_handed_out_once() -> None:
    calls = sheet()
    for utterance in (RAINED, POURED, NO):
        calls.deliver(take(utterance))
        assert list(calls.completed()) == []
    calls.deliver(take(calibration(NARRATOR)))
    assert list(calls.completed()) == [TWO]
    assert list(calls.completed()) == []
    assert calls.incomplete == (ONE,)
    calls.deliver(take(calibration(ANN)))
    assert list(calls.completed()) == [ONE]


def test_takes_stand_under_the_index_of_their_segment() -> None:
    calls = sheet()
    for utterance in list(calls.calls(ONE)):
        calls.deliver(take(utterance))
    assert calls.takes(ONE) == {0: (take(RAINED),), 1: (), 2: (take(NO),), 3: (take(NO),)}


def test_what_is_missing_stands_behind_the_line_that_wants_it_first() -> None:
    calls = sheet()
    for utterance in (calibration(NARRATOR), RAINED):
        calls.deliver(take(utterance))
    missing = [(place.line, utterance) for place, utterance in calls.missing()]
    assert missing == [(1, calibration(ANN)), (5, NO), (11, POURED)]


def test_a_chapter_without_a_word_is_complete_from_the_start() -> None:
    prep = book_of(["***"], ["It rained."])
    calls = CallSheet(prep.script, prep.utterances, prep.script.book.chapters)
    assert [chapter.number for chapter in calls.completed()] == [1]
