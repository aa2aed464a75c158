"""What the parts of a plain text are called that are not read."""

from __future__ import annotations

FOOTNOTES = "footnotes"
PAGES = "page numbers and running heads"
AUTHORS_NOTES = "notes of the author"
SEVERAL = frozenset({FOOTNOTES, PAGES, AUTHORS_NOTES})
"""those whose name is a plural"""
