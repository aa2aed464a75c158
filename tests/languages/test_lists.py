"""No list of a language is written in vain: each is asked for, and English has each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import narrate
from narrate.languages import Quotation, language
from narrate.languages import ages as ages_file
from narrate.languages import hyphens as hyphens_file
from narrate.languages import speech as speech_file

SOURCE = Path(narrate.__file__).parent


def nodes(folder: str) -> Iterator[ast.AST]:
    """The syntax of all modules in *folder*."""
    for path in (SOURCE / folder).rglob("*.py"):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def texts(folder: str) -> set[object]:
    return {node.value for node in nodes(folder) if isinstance(node, ast.Constant)}


def test_every_list_of_words_beside_speech_is_asked_for() -> None:
    asked = {node.attr for node in nodes("text/quotation") if isinstance(node, ast.Attribute)}
    assert {field.name for field in fields(Quotation)} <= asked


def test_every_list_of_speech_is_asked_for_and_english_has_it() -> None:
    names = {*speech_file.WORDS, *speech_file.SAID}
    english = language("en").speech
    assert names <= texts("speech")
    assert {name for name in names if english.words.get(name) or english.said.get(name)} == names


def test_every_list_of_ages_is_asked_for() -> None:
    assert {*ages_file.SECTIONS} <= texts("casting")


def test_every_list_of_hyphens_is_asked_for_and_english_has_it() -> None:
    assert {*hyphens_file.SECTIONS} <= texts("text")
    assert all(language("en").hyphens[name] for name in hyphens_file.SECTIONS)
