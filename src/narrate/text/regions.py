"""What the parts of a plain text are called that are not read."""

from __future__ import annotations

FOOTNOTES = "footnotes"
PAGES = "page numbers and running heads"
SEVERAL = frozenset({FOOTNOTES, PAGES})
"""those whose name is a plural"""
