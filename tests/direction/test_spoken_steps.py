from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.direction import spoken_steps, spoken_text
from narrate.direction import steps as steps_module
from narrate.model import Kind, Segment, Span
from narrate.settings import LexiconEntry, Settings

STEPS = spoken_steps(Settings(lexicon=(LexiconEntry("Hermione", "Her my oh nee"),)))


def said(text: str, kind: Kind = Kind.NARRATION) -> str:
    return spoken_text(Segment(Span(0, len(text)), text, kind, 1, 0), STEPS)


Change = Callable[[str], str]

CASES: dict[Change, list[tuple[str, str]]] = {
    steps_module.settle_characters: [
        ("soft\u00adhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("cafe\u0301", "café"),
        ("a\x00b\x1bc", "abc"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("plain text", "plain text"),
    ],
    steps_module.strip_emphasis: [
        ("*word* **bold** ***both***", "word bold both"),
        ("_all of it_, _this_!", "all of it, this!"),
        ("*“Hello,” he said*", "“Hello,” he said"),
        ("snake_case a*b f**k 2 * 3", "snake_case a*b f**k 2 * 3"),
        ("a note* and *another", "a note and another"),
        ("Name: _____ and *** here", "Name:  and  here"),
        ("*_both_*", "both"),
        ("_un_important, un*important* a_b_c", "unimportant, unimportant a_b_c"),
    ],
    steps_module.strip_opening_dash: [
        ("— Bonjour — dit-il", " Bonjour — dit-il"),
        ("--Yes", "Yes"),
        ("- No", "No"),
        ("-5 degrees", "-5 degrees"),
        ("Yes — no", "Yes — no"),
    ],
    steps_module.strip_quotation_marks: [
        ("“Hello,” she said.", "Hello, she said."),
        ("„Guten Tag“ «bonjour» 「x」", "Guten Tag bonjour x"),
        ("``so'' he said", "so he said"),
        ("‘It’s the boys’ room,’ I said", "It’s the boys room, I said"),
        ("'Tis O'Brien's, don't", "Tis O'Brien's, don't"),
        ("rock 'n' roll o’clock", "rock n roll o’clock"),
        ('said"Hi"and left', "said Hi and left"),
        ("6'2", "6'2"),
    ],
    steps_module.set_dashes: [
        ("so--well", "so — well"),
        ("so -- well", "so  —  well"),
        ("so—well", "so — well"),
        ("so – well - then", "so  —  well  —  then"),
        ("1914–18, well-known, -5", "1914–18, well-known, -5"),
        ("But I---", "But I — "),
    ],
    steps_module.set_ellipses: [
        ("Well... . . . no", "Well… no"),
        ("Well . . . no", "Well … no"),
        ("Well….", "Well…."),
        ("No. 7. Yes.", "No. 7. Yes."),
    ],
    steps_module.fold_white_space: [(" a\n\tb\u00a0 c ", "a b c"), ("", "")],
}


@pytest.mark.parametrize(
    ("change", "text", "spoken"),
    [(change, *case) for change, cases in CASES.items() for case in cases],
)
def test_a_step_changes_what_it_is_named_for(change: Change, text: str, spoken: str) -> None:
    assert change(text) == spoken


def test_every_step_is_named_once_and_tested() -> None:
    names = [step.name for step in STEPS]
    assert len(set(names)) == len(names)
    elsewhere = {"heading lines", "heading numbers", "heading capitals", "lexicon"}
    tested = [step for step in STEPS if step.change in CASES]
    assert {step.name for step in STEPS} == {step.name for step in tested} | elsewhere


def test_all_steps_together() -> None:
    text = "“Well--_yes_ . . .\nHermione’s  ‘room’,” she said"
    assert said(text) == "Well — yes … Her my oh nee’s room, she said"


def test_headings_alone_are_said_as_headings() -> None:
    assert said("CHAPTER IV\n\nTHE *RIVER*", Kind.HEADING) == "Chapter 4. The River"
    assert said("CHAPTER IV\nTHE RIVER") == "CHAPTER IV THE RIVER"


def test_dialogue_alone_loses_its_opening_dash() -> None:
    assert said("— Yes.", Kind.DIALOGUE) == "Yes."
    assert said("— and left.") == "— and left."


@given(st.lists(st.sampled_from(["Plain", "words,", "I", "well-known", "don't", "3.50", "No."])))
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
