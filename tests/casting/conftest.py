from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from narrate.model import (
    Book,
    Chapter,
    Character,
    Kind,
    Manuscript,
    Script,
    Segment,
    Span,
)

SpokenLine = tuple[str | None, str]


@pytest.fixture
def script() -> Callable[..., Script]:
    """Makes a script of lines, each a speaker (None for narration) and words."""

    def make(lines: Sequence[SpokenLine], *characters: Character) -> Script:
        segments, at = [], 0
        for number, (speaker, words) in enumerate(lines):
            kind = Kind.DIALOGUE if speaker else Kind.NARRATION
            span = Span(at, at + len(words))
            segments.append(Segment(span, words, kind, 1, number, speaker))
            at += len(words)
        manuscript = Manuscript(Path("a.txt"), "".join(words for _, words in lines))
        book = Book(manuscript, "A", None, (Chapter(1, "A", Span(0, at), Span(0, 0)),))
        return Script(book, tuple(segments), characters)

    return make
