"""The words by which English print is said: the lists of its ``speech.txt``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from narrate.languages import language


def words(name: str) -> frozenset[str]:
    """The words of the list *name*."""
    return language("en").speech.words[name]


def forms(name: str) -> Mapping[str, tuple[str, ...]]:
    """What is printed, and what is said: one and several of it."""
    return language("en").speech.said[name]


@cache
def said(name: str) -> Mapping[str, str]:
    """What is printed, and what is said for it."""
    return {printed: one for printed, (one,) in forms(name).items()}
