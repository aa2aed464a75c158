"""Opening and closing credits: chapters of their own, in the narrator's voice, before and after.

ACX, which sells to most audiobook shops, requires both, each in its own file ("ACX Audio Submission
Requirements"). They stand in no manuscript: their spans are empty, at its beginning and its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from narrate.direction import WordingOf, direct, put_in_words
from narrate.direction.templates import fill
from narrate.errors import SettingsError
from narrate.languages import USUAL, find_language, language
from narrate.model import Cast, Chapter, Kind, Script, Segment, Span, Utterance
from narrate.settings import Credits, Settings

FIELDS = ("title", "author", "year")
"""What a template for credits may name."""

Utterances = tuple[tuple[Utterance, ...], ...]


def with_credits(
    script: Script,
    utterances: Sequence[tuple[Utterance, ...]],
    cast: Cast,
    settings: Settings,
    wording: WordingOf | None = None,
) -> tuple[Script, Utterances]:
    """*script* and its *utterances* with the credits that *settings* ask for, put in words.

    The opening is chapter 0, the closing follows the last one: no other chapter changes its
    number. A story without a word to say gets none. Raises SettingsError for a template whose
    author or year is not known, and for usual words in a language that has none here.
    """
    said = tuple(utterances)
    wanted = _usual(script, settings) if settings.credits.usual else settings.credits
    texts = _texts(wanted, script, settings)
    if not texts or not any(said):
        return script, said
    book = script.book
    last = book.chapters[-1].number + 1
    front = [_credit(script, "opening", texts, 0)] if "opening" in texts else []
    back = [_credit(script, "closing", texts, last)] if "closing" in texts else []
    credit_script = replace(script, segments=_segments(front + back))
    credit_script = put_in_words(credit_script, settings, wording)
    spoken, opened = direct(credit_script, cast, settings), len(front)
    chapters = (*(one for one, _ in front), *book.chapters, *(one for one, _ in back))
    segments = (
        *credit_script.segments[:opened],
        *script.segments,
        *credit_script.segments[opened:],
    )
    framed = replace(script, book=replace(book, chapters=chapters), segments=segments)
    return framed, (*spoken[:opened], *said, *spoken[opened:])


def _usual(script: Script, settings: Settings) -> Credits:
    """The usual words of the book's language."""
    known = find_language(script.book.language)
    if known is None:
        raise SettingsError(
            f"narrate has no usual credits in the language {script.book.language!r}",
            at=settings.at("credits"),
            hint="write what is said: credits: {opening: ..., closing: ...}",
        )
    return Credits(known.headings.phrases["opening"], known.headings.phrases["closing"])


def _texts(wanted: Credits, script: Script, settings: Settings) -> dict[str, str]:
    """What is said, by its key in voices.yaml."""
    templates = (("opening", wanted.opening), ("closing", wanted.closing))
    return {key: _filled(each, key, script, settings) for key, each in templates if each}


def _filled(template: str, key: str, script: Script, settings: Settings) -> str:
    info = settings.book
    known = {
        "title": info.title or script.book.title,
        "author": info.author or script.book.author,
        "year": info.year,
    }

    def value(name: str) -> str:
        if not known[name]:
            at = settings.at(f"credits.{key}") or settings.at("credits")
            msg = f"the {key} credits name the {name} of the book, and it is not known"
            raise SettingsError(msg, at=at, hint=f"write it as {name}: under book:")
        return str(known[name])

    return fill(template, value)


def _credit(
    script: Script, key: str, texts: Mapping[str, str], number: int
) -> tuple[Chapter, Segment]:
    """The credits *key* as a chapter and its segment, at the story's beginning or its end."""
    at, paragraph = 0, 0
    if number:
        at, paragraph = len(script.book.manuscript.text), script.segments[-1].paragraph + 1
    none = Span(at, at)
    titles = (find_language(script.book.language) or language(USUAL)).headings.phrases
    chapter = Chapter(number, titles[f"{key} credits"], none, none, credits=True)
    return chapter, Segment(none, texts[key], Kind.NARRATION, number, paragraph)


def _segments(pieces: Sequence[tuple[Chapter, Segment]]) -> tuple[Segment, ...]:
    return tuple(segment for _, segment in pieces)
