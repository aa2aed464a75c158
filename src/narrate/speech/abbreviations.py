"""Abbreviations that eSpeak spells out or misreads; Mr., Dr., etc. and i.e. it reads well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from narrate.languages import any_of
from narrate.spans import Edit
from narrate.speech.english import said, words
from narrate.speech.mapped import Mapped

TITLE, NUMBERED, NAMED, ANYWHERE = "title", "before number", "behind name", "anywhere"
DAY = "day"
LISTS = (TITLE, NUMBERED, DAY, NAMED, ANYWHERE)
"""The lists of abbreviations, by where they stand."""

LONGEST = 8
"""One character more than the longest of them has."""
STOP = re.compile(r"\.(?!\w\.)(?=(\s*+(.?)))")
"""A full stop, with the blanks and the first character behind it."""
NAME_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*|\d(?:st|nd|rd|th)),? $")
HOUSE = re.compile(r"\b\d+[A-Za-z]? (?:[A-Z][\w’']* ){1,3}$")
LAST_WORD = re.compile(r"([a-z]+|\d+)(?:st|nd|rd|th)?(?: of)?\s$", re.IGNORECASE)
DATE_AFTER = re.compile(r",?\s(?:(\d)|([A-Za-z]+)\b)")
VERSUS = re.compile(r" v\.? (?=[A-Z][a-z])")
NUMERAL_AFTER = re.compile(r"\s?(?:\d|[IVXLC]{2,}\b|[ivxl]{2,}\b)")
PART_AFTER = re.compile(r"\s?[IVXivx]\b(?!['’]| [a-z])")
AND_SO_ON = re.compile(r"&c\b\.?|(?<=\s)& ?ct?\.")
DOCTORATE = re.compile(r"\b(Ph|LL)\. ?D\b\.?")


@cache
def _short() -> re.Pattern[str]:
    """Any abbreviation at the end of what is searched."""
    known = {short for name in LISTS for short in said(name)}
    return re.compile(rf"(?<![\w.’'-])({any_of(known)})$")


@cache
def _street_goes_on() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{any_of(words('after street'))})\b")


def spell_out(text: Mapped) -> Mapped:
    """Write abbreviations out: "Baker Street", "Number 7", "versus"; St. John is left."""
    if "&" in text.text:
        text = text.sub(AND_SO_ON, "etc.")
    if "." not in text.text:
        return text
    text = text.sub(DOCTORATE, _doctorate).sub(VERSUS, " versus ")
    return text.edited(_written_out(text.text))


def _doctorate(found: re.Match[str]) -> str:
    return f"{found[1]}D" + full_stop(found.string, found.end())


def _written_out(text: str) -> Iterator[Edit]:
    """What the full stops of *text* shorten, written out."""
    for stop in STOP.finditer(text):
        found = _short().search(text[max(stop.start() - LONGEST, 0) : stop.start()])
        spelled = _spelled(found[1], stop) if found else None
        if found and spelled is not None:
            yield Edit(stop.start() - len(found[1]), stop.end(), spelled)


def _spelled(short: str, stop: re.Match[str]) -> str | None:
    """What *short*, which the full stop *stop* ends, stands for there; None for itself."""
    text, start, end = stop.string, stop.start() - len(short), stop.end()
    before = text[max(start - 40, 0) : start]
    is_part = short in words("part") and PART_AFTER.match(text, end)
    if short in said(NUMBERED) and (is_part or NUMERAL_AFTER.match(text, end)):
        return said(NUMBERED)[short] + ("" if text[end].isspace() else " ")
    if _is_day(short, before, stop):
        return {**said(DAY), **said(NUMBERED)}[short] + full_stop(text, end)
    if short in said(NAMED) and NAME_BEFORE.search(before) and _ends_name(short, before, stop):
        return said(NAMED)[short] + full_stop(text, end)
    if short == "St":
        return None
    if short in said(TITLE) and (stop[2].isupper() or text.startswith(" and ", end)):
        return said(TITLE)[short]
    return said(ANYWHERE).get(short)


def _is_day(short: str, before: str, stop: re.Match[str]) -> bool:
    """Whether a day of the week or a month is meant: not in "There he sat." nor "The Sun."."""
    last = LAST_WORD.search(before)
    lead = last[1].lower() if last else ""
    if short in words("day alone"):
        return True
    if short in said(DAY):
        after = DATE_AFTER.match(stop.string, stop.end())
        dated = after and (after[1] or after[2] in words("after day"))
        return bool(dated) or lead in words("before day")
    return short in words("month alone") and (lead.isdecimal() or lead in words("before month"))


def _ends_name(short: str, before: str, stop: re.Match[str]) -> bool:
    """Whether St. is a street: not in "Miss St. Clair", but in "221B Baker St. London".

    Dr. is a drive in an address only: "12 Elm Dr."
    """
    if short == "Dr":
        return bool(HOUSE.search(before)) and not stop[2].isupper()
    if short != "St" or not stop[2].isupper():
        return True
    return bool(HOUSE.search(before) or _street_goes_on().match(stop.string, stop.end()))


def full_stop(text: str, end: int) -> str:
    """The full stop that an abbreviation shared with its sentence, if that ended at *end*."""
    rest = text[end : end + 4].lstrip()
    return "." if not rest or (text[end].isspace() and rest[0].isupper()) else ""
