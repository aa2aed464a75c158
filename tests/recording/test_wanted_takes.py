from __future__ import annotations

from pathlib import Path

from narrate.model import Take, Utterance
from narrate.recording.calibration import PASSAGE, calibration
from narrate.recording.wanted_takes import WantedTakes
from soundstage import ANN, NARRATOR, book_of

PREP = book_of(["It rained.", "***", "“No.”", "“No.”"], ["It rained.", "It poured."])
ONE, TWO = PREP.script.book.chapters


def wanted() -> WantedTakes:
    return WantedTakes(PREP.script, PREP.utterances, (ONE, TWO))


def take(utterance: Utterance) -> Take:
    return Take(utterance, Path("x.wav"), 100, 22050)


def narrated(spoken: str) -> Utterance:
    return Utterance(spoken, NARRATOR)


RAINED, POURED, NO = narrated("It rained."), narrated("It poured."), Utterance("No.", ANN)


def test_a_chapter_wants_its_voices_calibrations_and_each_utterance_once() -> None:
    assert list(wanted().missing_in(ONE)) == [calibration(NARRATOR), calibration(ANN), RAINED, NO]
    assert list(wanted().missing_in(TWO)) == [calibration(NARRATOR), RAINED, POURED]


def test_a_voice_is_calibrated_at_full_volume() -> None:
    low = Utterance("x", ANN.__class__("tone", "low-01", volume=0.2)).voice
    assert calibration(low) == Utterance(PASSAGE, ANN.__class__("tone", "low-01", volume=1.0))


def test_a_costly_voice_says_nothing_but_what_is_heard() -> None:
    takes = WantedTakes(PREP.script, PREP.utterances, (ONE, TWO), costly={"tone"})
    assert list(takes.missing_in(ONE)) == [RAINED, POURED, NO]
    for one in (RAINED, POURED):
        takes.add(take(one))
    assert list(takes.newly_complete()) == [TWO]
    assert takes.references(TWO) == {NARRATOR: (take(RAINED), take(POURED))}
    assert wanted().references(TWO) == {}


def test_what_a_costly_voice_is_measured_by_is_missing_at_its_own_line() -> None:
    takes = WantedTakes(PREP.script, PREP.utterances, (ONE, TWO), costly={"tone"})
    missing = [(place.line, utterance) for place, utterance in takes.missing()]
    assert missing == [(1, RAINED), (5, NO), (11, POURED)]


def test_lines_are_counted_when_all_their_takes_are_in() -> None:
    takes = wanted()
    assert takes.lines == 5
    assert takes.add(take(calibration(ANN))) == 0
    assert takes.add(take(RAINED)) == 2
    assert takes.add(take(NO)) == 2
    assert takes.add(take(POURED)) == 1
    assert takes.add(take(POURED)) == 0


def test_a_chapter_is_complete_with_its_last_take_and_handed_out_once() -> None:
    takes = wanted()
    for utterance in (RAINED, POURED, NO):
        takes.add(take(utterance))
        assert list(takes.newly_complete()) == []
    takes.add(take(calibration(NARRATOR)))
    assert list(takes.newly_complete()) == [TWO]
    assert list(takes.newly_complete()) == []
    assert takes.incomplete == (ONE,)
    takes.add(take(calibration(ANN)))
    assert list(takes.newly_complete()) == [ONE]


def test_takes_stand_under_the_index_of_their_segment() -> None:
    takes = wanted()
    for utterance in list(takes.missing_in(ONE)):
        takes.add(take(utterance))
    assert takes.takes(ONE) == {0: (take(RAINED),), 1: (), 2: (take(NO),), 3: (take(NO),)}


def test_what_is_missing_stands_behind_the_line_that_wants_it_first() -> None:
    takes = wanted()
    for utterance in (calibration(NARRATOR), RAINED):
        takes.add(take(utterance))
    missing = [(place.line, utterance) for place, utterance in takes.missing()]
    assert missing == [(1, calibration(ANN)), (5, NO), (11, POURED)]


def test_a_chapter_without_a_word_is_complete_from_the_start() -> None:
    prep = book_of(["***"], ["It rained."])
    takes = WantedTakes(prep.script, prep.utterances, prep.script.book.chapters)
    assert [chapter.number for chapter in takes.newly_complete()] == [1]
