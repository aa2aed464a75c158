"""The pages of an EPUB, and the media overlay of each: which sentence is heard when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrate.model import FinishedBook, FinishedChapter, Kind
from narrate.outputs.markup import emphasised, xml_text
from narrate.outputs.naming import title_of
from narrate.outputs.paragraphs import Paragraph, Run, paragraphs, pieces, sentences_of

PAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}">
<head><meta charset="utf-8"/><title>{title}</title>
<link rel="stylesheet" type="text/css" href="{style}"/></head>
<body epub:type="bodymatter"><section epub:type="chapter">
{body}</section></body>
</html>
"""
OVERLAY = """\
<?xml version="1.0" encoding="utf-8"?>
<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">
<body><seq id="chapter" epub:textref="{page}" epub:type="bodymatter chapter">
{pars}</seq></body>
</smil>
"""
PAR = (
    '<par id="{name}"><text src="{text}"/>'
    '<audio src="{sound}" clipBegin="{begin}" clipEnd="{end}"/></par>\n'
)


@dataclass(frozen=True, slots=True)
class Clip:
    """The sentence of that *number* on its page is heard from *start_s* to *end_s*."""

    number: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Par:
    """The *element* of a page, by its id, is heard in the file *sound* within these seconds."""

    element: str
    sound: str
    start_s: float
    end_s: float


def clips(chapter: FinishedChapter) -> tuple[Clip, ...]:
    """The clips of *chapter*, each beginning where the one before it ends.

    Together they are the whole file, pauses and all, as some players skip what is in no clip. A
    sentence of which nothing is heard, or too short a time to be told from the next, has none.
    """
    starts: list[tuple[int, float]] = []
    for number, sentence in enumerate(sentences_of(chapter)):
        at = 0.0 if not starts else sentence.start_s
        if not starts or _ms(at) > _ms(starts[-1][1]):
            starts.append((number, at))
    length = chapter.seconds or 0.0
    told = [one for one in starts if _ms(one[1]) < _ms(length)]
    ends = [*(at for _, at in told[1:]), length][: len(told)]
    return tuple(Clip(n, at, end) for (n, at), end in zip(told, ends, strict=True))


def _ms(seconds: float) -> int:
    return round(1000 * seconds)


def format_overlay(chapter: FinishedChapter, page: str, sound: str) -> str:
    """The SMIL file of *chapter*; *page* and *sound* are its files, as seen from there."""
    pars = [Par(f"s{one.number}", sound, one.start_s, one.end_s) for one in clips(chapter)]
    return format_pars(page, pars)


def format_pars(page: str, pars: Iterable[Par]) -> str:
    """The SMIL file with *pars* of *page*, which is its file as seen from there."""
    written = (
        PAR.format(
            name=f"p-{one.element}",
            text=f"{page}#{one.element}",
            sound=one.sound,
            begin=f"{one.start_s:.3f}s",
            end=f"{one.end_s:.3f}s",
        )
        for one in pars
    )
    return OVERLAY.format(page=page, pars="".join(written))


def format_chapter(
    chapter: FinishedChapter, book: FinishedBook, classes: Mapping[str, str], style: str
) -> str:
    """The XHTML page of *chapter*: a span for each sentence, within one for whoever says it.

    *classes* are those of the characters by name, *style* is the style sheet, as seen from there.
    """
    title = xml_text(title_of(chapter))
    shown = list(paragraphs(chapter, book))
    heading = "" if shown and shown[0].opens else f"<h1>{title}</h1>\n"
    body = "".join(_paragraph(one, classes) for one in shown)
    language = xml_text(book.language)
    return PAGE.format(language=language, title=title, style=style, body=heading + body)


def _paragraph(one: Paragraph, classes: Mapping[str, str]) -> str:
    if one.kind is Kind.SCENE_BREAK:
        return "<hr/>\n"
    tag = "p" if one.kind is Kind.NARRATION else "h1" if one.opens else "h2"
    return f'<{tag} dir="auto">{"".join(_runs(one.runs, classes))}</{tag}>\n'


def _runs(runs: Sequence[Run], classes: Mapping[str, str]) -> Iterator[str]:
    for run in runs:
        text = "".join(_pieces(run))
        blank = " " if run.apart else ""
        speaker = run.segment.speaker
        if speaker is None:
            yield f"{blank}{text}"
        else:
            yield f'{blank}<span class="{classes[speaker]}">{text}</span>'


def _pieces(run: Run) -> Iterator[str]:
    """The text of *run*, each sentence in a span with its number on the page."""
    number = run.first
    for text, sentence in pieces(run):
        shown = emphasised(xml_text(text))
        if sentence is None:
            yield shown
        else:
            yield f'<span id="s{number}">{shown}</span>'
            number += 1
