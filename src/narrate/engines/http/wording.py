"""What a speech server is asked to say: a text in parts, and the direction of a line in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.model import Direction, Manner

LONGEST = 1_000
"""characters asked for at once: servers take 4,096 and less, and what breaks off costs less"""

_CUTS = (
    re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”]*"),
    re.compile(r"[,;:—–](?=\s)|[、，；]"),
    re.compile(r"\S(?=\s)"),
)
"""ends of sentences, else of clauses, else of words"""

MANNERS = {
    Manner.WHISPERING: "Whisper.",
    Manner.SHOUTING: "Shout, loud and clear.",
    Manner.SOBBING: "Speak through tears.",
    Manner.MURMURING: "Speak low, as if to yourself.",
    Manner.PLEADING: "Plead.",
    Manner.ANGRY: "Speak in anger.",
    Manner.COLD: "Speak coldly.",
    Manner.SAD: "Speak sadly.",
    Manner.URGENT: "Speak urgently.",
    Manner.SLOW: "Speak slowly.",
    Manner.CHEERFUL: "Speak cheerfully.",
    Manner.EXCLAIMING: "Exclaim.",
    Manner.INTERRUPTED: "Stop short, as if cut off.",
}


def parts_of(text: str, longest: int = LONGEST) -> Iterator[str]:
    """*text* in parts of at most *longest* characters, cut where a voice would rest.

    Nothing but blanks is lost between two of them, and none is empty.
    """
    rest = text.strip()
    while len(rest) > longest:
        cut = _cut(rest, longest)
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


def _cut(text: str, longest: int) -> int:
    """Where to cut: behind the last sentence that fits, unless that leaves next to nothing."""
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(text, 0, longest + 1)]
        fitting = [end for end in ends if longest // 4 <= end <= longest]
        if fitting:
            return fitting[-1]
    return longest


def instruction(direction: Direction | None) -> str:
    """How a line is to be said, in English words; empty for one that is said plainly."""
    return "" if direction is None else MANNERS[direction.manner]
