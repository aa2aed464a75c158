"""Tells the signs of fonts that do not say what their signs are: those of old TeX have an order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from narrate.errors import ManuscriptError, Place
from narrate.readers.pdf.lines import PrintedLine

Pages = Sequence[Sequence[PrintedLine]]

_UNTOLD = re.compile(r"\(cid:(\d+)\)")
"""What stands for a sign of which only its number in the font is known."""
_LIGATURES = {"11": "ff", "12": "fi", "13": "fl", "14": "ffi", "15": "ffl"}
_TEX = {**_LIGATURES, "3": "*", "123": "–", "124": "—", "92": "“", "34": "”"}
_TEX_SIGNS = str.maketrans({"\\": "“", '"': "”", "{": "–", "|": "—"})
"""What the first fonts of TeX have in the places that these signs have in ASCII."""
_MOST = 5
"""A book of whose signs one in so many is untold cannot be read."""
_ENOUGH = 3
"""so many ligatures are no accident"""


def with_told_signs(pages: Pages, path: Path) -> tuple[tuple[PrintedLine, ...], ...]:
    """*pages* without signs of which nobody knows what they are; ligatures and quotes of TeX are.

    Raises ManuscriptError if too many of the signs in the book at *path* are unknown.
    """
    found = [number for page in pages for line in page for number in _UNTOLD.findall(line.text)]
    if not found:
        return tuple(map(tuple, pages))
    signs = sum(len(_UNTOLD.sub("x", line.text)) for page in pages for line in page)
    if len(found) * _MOST > signs:
        raise ManuscriptError(
            "the fonts of this PDF do not say which letters they hold",
            at=Place(path),
            hint="get the book in another format; or a program for text recognition (OCR) reads it",
        )
    tex = sum(number in _LIGATURES for number in found) >= _ENOUGH
    return tuple(tuple(_told(line, tex=tex) for line in page) for page in pages)


def _told(line: PrintedLine, *, tex: bool) -> PrintedLine:
    if not tex:
        return _with(line, lambda words: _UNTOLD.sub("", words))
    return _with(
        line,
        lambda words: _UNTOLD.sub(lambda one: _TEX.get(one[1], ""), words.translate(_TEX_SIGNS)),
    )


def _with(line: PrintedLine, told: Callable[[str], str]) -> PrintedLine:
    return replace(line, runs=tuple(run._replace(words=told(run.words)) for run in line.runs))
