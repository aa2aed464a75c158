"""A chapter as a page shows it: paragraphs of segments, and segments in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from narrate.model import FinishedBook, FinishedChapter, Kind, Segment, Sentence


@dataclass(frozen=True, slots=True)
class Run:
    """A *segment* in its paragraph, with its *sentences*; the first has that number on the page.

    *apart* says that white space stands before it in the manuscript.
    """

    first: int
    segment: Segment
    sentences: tuple[Sentence, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What one element of a page holds. *kind* is narration for all that is no heading or break.

    *opens* is true for a heading that nothing of its chapter stands before.
    """

    kind: Kind
    runs: tuple[Run, ...]
    opens: bool = False


def paragraphs(chapter: FinishedChapter, book: FinishedBook) -> Iterator[Paragraph]:
    """The paragraphs of *chapter* in their order."""
    counts = (len(chapter.heard.get(index, ())) for index in chapter.segments)
    firsts = dict(zip(chapter.segments, accumulate(counts, initial=0), strict=False))
    blocks = groupby(chapter.segments.items(), key=lambda item: _block(item[1]))
    for number, ((kind, _), items) in enumerate(blocks):
        runs = tuple(_runs(tuple(items), chapter, firsts, book.script.book.manuscript.text))
        yield Paragraph(kind, runs, opens=number == 0 and kind is Kind.HEADING)


def _block(segment: Segment) -> tuple[Kind, int]:
    apart = segment.kind in (Kind.HEADING, Kind.SCENE_BREAK)
    return segment.kind if apart else Kind.NARRATION, segment.paragraph


def _runs(
    items: Sequence[tuple[int, Segment]],
    chapter: FinishedChapter,
    firsts: Mapping[int, int],
    text: str,
) -> Iterator[Run]:
    end: int | None = None
    for index, segment in items:
        apart = end is not None and text[end : segment.span.start][:1].isspace()
        yield Run(firsts[index], segment, chapter.heard.get(index, ()), apart)
        end = segment.span.end


def sentences_of(chapter: FinishedChapter) -> Iterator[Sentence]:
    """The sentences of *chapter* that are heard, in the order of its page."""
    for index in chapter.segments:
        yield from chapter.heard.get(index, ())


def pieces(run: Run) -> Iterator[tuple[str, Sentence | None]]:
    """The text of *run* in pieces, each the whole of a sentence or what stands between them."""
    text, at = run.segment.text, 0
    for one in run.sentences:
        if one.span.start > at:
            yield text[at : one.span.start], None
        at = one.span.end
        yield text[one.span.start : at], one
    if at < len(text):
        yield text[at:], None
