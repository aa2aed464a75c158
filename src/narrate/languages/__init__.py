"""What narrate knows of languages: which one a text is in, the words of headings and credits."""

from narrate.languages.detection import SAMPLE, USUAL, contradicts, tell_language
from narrate.languages.headings import (
    NUMBERS,
    Table,
    any_of,
    languages_of,
    table,
    table_for,
)
from narrate.languages.wordlists import LANGUAGES

__all__ = [
    "LANGUAGES",
    "NUMBERS",
    "SAMPLE",
    "USUAL",
    "Table",
    "any_of",
    "contradicts",
    "languages_of",
    "table",
    "table_for",
    "tell_language",
]
