"""Names with figures in them, which are no words of a language: "Agent 47", "R2-K9"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

_FIGURED = re.compile(
    r"(?<![\w-])(?:[A-Z][^\W\d_A-Z]+[ \n]\d{1,4}|[A-Z](?=[\w-]*\d)[\w-]*\w)(?![\w-]|[.,:]\d)"
)
_FIGURE = re.compile(r"\d")
_NEAR = 24
"""Characters beside a name in which the word beside it stands."""
_FEWEST = 2
"""times somebody is named so, of which he speaks once"""
_MOST = 200
"""Names. More bound the time on a hostile text."""


def figured_names(texts: Iterable[str], say: AbstractSet[str]) -> frozenset[str]:
    """The names with figures that stand beside a verb of saying, one of *say*, in *texts*.

    Blanks in them are plain ones. Others are left what they are: a room, a date, an engine.
    """
    times: Counter[str] = Counter()
    spoke: set[str] = set()
    for text in texts:
        for found in _FIGURED.finditer(text) if _FIGURE.search(text) else ():
            name = found[0].replace("\n", " ")
            times[name] += 1
            if not say.isdisjoint(_beside(text, found)):
                spoke.add(name)
    often = sorted(spoke, key=lambda name: (-times[name], name))
    return frozenset(name for name in often[:_MOST] if times[name] >= _FEWEST)


def pattern_of(names: AbstractSet[str]) -> str:
    """What finds one of *names* in a text, broken at a margin or not."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    found = "|".join(re.escape(name).replace(r"\ ", r"[ \n]") for name in longest)
    return rf"(?<![\w-])(?:{found})(?![\w-])"


def _beside(text: str, found: re.Match[str]) -> Iterator[str]:
    """The words right before and behind what was *found*, in small letters."""
    for words in (
        text[max(found.start() - _NEAR, 0) : found.start()].split()[-1:],
        text[found.end() : found.end() + _NEAR].split()[:1],
    ):
        yield from (word.strip(".,;:!?—").lower() for word in words)
