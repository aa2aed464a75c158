"""``listen.html``: one page that plays the chapters and follows the text as it is read.

Everything the story says is text to it: escaped here, and a content security policy in the page
lets no script run but the page's own.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import groupby
from urllib.parse import quote

from narrate.model import FinishedBook, FinishedChapter, Kind, Segment, Sentence
from narrate.outputs.colours import DARK, LIGHT, palette

_MARK = re.compile(r"@@([a-z]+)@@")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Item = tuple[int, Segment]


def format_page(book: FinishedBook) -> Iterator[str]:
    """The page, a chapter at a time. Chapters that have no sound are left out."""
    chapters = book.heard
    style = _colours(book) + _resource("css")
    program = _resource("js")
    values = {
        "language": escape(book.language),
        "title": _text(book.title),
        "writer": _text(book.author or ""),
        "length": _length(book.seconds),
        "author": f'<p dir="auto">by {_text(book.author)}</p>' if book.author else "",
        "policy": _policy(style, program),
        "style": style,
        "program": program,
        "contents": "".join(_entry(n, one) for n, one in enumerate(chapters)),
        "voices": "".join(_voices(book)),
    }
    before, behind = _resource("html").split("@@chapters@@")
    yield _MARK.sub(lambda mark: values[mark[1]], before)
    for one in chapters:
        yield _chapter(one, book)
    yield _MARK.sub(lambda mark: values[mark[1]], behind)


def _resource(suffix: str) -> str:
    return files("narrate.outputs").joinpath(f"listen.{suffix}").read_text(encoding="utf-8")


def _policy(style: str, program: str) -> str:
    """Only this style and this program, sound from anywhere the page itself may come from."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(program)}'; "
        "media-src 'self' file: http: https:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _text(text: str) -> str:
    return escape(_CONTROL.sub("", text))


def _classes(book: FinishedBook) -> Mapping[str, str]:
    """The class of every character: the same colour as long as nobody is listed before them."""
    return {one.name: f"c{n}" for n, one in enumerate(book.script.characters)}


def _colours(book: FinishedBook) -> str:
    colours = palette(len(book.script.characters))
    light = "".join(f".c{n}{{color:{one[0]}}}" for n, one in enumerate(colours))
    dark = "".join(f".c{n}{{color:{one[1]}}}" for n, one in enumerate(colours))
    pages = "--page:{};--read:{};--bar:{}"
    return (
        f":root{{{pages.format(*LIGHT)}}}{light}"
        f"@media(prefers-color-scheme:dark){{:root{{{pages.format(*DARK)}}}{dark}}}\n"
    )


def _entry(number: int, one: FinishedChapter) -> str:
    """A chapter in the list of chapters."""
    title, length = _text(one.chapter.title), _length(one.seconds or 0.0)
    return (
        f'<li><button type="button" data-chapter="{number}"><span dir="auto">{title}</span>'
        f" <span>{length}</span></button></li>\n"
    )


def _length(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _voices(book: FinishedBook) -> Iterator[str]:
    heard = {
        book.script.segments[index].speaker for chapter in book.chapters for index in chapter.heard
    }
    for name, colour in _classes(book).items():
        if name in heard:
            yield f'<li class="{colour}" dir="auto">{_text(name)}</li>\n'


def _chapter(one: FinishedChapter, book: FinishedBook) -> str:
    """A chapter's text; its heading is its first heading line, or its title if it has none."""
    pieces: list[str] = []
    first = next(iter(one.segments.values()), None)
    if first is None or first.kind is not Kind.HEADING:
        pieces.append(f"<h2>{_text(one.chapter.title)}</h2>\n")
    paragraphs = groupby(one.segments.items(), key=lambda item: _block(item[1]))
    for (kind, _), items in paragraphs:
        pieces.append(_paragraph(kind, tuple(items), one, book, first_heading=not pieces))
    src, title = quote(one.file or ""), _text(one.chapter.title)
    return (
        f'<section class="chapter" data-src="{src}" data-title="{title}">\n'
        f"{''.join(pieces)}</section>\n"
    )


def _block(segment: Segment) -> tuple[Kind, int]:
    """What one element of the page holds."""
    apart = segment.kind in (Kind.HEADING, Kind.SCENE_BREAK)
    return segment.kind if apart else Kind.NARRATION, segment.paragraph


def _paragraph(
    kind: Kind,
    items: Sequence[Item],
    one: FinishedChapter,
    book: FinishedBook,
    *,
    first_heading: bool,
) -> str:
    if kind is Kind.SCENE_BREAK:
        return "<hr>\n"
    tag = "p" if kind is Kind.NARRATION else "h2" if first_heading else "h3"
    return f'<{tag} dir="auto">{"".join(_runs(items, one, book))}</{tag}>\n'


def _runs(items: Sequence[Item], one: FinishedChapter, book: FinishedBook) -> Iterator[str]:
    """The segments of a paragraph, with a blank where there is white space in the manuscript."""
    classes, manuscript = _classes(book), book.script.book.manuscript.text
    end: int | None = None
    for index, segment in items:
        if end is not None and manuscript[end : segment.span.start][:1].isspace():
            yield " "
        end = segment.span.end
        sentences = "".join(_sentences(segment.text, one.heard.get(index, ())))
        if segment.speaker is None:
            yield sentences
        else:
            who = f'<span class="who">{_text(_who(segment))}: </span>'
            yield f'<span class="{classes.get(segment.speaker, "")}">{who}{sentences}</span>'


def _who(segment: Segment) -> str:
    """Who says *segment*, and how, if the text tells: ``Rose, whispering``."""
    return f"{segment.speaker}, {segment.manner}" if segment.manner else f"{segment.speaker}"


def _sentences(text: str, heard: Sequence[Sentence]) -> Iterator[str]:
    at = 0
    for one in heard:
        yield _text(text[at : one.span.start])
        at = one.span.end
        yield (
            f'<span class="s" data-a="{one.start_s:.3f}">{_text(text[one.span.start : at])}</span>'
        )
    yield _text(text[at:])
