"""Finds how each line of dialogue is said: by the tag beside it and by its own print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from narrate.direction.manner_phrases import leading_in, phrases
from narrate.direction.punctuation import manners_in_print
from narrate.languages import find_language
from narrate.languages.manners import Manners
from narrate.model import Kind, Manner, Script, Segment, Span, Tag
from narrate.settings import Settings

FoundManners = Sequence[tuple[Manner, str]]
"""Manners, each with the words it rests on."""


def find_manners(script: Script, settings: Settings) -> Script:
    """Give each line of dialogue the manner in which it is said, if the text tells one.

    Nothing else of *script* changes, and nobody whose direction is off is given one. Where the
    text tells several, the first in the order of :class:`narrate.model.Manner` counts.
    """
    known = find_language(script.book.language)
    words = known.manners if known else None
    tags = _TagReader(script.book.manuscript.text, words) if words else None
    segments: list[Segment] = []
    for _, paragraph in groupby(script.segments, key=lambda segment: segment.paragraph):
        segments += _directed(list(paragraph), tags, settings)
    return replace(script, segments=tuple(segments))


def _directed(
    paragraph: Sequence[Segment], tags: _TagReader | None, settings: Settings
) -> Iterator[Segment]:
    for index, segment in enumerate(paragraph):
        directable = segment.kind is Kind.DIALOGUE
        if not directable or settings.strength_for(segment.speaker) == "off":
            yield segment
            continue
        found = [*(tags.found(paragraph, index) if tags else ()), *manners_in_print(segment.text)]
        yield _with_manner(segment, found)


def _with_manner(segment: Segment, found: FoundManners) -> Segment:
    order = list(Manner)
    manner, words = min(found, key=lambda one: order.index(one[0]), default=(None, ""))
    return replace(segment, manner=manner, manner_words=words) if manner else segment


class _TagReader:
    """Reads manners off the tags in the *text* of a manuscript, by *words* of its language."""

    def __init__(self, text: str, words: Manners) -> None:
        self.text = text
        self.words = words

    def found(self, paragraph: Sequence[Segment], index: int) -> Iterator[tuple[Manner, str]]:
        """What the tags of the line at *index* tell, or what leads into it without one."""
        tags = paragraph[index].tags
        for tag in tags:
            yield from self._of_tag(tag)
        if not tags and index:
            lead, half = paragraph[index - 1], paragraph[max(0, index - 2)]
            start, sentence = leading_in(lead.text if lead.kind is Kind.NARRATION else "")
            if all(tag.span.start < lead.span.start + start for tag in half.tags):
                yield from phrases(sentence.lower(), self.words)

    def _of_tag(self, tag: Tag) -> Iterator[tuple[Manner, str]]:
        words = self.words
        verb = self._low(tag.verb)
        if verb in words.verbs:
            yield words.verbs[verb], verb
        for low in map(self._low, tag.adverbs):
            manner = words.adverbs.get(low) or words.participles.get(low)
            if manner:
                yield manner, low
        yield from phrases(self._low(tag.span), words)

    def _low(self, span: Span) -> str:
        return self.text[span.start : span.end].lower().replace("’", "'")
