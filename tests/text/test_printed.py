"""Texts in the layouts people really have them in, and what is read of each.

``printed/KIND.txt`` holds them: ``@@@ name``, the text, ``@ is``, and what is read, a line for each
segment: ``# a heading``, ``***`` for a scene break, ``[who] words``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrate.model import Kind, Segment
from narrate.pipeline import read_script
from narrate.settings import Settings

PRINTED = Path(__file__).with_name("printed")


def printed() -> dict[str, tuple[str, str]]:
    """The texts by kind and name, each with what is read of it."""
    found = {}
    for path in sorted(PRINTED.glob("*.txt")):
        for part in re.split(r"^@@@ ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = part.partition("\n")
            text, _, read = rest.partition("\n@ is\n")
            found[f"{path.stem}: {name}"] = text, read
    return found


def line(segment: Segment) -> str:
    words = " ".join(segment.text.split())
    if segment.kind is Kind.SCENE_BREAK:
        return "***"
    if segment.kind is Kind.HEADING:
        return f"# {words}"
    nobody = "narrator" if segment.kind is Kind.NARRATION else "?"
    return f"[{segment.speaker or nobody}] {words}"


@pytest.mark.parametrize(("text", "read"), printed().values(), ids=printed())
def test_a_text_is_read_as_it_is_meant(text: str, read: str, tmp_path: Path) -> None:
    story = tmp_path / ("story.md" if text.startswith("# ") else "story.txt")
    story.write_text(text, "utf-8")
    script = read_script(story, Settings())
    assert [line(segment) for segment in script.segments] == read.strip().split("\n")
