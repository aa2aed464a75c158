"""The forms of headings that are told by their words, in every language narrate knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from narrate.languages import LANGUAGES, NUMBERS, Headings, any_of, language, languages_of

ROMAN = r"(?a:(?=[IVXLCDM])M?(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4}))"
"""Of ASCII letters: a Turkish İ is an I to a pattern that ignores case, and no numeral.

Printers of old write IIII and XXXX, too.
"""
_LETTERS = 3
"""So many letters of a line tell in which languages it can be a heading."""
_TITLE = r"(?P<title>(?![ªº°,;])\S.{0,180})"
_END = r"(?![\w'’])"
_REST = re.compile(
    rf"{_END}(?:[.:)\]]*$|\s*[.:)—–|·•~-]+\s*{_TITLE}$|\s+(?P<bare>[^\s.,;:!?].{{0,120}})$)"
    r"|(?<=\d)(?P<glued>[A-Z][a-z].{0,120})$"
)
_REST_OF_COUNTED = re.compile(rf"{_END}(?:[.:)\]]*$|\s*[.:—–-]+\s*(?P<bare>\S.{{0,120}})$)")
_REST_OF_NAMED = rf"(?:[.:]?$|\s*[.:—–-]+\s*{_TITLE}$|\s+\((?P<aside>[^()]{{1,80}})\)$"
_REST_OF_NAMED += r"|\s+(?P<figure>\d{1,3})[.:]?$|\s+(?P<bare>[^\W\d_].{0,60})$)"
_FIGURES = re.compile(
    rf"(?P<whole>\d{{1,4}})(?:\.\d{{1,2}}(?!\d)|[a-d½](?!\w))?|{ROMAN}", re.IGNORECASE
)
_FIGURES_FIRST = re.compile(r"[\dIVXLCDM]\S{0,9}\s+([^\W\d_]+)", re.IGNORECASE)
_MISREAD = re.compile(r"[IVXLl\dO]{2,7}(?![\w'’-])")
"""Figures in which a scanner or a typist took I, l and 1, or O and 0, for each other."""
_MISPRINTED = re.compile(r"[IVXLC]{3,9}(?![\w'’-])")
"""A numeral that is none: Chapter LIXXV."""
_BLANK = re.compile(r"\s+")
_BEFORE_NUMBER = re.compile(r"\s*[-—–:#№]\s*|[.,]\s+|\s+[#№]?|(?<=\.)|(?=\d)")
"""What parts a label from its number: Chapter 2, Chapter. 2, Ch.2, Chapter #2, Chapter2."""

Number = tuple[int | None, int]
"""What a number is worth, and where in the line it ends."""


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
    """The patterns of one language, each for a piece of a heading.

    *endings* are those of ordinals in figures; *token* finds the words of a number, *worths* what
    each is worth, *kinds* of what kind a label is.
    """

    language: str
    article: re.Pattern[str]
    label: re.Pattern[str]
    named: re.Pattern[str]
    cardinal: re.Pattern[str]
    ordinal: re.Pattern[str]
    endings: re.Pattern[str]
    token: re.Pattern[str]
    worths: Mapping[str, int]
    kinds: Mapping[str, str]

    def read(self, line: str) -> Wording | None:
        """What *line* says in this language; None if it is no heading in it."""
        return (
            self._labelled(line) or self._counted(line) or self._named(line) or self._spelled(line)
        )

    def _labelled(self, line: str) -> Wording | None:
        """Chapter Four, Chapitre premier, Kapitel 3. Der Anfang."""
        label = self.label.match(line)
        blank = label and _BEFORE_NUMBER.match(line, label.end())
        if label and blank:
            start = self._behind_article(line, blank.end())
            words = self._words(line, start, self.ordinal, self.cardinal)
            for number, end in (*self._figures(line, start), *words, *self._misread(line, start)):
                if rest := _REST.match(line, end):
                    return self._wording(
                        label, number, rest["title"], rest["bare"] or rest["glued"]
                    )
        return None

    def _counted(self, line: str) -> Wording | None:
        """The Fourth Chapter, Erstes Kapitel. Der Anfang, IIe partie."""
        for number, end in self._ordinals(line, self._behind_article(line, 0)):
            blank = _BLANK.match(line, end)
            label = blank and self.label.match(line, blank.end())
            rest = label and _REST_OF_COUNTED.match(line, label.end())
            if label and rest:
                return self._wording(label, number, None, rest["bare"])
        return None

    def _named(self, line: str) -> Wording | None:
        """Prologue, L’épilogue."""
        found = self.named.match(line)
        if found is None:
            return None
        title = found["title"] or found["aside"]
        label = line[: found.start("bare")].strip() if found["bare"] else line
        return Wording(self.language, "named", label.casefold(), None, title, found["bare"])

    def _spelled(self, line: str) -> Wording | None:
        """Four, the Fourth."""
        start = self._behind_article(line, 0)
        for number, end in self._words(line, start, self.ordinal, self.cardinal):
            if end == len(line):
                return Wording(self.language, "spelled", "", number)
        return None

    def _wording(
        self, label: re.Match[str], number: int | None, title: str | None, bare: str | None
    ) -> Wording:
        word = label[0].lower()
        kind = self.kinds.get(word, "chapter")  # a letter whose small form is another's
        return Wording(self.language, kind, word, number, title, bare)

    def _behind_article(self, line: str, start: int) -> int:
        article = self.article.match(line, start)
        return article.end() if article else start

    def _figures(self, line: str, start: int) -> Iterator[Number]:
        """Figures without, then with the ending of an ordinal."""
        if figures := _FIGURES.match(line, start):
            number = value_of(figures["whole"] or figures[0])
            yield number, figures.end()
            if ending := self.endings.match(line, figures.end()):
                yield number, ending.end()

    def _misread(self, line: str, start: int) -> Iterator[Number]:
        """Chapter ll is the eleventh, Chapter XVIL the seventeenth, Chapter LIXXV is any."""
        found = _MISREAD.match(line, start)
        if found and (worth := misread_value(found[0])):
            yield worth, found.end()
        elif found := _MISPRINTED.match(line, start):
            yield None, found.end()

    def _ordinals(self, line: str, start: int) -> Iterator[Number]:
        """An ordinal; in figures it has an ending, or is a numeral of two signs and more."""
        for number, end in self._figures(line, start):
            if end - start > 1 and not line[start:end].isdecimal():
                yield number, end
        yield from self._words(line, start, self.ordinal)

    def _words(self, line: str, start: int, *forms: re.Pattern[str]) -> Iterator[Number]:
        for form in forms:
            if found := form.match(line, start):
                words = self.token.finditer(found[0].lower())
                yield _value([self.worths[word[0]] for word in words]) or None, found.end()


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
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    values = [worth[sign] for sign in figures.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-a if a < b else a for a, b in pairs)


def misread_value(figures: str) -> int | None:
    """The value of *figures* with signs that look alike set right."""
    arabic = figures.translate(str.maketrans("lIO", "110"))
    if figures[0] in "l123456789" and arabic.isdecimal():
        return int(arabic)
    roman = re.sub("[lL1]", "I", figures)
    return value_of(roman) if re.fullmatch(ROMAN, roman) else None


def _value(worths: Sequence[int]) -> int:
    """What words of these *worths* are together: a hundred is multiplied, all else added."""
    value = 0
    for worth in worths:
        multiplied = worth in (100, 1000) and 0 < value < worth
        value = value * worth if multiplied else value + worth
    return value


def _languages(line: str) -> list[str]:
    """The languages in which *line* can be a heading, by a quick look at how it begins."""
    begins = line[:_LETTERS].lower()
    found = {*_openings().get(begins, ()), *_openings().get(begins[:-1], ())}
    if counted := _FIGURES_FIRST.match(line):
        found.update(languages_of(counted[1].lower()))
    return sorted(found, key=LANGUAGES.index)


@cache
def _openings() -> Mapping[str, set[str]]:
    """The languages in which a heading can begin with these letters."""
    openings: dict[str, set[str]] = {}
    for code in LANGUAGES:
        for word in _first_words(language(code).headings):
            openings.setdefault(word[:_LETTERS], set()).add(code)
    return openings


def _first_words(words: Headings) -> Iterator[str]:
    """What a heading can begin with; a short word together with the blank behind it."""
    named = (*words.lists["named"], *words.lists["article"])
    for word in (*words.labels, *words.worths, *named):
        yield from (word, word.replace("'", "’")) if "'" in word else (f"{word} ",)


@cache
def _forms(code: str) -> Forms:
    words = language(code).headings
    cardinal, ordinal = _numbers(words)
    return Forms(
        code,
        _compile(_article(words)),
        _compile(any_of(words.labels)),
        _compile(rf"(?:{_article(words)})?(?:{any_of(words.lists['named'])}){_REST_OF_NAMED}"),
        _compile(cardinal),
        _compile(ordinal),
        _compile(rf"-?(?:{any_of(words.lists['figure endings'])})"),
        re.compile(any_of(words.worths)),
        words.worths,
        words.labels,
    )


def _numbers(words: Headings) -> tuple[str, str]:
    """Cardinals and ordinals in words, of up to six each, with what joins those."""
    cardinal, ordinal = (any_of(words.numbers[name]) for name in NUMBERS)
    ends = any_of(end.removeprefix("-") for end in words.lists["endings"])
    join = rf"(?:(?:{any_of(words.lists['join'])})[-\s]*)?" if words.lists["join"] else ""
    before = rf"(?:(?:{any_of(words.worths)})(?:{ends})?[-\s]*{join}){{0,5}}"
    return rf"{before}(?:{cardinal}){_END}", rf"{before}(?:{ordinal})(?:{ends}){_END}"


def _article(words: Headings) -> str:
    """An article and the blank behind it, or one that is written together with its noun."""
    articles = words.lists["article"]
    return any_of(one if one.endswith("'") else f"{one} " for one in articles)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
