"""The words of every table in tags and in the narration: no story may fail of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.attribution import attribute
from narrate.direction import find_manners
from narrate.languages import LANGUAGES, language
from narrate.languages.manners import entries
from narrate.languages.words import Vocabulary
from narrate.model import Character, Manuscript
from narrate.settings import Settings
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

SHAPES = (
    "“Go,” said {0}.",
    "“Go,” {0} said.",
    "“Go,” said {1} Vane.",
    "“Go,” the {0} {2}.",
    "“Go,” {2} the {1} Edgar Vane.",
    "“Go, {0},” she {2}.",
    "“My dear {1}!” {2} his {0}.",
    "“{1}.” Edgar {0} {2}.",
    "{1} Edgar Vane {0} the {2} and came in.",
    "The {1} {0} {2} at last. “Go.”",
    "{1} {0} {2} him: “Go.”",
    "Edgar the {0}, whose {2} {1} was, {0}.",
    "Her {0}, called {1}, {2} up. “I am {1} {0},” he {2}.",
    "{1} and {1} Vane's {0} {2} to the {0}.",
    "The {1}s' {0}: “{2} {1}?”",
    "“Yes, {1}’s {0}.” It was {1} {2} who {0}.",
    "{1}",
    "{1}. {0}, “{2}”",
)
"""{0} is one word of a table, {1} another with a capital, {2} a third."""
LISTED = (Character("Edgar", ("the doctor",), "M"), Character("Old Ole", narrator=True))


MOST = 500
"""So many words stand for a table that has more, which are names and verbs by the thousand."""


def tables(code: str) -> Iterator[str]:
    """The words of every table of a language, what stands behind them too."""
    known = language(code).vocabulary
    for field in fields(Vocabulary):
        table = getattr(known, field.name)
        for key in sorted(table, key=str)[:: 1 + len(table) // MOST]:
            yield from (key,) if isinstance(key, str) else key
        if field.name == "small":
            yield from (word for words in table.values() for word in words)
        if field.name == "fixed":
            yield from (word for phrases in table.values() for one in phrases for word in one)


def told(code: str) -> list[str]:
    directions = [one.word for one in entries(code)] if language(code).manners else []
    return sorted({*tables(code), *directions})


def story(words: list[str], shape: int) -> str:
    """Three of *words* after the other in each shape, the shapes in turn from *shape* on."""
    threes = zip(words[::3], words[1::3], words[2::3], strict=False)
    return "\n\n".join(
        SHAPES[(shape + n) % len(SHAPES)].format(one, other[0].upper() + other[1:], third)
        for n, (one, other, third) in enumerate(threes)
    )


def tell(text: str, listed: tuple[Character, ...] = ()) -> None:
    script = write_script(find_chapters(Manuscript(Path("story.txt"), text)))
    find_manners(attribute(script, listed), Settings())


WORDS = {code: told(code) for code in LANGUAGES if language(code).vocabulary}


@pytest.mark.parametrize("code", WORDS)
def test_no_story_fails_of_a_word_that_is_listed(code: str) -> None:
    words = WORDS[code] + WORDS[code][:2]
    for start in range(0, len(words), 90):
        tell(story(words[start : start + 90], start // 90))


@given(
    st.lists(st.sampled_from(WORDS["en"]), min_size=3, max_size=12),
    st.integers(0, len(SHAPES) - 1),
    st.sampled_from([(), LISTED]),
)
def test_no_story_fails_of_words_that_are_listed_together(
    words: list[str], shape: int, listed: tuple[Character, ...]
) -> None:
    tell(story(words, shape), listed)
