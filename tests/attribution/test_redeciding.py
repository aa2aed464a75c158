"""A correction decides again only what depends on it, and comes to the same as deciding all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from narrate.attribution.correcting import Redecided, redecided
from narrate.model import Kind, Manuscript, Script
from narrate.readers import read_manuscript
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

STORIES = sorted(Path(__file__).parents[2].glob("stories/*.txt"))

THIEF = """Noah came to London with Charlotte, and took a room in the house of Fagin.

“Is the supper ready?” asked Fagin.

“It is not,” said Mr. Bolter. “There is no bread.”

“Then go without,” said Charlotte.

Fagin laughed, and Noah sat down by the fire.

“I am cold,” said Mr. Bolter.

“Then come nearer,” said Fagin.

“There is no room,” said Mr. Bolter.
"""
DOCTOR = """Nora met Felix and Bell at the gate of the hospital.

“Is it open?” asked the old woman.

“It is,” said Felix.

“Then let us go in,” said the old woman.

Bell took the arm of Felix.

“Mind the step,” said the old woman.
"""
CALLER = """“One to the city,” said the young woman.

“Evening, miss,” said the guard.

* * *

The young woman stood on the platform.

“Good luck, miss,” said the guard. “And you are?”

“Anna Weir.”

He wrote it down.

“I don't own a bicycle,” said Anna.

“Nor do I,” said the guard.
"""


def unattributed(text: str) -> Script:
    return write_script(find_chapters(Manuscript(Path("story.txt"), text)))


def lines(found: Redecided) -> list[int]:
    return [n for n, one in enumerate(found.script.segments) if one.kind is Kind.DIALOGUE]


def said(found: Redecided, words: str) -> int:
    return next(n for n in lines(found) if words in found.script.segments[n].text)


def speaker(found: Redecided, words: str) -> str | None:
    return found.script.segments[said(found, words)].speaker


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(3))
def test_corrections_one_by_one_come_to_the_same_as_all_at_once(story: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- no secret
    script = write_script(find_chapters(read_manuscript(story)))
    whole = found = redecided(script)
    names = [one.name for one in found.script.characters]
    told: dict[int, str] = {}
    for _ in range(8):
        told[chance.choice(lines(found))] = chance.choice(names)
        if chance.random() < 0.25:
            told.pop(chance.choice(list(told)))
        found = found.with_corrections(told)
        assert found.script == whole.with_corrections(told).script


def test_somebody_new_may_come_and_go() -> None:
    found = redecided(unattributed(THIEF))
    told = {said(found, "supper"): "The landlord"}
    taught = found.with_corrections(told)
    assert speaker(taught, "supper") == "The landlord"
    assert "The landlord" in {one.name for one in taught.script.characters}
    assert taught.with_corrections({}).script == found.script
    assert taught.with_corrections(told).script == taught.script


def test_a_description_means_who_was_told_of_it() -> None:
    found = redecided(unattributed(DOCTOR))
    assert speaker(found, "Mind the step") != "Nora"
    taught = found.with_corrections({said(found, "let us go in"): "Nora"})
    assert speaker(taught, "Mind the step") == speaker(taught, "Is it open") == "Nora"


def test_whose_name_was_given_on_request_is_known_until_somebody_else_is_told_to_give_it() -> None:
    found = redecided(unattributed(CALLER))
    answer = said(found, "Anna Weir")
    assert speaker(found, "One to the city") == "Anna"
    assert speaker(found.with_corrections({answer: "Anna"}), "One to the city") == "Anna"
    taught = found.with_corrections({answer: "the guard"})
    assert speaker(taught, "One to the city") == "the young woman"
    assert taught.with_corrections({}).script == found.script


def test_the_lines_worth_asking_about_are_open_ones_with_their_likeliest_speakers() -> None:
    found = redecided(unattributed(DOCTOR))
    asked = found.questions(2)
    assert 0 < len(asked) <= 2
    for one in asked:
        line = found.script.segments[one.segment]
        assert line.kind is Kind.DIALOGUE
        assert one.gain > 0
        assert one.speakers[0] == (line.speaker, line.confidence)
        assert sum(probability for _, probability in one.speakers) <= 1.001
    told = {one.segment: one.speakers[0][0] for one in asked}
    taught = found.with_corrections(told)
    assert not {one.segment for one in taught.questions(9)} & told.keys()


def test_of_two_lines_that_are_as_doubtful_the_one_that_settles_more_is_asked_first() -> None:
    lone = "Nora met Felix and Bell.\n\n“Is it late?”\n\n"
    talk = "They sat down.\n\n“It is.”\n\n“It is not.”\n\n“I say it is.”\n\n“And I say no.”\n"
    found = redecided(unattributed(f"{lone}* * *\n\nNora met Felix and Bell.\n\n{talk}"))
    assert found.questions(1)[0].segment > said(found, "Is it late")
