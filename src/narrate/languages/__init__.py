"""What narrate knows of languages: which one a text is in, the words of headings and credits."""

from narrate.languages.table import (
    LANGUAGES,
    NUMBERS,
    Table,
    any_of,
    languages_of,
    table,
    table_for,
)
from narrate.languages.telling import SAMPLE, USUAL, tell_language

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
