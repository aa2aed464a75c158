r"""What stands between the brackets in front of a line: who says it, and how.

``[Lucas | whispering | voice: am_adam | take: 2]``: in this manner, in another voice than all he
says, and the second time that it was said. Behind the name, all is left out that is as usual. A
backslash takes a sign for what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from narrate.model import Manner, Segment
from narrate.text.castlines import escape, unescape
from narrate.text.titles import fold

NARRATOR = "narrator"
UNKNOWN = "?"
MOST_TAKES = 999

_PARTS = re.compile(r"(?:\\.|[^\\|])*(?:\|(?:\\.|[^\\|])*)*")
_PART = re.compile(r"(?:\\.|[^\\|])+")
_FIELD = re.compile(r"(voice|take):\s*(.+)")


class MarkError(ValueError):
    """What stands there means nothing; *hint* says what would."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class SpeakerMark:
    """What stands between the brackets; *written* is the name with its backslashes."""

    written: str
    manner: Manner | None = None
    voice: str | None = None
    take: int = 1

    @property
    def says_how(self) -> bool:
        """Whether more than a name stands there."""
        return self != SpeakerMark(self.written)

    @property
    def name(self) -> str:
        """The name that is meant."""
        return unescape(self.written)


def format_mark(segment: Segment) -> str:
    """What stands in front of a line of dialogue, without the brackets."""
    parts = [_name(segment.speaker)]
    if segment.manner:
        parts.append(segment.manner.value)
    if segment.voice is not None:
        parts.append(f"voice: {escape(segment.voice)}")
    if segment.take > 1:
        parts.append(f"take: {segment.take}")
    return " | ".join(parts)


@lru_cache(maxsize=1024)
def parse_mark(inside: str) -> SpeakerMark:
    """What *inside* of the brackets means. Raises MarkError."""
    folded = fold(inside)
    if not _PARTS.fullmatch(folded):
        raise MarkError("no speaker in front of the words", "a name stands there, or ?")
    name, _, rest = _parted(folded)
    mark = SpeakerMark(fold(name))
    for part in _listed(rest):
        mark = _with(mark, part)
    return mark


def _parted(folded: str) -> tuple[str, str, str]:
    """The name, the bar behind it, and what stands behind that."""
    found = _PART.match(folded)
    end = found.end() if found else 0
    return folded[:end], folded[end : end + 1], folded[end + 1 :]


def _listed(rest: str) -> Iterator[str]:
    return filter(None, (fold(one) for one in _PART.findall(rest)))


def _with(mark: SpeakerMark, part: str) -> SpeakerMark:
    match _FIELD.fullmatch(part):
        case None if part in set(Manner):
            if mark.manner is not None:
                raise MarkError(f"a second direction, {part!r}", "write one")
            return replace(mark, manner=Manner(part))
        case None:
            hint = f"there are: {', '.join(Manner)}; or voice: NAME, or take: 2"
            raise MarkError(f"there is no direction {part!r}", hint)
        case found if found[1] == "voice" and mark.voice is None:
            return replace(mark, voice=unescape(found[2]))
        case found if found[1] == "take" and mark.take == 1:
            return replace(mark, take=_number(found[2]))
        case found:
            raise MarkError(f"a second {found[1]}", "write it once")


def _number(written: str) -> int:
    if not (written.isdecimal() and 1 <= int(written) <= MOST_TAKES):
        raise MarkError(f"{written!r} is no number of a take", f"they go from 1 to {MOST_TAKES}")
    return int(written)


def _name(speaker: str | None) -> str:
    if speaker is None:
        return UNKNOWN
    name = escape(speaker)
    return f"\\{name}" if name.lower() == NARRATOR or name == UNKNOWN else name
