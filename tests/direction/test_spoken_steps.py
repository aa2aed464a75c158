from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.direction import spoken_steps, spoken_text
from narrate.model import Kind, Segment, Span
from narrate.settings import LexiconEntry, Settings

STEPS = spoken_steps(Settings(lexicon=(LexiconEntry("Hermione", "Her my oh nee"),)))


def said(text: str, kind: Kind = Kind.NARRATION) -> str:
    return spoken_text(Segment(Span(0, len(text)), text, kind, 1, 0), STEPS)


def test_every_step_has_a_name_and_a_sentence_of_its_own() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    for step in STEPS:
        assert step.purpose, step.name


def test_all_steps_together() -> None:
    text = "“Well--_yes_ . . .\nHermione’s  ‘room’,” she said"
    assert said(text) == "Well — yes … Her my oh nee’s room, she said"


def test_headings_alone_are_said_as_headings() -> None:
    assert said("CHAPTER IV\n\nTHE *RIVER*", Kind.HEADING) == "Chapter 4. The River"
    assert said("CHAPTER IV\nTHE RIVER") == "CHAPTER 4 The RIVER"


def test_dialogue_alone_loses_its_opening_dash() -> None:
    assert said("— Yes.", Kind.DIALOGUE) == "Yes."
    assert said("— and left.") == "— and left."


@given(st.lists(st.sampled_from(["Plain", "words,", "I", "well-known", "don't", "3.50", "Mr."])))
def test_ordinary_words_are_left_as_they_are(ordinary: list[str]) -> None:
    assert said("\n".join(ordinary)) == " ".join(ordinary)


@given(st.text())
def test_words_are_never_lost_whatever_stands_around_them(noise: str) -> None:
    marked = f"“alpha” {noise} *beta*"
    words = said(marked).split()
    assert (words[0].startswith("alpha"), words[-1].endswith("beta")) == (True, True)


@given(st.text())
def test_what_is_spoken_is_folded(text: str) -> None:
    spoken = said(text)
    assert spoken == " ".join(spoken.split())


@pytest.mark.parametrize(
    "text",
    [
        "*" * 100_000 + "a",
        "_* " * 50_000,
        "'" * 100_000,
        " " * 100_000,
        ". " * 50_000,
        "-" * 100_000,
    ],
)
@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.DIALOGUE])
def test_runs_of_signs_are_no_trap(text: str, kind: Kind) -> None:
    assert isinstance(said(text, kind), str)
