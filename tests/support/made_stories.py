"""The lines of stories that are made from a seed, and what narrate makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook import read_story
from narrate.model import Kind


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a story, as the text names them."""

    name: str
    gender: str

    def names(self) -> set[str]:
        """What they may stand under: "the girl" is enough of "the girl in blue"."""
        return {self.name, self.name.partition(" in ")[0]}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a made story: what is quoted, by whom, and the form and text of its paragraph."""

    words: str
    speaker: Person
    form: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A *line*, who it was given to, how surely, and whether that is *right*."""

    line: Line
    given: str | None
    confidence: float
    right: bool


def judge(story: str, lines: Sequence[Line]) -> Iterator[Judged]:
    """Each of the *lines* of *story*, which stand in its order, as narrate has it."""
    script = read_story(story)
    names = {one.name: {one.name, *one.aliases} for one in script.characters}
    spoken = [one for one in script.segments if one.kind is Kind.DIALOGUE]
    texts = [" ".join(one.text.split()) for one in spoken]
    start = 0
    for line in lines:
        place = next((at for at in range(start, len(texts)) if line.words in texts[at]), None)
        if place is None:
            yield Judged(line, None, 0.0, right=False)
            continue
        start, segment = place + 1, spoken[place]
        right = not line.speaker.names().isdisjoint(names.get(segment.speaker or "", ()))
        yield Judged(line, segment.speaker, segment.confidence or 0.0, right)
