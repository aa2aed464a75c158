"""Headings counted in Han characters: 第一章, 第12回, 제3장."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DIGITS: Mapping[str, int] = {sign: worth for worth, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
_UNITS: Mapping[str, int] = {"十": 10, "百": 100, "千": 1000}
_PARTS: Mapping[str, str] = {
    "卷": "volume",
    "巻": "volume",
    "部": "part",
    "篇": "part",
    "編": "part",
}
_NUMBER = "".join((*_DIGITS, *_UNITS))
_HEADING = re.compile(
    rf"[第제]\s?(?P<number>\d{{1,4}}|[{_NUMBER}]{{1,7}})\s?(?P<label>[章回節节幕話话卷巻部篇編장화부권])"
    r"(?:$|\s*[：:.、—-]?\s*(?P<title>\S.{0,60})$)"
)


def read_han(line: str) -> tuple[str, int, str] | None:
    """The kind of part, the number and the title of *line*; None if it is no such heading."""
    found = _HEADING.match(line)
    if found is None:
        return None
    return _PARTS.get(found["label"], "chapter"), _value(found["number"]), found["title"] or ""


def _value(number: str) -> int:
    """The worth of 十二 (12), 二十 (20), 一百零五 (105), 一〇五 (105), or of figures."""
    if number.isdecimal():
        return int(number)
    if not any(sign in _UNITS for sign in number):
        return int("".join(str(_DIGITS[sign]) for sign in number))
    value = digit = 0
    for sign in number:
        if sign in _UNITS:
            value += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return value + digit
