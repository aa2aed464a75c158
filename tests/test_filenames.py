from __future__ import annotations

import ntpath
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.filenames import MOST_BYTES, chapter_name, misfits, name_by, safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Ticket", "The Ticket"),
        ("Jane Eyre: An Autobiography", "Jane Eyre An Autobiography"),
        ("Who? What/Where\\When", "Who What Where When"),
        ("../../etc/passwd", "etc passwd"),
        ("…", "…"),
        ("...", ""),
        ("The End...", "The End"),
        ("  two\nlines\t", "two lines"),
        ("bell\a and right-to-left \u202e mark", "bell and right-to-left mark"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("con", "_con"),
        ("Aux.txt", "_Aux.txt"),
        ("COM1", "_COM1"),
        ("Contact", "Contact"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert safe_name(title) == name


def is_reserved(name: str) -> bool:
    """Whether Windows keeps *name* for itself; the first way is that of Python 3.13."""
    ask = getattr(ntpath, "isreserved", None)
    return bool(ask(name)) if ask else PureWindowsPath(name).is_reserved()


@given(st.text(max_size=400))
def test_any_title_is_a_name_on_every_system_that_stays_in_its_folder(title: str) -> None:
    name = safe_name(title)
    assert len(name.encode()) <= MOST_BYTES + 1
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name == name.strip(". ")
    assert not is_reserved(name)
    assert name in {"", PurePosixPath("out", name).name}
    assert safe_name(name) == name


@given(st.text(alphabet="é字😀e\u0301\u0323", min_size=60, max_size=300))
def test_a_long_title_is_cut_between_characters(title: str) -> None:
    name = safe_name(title)
    assert len(name.encode()) <= MOST_BYTES
    composed = unicodedata.normalize("NFC", title)
    assert composed.startswith(name)
    assert not composed[len(name) :] or not unicodedata.combining(composed[len(name)])


def test_the_number_comes_first_with_as_many_digits_as_the_last() -> None:
    assert chapter_name(1, "The Ticket", 9) == "01 - The Ticket"
    assert chapter_name(7, "The Ticket", 120) == "007 - The Ticket"


def test_a_chapter_whose_title_gives_no_name_has_its_number() -> None:
    assert chapter_name(3, "???", 9) == "03"


def test_names_of_chapters_with_one_title_differ() -> None:
    title = "x" * 500
    assert len({chapter_name(number, title, 20) for number in range(1, 21)}) == 20


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{number:02} - {title}", "07 - Who goes there"),
        ("{number} {book}", "7 The Ticket"),
        ("{author} - {book} - {number:3}", "A. Writer - The Ticket -   7"),
        ("{title}/../{number}", "Who goes there .. 7"),
        ("...", "7"),
    ],
)
def test_a_template_gives_a_name_that_is_safe(template: str, name: str) -> None:
    texts = {"title": "Who goes there?", "book": "The Ticket", "author": "A. Writer"}
    assert name_by(template, 7, **texts) == " ".join(name.split())


@pytest.mark.parametrize(
    ("template", "wrong"),
    [
        ("{number:02} - {title}", ()),
        ("{nummer} {title:3}", ("{nummer}", "{title:3}")),
        (
            "{number:x} {number:999} {} {title.upper}",
            ("{number:x}", "{number:999}", "{}", "{title.upper}"),
        ),
    ],
)
def test_what_no_field_is_called_is_told(template: str, wrong: tuple[str, ...]) -> None:
    assert misfits(template) == wrong
