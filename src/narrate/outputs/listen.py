"""``listen.html``: one page that plays the chapters and follows the text as it is read.

Everything the story says is text to it: escaped here, and a content security policy in the page
lets no script run but the page's own.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from html import escape
from importlib.resources import files
from urllib.parse import quote

from narrate.model import FinishedBook, FinishedChapter, Kind, Segment, Sentence, Voice
from narrate.outputs.colours import DARK, LIGHT, palette
from narrate.outputs.paragraphs import Paragraph, Run, paragraphs, pieces

_MARK = re.compile(r"@@([a-z]+)@@")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


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
    """The narrator and everybody who is heard, each with a voice and the engine it is of."""
    yield f'<li dir="auto">Narrator {_voice(book.cast.narrator)}</li>\n'
    heard = {
        book.script.segments[index].speaker for chapter in book.chapters for index in chapter.heard
    }
    for name, colour in _classes(book).items():
        if name in heard:
            voice = _voice(book.cast.voice_for(name))
            yield f'<li class="{colour}" dir="auto">{_text(name)} {voice}</li>\n'


def _voice(voice: Voice) -> str:
    return f'<span dir="ltr">{_text(voice.own_name)} ({_text(voice.engine)})</span>'


def _chapter(one: FinishedChapter, book: FinishedBook) -> str:
    """A chapter's text; its heading is its first heading line, or its title if it has none."""
    classes = _classes(book)
    src, title = quote(one.file or ""), _text(one.chapter.title)
    shown = list(paragraphs(one, book))
    heading = "" if shown and shown[0].opens else f"<h2>{title}</h2>\n"
    text = "".join(_paragraph(paragraph, classes) for paragraph in shown)
    return (
        f'<section class="chapter" data-src="{src}" data-title="{title}">\n'
        f"{heading}{text}</section>\n"
    )


def _paragraph(one: Paragraph, classes: Mapping[str, str]) -> str:
    if one.kind is Kind.SCENE_BREAK:
        return "<hr>\n"
    tag = "p" if one.kind is Kind.NARRATION else "h2" if one.opens else "h3"
    return f'<{tag} dir="auto">{"".join(_runs(one.runs, classes))}</{tag}>\n'


def _runs(runs: Iterable[Run], classes: Mapping[str, str]) -> Iterator[str]:
    """The segments of a paragraph, with a blank where there is white space in the manuscript."""
    for run in runs:
        segment, sentences = run.segment, "".join(map(_piece, pieces(run)))
        blank = " " if run.apart else ""
        if segment.speaker is None:
            yield f"{blank}{sentences}"
        else:
            who = f'<span class="who">{_text(_who(segment))}: </span>'
            yield f'{blank}<span class="{classes.get(segment.speaker, "")}">{who}{sentences}</span>'


def _who(segment: Segment) -> str:
    """Who says *segment*, and how, if the text tells: ``Rose, whispering``."""
    return f"{segment.speaker}, {segment.manner}" if segment.manner else f"{segment.speaker}"


def _piece(piece: tuple[str, Sentence | None]) -> str:
    text, sentence = piece
    if sentence is None:
        return _text(text)
    return f'<span class="s" data-a="{sentence.start_s:.3f}">{_text(text)}</span>'
