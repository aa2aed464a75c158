"""Folder and metadata are read as the scanner of the server reads them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from narrate.errors import SettingsError
from narrate.model import FinishedBook, Series, Voice
from narrate.outputs import BookOutput
from narrate.outputs.audiobookshelf import Audiobookshelf, library_folder, metadata
from narrate.settings import BookInfo, Output, Settings
from narrate.testing import OutputContract, finished_book
from narrate.testing.outputs import HOSTILE
from soundstage import book_of

BOOK = book_of(["It rained."]).script.book
NARRATOR = Voice("tone", "low-01")
NARRATED = re.compile(r"(?P<title>.*) \{(?P<narrators>.*)\}")
NUMBERED = re.compile(r"vol\.? (?P<number>\d{0,3}(?:\.\d{1,2})?)", re.IGNORECASE)
DATED = re.compile(r" *\(?([0-9]{4})\)? * - *(.+)")
ALL = BookInfo(title="Rain", author="A. Writer", year=1913, series=Series("The Weather", "2.5"))


class TestAudiobookshelf(OutputContract):
    def make_output(self) -> BookOutput:
        return Audiobookshelf()


def scanned(info: BookInfo) -> dict[str, str | None]:
    """What the server knows of a folder by its path alone."""
    path = library_folder(BOOK, Settings(book=info), NARRATOR)
    *above, folder = path.parts
    series = above.pop() if len(above) > 1 else None
    author = above.pop() if above else None
    told = NARRATED.fullmatch(folder)
    assert told
    parts = told["title"].split(" - ")
    number = next((found["number"] for part in parts if (found := NUMBERED.fullmatch(part))), None)
    title = " - ".join(part for part in parts if not NUMBERED.fullmatch(part))
    dated = DATED.fullmatch(title)
    return {
        "author": author,
        "series": series,
        "number": number if series else None,
        "year": dated[1] if dated else None,
        "title": dated[2] if dated else title,
        "narrator": told["narrators"],
    }


def test_the_folder_tells_everything_that_is_known() -> None:
    assert scanned(ALL) == {
        "author": "A. Writer",
        "series": "The Weather",
        "number": "2.5",
        "year": "1913",
        "title": "Rain",
        "narrator": "narrate (voice low-01)",
    }


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(ALL, author=" ", series=None, year=None)
    found = scanned(bare)
    assert (found["author"], found["series"], found["year"]) == (None, None, None)
    assert found["title"] == "Rain"


def test_a_series_stands_below_an_author_only() -> None:
    found = scanned(replace(ALL, author="?"))
    assert (found["author"], found["series"], found["title"]) == (None, None, "Rain")


def test_a_number_that_is_none_is_left_to_the_metadata() -> None:
    found = scanned(replace(ALL, series=Series("The Weather", "IIa")))
    assert (found["series"], found["number"], found["title"]) == ("The Weather", None, "Rain")


@pytest.mark.parametrize("text", [*HOSTILE, "é" * 300])
def test_no_title_leads_out_of_the_library(text: str, tmp_path: Path) -> None:
    info = BookInfo(title=text, author=text, series=Series(text, "1"))
    folder = library_folder(BOOK, Settings(book=info), NARRATOR)
    assert not folder.is_absolute()
    assert ".." not in folder.parts
    assert folder.name.endswith("{narrate (voice low-01)}")
    (tmp_path / folder).mkdir(parents=True)


def told(book: FinishedBook) -> Any:
    for file in Audiobookshelf().files(book):
        if file.name == "metadata.json":
            opened = BytesIO()
            file.write(opened)
            return json.loads(opened.getvalue())
    raise AssertionError("there is no metadata.json")


def test_the_metadata_has_the_keys_the_scanner_takes(tmp_path: Path) -> None:
    found = told(finished_book(tmp_path))
    assert found["title"] == "The Boat"
    assert (found["authors"], found["narrators"]) == (["A. Writer"], ["narrate (voice low-01)"])
    assert found["series"] == ["The Boats #2.5"]
    assert (found["publishedYear"], found["language"]) == ("1913", "en")
    assert "metadata" not in found  # the older form, which has another one for series


def test_chapters_follow_each_other_over_the_whole_book(tmp_path: Path) -> None:
    book = finished_book(tmp_path)
    first, second = told(book)["chapters"]
    assert (first["start"], first["title"]) == (0, "Chapter One")
    assert first["end"] == second["start"] == book.chapters[0].seconds
    assert second["end"] == pytest.approx(book.seconds)


@pytest.mark.parametrize("number", [None, "two parts", "#2"])
def test_a_number_the_scanner_would_misread_is_left_out(tmp_path: Path, number: str | None) -> None:
    book = replace(finished_book(tmp_path), series=Series("The Boats", number))
    assert metadata(book)["series"] == ["The Boats"]


def test_the_cover_is_called_as_the_server_expects(tmp_path: Path) -> None:
    names = [file.name for file in Audiobookshelf().files(finished_book(tmp_path))]
    assert names == ["metadata.json", "cover.png"]


@pytest.mark.parametrize("output", [Output(book="m4b"), Output(sample=1.0), Output(stems=True)])
def test_other_sound_files_in_the_folder_are_refused(output: Output) -> None:
    with pytest.raises(SettingsError, match="every sound file of a folder for a part of the book"):
        Audiobookshelf().check(Settings(output=output))


def test_an_epub_in_the_folder_is_welcome() -> None:
    Audiobookshelf().check(Settings(output=Output(book="epub")))
