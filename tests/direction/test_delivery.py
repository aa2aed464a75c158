from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.direction import direct, put_in_words
from narrate.direction.delivery import delivery
from narrate.model import (
    Book,
    Cast,
    Chapter,
    Character,
    Direction,
    Kind,
    Manner,
    Manuscript,
    Script,
    Segment,
    Span,
    Utterance,
    Voice,
)
from narrate.settings import Role, Settings, Strength

ANN = Voice("tone", "high-01", rate=200, pitch=40)
CAST = Cast(Voice("tone", "low-01"), {"Ann": ANN})
LINE = Utterance("Go.", ANN)


def directions(settings: Settings, *segments: Segment) -> list[Direction | None]:
    book = Book(
        Manuscript(Path("a.txt"), "Go."), "A", None, (Chapter(1, "A", Span(0, 3), Span(0, 0)),)
    )
    script = put_in_words(Script(book, segments), settings)
    return [said[0].direction for said in direct(script, CAST, settings)]


def line(manner: Manner | None, kind: Kind = Kind.DIALOGUE, speaker: str | None = "Ann") -> Segment:
    return Segment(Span(0, 3), "Go.", kind, 1, 0, speaker, manner=manner)


@pytest.mark.parametrize("manner", Manner)
def test_every_manner_is_mild_unless_asked_for_in_full(manner: Manner) -> None:
    subtle, full = delivery(manner, "subtle"), delivery(manner, "full")
    assert subtle is not None
    assert full is not None
    assert 0.9 <= subtle.rate <= 1.1
    assert abs(subtle.pitch) <= 5
    assert abs(subtle.level_db) <= 3
    assert full.rate - 1 == pytest.approx(2 * (subtle.rate - 1))
    assert (full.pitch, full.level_db) == (2 * subtle.pitch, 2 * subtle.level_db)
    assert full.range > 0
    assert replace(subtle, manner=full.manner) != Direction(full.manner)


def test_no_two_manners_sound_alike() -> None:
    told = [replace(one, manner=Manner.SLOW) for one in map(subtle, Manner)]
    assert len(set(told)) == len(Manner)


def subtle(manner: Manner) -> Direction:
    found = delivery(manner, "subtle")
    assert found is not None
    return found


def test_dialogue_is_directed_and_nothing_else() -> None:
    everything = [line(Manner.SHOUTING, kind) for kind in Kind if kind is not Kind.SCENE_BREAK]
    found = directions(Settings(), *everything, line(None))
    assert [bool(one) for one in found] == [one.kind is Kind.DIALOGUE for one in everything] + [
        False
    ]


def test_off_directs_nothing_whatever_the_script_says() -> None:
    assert directions(Settings(direction="off"), *map(line, Manner)) == [None] * len(Manner)


@pytest.mark.parametrize("strength", ["off", "subtle", "full"])
def test_a_character_can_be_directed_differently(strength: Strength) -> None:
    settings = Settings(roles=(Role(Character("Ann"), direction=strength),))
    of_ann, of_nobody = directions(settings, line(Manner.SAD), line(Manner.SAD, speaker=None))
    assert of_ann == delivery(Manner.SAD, strength)
    assert of_nobody == delivery(Manner.SAD, "subtle")


def test_a_character_is_directed_under_any_of_their_names() -> None:
    settings = Settings(roles=(Role(Character("Ann Hale", ("Ann",)), direction="off"),))
    assert directions(settings, line(Manner.SAD)) == [None]


def test_the_key_of_what_is_said_plainly_is_what_it_was_before_there_was_direction() -> None:
    assert LINE.key("x") == ("550f5dcbda714f3633385a414ed42e8c77c1f2af02cb0e74df81713d920b75ba")


@given(st.sampled_from(Manner), st.sampled_from(Manner))
def test_a_key_tells_directions_apart(one: Manner, other: Manner) -> None:
    keys = {replace(LINE, direction=subtle(manner)).key("x") for manner in (one, other)}
    assert len(keys | {LINE.key("x")}) == 1 + len({one, other})


@given(
    st.integers(80, 450),
    st.integers(0, 100),
    st.floats(0.1, 5, allow_nan=False),
    st.integers(-200, 200),
)
def test_a_voice_is_set_within_its_bounds(rate: int, pitch: int, factor: float, steps: int) -> None:
    voice = replace(ANN, rate=rate, pitch=pitch)
    utterance = Utterance("Go.", voice, Direction(Manner.SAD, rate=factor, pitch=steps))
    assert 80 <= utterance.set_voice.rate <= 450
    assert 0 <= utterance.set_voice.pitch <= 100
    assert Utterance("Go.", voice).set_voice == voice


def test_a_voice_is_set_as_directed() -> None:
    utterance = replace(LINE, direction=Direction(Manner.SAD, rate=0.9, pitch=-3))
    assert utterance.set_voice == replace(ANN, rate=180, pitch=37)
