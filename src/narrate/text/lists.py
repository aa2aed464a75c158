"""Finds the items of lists among the lines of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ITEM = re.compile(
    r"(?P<bullet>[-*+•◦▪‣·–—―])\s+(?=\S)"
    r"|(?P<open>\(?)(?P<number>\d{1,3}|[a-z](?=\)))(?P<close>[.)])\s+(?=\S)"
)
"""What an item begins with."""
_FIELD = re.compile(r"[A-Z][\w-]{0,15}(?: [\w-]{1,12}){0,2}:\s+\S.{0,80}")
"""A line of a form, or of the head of a message: "Subject: Re: the goat"."""
_FEWEST_FIELDS = 3


def list_items(lines: Sequence[str]) -> frozenset[int]:
    """The numbers, from 0, of those of *lines* that begin an item of a list, or a field of a form.

    A list has two items at least, which begin alike, or whose numbers count up. It begins with the
    first line, or below one that ends in a colon.
    """
    found: list[int] = []
    for number, line in enumerate(lines):
        item = _ITEM.match(line)
        if item is None:
            continue
        before = _ITEM.match(lines[found[-1]]) if found else None
        opens = number == 0 or lines[number - 1].endswith(":")
        if before is None:
            found += [number] if opens else []
        elif _follows(before, item) or opens:
            found.append(number)
    fields = _fields(lines)
    return fields.union(found) if len(found) > 1 else fields


def _fields(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of *lines* that are fields, if the first of them are, and the one behind them."""
    count = next((n for n, line in enumerate(lines) if not _FIELD.fullmatch(line)), len(lines))
    return frozenset(range(count + 1)) if count >= _FEWEST_FIELDS else frozenset()


def _follows(before: re.Match[str], item: re.Match[str]) -> bool:
    """Whether *item* is the next after the one *before* it."""
    if item["bullet"] or before["bullet"]:
        return item["bullet"] == before["bullet"]
    if (item["open"], item["close"]) != (before["open"], before["close"]):
        return False
    return _value(item["number"]) == _value(before["number"]) + 1


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else ord(number)
