"""The forms of headings that are told by their words, in every language narrate knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from narrate.languages import LANGUAGES, Table, any_of, table

ROMAN = r"(?a:(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
"""Of ASCII letters: a Turkish İ is an I to a pattern that ignores case, and no numeral."""
_LETTERS = 3
"""So many letters of a line tell in which languages it can be a heading."""
_TITLE = r"(?P<title>(?![ªº°])\S.{0,120})"
_REST = rf"(?:[.:)\]]*$|\s*[.:)—–-]+\s*{_TITLE}$|\s+(?P<bare>\S.{{0,80}})$)"
_REST_OF_COUNTED = r"(?:[.:)\]]*$|\s*[.:—–-]+\s*(?P<bare>\S.{0,120})$)"
_REST_OF_NAMED = rf"(?:[.:]?$|\s*[.:—–-]+\s*{_TITLE}$)"
_END = r"(?![\w'’])"
_FIGURES_FIRST = re.compile(r"[\dIVXLC]\S{0,9}\s+([^\W\d_]+)", re.IGNORECASE)


class Wording(NamedTuple):
    """What a line says as a heading; *number* is None where there is none, or only "last".

    *kind* is that of the label, "named" or, for a number alone, "spelled".
    """

    language: str
    kind: str
    label: str = ""
    number: int | None = None
    title: str | None = None
    bare: str | None = None
    """a title, unless it is a sentence that goes on"""


@dataclass(frozen=True, slots=True)
class Forms:
    """The patterns of one language.

    *labelled* is "Chapter Four", *counted* "the Fourth Chapter", *named* "Prologue", *spelled*
    a number in words alone; *token* finds the words of a number, *worths* what each is worth.
    """

    language: str
    labelled: re.Pattern[str]
    counted: re.Pattern[str]
    named: re.Pattern[str]
    spelled: re.Pattern[str]
    token: re.Pattern[str]
    worths: Mapping[str, int]
    kinds: Mapping[str, str]

    def read(self, line: str) -> Wording | None:
        """What *line* says in this language; None if it is no heading in it."""
        if found := self.labelled.match(line) or self.counted.match(line):
            label, parts = found["label"].lower(), found.groupdict()
            kind = self.kinds.get(label, "chapter")  # a letter whose small form is another's
            titles = parts.get("title"), parts["bare"]
            return Wording(self.language, kind, label, self._number(found), *titles)
        if found := self.named.match(line):
            return Wording(self.language, "named", line.casefold(), None, found["title"])
        if found := self.spelled.match(line):
            return Wording(self.language, "spelled", "", self._number(found))
        return None

    def _number(self, found: re.Match[str]) -> int | None:
        if figures := found.groupdict().get("figures"):
            return value_of(figures)
        words = self.token.finditer(found["words"].lower())
        return sum(self.worths[word["stem"]] for word in words) or None


def read_wording(line: str) -> Wording | None:
    """What *line* says in the first language in which it is a heading."""
    for code in _languages(line):
        if wording := _forms(code).read(line):
            return wording
    return None


def value_of(figures: str) -> int:
    """The value of Arabic or Roman *figures*."""
    if figures.isdecimal():
        return int(figures)
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[sign] for sign in figures.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-a if a < b else a for a, b in pairs)


def _languages(line: str) -> list[str]:
    """The languages in which *line* can be a heading, by a quick look at how it begins."""
    openings, labels = _openings()
    begins = line[:_LETTERS].lower()
    found = {*openings.get(begins, ()), *openings.get(begins[:-1], ())}
    if counted := _FIGURES_FIRST.match(line):
        found.update(labels.get(counted[1].lower(), ()))
    return sorted(found, key=LANGUAGES.index)


@cache
def _openings() -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """The languages in which a heading can begin with these letters, and those of each label."""
    openings: dict[str, set[str]] = {}
    labels: dict[str, set[str]] = {}
    for code in LANGUAGES:
        words = table(code)
        for word in _first_words(words):
            openings.setdefault(word[:_LETTERS], set()).add(code)
        for label in words.labels:
            labels.setdefault(label, set()).add(code)
    return openings, labels


def _first_words(words: Table) -> Iterator[str]:
    """What a heading can begin with; a short word together with the blank behind it."""
    named = (*words.lists["named"], *words.lists["article"])
    for word in (*words.labels, *words.worths, *named):
        yield from (word, word.replace("'", "’")) if "'" in word else (f"{word} ",)


@cache
def _forms(code: str) -> Forms:
    words = table(code)
    label = rf"(?P<label>{any_of(words.labels)})"
    cardinal, ordinal = _numbers(words)
    the = _article(words)
    ends = any_of(words.lists["figure endings"])
    figures = rf"(?P<figures>\d{{1,4}}|{ROMAN})(?:-?(?:{ends}))??"
    number = rf"(?:{figures}|(?P<words>{ordinal}|{cardinal}))"
    place = rf"(?:{_ordinal_figures(words)}|(?P<words>{ordinal}))"
    return Forms(
        code,
        _compile(rf"{label}\s+{the}{number}{_END}{_REST}"),
        _compile(rf"{the}{place}\s+{label}{_END}{_REST_OF_COUNTED}"),
        _compile(rf"{the}(?:{any_of(words.lists['named'])}){_REST_OF_NAMED}"),
        _compile(rf"{the}(?P<words>{ordinal}|{cardinal})$"),
        re.compile(rf"(?P<stem>{any_of(words.worths)})"),
        words.worths,
        words.labels,
    )


def _numbers(words: Table) -> tuple[str, str]:
    """Cardinals and ordinals in words, of up to three each, with what joins those."""
    cardinal, ordinal = any_of(words.numbers["cardinal"]), any_of(words.numbers["ordinal"])
    if words.lists["endings"]:
        ends = (end.removeprefix("-") for end in words.lists["endings"])
        ordinal = rf"(?:{ordinal})(?:{any_of(ends)})"
    join = rf"(?:(?:{any_of(words.lists['join'])})[-\s]*)?" if words.lists["join"] else ""
    before = rf"(?:(?:{cardinal}|{ordinal})[-\s]*{join}){{0,2}}"
    return rf"{before}(?:{cardinal}){_END}", rf"{before}(?:{ordinal}){_END}"


def _ordinal_figures(words: Table) -> str:
    """1st, IIe, 3.: figures as ordinals; a numeral of two signs and more needs no ending."""
    ends = any_of(words.lists["figure endings"])
    return (
        rf"(?P<figures>(?:\d{{1,3}}|{ROMAN})(?=-?(?:{ends})\s)|(?=[IVXLC]{{2}}){ROMAN}(?=\s))"
        rf"(?:-?(?:{ends}))?"
    )


def _article(words: Table) -> str:
    """An article and the blank behind it, or one that is written together with its noun."""
    apart = (one if one.endswith("'") else f"{one} " for one in words.lists["article"])
    return rf"(?:{any_of(apart)})?"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
