"""Finds what may be a name before a line, and the layout in which a text sets it there.

A layout is what stands before a name and what stands behind it, figures aside: ``(0:0) Ann / ``,
``Ann = ``, ``~Ann~ ``. None is known beforehand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from narrate.languages import any_of
from narrate.model import Span
from narrate.text.labels.forms import DIRECTION, Label, LabelForms, LabelStyle
from narrate.text.labels.names import called

_QUOTES = '"“‘„«「『'
_SIGN = r"(?:[^\w\s\"“‘„«「『(\[{]|_)"
_LETTERS = r"[^\W\d_](?:[^\W_]|['’-](?=[^\W\d_]))*"
_CLOCK = r"(?:[ ]?[\[(]?\d{1,2}(?::\d\d){1,2}[\])]?)?"
_FIGURES = re.compile(r"\d+")
_NUMERAL = re.compile(r"[IVXLC]{2,}")
_MOST_WORDS = 4
_CLOSED_BY = dict(zip("[({<«【*_~'", "])}>»】*_~'", strict=True))
_PLAIN = frozenset((" ", ".", ",", " -", " –", " —", "\n", "\n\n"))


class NameLayout(NamedTuple):
    """How names are set: what stands before each, and behind it."""

    lead: str
    mark: str

    @property
    def plain(self) -> bool:
        """Whether first words of prose, entries of lists and headings are set so, too."""
        return self.mark in _PLAIN

    @property
    def bare(self) -> bool:
        """Whether nothing sets the name off: a sentence of prose may begin so with two names."""
        return not self.lead and self.mark == " "


class _Candidate(NamedTuple):
    """What may be a name, and how it is set."""

    label: Label
    layout: NameLayout


def by_layout(text: str, forms: LabelForms) -> Mapping[NameLayout, list[Label]]:
    """What may be a name at the beginning of a line of *text*, by how it is set.

    Of those that begin at one place, which end with one word or with several, there is that whose
    name comes most often, and is longest.
    """
    groups: dict[NameLayout, list[Label]] = defaultdict(list)
    for label, layout in _candidates(text, forms):
        groups[layout].append(label)
    return {layout: _one_a_line(labels) for layout, labels in groups.items()}


def _candidates(text: str, forms: LabelForms) -> Iterator[_Candidate]:
    """Whatever may be a name at the beginning of a line, with one word, two, three or four."""
    lead, name, behind = _patterns(any_of(forms.words["title"]))
    for line in lead.finditer(text):
        at = line.end()
        for _ in range(_MOST_WORDS):
            found = name.match(text, at)
            if not found:
                break
            at = found.end()
            mark = behind.match(text, at)
            candidate = _candidate(text, line, at, mark, forms) if mark else None
            if candidate:
                yield candidate


@cache
def _patterns(titles: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before a name, a word of it, and what stands behind it.

    *titles*, a pattern, may stand before the word.
    """
    return (
        re.compile(
            rf"^[ ]*(?P<lead>(?:(?![{_QUOTES}\n])[\W\d_]){{0,24}})(?<!\d)(?=[^\W\d_])", re.MULTILINE
        ),
        re.compile(
            rf"(?:(?<=\w)[ ])?(?:(?i:{titles})\.?[ ])?(?:{_LETTERS}|(?<=[ ])\d{{1,2}}\b|(?<=[ ])&)"
        ),
        re.compile(
            rf"(?P<close>{_SIGN}{{0,6}}){_CLOCK}(?:[ ]?(?P<how>{DIRECTION}))?"
            rf"(?P<sign>(?:[ ]?{_SIGN}(?<![ ]['’_*…]))?{_SIGN}{{0,3}})"
            r"(?P<gap>[ ]*(?:\n\s*)?)(?=\S)"
        ),
    )


def _candidate(
    text: str, line: re.Match[str], at: int, mark: re.Match[str], forms: LabelForms
) -> _Candidate | None:
    """The name behind what *line* begins with, up to *at*, if it may be one."""
    name, following = text[line.end() : at], text[mark.end()]
    layout = NameLayout(_FIGURES.sub("0", line["lead"].lstrip()), _shape(mark, following))
    if not (_is_closed(layout) and _may_be_name(name, layout, following, forms)):
        return None
    start = line.start() + len(line[0]) - len(line[0].lstrip())
    how = Span(*mark.span("how")) if mark["how"] else None
    end = how.start if how else mark.end()
    sign = Span(*mark.span("sign")) if how and mark["sign"].strip(" .:,") else None
    return _Candidate(Label(start, end, name, _style(name, layout), how, sign), layout)


def _shape(mark: re.Match[str], following: str) -> str:
    """What is the same in all marks of one layout.

    Behind a sign or a direction what is said may begin on the next line or not.
    """
    sign = (mark["close"] + mark["sign"]).rstrip()
    breaks = min(2, mark["gap"].count("\n"))
    if breaks > bool(sign or mark["how"]):
        return sign + "\n" * breaks
    quote = '"' if following in _QUOTES else ""
    return sign if sign or breaks else mark[0][:1] + quote


def _is_closed(layout: NameLayout) -> bool:
    """Whether the mark closes what is opened beside the name: ``[Ann] ``, ``~Ann: ~``."""
    opened = layout.lead[-1:]
    return opened not in _CLOSED_BY or _CLOSED_BY[opened] in layout.mark


def _may_be_name(name: str, layout: NameLayout, following: str, forms: LabelForms) -> bool:
    """Whether *name*, set in *layout* before what begins with *following*, may be one."""
    parts, words = name.split(), forms.words
    first = parts[0].lower().rstrip(".")
    heads = words["direction"] | forms.parts
    if _NUMERAL.fullmatch(parts[0]):
        return False
    if first in heads | words["said"] or ("\n" in layout.mark and parts[-1].lower() in heads):
        return False
    letter = len(name) == 1 and name.isupper() and not layout.plain
    if len(parts) == 1 and first in words["no name"] | words["order"] and not letter:
        return False
    large = all(one[0].isupper() or not one[0].isalpha() or one in words["small"] for one in parts)
    if layout.mark.strip(' "'):
        return large or (len(parts) == 1 and not layout.plain)
    quoted = following in _QUOTES
    nick = len(parts) == 1 and (quoted or bool(layout.lead))
    return (large or nick) and (quoted or following.isupper())


def _style(name: str, layout: NameLayout) -> LabelStyle:
    if "\n" in layout.mark:
        return LabelStyle.ABOVE
    if name.isupper() and len(name) > 1:
        return LabelStyle.CAPITALS
    return LabelStyle.TITLE if layout.mark.rstrip(" —–-_*") in ("", ".") else LabelStyle.SIGN


def _one_a_line(labels: Sequence[Label]) -> list[Label]:
    times = Counter(called(label.name) for label in labels)
    best: dict[int, Label] = {}
    for label in labels:
        known = best.get(label.start)
        if known is None or times[called(label.name)] >= times[called(known.name)]:
            best[label.start] = label
    return [best[start] for start in sorted(best)]
