from __future__ import annotations

from collections.abc import Callable

import pytest

from narrate.casting.conversations import (
    EARSHOT,
    Conversations,
    SpokenLine,
    exchanges,
    meetings,
    spoken_lines,
)
from narrate.casting.parts import Part
from narrate.model import Character, Script
from narrate.settings import VoiceChoice

Make = Callable[..., Script]


@pytest.fixture
def people() -> dict[str, Part]:
    return {name: Part(Character(name), (name,), 1, VoiceChoice()) for name in "ABC"}


def spoken(people: dict[str, Part], *scenes: str) -> list[SpokenLine]:
    said = [(scene, name) for scene, names in enumerate(scenes) for name in names]
    return [SpokenLine(number, scene, people[name]) for number, (scene, name) in enumerate(said)]


def joined(people: dict[str, Part], lines: list[SpokenLine], order: str) -> list[dict[str, int]]:
    conversations = Conversations(lines)
    talks = [conversations.add(people[name]) for name in order]
    return [{part.names[0]: times for part, times in each.items()} for each in talks]


def test_a_newcomer_answers_those_who_joined_before(people: dict[str, Part]) -> None:
    assert joined(people, spoken(people, "ABABA"), "AB") == [{}, {"A": 4}]
    assert joined(people, spoken(people, "AABBA"), "BA") == [{}, {"B": 2}]


def test_who_joins_later_does_not_come_between(people: dict[str, Part]) -> None:
    lines = spoken(people, "ACBCA")
    assert joined(people, lines, "ABC") == [{}, {"A": 2}, {"A": 2, "B": 2}]
    assert joined(people, lines, "ABC")[:2] == joined(people, spoken(people, "ABA"), "AB")


def test_nobody_answers_across_a_scene(people: dict[str, Part]) -> None:
    lines = spoken(people, "A", "B", "AB")
    assert joined(people, lines, "AB") == [{}, {"A": 1}]
    assert list(exchanges(lines).values()) == [1]


def test_people_meet_within_earshot(people: dict[str, Part]) -> None:
    a, b = people["A"], people["B"]
    assert meetings(spoken(people, "A" + "C" * (EARSHOT - 1) + "B"))[a, b] == 1
    assert meetings(spoken(people, "A" + "C" * EARSHOT + "B"))[a, b] == 0
    assert exchanges(spoken(people, "ACB"))[a, b] == 0


def test_lines_have_their_scene_and_speaker(script: Make, people: dict[str, Part]) -> None:
    story = script([(None, "Rain."), ("A", "Yes."), ("B", "No.")])
    lines = spoken_lines(story, list(people.values()))
    assert [(line.number, line.scene, line.part.names[0]) for line in lines] == [
        (0, 1, "A"),
        (1, 1, "B"),
    ]
