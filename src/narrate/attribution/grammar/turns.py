"""Turns: the quotations one speaker says in a row, and what the narration ties to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.linking import link_after, link_before
from narrate.attribution.grammar.references import Force, Link, Reference, Sort
from narrate.attribution.words.reading import SENTENCE, Reading, begins_scene
from narrate.model import Kind

_OPENING = "\"'“”‘’«»„‹›"
"""what a speech that goes on opens its next paragraph with; a dash always opens another's"""
_AFTER_CLOSING = " \r\n\t,;:."
"""what may stand behind a closing mark and still be printed with the speech: ‘Go’, she said"""
_CLOSING = "\"'”’»«“‹›"
_DASHES = ("—", "–", "-")
_SLANTED = "*_"
"""the signs on both sides of what is set in italics"""
_BEHIND_QUOTE = _CLOSING + " \n\t_*"
"""what may stand behind the last mark of what is said"""


@dataclass(frozen=True, slots=True)
class Turn:
    """Quotations taken for one speaker's: *segments* by number, words *start* to *end*.

    *gap* counts the paragraphs of narration since the turn before: 0 for none, and
    FRESH where a scene or a chapter begins. *inner* marks a turn that is not its paragraph's
    first, *beside* one of those that nothing ties to the one before, in a paragraph that sets
    quotations side by side. *resumes* marks one with a tag like "he continued". *lead* is the last
    clause of the paragraph right before.
    """

    segments: tuple[int, ...]
    paragraph: int
    start: int
    end: int
    links: tuple[Link, ...]
    gap: int = 0
    inner: bool = False
    beside: bool = False
    resumes: bool = False
    lead: Link | None = None


FRESH = 99
_BROKEN = 4
"""paragraphs that a mere break counts for"""
RECALL = 32
"""How many links of a turn the next quotation is held against; it bounds the time on a paragraph
as long as a book."""


def find_turns(reading: Reading, grammar: Grammar) -> tuple[Turn, ...]:
    """All turns in order.

    Where the text gives each speaker a paragraph, what somebody does between two quotations of a
    paragraph does not part them; in a text that runs speakers together it does.
    """
    turns = list(_Turns(reading, grammar).walk())
    if _runs_together(turns):
        return tuple(turns)
    parts: list[list[Turn]] = []
    for turn in turns:
        beats = bool(turn.links) and all(link.force is Force.BEAT for link in turn.links)
        if turn.inner and parts and beats and not cut_off(reading, parts[-1][-1], turn):
            parts[-1].append(turn)
        else:
            parts.append([turn])
    return tuple(map(_joined, parts))


def cut_off(reading: Reading, before: Turn, after: Turn) -> bool:
    """Whether somebody named speaks in *after* because *before* was cut off by what they do.

    As in `"It is--" began Ann, but Bob shook his head. "It isn't."`
    """
    last, tags = reading.segments[before.segments[-1]].text, before.links[-1:]
    broken = last.rstrip(_BEHIND_QUOTE).endswith(_DASHES)
    tagged = any(link.force is Force.TAG and link.start >= before.end for link in tags)
    named = all(link.subject.sort is Sort.NAME or reading.short for link in after.links)
    return broken and tagged and named


def _joined(parts: Sequence[Turn]) -> Turn:
    """One turn of *parts* that follow each other; it begins as the first of them.

    All at once: to join them one by one would copy a speech as long as a book again and again.
    """
    if len(parts) == 1:
        return parts[0]
    return replace(
        parts[0],
        segments=tuple(chain.from_iterable(part.segments for part in parts)),
        end=parts[-1].end,
        links=tuple(chain.from_iterable(part.links for part in parts)),
    )


def _runs_together(turns: list[Turn]) -> bool:
    """Whether paragraphs of this text commonly hold several speakers, by their tags."""
    both = parted = 0
    for turn in turns:
        both += len(turn.segments) > 1
        tagged = any(link.force is Force.TAG for link in turn.links)
        parted += turn.inner and tagged
    return parted > 0 and parted >= 0.15 * (both + parted)


class _Turns:
    def __init__(self, reading: Reading, grammar: Grammar) -> None:
        self.reading = reading
        self.grammar = grammar
        self.gap = FRESH
        self.lead: Link | None = None
        self.open: list[Turn] = []
        """the parts, one a paragraph, of the last turn, which may go on"""

    def walk(self) -> Iterator[Turn]:
        numbered = enumerate(self.reading.segments)
        chapter = None
        for _, group in groupby(numbered, key=lambda pair: (pair[1].chapter, pair[1].paragraph)):
            pieces = list(group)
            kinds = {segment.kind for _, segment in pieces}
            if pieces[0][1].chapter != chapter or any(begins_scene(one) for _, one in pieces):
                chapter = pieces[0][1].chapter
                self.gap, self.lead = FRESH, None
            if Kind.DIALOGUE in kinds:
                yield from self._paragraph([number for number, _ in pieces])
            elif Kind.NARRATION in kinds:
                self._narrated([number for number, _ in pieces])
        if self.open:
            yield _joined(self.open)

    def _narrated(self, numbers: list[int]) -> None:
        start, end = self.reading.first[numbers[0]], self.reading.first[numbers[-1] + 1]
        if start < end:
            self.gap += 1
            self.lead = link_before(self.grammar, start, end)

    def _paragraph(self, numbers: list[int]) -> Iterator[Turn]:
        turns = self._split(numbers)
        first = replace(turns[0], gap=self._distance(), lead=self.lead)
        if self.open and self._continues(self.open[-1], first):
            self.open.append(first)
        else:
            if self.open:
                yield _joined(self.open)
            self.open = [first]
        if len(turns) > 1:
            yield _joined(self.open)
            yield from turns[1:-1]
            self.open = [turns[-1]]
        self.gap, self.lead = 0, None
        last = self.open[-1]
        linked = max((link.end for link in last.links), default=0)
        self.lead = link_before(
            self.grammar, max(last.end, linked), self.reading.first[numbers[-1] + 1]
        )

    def _distance(self) -> int:
        """The gap; a break with nothing told after it may part one talk in two, no more."""
        if self.gap == FRESH and self.open:
            return _BROKEN
        return min(self.gap, FRESH)

    def _continues(self, before: Turn, after: Turn) -> bool:
        """Whether a speech left open goes on in the next paragraph."""
        if after.gap or after.paragraph == before.paragraph:
            return False
        last, first = before.segments[-1], after.segments[0]
        old = self.reading.segments[last].text.rstrip(_AFTER_CLOSING)
        new = self.reading.segments[first].text.lstrip()
        labelled = self.reading.segments[last].speaker or self.reading.segments[first].speaker
        if not old or not new or labelled:
            return False
        return (
            old[-1] not in _CLOSING
            and not (old[-1] in _SLANTED and old.lstrip()[0] == old[-1])
            and new[0] in _OPENING
            and after.start == self.reading.first[after.segments[0]]
        )

    # -- within a paragraph ----------------------------------------------------------------

    def _split(self, numbers: list[int]) -> list[Turn]:
        """The turns of one paragraph; their links point to their own quotations."""
        turns: list[list[Turn]] = []
        tied: list[Link] = []
        quotes = [n for n in numbers if self.reading.segments[n].kind is Kind.DIALOGUE]
        beside = self._set_beside(quotes)
        consumed = self.reading.first[numbers[0]]
        for n in quotes:
            start, end = self.reading.bounds(n)
            before = link_before(self.grammar, consumed, start)
            if turns and self._only_goes_on(turns[-1][-1], tied, before, consumed, start):
                before = None
            stop = self._next_speech(end, numbers[-1])
            after = link_after(self.grammar, end, stop, comma=self._runs_on(n, end))
            if after is not None and self._introduces_next(n, before, after, stop):
                after = None
            consumed = after.end if after is not None and after.force is Force.TAG else end
            links = tuple(replace(link, quote=n) for link in (before, after) if link is not None)
            answers = bool(beside) and not links and self._has_ended(turns, tied, start)
            turn = Turn(
                (n,),
                self.reading.numbers[n],
                start,
                end,
                links,
                inner=bool(turns),
                beside=(answers and self.reading.short) or n in beside,
                resumes=any(map(self._resumes, links)),
            )
            if turns and not (answers or self._new_voice(turns[-1][-1], tied, turn, before, after)):
                turns[-1].append(turn)
                tied.extend(links)
            else:
                turns.append([turn])
                tied = list(links)
        return [_joined(parts) for parts in turns]

    def _resumes(self, link: Link) -> bool:
        """Whether *link* says that somebody speaks on: "he continued", "went on Ann"."""
        verb, lows = link.verb, self.reading.lows
        if verb is None:
            return False
        phrases = self.reading.language.phrases("resuming")
        return any(tuple(lows[verb : verb + len(phrase)]) == phrase for phrase in phrases)

    def _set_beside(self, quotes: Sequence[int]) -> set[int]:
        """The quotations that follow another of their paragraph with nothing told between."""
        bounds = self.reading.bounds
        return {n for last, n in pairwise(quotes) if bounds(last)[1] == bounds(n)[0]}

    def _has_ended(self, turns: Sequence[Sequence[Turn]], tied: Sequence[Link], start: int) -> bool:
        """Whether the last turn before word *start* ends with a whole sentence that tags it.

        Where a paragraph sets quotations side by side, somebody else may speak then:
        `"You're late," said Ann. "I'm early." "You're late."`
        """
        if not turns or not tied or tied[-1].force is not Force.TAG:
            return False
        told = turns[-1][-1].end < start and tied[-1].start >= turns[-1][-1].end
        return told and self.reading.breaks[start - 1] >= SENTENCE

    def _only_goes_on(
        self, last: Turn, tied: Sequence[Link], before: Link | None, consumed: int, start: int
    ) -> bool:
        """Whether the words *consumed* to *start* merely end the tag of *last*.

        *tied* are the links of all the turn that *last* is a part of.

        As in "said Ann to Bob, smiling," before more speech: nobody else speaks there, but after
        "and Bob said,".
        """
        tagged = consumed > last.end and tied and tied[-1].force is Force.TAG
        if before is None or not tagged:
            return False
        reading = self.reading
        if any(reading.breaks[k] >= SENTENCE for k in range(consumed - 1, start)):
            return False
        joined = before.subject.start > consumed and (
            reading.lows[before.subject.start - 1]
            in self.grammar.classes.conjunctions
            | self.grammar.classes.clause_openers
            | self.grammar.classes.relatives
        )
        return not (joined and before.force is Force.TAG)

    def _introduces_next(self, n: int, before: Link | None, after: Link, stop: int) -> bool:
        """Whether *after*, behind quotation *n*, is the tag of the one that begins at word *stop*.

        As in `"It is." Bob said, "It isn't."`, and after a quotation with a tag of its own.
        """
        reading = self.reading
        if after.force is not Force.TAG or after.inverted or stop >= len(reading.lows):
            return False
        runs_on = reading.speech[stop] and reading.breaks[stop - 1] < SENTENCE
        if not runs_on or any(reading.breaks[k] >= SENTENCE for k in range(after.start, stop - 1)):
            return False
        tagged = before is not None and before.force is not Force.BEAT
        return tagged or reading.segments[n].text.rstrip(_BEHIND_QUOTE).endswith(".")

    def _next_speech(self, start: int, last: int) -> int:
        """Where the narration that begins at word *start* ends."""
        end = self.reading.first[last + 1]
        k = start
        while k < end and not self.reading.speech[k]:
            k += 1
        return k

    def _runs_on(self, n: int, end: int) -> bool:
        """Whether quotation *n* ends in the middle of the narrator's sentence."""
        gap = self.reading.gaps[end - 1] if end else ""
        marks = gap.strip(" \n\r\t_*" + _CLOSING)
        after = self.reading.segments[n + 1].text if n + 1 < len(self.reading.segments) else ""
        starts = after.lstrip()[:1]
        if not marks:
            return not starts.isupper()
        if starts in {",", ";", "—", "–", "-"} or marks[-1] in ",;:—–-":
            return True
        return starts.islower() and marks[-1] != "."

    def _new_voice(
        self,
        last: Turn,
        tied: Sequence[Link],
        turn: Turn,
        before: Link | None,
        after: Link | None,
    ) -> bool:
        """Whether *turn* must be somebody else's, or may be, than *last* in its paragraph.

        *tied* are the links of all the turn that *last* is a part of.
        """
        if last.end == turn.start:
            return True
        links = tied[-RECALL:]
        tags = [link for link in links if link.force is not Force.BEAT] or links
        own = after if after is not None and after.force is Force.TAG else before
        if own is None or not tags:
            return False
        if own.force is Force.BEAT and self.reading.breaks[own.end - 1] < SENTENCE:
            return False
        if own is before and self._is_named_anew(tags[-1], own):
            return True
        return any(self._differ(link.subject, own.subject) for link in tags)

    def _is_named_anew(self, last: Link, own: Link) -> bool:
        """Whether a clause with a name begins after a tag with a pronoun: `she said. Bob said,`.

        Whoever is "she" would not be named in the next breath.
        """
        tags = last.force is Force.TAG and own.force is Force.TAG and last.end <= own.start
        named = last.subject.sort is Sort.PRONOUN and own.subject.sort is Sort.NAME
        parted = any(self.reading.breaks[k - 1] >= SENTENCE for k in range(last.end, own.start + 1))
        first = own.subject.start - 1
        joined = self.reading.lows[first] in self.grammar.classes.conjunctions
        return tags and named and (parted or (joined and first >= last.end))

    def _differ(self, a: Reference, b: Reference) -> bool:
        """Whether *a* and *b* cannot be read as the same person."""
        if a.sort is not b.sort and Sort.SELF in (a.sort, b.sort):
            return True
        if a.person is not None and b.person is not None:
            return a.person != b.person
        if a.gender and b.gender and a.gender != b.gender:
            return True
        if a.sort is Sort.NOUN and b.sort is Sort.NOUN:
            return a.head != b.head
        if self.reading.short and {a.sort, b.sort} == {Sort.NAME, Sort.NOUN}:
            return True
        return Sort.MANY in (a.sort, b.sort) and a.sort is not b.sort


def strongest(turn: Turn) -> Link | None:
    """The link of *turn* that says most: a tag before a cue before a beat."""
    order = (Force.TAG, Force.CUE, Force.BEAT)
    return min(turn.links, key=lambda link: (order.index(link.force), not link.sure), default=None)


def named_beside(turns: Sequence[Turn], t: int) -> set[int]:
    """The persons, by number, whom sure tags of the turns right before and after turn *t* name."""
    before = turns[t - 1 : t] if t and not turns[t].gap else ()
    after = (turn for turn in turns[t + 1 : t + 2] if not turn.gap)
    return {
        link.subject.person
        for turn in (*before, *after)
        for link in turn.links
        if link.force is Force.TAG and link.sure and link.subject.person is not None
    }


def named_next(turn: Turn, following: Sequence[Turn]) -> set[int]:
    """Whom the next tag of a paragraph names right after *turn* has one with a pronoun.

    As in `He yelled, "Out!" and Bob yelled back, "No!"`: he is not Bob. *following* is the next
    turn, if there is one.
    """
    tags = [link for link in turn.links if link.force is Force.TAG]
    if not tags or any(link.subject.sort is not Sort.PRONOUN for link in tags):
        return set()
    return {
        link.subject.person
        for after in following
        for link in after.links
        if after.inner and link.force is Force.TAG and link.start < after.start
        if link.subject.person is not None
    }
