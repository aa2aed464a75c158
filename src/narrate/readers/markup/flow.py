"""Takes a page of HTML apart into blocks."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from narrate.readers.blocks import ORNAMENTS, Block, Shape, letters
from narrate.readers.markup.inline import Words
from narrate.readers.markup.parsing import Start, attribute, local, walk
from narrate.readers.markup.roles import (
    BLOCKS,
    CELLS,
    LISTS,
    SECTIONING,
    UNNUMBERED,
    UNREAD,
    first_number,
    heading_level,
    is_initial,
    is_note_mark,
    is_page_number,
    is_persona,
    is_stage_direction,
    is_stanza,
    is_verse,
    item_number,
    leads_away,
    looks_like_break,
    region_of,
)
from narrate.readers.markup.styles import Style, Styles
from narrate.spans import Span

if TYPE_CHECKING:
    from lxml import etree

_ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
_LINES = frozenset({"pre", "listing", "xmp"})
_PARAGRAPHS = frozenset({"p", "div", "h1", "h2", "h3", "blockquote"})
SELDOM = 8
"""One empty paragraph among so many parts scenes; more are how the paragraphs are set apart."""
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_EMPTY = "\u00a0"
_BEGINNING = 40
"""characters that tell how a sentence begins"""


class _Context(NamedTuple):
    """What the element says of all that is in it."""

    level: int = 0
    region: str = ""
    italic: bool = False
    verse: bool = False
    stanza: int = 0
    """counts stanzas from 1; 0 outside of them"""
    lines: bool = False
    raised: bool = False
    drawn: bool = False
    """inside a picture, where only what is foreign to it is text"""
    table: bool = False
    linked: bool = False


def page_blocks(
    root: etree._Element, styles: Styles, part: str = "", region: str = ""
) -> list[Block]:
    """The blocks of the page *root*, which stands in a *part* of the file; *region* is what it is.

    Their anchors are the ids of the elements, after the part and ``#``.
    """
    return _without_spacing(list(_Flow(styles, part, region).blocks(root)))


def _without_spacing(blocks: list[Block]) -> list[Block]:
    """*blocks* without the empty paragraphs, or with scene breaks for them if they are few."""
    empty = sum(one.text == _EMPTY for one in blocks)
    if not empty:
        return blocks
    seldom = empty * SELDOM <= len(blocks)
    shape = Shape.SCENE_BREAK if seldom else Shape.PARAGRAPH
    return [
        Block(shape, "", 0, one.region, one.part, one.anchors) if one.text == _EMPTY else one
        for one in blocks
    ]


class _Flow:
    """One walk through a page."""

    def __init__(self, styles: Styles, part: str, region: str) -> None:
        self._styles = styles
        self._part = part
        self._contexts = [_Context(region=region)]
        self._words = Words()
        self._anchors: list[str] = []
        self._lists: list[int] = []
        self._number = ""
        self._pictured = ""
        self._stanzas = 0
        self._stanza: list[str] = []
        self._tags = 0
        self._read: list[int] = []

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        events = walk(root)
        event = next(events, None)
        while event is not None:
            skip = False
            if isinstance(event, str):
                self._text(event)
            elif isinstance(event, Start):
                self._tags += 1
                skip = yield from self._start(event.element)
                self._tags += 2 * _count_inside(event.element) if skip else 0
            else:
                yield from self._end(event.element)
                self._tags += 1
            try:
                event = events.send(skip)
            except StopIteration:
                event = None
        yield from self._flush()
        if self._anchors:
            yield Block(Shape.PARAGRAPH, "", 0, "", self._part, tuple(self._anchors))

    @property
    def _here(self) -> _Context:
        return self._contexts[-1]

    def _text(self, words: str) -> None:
        here = self._here
        if here.drawn:
            return
        if here.raised and words.strip().isdigit():
            words = words.translate(_RAISED)
        if not here.lines:
            words = _BLANKS.sub(" ", words)
        if self._number and words.strip():
            before = "" if here.level else f"{self._number} "
            words, self._number = f"{before}{words.lstrip()}", ""
        if not words.isspace():
            self._read.append(self._tags)
        italic = here.italic and not here.level
        self._words.add(words, italic=italic, linked=here.linked)

    def _start(self, element: etree._Element) -> Generator[Block, None, bool]:
        """Begin *element*; whether what is in it is to be skipped."""
        name, style = local(element), self._styles.of(element)
        inner = self._context(element, name, style)
        if name in BLOCKS:
            yield from self._part_from(name, self._here)
        self._note_anchors(element)
        self._contexts.append(inner)
        self._count(element, name, style)
        if self._is_unread(element, name, style):
            return True
        if name == "br":
            self._words.end_line()
        elif name == "hr":
            yield self._block(Shape.SCENE_BREAK, "", inner)
        elif name in {"img", "image"}:
            self._picture(element)
        elif name == "math":
            self._words.add(attribute(element, "alttext"))
            return bool(attribute(element, "alttext"))
        elif is_initial(element) and not self._words.has_letters:
            self._words.initial = True
        elif self._is_direction(element, name):
            self._words.add("[")
        return False

    def _count(self, element: etree._Element, name: str, style: Style) -> None:
        """Number the items of ordered lists, as they are in print."""
        if name in LISTS:
            numbered = name == "ol" and not style.unnumbered
            self._lists.append(first_number(element) - 1 if numbered else UNNUMBERED)
        elif name == "li" and self._lists and self._lists[-1] > UNNUMBERED:
            self._lists[-1] = item_number(element, self._lists[-1] + 1)
            shown = not (style.unnumbered or self._here.region)
            self._number = f"{self._lists[-1]}." if shown else ""

    def _is_direction(self, element: etree._Element, name: str) -> bool:
        """Whether *element* is a stage direction inside a line of a play, which brackets tell."""
        return name not in BLOCKS and is_stage_direction(element) and self._words.is_begun

    def _part_from(self, name: str, outer: _Context) -> Iterator[Block]:
        """Part what was read from what comes, at an end of the block *name* inside *outer*.

        What stands in a heading is its lines, the cells of a row of words stand in one line.
        """
        if outer.level and name not in SECTIONING:
            if self._words.is_begun:
                self._words.end_line()
        elif name in CELLS and outer.table:
            if self._words.is_begun:
                self._words.end_cell()
        else:
            yield from self._flush()

    def _context(self, element: etree._Element, name: str, style: Style) -> _Context:
        here = self._here
        is_block = name in BLOCKS
        if is_block and is_stanza(element):
            self._stanzas += 1
        return _Context(
            level=_level(element, name, here),
            region=here.region or region_of(element, is_block=is_block),
            italic=here.italic or name in _ITALIC if style.italic is None else style.italic,
            verse=here.verse or is_verse(element),
            stanza=self._stanzas if is_block and is_stanza(element) else here.stanza,
            lines=here.lines or name in _LINES,
            raised=name == "sup" or (here.raised and name != "sub"),
            drawn=name == "svg" or (here.drawn and name != "foreignobject"),
            table=_holds_words(element) if name == "table" else here.table,
            linked=here.linked or (name == "a" and _leads_inside(element)),
        )

    def _is_unread(self, element: etree._Element, name: str, style: Style) -> bool:
        if name in UNREAD or style.hidden or "hidden" in element.attrib:
            return True
        if is_page_number(element) or is_note_mark(element):
            return True
        if leads_away(element) and (self._words.is_begun or not self._here.level):
            return True
        if name in BLOCKS or name in {"a", "html"}:
            return False
        return element.get("aria-hidden") == "true" or bool(region_of(element, is_block=False))

    def _note_anchors(self, element: etree._Element) -> None:
        for key in ("id", "name"):
            if value := element.get(key):
                self._anchors.append(f"{self._part}#{value}")

    def _picture(self, element: etree._Element) -> None:
        words = " ".join((element.get("alt") or "").split())
        if words and not self._here.drawn and not self._illustrates(element, words):
            self._words.add_picture(words)

    def _illustrates(self, element: etree._Element, words: str) -> bool:
        """Whether a picture that *words* tell of stands before a sentence that has all its own.

        Words in capitals go on from those of a picture: "ONCE UPON", "A TIME".
        """
        if self._words.is_begun or self._here.level or " " not in words:
            return False
        below = element.tail or ""
        first = [character for character in below[:_BEGINNING] if character.isalpha()][:2]
        return below[:1].isspace() and len(first) > 1 and first[0].isupper() and first[1].islower()

    def _end(self, element: etree._Element) -> Iterator[Block]:
        name, outer = local(element), self._contexts[-2]
        if name in LISTS:
            self._lists.pop()
        elif name == "li":
            self._number = ""
        if is_stage_direction(element) and self._words.is_directing:
            self._words.add("]")
        if name in BLOCKS:
            if name == "p" and not self._words.is_begun:
                yield from self._empty(element)
            if name in CELLS and self._words.is_begun and is_persona(element):
                self._words.name_speaker()
            yield from self._part_from(name, outer)
        inner = self._contexts.pop()
        if inner.stanza != outer.stanza:
            yield from self._end_stanza(inner)

    def _empty(self, element: etree._Element) -> Iterator[Block]:
        """An empty paragraph, which may part scenes."""
        holds = _EMPTY in (element.text or "") or any(local(one) == "br" for one in element)
        if holds and not self._here.level and not self._here.verse:
            self._words = Words()
            yield self._block(Shape.PARAGRAPH, _EMPTY, self._here)

    def _flush(self) -> Iterator[Block]:
        """The block that ends here."""
        words, self._words = self._words, Words()
        here = self._here
        if not words.is_begun:
            return
        if not words.has_text and not here.level:
            self._pictured = letters(" ".join(words.pictures))
            if looks_like_break(" ".join(words.pictures)):
                yield self._block(Shape.SCENE_BREAK, "", here)
            return
        texts = words.paragraphs(verse=here.verse or bool(here.level))
        pictured, self._pictured = self._pictured, ""
        if here.level and pictured and letters("".join(texts)) == pictured:
            here = here._replace(level=0)  # what the picture above is called
        if here.level:
            texts = ["\n".join(texts)]
        if here.stanza:
            self._stanza += texts
            return
        tags = self._tags_read()
        for text in texts:
            block = self._block(_shape(text, here), text, here, linked=words.is_linked)
            yield replace(block, tags=tags)

    def _end_stanza(self, inner: _Context) -> Iterator[Block]:
        lines, self._stanza = self._stanza, []
        tags = self._tags_read()
        if lines:
            yield replace(self._block(Shape.VERSE, "\n".join(lines), inner), tags=tags)

    def _tags_read(self) -> Span | None:
        """Where the words of the block that ends here stand; None for those of pictures."""
        read, self._read = self._read, []
        return Span(read[0], read[-1] + 1) if read else None

    def _block(self, shape: Shape, text: str, here: _Context, *, linked: bool = False) -> Block:
        anchors, self._anchors = tuple(self._anchors), []
        level = here.level if shape is Shape.HEADING else 0
        return Block(shape, text, level, here.region, self._part, anchors, linked)


def _shape(text: str, here: _Context) -> Shape:
    if here.level:
        return Shape.HEADING
    if ORNAMENTS.fullmatch(text):
        return Shape.SCENE_BREAK
    return Shape.VERSE if here.verse else Shape.PARAGRAPH


def _level(element: etree._Element, name: str, outer: _Context) -> int:
    """The level of the heading that *element* is, or is in; a group of headings is one."""
    if name == "hgroup":
        return min((level for one in element if (level := heading_level(one))), default=0)
    if outer.level and name not in SECTIONING:
        return outer.level
    return heading_level(element)


def _count_inside(element: etree._Element) -> int:
    """How many elements there are in *element*."""
    return sum(1 for _ in element.iter("*")) - 1


def _leads_inside(link: etree._Element) -> bool:
    """Whether *link* leads to another place of the same book."""
    target = link.get("href") or ""
    return bool(target) and ":" not in target.split("/", 1)[0]


def _holds_words(table: etree._Element) -> bool:
    """Whether the cells of *table* hold words, and not whole paragraphs."""
    return not any(local(one) in _PARAGRAPHS for one in table.iter())
