"""Terms of address: who says "papa" is Emma, who hears it her father."""

from __future__ import annotations

from pathlib import Path

from narrate.attribution.decision.terms import Terms
from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.turns import find_turns
from narrate.attribution.people.merging import find_people
from narrate.attribution.people.names import find_names
from narrate.attribution.words.reading import read
from narrate.model import Manuscript
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

EMMA, WOODHOUSE = 0, 1
STORY = "“Are you cold, papa?”\n\n“A little, my dear.”\n\n" * 4 + "“Good night, papa.”\n"


def terms(story: str, speakers: list[int | None]) -> Terms:
    reading = read(write_script(find_chapters(Manuscript(Path("story.txt"), story))))
    names = find_names(reading)
    grammar = Grammar(reading, names, find_people(reading, names))
    return Terms(reading, find_turns(reading, grammar), speakers)


def test_who_says_a_term_more_than_others_is_likelier_to_say_it_again() -> None:
    known = terms(STORY, [EMMA, WOODHOUSE] * 4 + [None])
    assert known.score(8, EMMA) > 0 > known.score(8, WOODHOUSE)


def test_who_is_addressed_so_is_likelier_to_have_spoken_beside_it() -> None:
    known = terms(STORY, [EMMA, WOODHOUSE] * 4 + [None])
    assert known.score(7, WOODHOUSE) > known.score(7, EMMA)


def test_a_turn_is_no_evidence_for_itself() -> None:
    said_once = "“Good night, papa.”\n\n“Good night.”\n"
    assert terms(said_once, [EMMA, WOODHOUSE]).score(0, EMMA) == 0


def test_a_term_said_once_or_twice_tells_nothing() -> None:
    known = terms("“Cold, papa?”\n\n“No.”\n\n“Good night, papa.”\n", [EMMA, WOODHOUSE, None])
    assert known.score(2, EMMA) == known.score(2, WOODHOUSE) == 0
