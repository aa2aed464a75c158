"""All that narrate knows of a language, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from narrate.languages.ages import Ages, read_ages
from narrate.languages.headings import Headings, read_headings
from narrate.languages.hyphens import Hyphens, read_hyphens
from narrate.languages.labels import LabelWords, read_label_words
from narrate.languages.manners import Manners, read_manners
from narrate.languages.quotation import Quotation, read_quotation
from narrate.languages.speech import Speech, read_speech
from narrate.languages.wordlists import LANGUAGES
from narrate.languages.words import Vocabulary, read_vocabulary


@dataclass(frozen=True, slots=True)
class Language:
    """What the files of the language *code* hold, one part for each subject.

    *quotation* tells speech from narration, *vocabulary* who speaks, *manners* how, *speech* how
    print is said, *ages* who is a child, *hyphens* which words keep one at a line's end, *labels*
    what is no name before a line. *vocabulary*, *manners* and *labels* are None where their files
    are missing, the others are empty.
    """

    code: str
    headings: Headings
    quotation: Quotation
    vocabulary: Vocabulary | None
    manners: Manners | None
    speech: Speech
    ages: Ages
    hyphens: Hyphens
    labels: LabelWords | None


@cache
def language(code: str) -> Language:
    """The language *code*, one of LANGUAGES, read once.

    Raises NarrateError, with file and line, for a list that could not be used.
    """
    return Language(
        code,
        read_headings(code),
        read_quotation(code),
        read_vocabulary(code),
        read_manners(code),
        read_speech(code),
        read_ages(code),
        read_hyphens(code),
        read_label_words(code),
    )


def find_language(tag: str) -> Language | None:
    """The language that *tag* (``fr``, ``fr-ca``) names; None where it is not known."""
    code = tag.partition("-")[0]
    return language(code) if code in LANGUAGES else None


def languages_of(label: str) -> tuple[str, ...]:
    """The languages in which *label*, in small letters, is counted in headings."""
    return _languages_of_labels().get(label, ())


@cache
def _languages_of_labels() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in LANGUAGES:
        for label in language(code).headings.labels:
            found[label] = (*found.get(label, ()), code)
    return found
