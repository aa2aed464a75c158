"""Decides which labels tell who speaks: those of a run of lines, or of a whole text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from narrate.model import Span
from narrate.text.labels.forms import Label, LabelStyle, is_stamped
from narrate.text.labels.names import called
from narrate.text.screenplays import has_scenes

_FEWEST = 3
"""Lines. A run of fewer is no dialogue."""
_FEWEST_NICKS = 2
"""Lines with a nickname in pointed brackets, which nothing else looks like."""
_WHOLE = 0.3
"""The share of a text's paragraphs that have a label where all of it is a play or a chat."""
_NEAR = 1
"""Paragraphs that may stand between two lines of a run."""
_NEAR_IN_PLAYS = 3
_FEWEST_IN_LONG_PLAY = 60
_SHORT_ENTRY = 150
"""Characters in a cast list about one of it, at most."""
_FEW_CHANGES = 5
"""One line in so many is somebody else's than the one before it, where people talk."""
_RARE = 10
"""A style that fewer than one label in so many has is chance."""
_ENDS = frozenset(".!?…:;\"”’')]_*—-")
_QUOTES = '"“‘«„'
_LONGEST_LINE = 1200
"""Characters. What stands below a name is longer in a chapter that is called after its teller."""

_FEWEST_BROKEN = 10
"""Lines that go on below; the width of fewer is chance."""
_SLACK = 3
"""Characters that part two words at a margin, for there may have been two blanks behind a stop."""


class LabelledText:
    """A text and its paragraphs, to find labels in."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.starts = [one.start for one in paragraphs]
        self._places = frozenset(self.starts)

    def paragraph(self, label: Label) -> int:
        """The number of the paragraph in which *label* stands."""
        return self.paragraph_at(label.start)

    def paragraph_at(self, place: int) -> int:
        """The number of the paragraph in which *place* stands, or of that before it."""
        return bisect_right(self.starts, place) - 1

    def repeated(self, labels: Sequence[Label]) -> list[Label]:
        """Those of *labels* that count where the user said that names are speakers."""
        times = Counter(called(label.name) for label in labels)
        doubtful = (LabelStyle.COLON, LabelStyle.ROLE)
        notices = [label for label in labels if label.style is LabelStyle.NOTICE]
        found = [
            label
            for label in labels
            if label.name and (label.style not in doubtful or times[called(label.name)] > 1)
        ]
        return self._with_notices(found, notices)

    def chosen(self, labels: Sequence[Label]) -> list[Label]:
        """Those of *labels* that tell who speaks, by the text alone."""
        begun = self.begun(labels)
        notices = [one for one in begun if one.style is LabelStyle.NOTICE]
        found = self._named([one for one in begun if one.style is not LabelStyle.NOTICE])
        if len(found) < len(notices) or not self.is_whole((*found, *notices)):
            return found
        return self._with_notices(found, notices)

    def _beside_names_above(
        self, known: Sequence[Label], roles: Sequence[Label]
    ) -> Iterator[Label]:
        """Those of *roles* that are labels, too, where most of those *known* stand above a line."""
        above = sum(label.style is LabelStyle.ABOVE for label in known)
        if above * 2 > len(known):
            yield from (label for label in roles if label.start in self._places)

    def begun(self, labels: Sequence[Label]) -> list[Label]:
        """Those of *labels* at which a line begins, and is not only broken at a margin."""
        starts = frozenset(label.start for label in labels)
        return [one for one in labels if self._begins(one, starts)]

    def _with_notices(self, labels: Sequence[Label], notices: Sequence[Label]) -> list[Label]:
        """*labels* with *notices*, or where few have times with those that begin a paragraph.

        A time in brackets there is one of when somebody goes on; others are told of.
        """
        if sum(is_stamped(self.text, label) for label in labels) * 2 > len(labels):
            return sorted((*labels, *notices))
        times = (one for one in notices if self.text[one.start] in "[(")
        return _with_parts(labels, [one for one in times if one.start in self._places])

    def _named(self, labels: Sequence[Label]) -> list[Label]:
        """Those of *labels*, which all have names, that tell who speaks."""
        roles = [label for label in labels if label.style is LabelStyle.ROLE]
        others = _with_usual_style([one for one in labels if one.style is not LabelStyle.ROLE])
        others = self._above_lines(others)
        if self._quotes():
            others = [one for one in others if not self._stands_apart(one)]
        film = self._of_film(others)
        if film:
            return film
        again = _recurring(others)
        if self.is_whole(again) and _take_turns(again):
            usual = Counter(label.style for label in again)
            styles = {style for style, times in usual.items() if times * _RARE >= len(again)}
            sure_styles = styles - {LabelStyle.COLON}
            sure = {_numberless(label) for label in again}
            kinds = {kind for before, _, kind in (name.rpartition(" ") for name in sure) if before}
            known = [
                one
                for one in others
                if (one.style in styles and (_numberless(one) in sure or one.style in sure_styles))
                or _is_like(one, kinds)
            ]
            known = self.without_cast_list(known)
            return sorted((*known, *self._beside_names_above(known, roles)))
        times = Counter(called(label.name) for label in others)
        return [one for run in self._runs(others) if self._is_talk(run, times) for one in run]

    def without_cast_list(self, labels: Sequence[Label]) -> list[Label]:
        """*labels* without those that a long play has on its title page and in its cast list.

        They stand before anybody speaks who speaks often, are of nobody who speaks later, and
        little stands behind them.
        """
        times = Counter(called(label.name) for label in labels)
        often = [n for n, label in enumerate(labels) if times[called(label.name)] >= _FEWEST]
        if len(labels) < _FEWEST_IN_LONG_PLAY or not often:
            return list(labels)
        first, rest = labels[: often[0]], labels[often[0] :]
        later = {called(label.name) for label in rest}
        return [one for one in first if called(one.name) in later or self._says_much(one)] + list(
            rest
        )

    def _says_much(self, label: Label) -> bool:
        index = bisect_right(self.starts, label.end) - 1
        return self.paragraphs[index].end - label.end > _SHORT_ENTRY

    def is_whole(self, labels: Sequence[Label]) -> bool:
        """Whether most of the text is what *labels* stand before."""
        if len(labels) <= _FEWEST:
            return False
        below = sum(label.style is LabelStyle.ABOVE for label in labels)
        labelled = {self.paragraph(label) for label in labels}
        return len(labelled) + below / 2 >= _WHOLE * len(self.paragraphs)

    def _above_lines(self, labels: Sequence[Label]) -> list[Label]:
        """*labels* without names that a blank line parts from what follows, if it seldom does."""
        above = [label for label in labels if label.style is LabelStyle.ABOVE]
        apart = {label.start for label in above if self._stands_apart(label)}
        if len(apart) * _FEW_CHANGES > len(above):
            return list(labels)
        return [label for label in labels if label.start not in apart]

    def _of_film(self, labels: Sequence[Label]) -> list[Label]:
        """Those of *labels* that stand above the lines of a film, which has headings of scenes."""
        above = [one for one in labels if one.style is LabelStyle.ABOVE]
        lines = [one for one in above if not self._stands_apart(one)]
        if len(lines) < max(_FEWEST_NICKS, len(above) / 2) or not has_scenes(self.text):
            return []
        names = {called(label.name) for label in lines}
        return [one for one in labels if called(one.name) in names]

    def _begins(self, label: Label, labelled: frozenset[int]) -> bool:
        """Whether a line is begun at *label*, and not only broken there at a margin."""
        line = self.text.rfind("\n", 0, label.start)
        alone = "\n" in self.text[label.start : label.end]
        if label.style is LabelStyle.BRACKET or is_stamped(self.text, label):
            return True
        if alone and label.style is LabelStyle.COLON:
            return True
        if line < 0 or label.start in self._places:
            return True
        above = self.text.rfind("\n", 0, line) + 1
        above += len(self.text[above:line]) - len(self.text[above:line].lstrip())
        if above not in labelled and self.text[line - 1] not in _ENDS:
            return False
        return self.paragraph(label) not in self._wrapped

    @cached_property
    def _wrapped(self) -> frozenset[int]:
        """The numbers of the paragraphs whose lines go on to the text's margin, but the last."""
        lines = enumerate(map(self._lines, self.paragraphs))
        margin = self._margin
        return frozenset(
            number for number, one in lines if all(_is_full(a, b, margin) for a, b in pairwise(one))
        )

    def _lines(self, paragraph: Span) -> list[str]:
        return self.text[paragraph.start : paragraph.end].split("\n")

    @cached_property
    def _margin(self) -> int:
        """How wide the lines of the text are broken; 0 if they end where their writer ended them.

        In verse, and where each line is somebody's, lines are seldom full.
        """
        pairs = [pair for one in self.paragraphs for pair in pairwise(self._lines(one))]
        widths = sorted(len(line) for line, _ in pairs)
        margin = widths[len(widths) * 98 // 100] if len(widths) >= _FEWEST_BROKEN else 0
        full = sum(_is_full(line, after, margin) for line, after in pairs)
        return margin if full * 3 > len(pairs) * 2 else 0

    def _runs(self, labels: Sequence[Label]) -> Iterator[list[Label]]:
        run: list[Label] = []
        for label in labels:
            if run and self._gap(run[-1], label) > _near(run[-1], label):
                yield run
                run = []
            run.append(label)
        if run:
            yield run

    def _gap(self, before: Label, after: Label) -> int:
        named = before.end - 1 if before.style is LabelStyle.STAMPED else before.start
        return self.paragraph(after) - bisect_right(self.starts, named)

    def _is_talk(self, run: Sequence[Label], times: Counter[str]) -> bool:
        """Whether the lines of *run* are what people say to each other."""
        nicks = sum(label.style in (LabelStyle.NICK, LabelStyle.ACTION) for label in run)
        if nicks == len(run):
            return nicks >= _FEWEST_NICKS
        names = Counter(called(label.name) for label in run)
        often = [count for name, count in names.items() if count > 1]
        again = sum(often) * 2 >= len(run) or max(times[name] for name in names) >= _FEWEST
        chance = len(run) * _RARE < len(self.paragraphs)
        if chance and run[0].style.theatrical and (len(often) < 2 or len(run) <= _FEWEST):
            return False
        figures = sum(self.text[one.end : one.end + 1] in "0123456789+-" for one in run)
        if any(self._is_chapter(label) for label in run) or not _take_turns(run):
            return False
        if any(label.name.islower() for label in run) and not _return(run):
            return False
        return len(run) >= _FEWEST and len(names) > 1 and again and figures * 5 < len(run) * 2

    def _is_chapter(self, label: Label) -> bool:
        """Whether what stands below a name is so long that it is a chapter, not a line."""
        if label.style is not LabelStyle.ABOVE:
            return False
        index = bisect_right(self.starts, label.end)
        end = self.paragraphs[index - 1].end if index else label.end
        return self._stands_apart(label) or end - label.end > _LONGEST_LINE

    def _stands_apart(self, label: Label) -> bool:
        """Whether a name is a paragraph of its own, as is the heading of a chapter."""
        name = self.text[label.start : label.end]
        return "\n\n" in name and ":" not in name

    def _quotes(self) -> bool:
        """Whether people speak in quotation marks, as they do not in plays."""
        quoted = sum(self.text[one.start] in _QUOTES for one in self.paragraphs)
        return quoted * 10 > len(self.paragraphs)


def is_within(label: Label, spans: Sequence[Span]) -> bool:
    """Whether *label* begins in one of the *spans*, which are in order."""
    index = bisect_right(spans, label.start, key=lambda one: one.start) - 1
    return index >= 0 and label.start < spans[index].end


def _is_full(line: str, after: str, margin: int) -> bool:
    """Whether the first word of the line *after* would not have fitted on *line*."""
    return 0 < margin < len(line) + _SLACK + len(after.lstrip().partition(" ")[0])


def _with_usual_style(labels: Sequence[Label]) -> list[Label]:
    """*labels*; a direction that ends its line puts no name above a line where few others are."""
    times = Counter(label.style for label in labels)
    if times[LabelStyle.CAPITALS] <= times[LabelStyle.ABOVE]:
        return list(labels)
    return [
        label._replace(style=LabelStyle.CAPITALS)
        if label.style is LabelStyle.ABOVE and label.direction
        else label
        for label in labels
    ]


def _with_parts(labels: Sequence[Label], times: Sequence[Label]) -> list[Label]:
    """*labels*, with the *times* that stand where somebody goes on as labels of theirs."""
    name, parts = "", []
    for label in sorted((*labels, *times)):
        if label.style is not LabelStyle.NOTICE:
            name = label.name
            parts.append(label)
        elif name:
            parts.append(label._replace(name=name, style=LabelStyle.GOES_ON))
    return parts


def _is_like(label: Label, kinds: Collection[str]) -> bool:
    """Whether *label* is of one of those who are called alike: "Third Watch", beside "First Watch".

    They stand in capitals, with a number before what they are, which is one of *kinds*.
    """
    before, _, kind = called(label.name).rpartition(" ")
    return label.style is LabelStyle.CAPITALS and bool(before) and kind in kinds


def _numberless(label: Label) -> str:
    """Whom *label* means; the same for all "Speaker 1", "Speaker 2"."""
    return called(label.name).rstrip("0123456789")


def _recurring(labels: Sequence[Label]) -> list[Label]:
    times = Counter(called(label.name) for label in labels)
    return [label for label in labels if times[called(label.name)] > 1]


def _take_turns(run: Sequence[Label]) -> bool:
    """Whether a name often follows another; in a list of points each word begins several."""
    names = [called(label.name) for label in run]
    changes = sum(before != after for before, after in pairwise(names))
    return changes > 0 and changes * _FEW_CHANGES >= len(run) - 1


def _return(run: Sequence[Label]) -> bool:
    """Whether somebody speaks again after another; the fields of a form only follow each other."""
    names = [called(label.name) for label in run]
    parted = [name for n, name in enumerate(names) if n == 0 or names[n - 1] != name]
    return len(parted) > len(set(parted))


def _near(before: Label, after: Label) -> int:
    theatrical = before.style.theatrical and after.style.theatrical
    return _NEAR_IN_PLAYS if theatrical else _NEAR
