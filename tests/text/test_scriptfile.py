from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import ManuscriptError
from narrate.model import Character, Evidence, Kind, Manner, Manuscript, Script, Segment, Span
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script
from narrate.text.scriptfile import format_jsonl, format_script, is_scriptfile, parse_script
from narrate.text.titles import fold

TICKET = """\
title: The Ticket
author: Ann Hale
cast: Lucas (M) also Lucas Hart; Luke
cast: the woman behind the counter (F, old, unnamed)
cast: Hastings (M, narrator)

# Chapter One

[narrator] His heart was pounding.
[Lucas | whispering] "I need a ticket!"
[Narrator] The woman nodded.

* * *

[?] "Who is there?"

## Two

[Luke] "Me."
"""


def parse(text: str) -> Script:
    return parse_script(Manuscript(Path("x.script.txt"), text))


def script_of(text: str) -> Script:
    return write_script(find_chapters(Manuscript(Path("the_yard.txt"), text)))


def essence(script: Script) -> object:
    """All that a script in text form keeps."""
    return (
        script.book.title,
        script.book.author,
        script.characters,
        [(chapter.number, chapter.title) for chapter in script.book.chapters],
        [
            (
                segment.kind,
                segment.speaker,
                segment.manner,
                "" if segment.kind is Kind.SCENE_BREAK else " ".join(segment.text.split()),
                segment.chapter,
                segment.paragraph,
            )
            for segment in script.segments
        ],
    )


def test_a_script_is_read_as_it_is_written() -> None:
    script = parse(TICKET)
    assert (script.book.title, script.book.author) == ("The Ticket", "Ann Hale")
    assert script.characters == (
        Character("Lucas", ("Lucas Hart", "Luke"), "M"),
        Character("the woman behind the counter", (), "F", named=False, age="old"),
        Character("Hastings", (), "M", narrator=True),
    )
    assert [chapter.title for chapter in script.book.chapters] == ["Chapter One"]
    assert [(str(s.kind), s.speaker, s.paragraph) for s in script.segments] == [
        ("heading", None, 0),
        ("narration", None, 1),
        ("dialogue", "Lucas", 1),
        ("narration", None, 1),
        ("scene_break", None, 2),
        ("dialogue", None, 3),
        ("heading", None, 4),
        ("dialogue", "Lucas", 5),
    ]


def test_segments_lie_in_the_scripts_own_text() -> None:
    script = parse(TICKET)
    for segment in script.segments:
        assert TICKET[segment.span.start : segment.span.end] == segment.text
    assert script.segments[2].text == '"I need a ticket!"'


def test_speakers_of_a_script_are_certain() -> None:
    by_lucas = parse(TICKET).segments[2]
    assert by_lucas.confidence == 1.0
    assert by_lucas.evidence == Evidence("script file")


def test_a_name_that_is_not_in_the_cast_joins_it() -> None:
    assert parse("[I] 'No.'\n[Mara] 'Yes.'").characters == (
        Character("I", narrator=True),
        Character("Mara"),
    )


def test_no_header_is_needed() -> None:
    script = parse("[narrator] It rained.")
    assert script.book.title == "X"
    assert script.book.chapters[0].title == "X"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[narrator] It rained.\n\nMara went home.", 3, "no speaker"),
        ("[narrator] It rained.\n[Mara]", 2, "nobody says"),
        ("[narrator] It rained.\n[] 'Yes.'", 2, "no name"),
        ("title: A\ncost: B\n\n[narrator] It rained.", 2, "header"),
        ("title: A\ntitle: B\n\n[narrator] It rained.", 2, "second title"),
        ("title:\n\n[narrator] It rained.", 1, "nothing after"),
        ("cast: A (X)\n\n[narrator] It rained.", 1, "cast"),
        ("cast: A\ncast: A\n\n[narrator] It rained.", 2, "twice"),
        ("title: A\n", None, "nothing in this script"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_a_hint(
    text: str, line: int | None, words: str
) -> None:
    with pytest.raises(ManuscriptError, match=words) as caught:
        parse(text)
    assert caught.value.at is not None
    assert caught.value.at.line == line
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        'Mara came in. "Sit down," said Tom.\n\n* * *\n\n"No."',
        "THE YARD\n\nby Ann Hale\n\nPART ONE\n\nChapter 1\nThe Mill\n\nIt did.\n\nChapter 2\n\nA.",
        "The Yard\n\nIt rained, and it went on raining.\n\nOne.\n\nTwo.\n\n\n\nThree.",
        "# The Yard\n\n## One\n\nIt rained.\n\n### A\n\nYes.\n\n## Two\n\nNo.",
        "Chapter 1\n\n1\n\n[It] rained. # no heading\n\n2\n\n* [x] *",
        "Chapter 1\n\nIt rained.\n\nChapter 2",
    ],
)
def test_a_story_written_as_a_script_is_read_back_the_same(text: str) -> None:
    script = script_of(text)
    again = parse(format_script(script))
    assert essence(again) == essence(script)
    assert format_script(again) == format_script(script)


WORD = st.text(alphabet="ab[]()\\;#*|?:,.\"'“”é-I \u2029also", min_size=1, max_size=12)
NAMES = WORD.map(lambda name: " ".join(name.split())).filter(bool) | st.sampled_from(
    ["narrator", "NARRATOR", "?", "also", "A also B", "\\", "I", "# x", "* * *", "]"]
)


@st.composite
def spoken_scripts(draw: st.DrawFn) -> Script:
    """A script with characters of any name."""
    script = script_of(
        draw(st.sampled_from(['"A," said B. "C."\n\n"D"', 'Chapter 1\n\n"A." "B."']))
    )
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    aliases = draw(st.lists(NAMES.filter(lambda name: name not in names), max_size=3, unique=True))
    characters = tuple(
        Character(
            name,
            tuple(aliases) if name == names[0] else (),
            draw(st.sampled_from(["M", "F", None])),
            narrator=draw(st.booleans()),
            named=draw(st.booleans()),
        )
        for name in names
    )
    segments = tuple(
        replace(segment, speaker=draw(st.sampled_from([None, *names])))
        if segment.kind is Kind.DIALOGUE
        else segment
        for segment in script.segments
    )
    return replace(script, characters=characters, segments=segments)


@given(spoken_scripts())
def test_names_of_any_kind_come_back(script: Script) -> None:
    assert essence(parse(format_script(script))) == essence(script)


@given(st.text(alphabet='ab.,"“”[]#*|:\\-— \n\r\t', min_size=1, max_size=200))
def test_any_story_comes_back(text: str) -> None:
    if text.strip():
        script = script_of(text)
        assert essence(parse(format_script(script))) == essence(script)


@given(st.text(max_size=80) | st.lists(st.sampled_from(TICKET.splitlines())).map("\n".join))
def test_any_text_is_a_script_or_an_error_with_a_hint(text: str) -> None:
    with suppress(ManuscriptError):
        assert parse(text).segments


def test_json_lines_hold_offsets_and_evidence() -> None:
    rows = [json.loads(line) for line in format_jsonl(parse(TICKET)).splitlines()]
    assert rows[2] == {
        "start": TICKET.index('"I need'),
        "end": TICKET.index('"I need') + len('"I need a ticket!"'),
        "kind": "dialogue",
        "speaker": "Lucas",
        "direction": "whispering",
        "text": '"I need a ticket!"',
        "chapter": 1,
        "paragraph": 1,
        "confidence": 1.0,
        "evidence": "script file",
    }
    assert rows[1]["speaker"] is None
    assert rows[1]["evidence"] is None


def test_a_direction_stands_behind_the_name() -> None:
    script = parse("[Ann | whispering] “A.”\n[ Bob|shouting ] “B.”\n[? | sad] “C.”\n[Ann |] “D.”\n")
    said = [(segment.speaker, segment.manner) for segment in script.segments]
    assert said == [("Ann", "whispering"), ("Bob", "shouting"), (None, "sad"), ("Ann", None)]
    assert "[Ann | whispering] “A.”" in format_script(script)


def test_a_voice_and_a_take_of_a_single_line_stand_behind_the_name() -> None:
    written = "[Ann | sad | voice: piper:en_US-joe | take: 3] “A.”"
    script = parse(f"{written}\n[Bob|take:2|voice:a\\|b] “B.”\n[? | voice: c] “C.”\n")
    said = [(one.manner, one.voice, one.take) for one in script.segments]
    assert said == [("sad", "piper:en_US-joe", 3), (None, "a|b", 2), (None, "c", 1)]
    assert written in format_script(script)
    assert [one.voice for one in parse(format_script(script)).segments] == [one[1] for one in said]
    row = json.loads(format_jsonl(script).splitlines()[0])
    assert (row["voice"], row["take"]) == ("piper:en_US-joe", 3)


def test_a_name_may_have_the_sign_in_it_that_parts_it_from_the_direction() -> None:
    script = parse("[A\\|B | shouting] “A.”\n")
    assert [segment.speaker for segment in script.segments] == ["A|B"]
    assert essence(parse(format_script(script))) == essence(script)


@pytest.mark.parametrize(
    ("line", "complaint", "hint"),
    [
        ("[Ann | wispering] “A.”", "there is no direction 'wispering'", "whispering, shouting"),
        ("[narrator | shouting] It rained.", "narration cannot be directed", "write [?]"),
        ("[| shouting] “A.”", "no name between the brackets", "write [?]"),
        ("[Ann | shouting | sad] “A.”", "a second direction, 'sad'", "write one"),
        ("[Ann | voice: a | voice: b] “A.”", "a second voice", "write it once"),
        ("[Ann | take: none] “A.”", "'none' is no number of a take", "from 1 to"),
        ("[Ann | take: 0] “A.”", "'0' is no number of a take", "from 1 to"),
        ("[narrator | voice: a] It rained.", "narration cannot be directed", "write [?]"),
    ],
)
def test_a_direction_that_cannot_be_is_told(line: str, complaint: str, hint: str) -> None:
    with pytest.raises(ManuscriptError, match=re.escape(complaint)) as caught:
        parse(f"\n{line}\n")
    assert hint in (caught.value.hint or "")
    assert str(caught.value.at) == "x.script.txt:2"


@given(
    st.lists(
        st.tuples(st.none() | st.text(min_size=1, max_size=8), st.none() | st.sampled_from(Manner))
    )
)
def test_any_directed_line_comes_back(lines: list[tuple[str | None, Manner | None]]) -> None:
    kept = [(name, manner) for name, manner in lines if name is None or fold(name)]
    segments = tuple(
        Segment(Span(0, 4), "“A.”", Kind.DIALOGUE, 1, 0, name and fold(name), manner=manner)
        for name, manner in kept
    )
    script = replace(parse(TICKET), segments=segments, characters=())
    again = parse(format_script(script)) if segments else script
    assert [(one.speaker, one.manner) for one in again.segments] == [
        (one.speaker, one.manner) for one in segments
    ]


def test_a_script_is_known_by_its_name() -> None:
    assert is_scriptfile(Path("a/story.script.txt"))
    assert not is_scriptfile(Path("a/script.txt"))


def test_a_remark_stands_below_its_segment_and_is_not_read() -> None:
    script = parse(TICKET)
    remarked = format_script(script, {1: "why\nthis", 2: "and that"})
    assert "\n; why this\n" in remarked
    assert remarked.count(";") >= 2
    assert format_script(parse(remarked)) == format_script(script)


def test_remarks_may_stand_anywhere() -> None:
    text = "; mine\ntitle: T\n; more\n\n; and\n[Ann] “Yes.”\n; here\n[narrator] she said.\n"
    script = parse(text)
    assert script.book.title == "T"
    assert [segment.paragraph for segment in script.segments] == [0, 0]
