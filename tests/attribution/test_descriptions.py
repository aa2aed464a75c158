"""Whom a common noun means: somebody of his own, one who is named, or nobody at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.attribution.decision.verdict import EvidenceRule
from narrate.attribution.groundwork import lay_ground
from narrate.model import Kind, Manuscript
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script
from telling import told, voices

LONG = "Ann Stone and Hugh Vale walked on, and nobody said a word. " * 1100
"""so much narration that the story is a long one, in which a noun mostly means somebody named"""


def evidence(story: str) -> list[str | None]:
    """The rules that the speakers of the lines rest on."""
    lines = (one for one in told(story).segments if one.kind is Kind.DIALOGUE)
    return [one.evidence.rule if one.evidence else None for one in lines]


@pytest.mark.parametrize("nobody", ["No one", "No girl", "Any girl", "Every girl", "Each girl"])
def test_nobody_in_particular_has_no_lines(nobody: str) -> None:
    story = f"{nobody} spoke to Ann.\n\n“It is late,” she said.\n\n“It is,” said Hugh."
    assert voices(story) == ["Ann", "Hugh"]


def test_some_one_speaks_as_someone_does() -> None:
    story = "Ann and Hugh sat down.\n\n“Who is it?” said Ann.\n\n“I am,” said some one outside."
    assert voices(story) == ["Ann", "some one"]


def test_some_who_act_one_by_one_are_not_some_one() -> None:
    story = (
        "Ann and Bob sat down.\n\n“Is it late?” Some, one by one, said so.\n\n“It is,” said Bob."
    )
    assert voices(story) == [None, "Bob"]


def test_a_girl_is_not_the_one_who_is_known() -> None:
    story = f"{LONG}\n\nAnn Stone sat down.\n\n“Is it late?” said a girl opposite."
    assert voices(story) != ["Ann Stone"]


def test_whom_the_next_tag_names_is_no_noun_in_this_one() -> None:
    story = f"{LONG}\n\nHugh Vale sat.\n\n“Is it late?” said the man.\n\n“It is,” said Hugh Vale."
    first, second = voices(story)
    assert first != "Hugh Vale" == second


@pytest.mark.parametrize("rain", ["It continued to rain.", "It added nothing."])
def test_it_that_says_nothing_is_no_tag(rain: str) -> None:
    story = f"Ann sat by Bob and a guard.\n\n“It is late.” {rain}\n\n“So it is,” said Ann."
    assert evidence(story)[0] != EvidenceRule.PRONOUN_TAG


def test_it_says_what_its_sentence_has() -> None:
    story = "Ann sat by a parrot.\n\n“Is it late?” it said.\n\n“It is,” said Ann."
    assert voices(story) == ["the parrot", "Ann"]


@pytest.mark.parametrize("acts", ["silenced Ann with a look", "handed Ann the lamp", "hit Ann"])
def test_who_is_described_does_something_to_somebody_named(acts: str) -> None:
    story = f"Ann sat by the cook.\n\nThe cook {acts}. “It is late.”\n\n“So it is,” said Ann."
    assert voices(story) == ["the cook", "Ann"]


def test_who_was_described_before_anybody_was_named_stays_another() -> None:
    story = "The old man sat down. Hugh sat down.\n\n“It is late.” The old man rose."
    script = write_script(find_chapters(Manuscript(Path("story.txt"), story)))
    stage = lay_ground(script, (), ()).stage
    subjects = [stage.actors[actor].name for _, actor in stage.subjects]
    assert subjects == ["the old man", "Hugh", "the old man"]


def test_whoever_acts_towards_somebody_described_is_another() -> None:
    story = (
        "Hugh sat by the fire, and he was tired. The old man came in.\n\nAfter a look at the old "
        "man, Hugh stood up. “Is it late?”\n\nThe old man nodded. “It is,” said the old man."
    )
    assert voices(story) == ["Hugh", "the old man"]


@pytest.mark.parametrize("head", ["Hugh's head", "His head"])
def test_whose_head_does_something_does_it_himself(head: str) -> None:
    story = f"Ann and Hugh sat down.\n\n“Is it late?” said Ann.\n\n“It is.” {head} came up."
    assert voices(story) == ["Ann", "Hugh"]


def test_whoever_is_called_by_the_noun_alone_is_whom_it_means() -> None:
    story = (
        "A fox met a hen.\n\n“Good morning,” said the fox.\n\n“Is it?” said the hen.\n\n“For me,” "
        "said Fox.\n\n“Not for me,” said Hen."
    )
    assert voices(story) == ["Fox", "Hen", "Fox", "Hen"]
