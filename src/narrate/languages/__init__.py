"""What narrate knows of languages: which one a text is in, the words of headings and credits."""

from narrate.languages.detection import SAMPLE, USUAL, tell_language
from narrate.languages.table import (
    LANGUAGES,
    NUMBERS,
    Table,
    any_of,
    languages_of,
    table,
    table_for,
)

__all__ = [
    "LANGUAGES",
    "NUMBERS",
    "SAMPLE",
    "USUAL",
    "Table",
    "any_of",
    "languages_of",
    "table",
    "table_for",
    "tell_language",
]
