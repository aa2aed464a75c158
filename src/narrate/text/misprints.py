"""Mends what scanners and typewriters print for another sign: ``| see``, ``l see``, ``,,so''``."""

from __future__ import annotations

import re

from narrate.spans import Shifts
from narrate.text.normalization import replaced

_SURE = re.compile(r"(?:^|[.!?;,—] |[\"“‘'])\|(?= [a-z]|['’](?:m|ll|ve|d)\b)", re.MULTILINE)
"""A stroke that parts no two entries of a line: it begins a sentence or what is said."""
_BAR = re.compile(r"(?<![\w|])\|(?= [a-z]| (?:I|\|)|['’](?:m|ll|ve|d)\b)")
"""A stroke where "I" is meant."""
_SMALL_L = re.compile(
    r"l(?= [a-z]{2}|['’](?:m|ll|ve|d)\b)(?<![\w’'.-]l)(?<!\d l)"
    r"|(?:^|(?<=[.!?…] )|(?<=[\"“‘]))l(?=[stfn] [a-z])",
    re.MULTILINE,
)
"""A small l where "I" is meant, or "Is", "It", "If", "In", which begin a sentence so."""
_FEWEST = 2
"""Times a small l stands alone where it is no letter that is told of."""
_TABLE = re.compile(r"^ *\|.*\|[ ]*$|\|\n", re.MULTILINE)
_MARKS = re.compile(r"(?<![\w,.]),,(?=[^\W_])|(?<=[^\W\d_]|[.,!?…])''(?![\w'])")
"""Two commas where a mark at the foot of the line opens a quotation, two apostrophes behind it."""


def with_meant_signs(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, with "I" for strokes and small l, and „ for commas meant so.

    A text with a table keeps its strokes, and one where all of them may part entries.
    """
    if "|" in text and _SURE.search(text) and not _TABLE.search(text):
        text = _BAR.sub("I", text)
    if len(_SMALL_L.findall(text)) >= _FEWEST:
        text = _SMALL_L.sub("I", text)
    if ",," not in text:
        return text, Shifts()
    return replaced(_MARKS, lambda found: "„" if found[0] == ",," else "”", text)
