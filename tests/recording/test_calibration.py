"""By what the loudness of a voice is measured."""

from __future__ import annotations

from narrate.model import Direction, Manner, Utterance
from narrate.recording.calibration import PASSAGE, calibration, references
from soundstage import ANN, NARRATOR

SHOUTED = Direction(Manner.SHOUTING)
LONG = Utterance("la " * (len(PASSAGE) // 3 + 1), ANN)


def plain(spoken: str) -> Utterance:
    return Utterance(spoken, ANN)


def by_own_words(*said: Utterance) -> tuple[Utterance, ...]:
    return references([said], costly={"tone"})[ANN]


def test_a_quick_engine_reads_the_passage_with_each_voice() -> None:
    said = [(plain("No."), Utterance("It rained.", NARRATOR))]
    told = {ANN: (calibration(ANN),), NARRATOR: (calibration(NARRATOR),)}
    assert references(said, costly={"piper"}) == told


def test_a_costly_voice_is_measured_by_as_much_as_the_passage_of_what_it_says_first() -> None:
    assert by_own_words(plain("No."), LONG, plain("Yes.")) == (plain("No."), LONG)
    assert by_own_words(plain("No."), plain("No."), plain("Yes.")) == (plain("No."), plain("Yes."))


def test_what_is_said_plainly_counts_before_what_is_shouted() -> None:
    shouted = Utterance("Help!", ANN, SHOUTED)
    assert by_own_words(shouted, plain("No.")) == (plain("No."), shouted)
    assert by_own_words(shouted, LONG) == (LONG,)


def test_what_has_no_words_counts_only_where_there_is_nothing_else() -> None:
    assert by_own_words(plain("..."), plain("No.")) == (plain("No."),)
    assert by_own_words(plain("...")) == (plain("..."),)
