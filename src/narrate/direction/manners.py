"""Finds how each line of dialogue is said, off the tag beside it and off its own print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from narrate.direction.outbursts import outbursts
from narrate.direction.phrases import leading_in, phrases
from narrate.languages import find_language
from narrate.languages.manners import Manners
from narrate.model import Kind, Manner, Script, Segment, Span, Tag
from narrate.settings import Settings

Told = Sequence[tuple[Manner, str]]
"""Manners, each with the words it rests on."""


def find_manners(script: Script, settings: Settings) -> Script:
    """Give each line of dialogue the manner in which it is said, if the text tells one.

    Nothing else of *script* changes, and nobody whose direction is off is given one. Where the
    text tells several, the first in the order of :class:`narrate.model.Manner` counts.
    """
    known = find_language(script.book.language)
    words = known.manners if known else None
    tags = _Tags(script.book.manuscript.text, words) if words else None
    segments: list[Segment] = []
    for _, paragraph in groupby(script.segments, key=lambda segment: segment.paragraph):
        segments += _directed(list(paragraph), tags, settings)
    return replace(script, segments=tuple(segments))


def _directed(
    paragraph: Sequence[Segment], tags: _Tags | None, settings: Settings
) -> Iterator[Segment]:
    for index, segment in enumerate(paragraph):
        directable = segment.kind is Kind.DIALOGUE
        if not directable or settings.strength_for(segment.speaker) == "off":
            yield segment
            continue
        told = [*(tags.told(paragraph, index) if tags else ()), *outbursts(segment.text)]
        yield _with_manner(segment, told)


def _with_manner(segment: Segment, told: Told) -> Segment:
    order = list(Manner)
    manner, words = min(told, key=lambda one: order.index(one[0]), default=(None, ""))
    return replace(segment, manner=manner, manner_words=words) if manner else segment


class _Tags:
    """What is told beside the lines of one manuscript, whose *text* it is."""

    def __init__(self, text: str, words: Manners) -> None:
        self.text = text
        self.words = words

    def told(self, paragraph: Sequence[Segment], index: int) -> Iterator[tuple[Manner, str]]:
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
