"""What narrate knows of languages: which one a text is in, and the words of each."""

from narrate.languages.ages import Ages
from narrate.languages.detection import SAMPLE, USUAL, contradicts, tell_language
from narrate.languages.headings import NUMBERS, Headings, any_of
from narrate.languages.labels import LabelWords
from narrate.languages.loading import Language, find_language, language, languages_of
from narrate.languages.quotation import Quotation
from narrate.languages.speech import Speech
from narrate.languages.wordlists import LANGUAGES

__all__ = [
    "LANGUAGES",
    "NUMBERS",
    "SAMPLE",
    "USUAL",
    "Ages",
    "Headings",
    "LabelWords",
    "Language",
    "Quotation",
    "Speech",
    "any_of",
    "contradicts",
    "find_language",
    "language",
    "languages_of",
    "tell_language",
]
