"""What an engine misreads is its own affair."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.engines.misreading import misreads_of
from narrate.engines.pyttsx3 import Pyttsx3Engine
from narrate.pipeline import prepare
from narrate.settings import Credits, LexiconEntry, Settings
from narrate.speech.steps import MISREAD
from narrate.testing import FailingEngine, ToneEngine
from soundstage import book_of

BOOK = book_of(["--It cost *$5*, Henry VIII told Ann."])


@dataclass(frozen=True, slots=True)
class WellRead(ToneEngine):
    """Reads most things well."""

    misreads: frozenset[str] = frozenset()


def said(engine: ToneEngine) -> list[str]:
    lexicon = (LexiconEntry("Ann", "Anne"),)
    settings = Settings(lexicon=lexicon, credits=Credits(closing="Ed. II cost $1."))
    prep = prepare(BOOK.script, settings, engine)
    return [one.spoken for some in prep.utterances for one in some]


def test_an_engine_that_says_nothing_is_helped_as_espeak_is() -> None:
    assert misreads_of(ToneEngine()) == misreads_of(Pyttsx3Engine()) == MISREAD


def test_faults_change_nothing_about_it() -> None:
    assert misreads_of(FailingEngine(WellRead(), ())) == frozenset()


def test_what_an_engine_reads_well_is_left_to_it() -> None:
    told = ["— It cost $5, Henry VIII told Anne.", "Ed. II cost $1."]
    assert said(WellRead()) == told


def test_it_is_given_in_other_words_what_it_misreads_and_nothing_else() -> None:
    engine = WellRead(misreads=frozenset({"money"}))
    assert said(engine) == ["— It cost 5 dollars, Henry VIII told Anne.", "Ed. II cost 1 dollar."]
    assert said(ToneEngine())[0] == "— It cost 5 dollars, Henry the 8th told Anne."
