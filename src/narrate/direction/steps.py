"""From print to speech, one small named change after the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from narrate.direction import headings
from narrate.lexicon import Lexicon
from narrate.model import Kind, Segment
from narrate.settings import Settings

SPOKEN = frozenset({Kind.HEADING, Kind.NARRATION, Kind.DIALOGUE})

INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Soft hyphens, zero-width blanks, byte order marks, marks of writing direction."""
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
"""Control characters that are no white space."""

EMPHASIS = re.compile(r"(?<![\w*])[*_]++(?=\S)|(?<=[^\s*_])[*_]++(?!\w)|(?<!\S)[*_]{2,}+(?!\S)")
"""Runs of * and _ at the edge of a word, and longer ones that stand alone; not those between
letters (snake_case) and not a lone * between blanks (2 * 3)."""

PART_OF_WORD = re.compile(
    r"(?<![\w*])([*_])([^\W_]++)\1(?=[^\W_])|(?<=[^\W_])([*_])([^\W_]++)\3(?![\w*])"
)
"""The beginning or the end of a word alone emphasised: _un_important."""

OPENING_DASH = re.compile(r"\s*+(?:[-–]\s|--|[—―])")
DOUBLE = re.compile("[\"“”„‟＂«»‹›「」『』]|``|''")
SINGLE = re.compile(r"(?<!\w)['‘’‚‛`]|['‘’‚‛`](?!\w)")
"""A single mark that is not inside a word; one that is, is an apostrophe."""

DASH = re.compile(r"-{2,}+|[—―⸺⸻]++|(?<=\s)[-–](?=\s)")
DOTS = re.compile(r"\.(?:[ \u00a0]?\.){2,}+|…++")


@dataclass(frozen=True, slots=True)
class Step:
    """A change on the way from print to speech: its name, and the kinds of segment it is for."""

    name: str
    change: Callable[[str], str]
    kinds: frozenset[Kind] = SPOKEN


def spoken_steps(settings: Settings) -> tuple[Step, ...]:
    """The steps in the order in which they are taken."""
    heading = frozenset({Kind.HEADING})
    return (
        Step("characters", settle_characters),
        Step("heading lines", headings.join_lines, heading),
        Step("emphasis", strip_emphasis),
        Step("opening dash", strip_opening_dash, frozenset({Kind.DIALOGUE})),
        Step("quotation marks", strip_quotation_marks),
        Step("dashes", set_dashes),
        Step("ellipses", set_ellipses),
        Step("white space", fold_white_space),
        Step("heading numbers", headings.say_numbers, heading),
        Step("heading capitals", headings.lower_capitals, heading),
        Step("lexicon", Lexicon.of(settings.lexicon).apply),
    )


def spoken_text(segment: Segment, steps: tuple[Step, ...]) -> str:
    """What is said of *segment*."""
    text = segment.text
    for step in steps:
        if segment.kind in step.kinds:
            text = step.change(text)
    return text


def settle_characters(text: str) -> str:
    """Compose accents (Unicode form C) and drop what cannot be seen."""
    return CONTROL.sub("", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def strip_emphasis(text: str) -> str:
    """Drop Markdown's marks of emphasis: eSpeak reads "asterisk"."""
    return EMPHASIS.sub("", PART_OF_WORD.sub(r"\2\4", text))


def strip_opening_dash(text: str) -> str:
    """Drop the dash that stands for a quotation mark."""
    dash = OPENING_DASH.match(text)
    return text[dash.end() :] if dash else text


def strip_quotation_marks(text: str) -> str:
    """Drop quotation marks, which cost eSpeak a pause; apostrophes inside words stay."""
    return SINGLE.sub("", DOUBLE.sub(_gap, text))


def _gap(mark: re.Match[str]) -> str:
    """A blank where a mark was all that parted two words."""
    before, after = mark.string[mark.start() - 1 : mark.start()], mark.string[mark.end() :][:1]
    return " " if before.isalnum() and after.isalnum() else ""


def set_dashes(text: str) -> str:
    """Set off dashes with blanks: so eSpeak pauses 0.4 s, without them half as long."""
    return DASH.sub(" — ", text)


def set_ellipses(text: str) -> str:
    """Write dots in a row as one sign, so that they are one pause."""
    return DOTS.sub("…", text)


def fold_white_space(text: str) -> str:
    """One blank between words, none around them."""
    return " ".join(text.split())
