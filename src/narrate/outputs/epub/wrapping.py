"""Parts a stretch of a page into pieces that an element can be put around."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from narrate.outputs.epub.marked import Markup, Token
from narrate.spans import Span

PHRASING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "acronym",
    ]
)
"""what may stand inside of a span, and hold nothing that may not"""
OPAQUE = frozenset({"math", "svg", "ruby", "object", "select", "textarea", "audio", "video"})
"""what no span may be put into"""


class Wrapper:
    """Finds the pieces of a page's stretches."""

    def __init__(self, page: Markup) -> None:
        self._page = page

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self._page.tokens]

    @cached_property
    def _closed(self) -> frozenset[int]:
        """The tokens inside of what is opaque."""
        tokens, ends = self._page.tokens, self._page.ends
        opaque = (pair for pair in ends.items() if tokens[pair[0]].name in OPAQUE)
        return frozenset(index for first, end in opaque for index in range(first, end + 1))

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """The fewest pieces of *span* that hold all its words, each whole elements and words."""
        return tuple(self._pieces(self._widened(span)))

    def _widened(self, span: Span) -> tuple[int, int, int]:
        """The first token, and *span* with the tags right beside it, which may be taken along."""
        tokens, first = self._page.tokens, bisect_right(self._starts, span.start) - 1
        start, end = span.start, span.end
        before = first
        while before and start == tokens[before].start and _opens(tokens[before - 1], start):
            before -= 1
            start = tokens[before].start
        after = bisect_right(self._starts, end - 1)
        while after < len(tokens) and tokens[after].closes and tokens[after].start == end:
            end = tokens[after].end
            after += 1
        return before, start, end

    def _pieces(self, widened: tuple[int, int, int]) -> Iterator[Span]:
        index, start, end = widened
        tokens, begun = self._page.tokens, None
        last = start
        while index < len(tokens) and tokens[index].start < end:
            one = tokens[index]
            whole = self._page.ends.get(index) if one.name else None
            if whole is not None and tokens[whole].end <= end and self._is_phrase(index, whole):
                if self._has_words(index, whole):
                    begun, last = one.start if begun is None else begun, tokens[whole].end
                index = whole
            elif one.name or one.raw or index in self._closed:
                if begun is not None:
                    yield Span(begun, last)
                begun = None
            elif words := self._shown(one, start, end):
                begun, last = words.start if begun is None else begun, words.end
            index += 1
        if begun is not None:
            yield Span(begun, last)

    def _shown(self, one: Token, start: int, end: int) -> Span | None:
        """What is no blank of the words *one* between *start* and *end*."""
        first, text = (
            max(one.start, start),
            self._page.text[max(one.start, start) : min(one.end, end)],
        )
        bare = text.strip()
        lead = first + len(text) - len(text.lstrip())
        return Span(lead, lead + len(bare)) if bare else None

    def _is_phrase(self, first: int, end: int) -> bool:
        inside = self._page.tokens[first : end + 1]
        return all(one.name in PHRASING or not (one.name or one.raw) for one in inside)

    def _has_words(self, first: int, end: int) -> bool:
        inside = self._page.tokens[first : end + 1]
        return any(not one.name and self._page.text[one.start : one.end].strip() for one in inside)


def _opens(one: Token, end: int) -> bool:
    return one.name in PHRASING and not one.closes and not one.empty and one.end == end
