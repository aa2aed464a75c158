"""A book as a sequence of blocks: what every rich format is taken apart into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from narrate.spans import Span
from narrate.text.regions import FOOTNOTES

NOTES = FOOTNOTES
"""the kind of region that footnotes and endnotes are"""
TITLE_PAGE, COVER, CONTENTS = "title page", "cover", "table of contents"
COPYRIGHT, INDEX, ABOUT = "copyright page", "index", "page on the author"

ORNAMENTS = re.compile(r"[\s*#~⁂⁎⁕❦❧☙✻✽†‡§_–—=+•·◦○●◆◇■□♦⸙☞✦✧★☆∗⁑-]+")
"""What a scene break is printed as; a paragraph of nothing else is one."""


class Shape(Enum):
    """What a block is in print."""

    PARAGRAPH = auto()
    HEADING = auto()
    VERSE = auto()
    SCENE_BREAK = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or whatever else stands by itself, with its *text*.

    Emphasis in it stands between underscores; lines that are parted in print are parted by a
    newline. *level* is that of a heading, 1 for the highest. *region* says what the block belongs
    to where that is not the story, *part* in which part of the file it stands: a file of an
    archive, a page. *anchors* are the names by which a table of contents may call this place.
    A *linked* block is one whose words lead to other places of the book, for the most part. *tags*
    tells where its words stand on its page (see :class:`narrate.model.Origin`).
    """

    shape: Shape
    text: str
    level: int = 0
    region: str = ""
    part: str = ""
    anchors: tuple[str, ...] = ()
    linked: bool = False
    tags: Span | None = None

    @property
    def is_heading(self) -> bool:
        """Whether the format marks the block as a heading."""
        return self.shape is Shape.HEADING

    @property
    def is_break(self) -> bool:
        """Whether the block parts two scenes."""
        return self.shape is Shape.SCENE_BREAK


def letters(words: str) -> str:
    """What two ways to print the same words have in common: their letters and figures."""
    return "".join(filter(str.isalnum, words.casefold()))
