"""The words by which a text is read stand in the files of the languages, not in code.

Here, unlike in attribution (``tests/attribution/test_no_english.py``), names of kinds and of lists
stand in code; so only what looks like a list of words is found.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import narrate

SOURCE = Path(narrate.__file__).parent
ROOMS = ("text", "speech")
WORDS = re.compile(r"(?<![\w\\])[a-z]{2,}(?: [a-z]+)*(?:\|[a-z]{2,}(?: [a-z]+)*){2,}(?!\w)")
"""Three words or more of which a pattern takes any."""
FEWEST = 3

ALLOWED = {
    "text/markup.py": "the elements of HTML",
    "text/notemarks.py": "the signs of measures",
    "text/scenemarks.py": "what programs and archives write for a break in any language",
    "text/chapters/boilerplate.py": "what Project Gutenberg writes in any language",
    "text/chapters/asides.py": "the fields that archives of stories write in any language",
}
"""Each module that has such a list, with why it is none of a language."""
ENDINGS = frozenset({"st|nd|rd|th"})
"""Those of an English ordinal in figures: the steps for English alone ask for them."""


def lists_of_words(source: str) -> Iterator[str]:
    """The alternatives of patterns, and the sets, that are lists of words."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (found[0] for found in WORDS.finditer(node.value))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"frozenset", "set"}:
            yield from _words_of(node.args[0]) if node.args else ()
        elif isinstance(node, ast.Set):
            yield from _words_of(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _split(node.func)


def _words_of(node: ast.expr) -> Iterator[str]:
    parts = node.elts if isinstance(node, ast.Set | ast.List | ast.Tuple) else []
    words = [one.value for one in parts if isinstance(one, ast.Constant)]
    found = [word for word in words if isinstance(word, str) and re.fullmatch("[a-z]{2,}", word)]
    if len(found) >= FEWEST:
        yield " ".join(found)


def _split(method: ast.Attribute) -> Iterator[str]:
    if method.attr == "split" and isinstance(method.value, ast.Constant):
        yield str(method.value.value)


MODULES = sorted(path for room in ROOMS for path in (SOURCE / room).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=[str(one.relative_to(SOURCE)) for one in MODULES])
def test_no_list_of_words_stands_in_code(path: Path) -> None:
    found = set(lists_of_words(path.read_text("utf-8"))) - ENDINGS
    assert not found or path.relative_to(SOURCE).as_posix() in ALLOWED


@pytest.mark.parametrize(
    "code",
    [
        '_KIN = frozenset(["aunt", "uncle", "niece"])',
        '_KIN = {"aunt", "uncle", "niece"}',
        '_KIN = "aunt uncle niece".split()',
        r'_KIN = re.compile(r"\b(?:aunt|uncle|great aunt)\b")',
        r'_KIN = re.compile(rf"{before}(?:aunt|uncle|niece)s?")',
    ],
)
def test_a_list_of_words_in_code_is_found(code: str) -> None:
    assert list(lists_of_words(code))


@pytest.mark.parametrize(
    "code",
    ['kinds = ("title", "part")', r're.compile(r"\s+|\w{2,}|\d")', 'words = line.split("|")'],
)
def test_what_is_no_list_of_words_is_left_alone(code: str) -> None:
    assert not list(lists_of_words(code))
