"""Writes into the script which tags stand beside which line, now that it is known who says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.linking import last_speech
from narrate.attribution.grammar.references import Link
from narrate.attribution.grammar.tags import TagReader
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.stage.scene import Stage
from narrate.languages import find_language
from narrate.model import Kind, Script, Segment, Tag

_SENTENCE = ".!?…"
_CLOSING = " \n\r\t_*\"'”’»«“‹›)"


def tagging_of(script: Script, grammar: Grammar, stage: Stage) -> Tagging | None:
    """What finds the tags beside the lines of *script*, where those of its language are known."""
    language = find_language(script.book.language)
    if language is None or language.manners is None:
        return None
    return Tagging(script.segments, TagReader(grammar, language.manners), stage)


class Tagging:
    """Finds which tags stand beside which of *segments*, whose speakers are known."""

    def __init__(self, segments: Sequence[Segment], tags: TagReader, stage: Stage) -> None:
        self.segments = segments
        self.tags = tags
        self.reading = tags.reading
        self.actors = stage.actors

    def of(self, turn: Turn) -> Iterator[tuple[int, Tag]]:
        """The lines of *turn*, each with its tags; one tag may stand between two halves."""
        links = [link for link in turn.links if self._is_tag(link)]
        tagged = {self._line(link) for link in links}
        for link in links:
            line = self._line(link)
            tag = self.tags.tag(link) if self._is_of(link, line) else None
            if tag is None:
                continue
            half = link.quote + 2
            again = self._again(link, tag) if self._is_alone(link) else None
            if line == link.quote:
                yield line, tag
            if again and (line == half or (half in turn.segments and half not in tagged)):
                yield half, again

    def _again(self, link: Link, tag: Tag) -> Tag | None:
        """The tag of what follows *link*: *tag*, unless another verb of saying comes later."""
        grammar = self.tags.grammar
        verb = last_speech(grammar, link.end, self.reading.bounds(link.quote + 1)[1])
        if verb is None or self.reading.lows[verb] not in grammar.classes.say:
            return tag
        subject = grammar.subject_before(verb, link.end) or link.subject
        return self.tags.tag(replace(link, verb=verb, subject=subject))

    def _is_tag(self, link: Link) -> bool:
        """Whether somebody says something in *link*; not so in “Go,” and he laughed."""
        beside = self._joins(link) and self._line(link) == link.quote
        return self.tags.says(link) and not beside

    def _joins(self, link: Link) -> bool:
        """Whether *link* joins something new to the line it follows."""
        low = self.reading.lows[link.start]
        return self._follows(link) and self.tags.words.is_small(low, "joiner")

    def _line(self, link: Link) -> int:
        """The line *link* belongs to: the next one, if it leads into that."""
        half = link.quote + 2
        new = self._follows(link) and (self._is_sentence(link) or self._joins(link))
        if not new or not self._is_line(half) or not self._is_alone(link):
            return link.quote
        leads_on = self.segments[link.quote + 1].text.rstrip()[-1:] in tuple(",:")
        return half if leads_on else link.quote

    def _is_of(self, link: Link, line: int) -> bool:
        """Whether *link* tells of the *line*, not of what somebody else, or who speaks, does."""
        if line != link.quote or not self._follows(link) or not self._is_sentence(link):
            return True
        person, speaker = link.subject.person, self.segments[line].speaker
        if person is not None and speaker and self.actors[person].name != speaker:
            return False
        return self.tags.is_plain(link)

    def _is_alone(self, link: Link) -> bool:
        """Whether nothing is told between the sentence of *link* and the next line."""
        if link.verb is None or not self._follows(link):
            return False
        return self.tags.ends(link.verb) == self.reading.bounds(link.quote + 1)[1]

    def _follows(self, link: Link) -> bool:
        return link.start >= self.reading.bounds(link.quote)[1]

    def _is_line(self, n: int) -> bool:
        return n < len(self.segments) and self.segments[n].kind is Kind.DIALOGUE

    def _is_sentence(self, link: Link) -> bool:
        """Whether *link* is a sentence of its own, not the end of that of the line before it."""
        first = self.reading.words[link.start]
        ending = self.segments[link.quote].text.rstrip(_CLOSING)[-1:]
        named = link.start in self.tags.grammar.names.at or first == "I"
        return first[0].isupper() and (ending == "." or (ending in _SENTENCE and not named))
