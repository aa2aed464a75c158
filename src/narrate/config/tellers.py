"""The ``narrator_is:`` of voices.yaml: who tells the story, or which chapters of it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from narrate.config.checking import LineNumbers
from narrate.config.typed_values import Value
from narrate.config.voice_choices import fold
from narrate.errors import SettingsError
from narrate.model import ToldChapters
from narrate.settings import Role

_CHAPTERS = re.compile(r"(?P<first>[0-9]{1,6})\s*(?P<to>[-–]\s*(?P<last>[0-9]{1,6})?)?")
"""One chapter, some, or all from one on: "1", "2-4", "5-"."""


def read_tellers(written: Value, where: LineNumbers) -> tuple[ToldChapters, ...]:
    """Who tells which chapters, in the order of the chapters.

    Raises SettingsError for what are no chapters, and for chapters that two of them tell.
    """
    if written is None:
        return ()
    if not isinstance(written, dict):
        return (ToldChapters(fold(written)),)
    read = [(_told(chapters, name, where), chapters) for chapters, name in written.items()]
    read.sort(key=lambda each: each[0].first)
    for (before, _), (after, chapters) in pairwise(read):
        if after.first in before:
            raise SettingsError(
                f"narrator_is: both {before.name!r} and {after.name!r} tell chapter {after.first}",
                at=where.place("narrator_is", chapters),
                hint="give each chapter to one of them",
            )
    return tuple(told for told, _ in read)


def _told(chapters: str, name: str, where: LineNumbers) -> ToldChapters:
    found = _CHAPTERS.fullmatch(fold(chapters))
    if found is None:
        raise _wrong(chapters, "is no chapter", where)
    first = int(found["first"])
    last = first if not found["to"] else int(found["last"]) if found["last"] else None
    if first < 1:
        raise _wrong(chapters, "is no chapter", where)
    if last is not None and last < first:
        raise _wrong(chapters, "ends before it begins", where)
    return ToldChapters(fold(name), first, last)


def _wrong(chapters: str, what: str, where: LineNumbers) -> SettingsError:
    return SettingsError(
        f"narrator_is: {chapters!r} {what}",
        at=where.place("narrator_is", chapters),
        hint="write one chapter (1), some (2-4), or all from one on (5-)",
    )


def with_full_names(
    told: tuple[ToldChapters, ...], roles: tuple[Role, ...]
) -> tuple[ToldChapters, ...]:
    """*told* with the names under which characters are listed, where an alias was written."""
    full = {fold(name).casefold(): role.character.name for role in roles for name in role.names}
    return tuple(replace(one, name=full.get(one.name.casefold(), one.name)) for one in told)
