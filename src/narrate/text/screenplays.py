"""Takes out of a screenplay what is only for the page: the marks of Fountain, "(CONTINUED)"."""

from __future__ import annotations

import re

from narrate.spans import Shifts
from narrate.text.normalization import replaced

_SCENE = re.compile(
    r"^ *(?:\d{1,3}[A-Z]? )?(?:INT|EXT|EST|I/E)(?:[./]| (?!\d))(?=.*[^\W\d_]{2})[^a-z\n]+$",
    re.MULTILINE,
)
"""The heading of a scene of a film: ``INT. CABIN - DAY``; "INT 14" and "EST. 1902" are none."""
_MARK = re.compile(
    r"(?:(?P<apart>^)|)(?:/\*(?:(?!\*/).){0,5000}\*/|\[\[(?:(?!\]\]).){0,2000}\]\])(?(apart)\n{0,2})"
    r"|^ *=(?:==+|(?!=)[^\n]*)\n{1,2}"
    r"|^ *(?:\((?:MORE|CONTINUED)\)|CONTINUED:(?: \(\d{1,2}\))?)(?:\n{1,2}|\Z)"
    r"|^[!~.](?=[^\W_])| #[\w.-]{1,8}#$",
    re.MULTILINE | re.DOTALL,
)
"""Notes and what was cut, synopses and breaks of pages, what goes on over a page, the signs that
force a kind of line, numbers of scenes."""


def has_scenes(text: str) -> bool:
    """Whether *text* has the heading of a scene of a film."""
    return bool(_SCENE.search(text))


def without_film_marks(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, without what a screenplay has for its page alone."""
    if not _SCENE.search(text):
        return text, Shifts()
    return replaced(_MARK, lambda _: "", text)
