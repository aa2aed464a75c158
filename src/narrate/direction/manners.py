"""Finds how each line of dialogue is said, off the tag beside it and off its own print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from narrate.direction.outbursts import outbursts
from narrate.direction.tags import Tag, tag_before, tag_behind
from narrate.languages.manners import Vocabulary, vocabulary
from narrate.model import Character, Kind, Manner, Script, Segment
from narrate.settings import Settings

Names = Mapping[str, frozenset[str]]
"""The words, in small letters, of all names of each speaker."""
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
Told = Sequence[tuple[Manner, str]]
"""Manners, each with the words it rests on."""


def find_manners(script: Script, settings: Settings) -> Script:
    """Give each line of dialogue the manner in which it is said, if the text tells one.

    Nothing else of *script* changes, and nobody whose direction is off is given one. Where the
    text tells several, the first in the order of :class:`narrate.model.Manner` counts.
    """
    words = vocabulary(script.book.language.partition("-")[0])
    names = {one.name: _words_of_name(one) for one in script.characters if not one.narrator}
    segments: list[Segment] = []
    for _, paragraph in groupby(script.segments, key=lambda segment: segment.paragraph):
        segments += _directed(list(paragraph), words, names, settings)
    return replace(script, segments=tuple(segments))


def _words_of_name(character: Character) -> frozenset[str]:
    names = (character.name, *character.aliases)
    return frozenset(word for name in names for word in _WORD.findall(name.lower()))


def _directed(
    paragraph: Sequence[Segment], words: Vocabulary | None, names: Names, settings: Settings
) -> Iterator[Segment]:
    tags = _Tags(paragraph, words, names) if words and len(paragraph) > 1 else None
    for index, segment in enumerate(paragraph):
        directable = segment.kind is Kind.DIALOGUE
        if not directable or settings.strength_for(segment.speaker) == "off":
            yield segment
            continue
        told = [*(tags.told(index) if tags else ()), *outbursts(segment.text)]
        yield _with_manner(segment, told)


def _with_manner(segment: Segment, told: Told) -> Segment:
    order = list(Manner)
    manner, words = min(told, key=lambda one: order.index(one[0]), default=(None, ""))
    return replace(segment, manner=manner, manner_words=words) if manner else segment


class _Tags:
    """The tags of one paragraph, and which lines they belong to."""

    def __init__(self, paragraph: Sequence[Segment], words: Vocabulary, names: Names) -> None:
        self.paragraph = paragraph
        self._names = names
        self.behind: list[Tag | None] = []
        self.before: list[Tag | None] = []
        for index, segment in enumerate(paragraph):
            line, narration = self._line(index), self._narration(index + 1)
            behind = tag_behind(narration, segment.text, words) if line and narration else None
            if behind and self._is_of_another(behind, segment):
                behind = None
            lead = self._narration(index - 1) if line else ""
            self.behind.append(behind)
            self.before.append(tag_before(lead, words) if lead else None)

    def told(self, index: int) -> Told:
        """What the tags of the line at *index* tell: behind it, before it, between its halves."""
        behind, before = self.behind[index], self.before[index]
        half = self.behind[index - 2] if index > 1 else None
        if before and half and (before.verb == half.verb or (half.alone and before.verb is None)):
            before = None  # it is the tag of the line before
        told = [*(behind.tells if behind else ()), *(before.tells if before else ())]
        if half and not behind and not before and self._goes_on(index, half):
            told += half.tells
        return told

    def _is_of_another(self, tag: Tag, line: Segment) -> bool:
        """Whether *tag* names somebody who does not say *line*."""
        known = self._names.get(line.speaker or "")
        return bool(tag.name and known and tag.name not in known)

    def _goes_on(self, index: int, half: Tag) -> bool:
        """Whether the line at *index* is the second half of a speech parted by the tag *half*."""
        first, second = self.paragraph[index - 2], self.paragraph[index]
        return half.alone and first.speaker == second.speaker

    def _line(self, index: int) -> bool:
        return self.paragraph[index].kind is Kind.DIALOGUE

    def _narration(self, index: int) -> str:
        if not 0 <= index < len(self.paragraph):
            return ""
        segment = self.paragraph[index]
        return segment.text if segment.kind is Kind.NARRATION else ""
