from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook import CASES, ENDING, case_names, read_case, story_names, story_text, tell
from narrate.cache.script_form import pack, unpack
from narrate.model import (
    NO_HINTS,
    Book,
    Chapter,
    Character,
    Evidence,
    Kind,
    Manner,
    Manuscript,
    Note,
    Script,
    Segment,
    Span,
    Tag,
)
from narrate.pipeline import work_out

TEXT = "0123456789" * 3
MANUSCRIPT = Manuscript(Path("story.txt"), TEXT)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(*sorted(ends)))
notes = st.builds(Note, words, words, st.none() | spans, st.none() | words)
evidence = st.builds(Evidence, words, words, st.none() | words)
tags = st.builds(
    Tag, spans, spans, spans, st.lists(spans, max_size=3).map(tuple), st.none() | spans
)
segments = st.builds(
    lambda span, tags, *rest: replace(Segment(span, TEXT[span.start : span.end], *rest), tags=tags),
    spans,
    st.lists(tags, max_size=2).map(tuple),
    st.sampled_from(Kind),
    st.integers(1, 9),
    st.integers(0, 99),
    st.none() | words,
    st.none() | evidence,
    st.none() | st.floats(0, 1),
    st.none() | st.sampled_from(Manner),
    words,
)
characters = st.builds(
    Character,
    words,
    st.lists(words, max_size=2).map(tuple),
    st.sampled_from(["M", "F", None]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, "child", "old"]),
)


def tuples(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=4).map(tuple)


books = st.builds(
    Book,
    st.just(MANUSCRIPT),
    words,
    st.none() | words,
    tuples(st.builds(Chapter, st.integers(1, 9), words, spans, spans)),
    tuples(spans),
    tuples(notes),
)
scripts = st.builds(Script, books, tuples(segments), tuples(characters), tuples(notes))


@given(scripts)
def test_a_script_comes_back_as_it_was(script: Script) -> None:
    again = unpack(pack(script), MANUSCRIPT)
    assert again == script
    assert repr(again) == repr(script)


def test_what_is_worked_out_comes_back_as_it_was() -> None:
    """Our stories and a twentieth of the little ones: what differs is drawn above."""
    some = [tell(read_case(CASES / f"{name}{ENDING}"), "curly") for name in case_names()[::20]]
    for story in [*filter(None, some), *map(story_text, story_names())]:
        manuscript = Manuscript(Path("story.txt"), story)
        script = work_out(manuscript, NO_HINTS)
        again = unpack(pack(script), manuscript)
        assert again == script
        assert repr(again) == repr(script)


def paths(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where there is something in *data*, at any depth."""
    inside: dict[Any, object] = {}
    if isinstance(data, dict | list):
        inside = data if isinstance(data, dict) else dict(enumerate(data))
    return [path, *(deep for key, value in inside.items() for deep in paths(value, (*path, key)))]


@given(scripts, st.data())
def test_whatever_else_is_there_is_refused_or_is_a_script(
    script: Script, data: st.DataObject
) -> None:
    """No error but ValueError, whatever stands in the place of anything."""
    packed = json.loads(pack(script))
    *way, last = data.draw(st.sampled_from([path for path in paths(packed) if path]))
    place = packed
    for key in way:
        place = place[key]
    junk: st.SearchStrategy[object] = st.sampled_from(
        [None, True, -1, 10**30, 0.5, "x", [], {}, [[]], [None], {"x": 1}]
    )
    place[last] = data.draw(junk)
    try:
        unpack(json.dumps(packed).encode(), MANUSCRIPT)
    except ValueError:
        return


def test_the_script_of_another_text_is_refused() -> None:
    other = Manuscript(Path("story.txt"), "Once.")
    payload = pack(work_out(Manuscript(Path("story.txt"), "Never."), NO_HINTS))
    with pytest.raises(ValueError, match="not in the manuscript"):
        unpack(payload, other)


def test_more_than_a_script_can_be_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    script = work_out(MANUSCRIPT, NO_HINTS)
    monkeypatch.setattr("narrate.cache.script_form.MOST_BYTES", 10)
    with pytest.raises(ValueError, match="more than"):
        unpack(pack(script), MANUSCRIPT)
