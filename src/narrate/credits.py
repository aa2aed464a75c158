"""Opening and closing credits: chapters of their own, in the narrator's voice, before and after.

ACX, the gate to most audiobook shops, wants both, each in its own file ("ACX Audio Submission
Requirements"). They stand in no manuscript: their spans are empty, at its beginning and its end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from narrate.direction import direct
from narrate.errors import SettingsError
from narrate.model import Cast, Chapter, Kind, Script, Segment, Span, Utterance
from narrate.settings import Credits, Settings

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = ("title", "author", "year")
TITLES: Mapping[str, str] = {"opening": "Opening credits", "closing": "Closing credits"}

Said = tuple[tuple[Utterance, ...], ...]


def unknown_placeholders(template: str) -> tuple[str, ...]:
    """What stands in braces in *template* and can be filled with nothing."""
    return tuple(name for name in PLACEHOLDER.findall(template) if name not in PLACEHOLDERS)


def with_credits(
    script: Script, utterances: Sequence[tuple[Utterance, ...]], cast: Cast, settings: Settings
) -> tuple[Script, Said]:
    """*script* and its *utterances* with the credits that *settings* ask for.

    The opening is chapter 0, the closing follows the last one: no other chapter changes its
    number. A story without a word to say gets none. Raises SettingsError for a template whose
    author or year is not known.
    """
    said = tuple(utterances)
    texts = _texts(settings.credits, script, settings)
    if not texts or not any(said):
        return script, said
    book, end = script.book, len(script.book.manuscript.text)
    last = book.chapters[-1].number + 1
    paragraphs = script.segments[-1].paragraph + 1
    front = [_credit(texts, "opening", 0, 0, 0)] if "opening" in texts else []
    back = [_credit(texts, "closing", last, end, paragraphs)] if "closing" in texts else []
    spoken = direct(replace(script, segments=tuple(_segments(front + back))), cast, settings)
    chapters = (*(one for one, _ in front), *book.chapters, *(one for one, _ in back))
    segments = (*_segments(front), *script.segments, *_segments(back))
    framed = replace(script, book=replace(book, chapters=chapters), segments=segments)
    return framed, (*spoken[: len(front)], *said, *spoken[len(front) :])


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

    def fill(name: str) -> str:
        if not known[name]:
            at = settings.at(f"credits.{key}") or settings.at("credits")
            msg = f"the {key} credits name the {name} of the book, and it is not known"
            raise SettingsError(msg, at=at, hint=f"write it as {name}: under book:")
        return str(known[name])

    return PLACEHOLDER.sub(lambda found: fill(found[1]), template)


def _credit(
    texts: Mapping[str, str], key: str, number: int, at: int, paragraph: int
) -> tuple[Chapter, Segment]:
    none = Span(at, at)
    chapter = Chapter(number, TITLES[key], none, none, credits=True)
    return chapter, Segment(none, texts[key], Kind.NARRATION, number, paragraph)


def _segments(pieces: Sequence[tuple[Chapter, Segment]]) -> tuple[Segment, ...]:
    return tuple(segment for _, segment in pieces)
