"""Mends what scanners and typewriters print for another sign: ``| see`` and ``,,so''``."""

from __future__ import annotations

import re

from narrate.spans import Shifts
from narrate.text.normalization import replaced

_BAR = re.compile(r"(?<![\w|])\|(?= [a-z]| (?:I|\|)|['’](?:m|ll|ve|d)\b)")
"""A stroke where "I" is meant."""
_TABLE = re.compile(r"^ *\|.*\|[ ]*$|\|\n", re.MULTILINE)
_MARKS = re.compile(r"(?<![\w,.]),,(?=[^\W_])|(?<=[.,!?…])''(?![\w'])")
"""Two commas where a mark at the foot of the line opens a quotation, two apostrophes behind it."""


def with_meant_signs(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, with "I" for the strokes and „ for the commas that were read for it.

    A text with a table keeps its strokes.
    """
    if "|" in text and not _TABLE.search(text):
        text = _BAR.sub("I", text)
    if ",," not in text:
        return text, Shifts()
    return replaced(_MARKS, lambda found: "„" if found[0] == ",," else "”", text)
