"""What a person puts right is a fact, and tells of other lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from narrate.attribution.corrections import (
    RULE,
    changed_segments,
    find_corrections,
    with_corrections,
)
from narrate.model import Hints, Kind, Manuscript, Script
from narrate.pipeline import read_corrected, work_out, work_out_correctable
from narrate.settings import Settings
from narrate.text.scriptfile import format_script

STORY = """Nora and Felix came to the gate, and Bell with them.

“Is it open?”

“It is not.”

“Then climb.”

“I shall not climb.”
"""


def found() -> Script:
    return work_out(Manuscript(Path("story.txt"), STORY), Hints())


def corrected(corrections: Mapping[int, str]) -> Script:
    story = work_out_correctable(Manuscript(Path("story.txt"), STORY), Hints())
    return story.with_corrections(corrections).script


def lines(script: Script) -> list[str | None]:
    return [one.speaker for one in script.segments if one.kind is Kind.DIALOGUE]


def edited(*speakers: str | None) -> Script:
    """The script as a person has it, by *speakers*."""
    told = iter(speakers)
    segments = tuple(
        replace(one, speaker=next(told)) if one.kind is Kind.DIALOGUE else one
        for one in found().segments
    )
    return replace(found(), segments=segments)


def test_nothing_is_put_right_where_nothing_differs() -> None:
    assert find_corrections(found(), found()) == {}


def test_what_differs_is_put_right_but_for_what_is_nobodys() -> None:
    own = lines(found())
    corrections = find_corrections(found(), edited("Bell", None, *own[2:]))
    assert list(corrections.values()) == ["Bell"]


def test_lines_that_were_cut_are_left_aside() -> None:
    whole = edited("Bell", "Nora", "Bell", "Nora")
    cut = replace(whole, segments=tuple(s for s in whole.segments if "climb.”" not in s.text))
    assert len(find_corrections(found(), cut)) <= 2
    assert set(find_corrections(found(), cut).values()) <= {"Bell", "Nora"}


def test_a_line_put_right_is_certain_and_says_so() -> None:
    index = next(n for n, one in enumerate(found().segments) if one.kind is Kind.DIALOGUE)
    script = corrected({index: "Bell"})
    line = script.segments[index]
    assert (line.speaker, line.confidence) == ("Bell", 1.0)
    assert line.evidence is not None
    assert line.evidence.rule == RULE
    assert "Bell" in {one.name for one in script.characters}


def test_the_lines_around_it_are_decided_anew() -> None:
    index = next(n for n, one in enumerate(found().segments) if one.kind is Kind.DIALOGUE)
    script = corrected({index: "Bell"})
    assert lines(script)[0] == lines(script)[2] == "Bell"
    assert lines(found())[2] != "Bell"


def test_an_edited_script_file_teaches(tmp_path: Path) -> None:
    story, script = tmp_path / "story.txt", tmp_path / "story.script.txt"
    story.write_text(STORY, "utf-8")
    script.write_text(format_script(edited("Bell", *lines(found())[1:])), "utf-8")
    taught = read_corrected(story, script, Settings())
    assert lines(taught)[0] == lines(taught)[2] == "Bell"


def test_without_corrections_a_script_stays_what_it_is() -> None:
    assert with_corrections(found(), {}) == found()


def test_a_correction_left_out_is_taken_back() -> None:
    story = work_out_correctable(Manuscript(Path("story.txt"), STORY), Hints())
    index = next(n for n, one in enumerate(story.script.segments) if one.kind is Kind.DIALOGUE)
    taught = story.with_corrections({index: "Bell"})
    assert dict(taught.corrections) == {index: "Bell"}
    assert taught.with_corrections({}).script == story.script == found()


def test_what_changed_is_told_by_the_segment() -> None:
    index = next(n for n, one in enumerate(found().segments) if one.kind is Kind.DIALOGUE)
    changed = changed_segments(found(), corrected({index: "Bell"}))
    assert index in changed
    assert {found().segments[n].kind for n in changed} == {Kind.DIALOGUE}
    assert changed_segments(found(), found()) == ()
