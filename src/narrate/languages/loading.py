"""All that narrate knows of a language, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

from narrate.languages.ages import Ages, read_ages
from narrate.languages.headings import Headings, read_headings
from narrate.languages.hyphens import Hyphens, read_hyphens
from narrate.languages.labels import LabelWords, read_label_words
from narrate.languages.manners import Manners, read_manners
from narrate.languages.quotation import Quotation, read_quotation
from narrate.languages.speech import Speech, read_speech
from narrate.languages.wordlists import LANGUAGES
from narrate.languages.words import Vocabulary, read_vocabulary


class Language:
    """What the files of the language *code* hold, one part for each subject.

    Each part is read when it is first asked for: a process that speaks needs few of them. Asking
    raises NarrateError, with file and line, for a list that could not be used.
    """

    def __init__(self, code: str) -> None:
        self.code = code

    @cached_property
    def headings(self) -> Headings:
        """What makes a heading; empty where its file is missing, as are most parts."""
        return read_headings(self.code)

    @cached_property
    def quotation(self) -> Quotation:
        """What tells speech from narration."""
        return read_quotation(self.code)

    @cached_property
    def vocabulary(self) -> Vocabulary | None:
        """What tells who speaks; None where its files are missing."""
        return read_vocabulary(self.code)

    @cached_property
    def manners(self) -> Manners | None:
        """What tells how a line is said; None where its file is missing."""
        return read_manners(self.code)

    @cached_property
    def speech(self) -> Speech:
        """How print is said."""
        return read_speech(self.code)

    @cached_property
    def ages(self) -> Ages:
        """Who is a child, and who is old."""
        return read_ages(self.code)

    @cached_property
    def hyphens(self) -> Hyphens:
        """Which words keep a hyphen at a line's end."""
        return read_hyphens(self.code)

    @cached_property
    def labels(self) -> LabelWords | None:
        """What is no name before a line; None where its file is missing."""
        return read_label_words(self.code)


@cache
def language(code: str) -> Language:
    """The language *code*, one of LANGUAGES, each part of it read once."""
    return Language(code)


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
