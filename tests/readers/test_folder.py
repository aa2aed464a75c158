"""A folder of chapters is one book."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bookmaking import docx, word
from narrate.errors import ManuscriptError
from narrate.model import Kind
from narrate.pipeline import read_script
from narrate.readers import read_manuscript
from narrate.readers.files import LARGEST
from narrate.settings import Settings
from narrate.text.chapters import find_chapters


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "the_bridge"
    made.mkdir()
    return made


def titles(folder: Path) -> list[str]:
    return [one.title for one in find_chapters(read_manuscript(folder)).chapters]


def test_files_are_chapters_in_the_order_people_sort(folder: Path) -> None:
    (folder / "10 - The End.txt").write_text("It was over, and they all went home at last.")
    (folder / "9.txt").write_text("Chapter Nine\n\nIt rained.")
    (folder / "1.md").write_text("# Rain\n\nIt rained.\n\n## Later\n\nMore.")
    docx(folder / "2.docx", word("Sun", "H1") + word("It cleared."))
    (folder / "notes.yaml").write_text("x: y")
    (folder / "9.script.txt").write_text("[narrator] no")
    assert titles(folder) == ["Rain", "Sun", "Chapter Nine", "The End"]
    assert read_manuscript(folder).metadata.title == "The Bridge"


def test_paragraphs_are_parted_as_each_file_parts_them(folder: Path) -> None:
    lines = ("It rained all day on the bridge, and then", "it cleared up a little.") * 4
    (folder / "1.txt").write_text("".join(f"   {a}\n{b}\n" for a, b in [lines[:2]] * 9))
    (folder / "2.txt").write_text("One line.\n\nAnother line.")
    script = read_script(folder, Settings())
    told = [one.text for one in script.segments if one.kind is Kind.NARRATION]
    assert len(told) == 11


def test_places_are_told_by_file(folder: Path) -> None:
    (folder / "1.txt").write_text("Chapter One\n\nRain.")
    (folder / "2.md").write_text("# Two\n\nSun.")
    assert [one.name for one in read_manuscript(folder).sections] == ["1.txt", "2.md, Two"]


def test_notes_of_a_text_stay_left_out(folder: Path) -> None:
    (folder / "1.txt").write_text("It rained.[1]\n\n[1] In the North, in March.\n\nIt cleared.")
    (folder / "2.txt").write_text("It snowed.")
    story = read_manuscript(folder)
    assert [story.text[one.span.start : one.span.end] for one in story.regions] == [
        "[1] In the North, in March."
    ]


def test_a_picture_called_cover_is_the_cover(folder: Path) -> None:
    (folder / "1.txt").write_text("Rain.")
    (folder / "cover.png").write_bytes(b"\x89PNG")
    assert read_manuscript(folder).metadata.cover == b"\x89PNG"


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "1.txt").write_text("Rain.")
    (folder / "2.docx").write_text("no archive")
    with pytest.raises(ManuscriptError, match="not a DOCX") as caught:
        read_manuscript(folder)
    assert caught.value.at is not None
    assert caught.value.at.path == folder / "2.docx"


def test_a_folder_without_chapters_is_refused(folder: Path) -> None:
    (folder / "voices.yaml").write_text("")
    with pytest.raises(ManuscriptError, match="this folder holds no chapter"):
        read_manuscript(folder)


def test_chapters_that_are_too_large_together_are_refused(folder: Path) -> None:
    for number in (1, 2):
        (folder / f"{number}.txt").write_bytes(b"")
        os.truncate(folder / f"{number}.txt", LARGEST // 2 + 1)
    with pytest.raises(ManuscriptError, match="larger than 64 MB"):
        read_manuscript(folder)


def test_a_folder_in_it_is_no_chapter_though_it_leads_back(folder: Path) -> None:
    (folder / "1.txt").write_text("It rained on the bridge.")
    (folder / "2.txt").mkdir()
    (folder / "3.txt").symlink_to(folder)
    assert read_manuscript(folder).text == "It rained on the bridge."
