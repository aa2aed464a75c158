"""The scenes of a chapter: where each begins to be heard, and with which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from narrate.model import FinishedChapter, Kind
from narrate.outputs.naming import one_line, title_of


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene that begins *start_s* seconds into its chapter, called by its first words."""

    start_s: float
    title: str


def scenes(one: FinishedChapter) -> tuple[Scene, ...]:
    """The scenes of a chapter, the first called as the chapter; none where there is only one."""
    found = (Scene(0.0, title_of(one)), *_later(one))
    return found if len(found) > 1 else ()


def _later(one: FinishedChapter) -> Iterator[Scene]:
    broken = False
    for index, segment in one.segments.items():
        heard = one.heard.get(index)
        if segment.kind is Kind.SCENE_BREAK:
            broken = True
        elif broken and heard:
            span = heard[0].span
            yield Scene(heard[0].start_s, one_line(segment.text[span.start : span.end], "* * *"))
            broken = False
