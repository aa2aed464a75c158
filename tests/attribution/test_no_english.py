"""The words by which attribution reads a text stand in the files of the languages, not in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import narrate

SOURCE = Path(narrate.__file__).parent / "attribution"
WORD = re.compile(r"[A-Za-z]+(?:['’ -][A-Za-z]+)*['’]?")
NAMES_OF_LISTS = {"words", "phrases", "is_small"}
ENDINGS = {"endswith", "removesuffix"}
"""What they are given is an ending, such as "ed", and no word."""

ALLOWED = {
    "Attributor": "a name of this package",
    "RuleAttributor": "a name of this package",
    "attribute": "a name of this package",
    "attributor": "what an entry point is called in a message",
    "the attributor": "the beginning of a message",
    "rules": "the fingerprint of the method",
    "q": "the size of a number in an array",
    "M": "a sex, as the model has it",
    "F": "a sex, as the model has it",
    "I": "how the teller of a story is called in the script; the one pronoun with a capital",
    "somebody": "the key of a walk-on part, looked up in no text",
    "one of them": "the key of a walk-on part, looked up in no text",
    "tag": "a kind of reason, by which confidence was fitted",
    "pronoun tag": "the same",
    "noun tag": "the same",
    "presence": "the same",
    "other": "the same",
    "verb-second": "an order of words, as a language's files name it",
    "put right": "why a line is whose, as it is told: somebody said so",
}
"""Each with why it is no word of a text."""


def literals(source: str) -> Iterator[str]:
    """The strings of a module that may be words; neither docstrings nor the values of an enum."""
    tree = ast.parse(source)
    exempt = {id(node) for parent in ast.walk(tree) for node in no_words_of_a_text(parent)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.strip()
            yield from [text] if id(node) not in exempt and WORD.fullmatch(text) else []


def no_words_of_a_text(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr):
        yield node.value
    elif isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(one) for one in node.bases):
        yield from (one.value for one in node.body if isinstance(one, ast.Assign))
    elif isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in NAMES_OF_LISTS | ENDINGS:
            yield from (part for one in node.args for part in ast.walk(one))


MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=[str(one.relative_to(SOURCE)) for one in MODULES])
def test_no_word_of_a_text_stands_in_code(path: Path) -> None:
    assert set(literals(path.read_text("utf-8"))) <= ALLOWED.keys()


def test_nothing_is_allowed_that_no_module_has() -> None:
    found = {word for path in MODULES for word in literals(path.read_text("utf-8"))}
    assert ALLOWED.keys() <= found


@pytest.mark.parametrize(
    "code",
    [
        '_KIN = frozenset(["aunt", "uncle"])',
        'found = lows[k] in {"who", "whose"}',
        'found = low == "and"',
        '_SEX = {"aunt": 1}',
        'f(("aunt", 1))',
        'title.startswith("aunt")',
        'name = f"the aunt {name}"',
    ],
)
def test_a_word_in_code_is_found(code: str) -> None:
    assert set(literals(code)) & {"aunt", "who", "and", "the aunt"}


@pytest.mark.parametrize(
    "code",
    [
        '"""aunt"""',
        'words("aunt")',
        'language.phrases("aunt")',
        'low.endswith(("ed", "ly"))',
        'class Force(StrEnum):\n    TAG = "tag"',
    ],
)
def test_what_is_no_word_of_a_text_is_left_alone(code: str) -> None:
    assert not set(literals(code))
