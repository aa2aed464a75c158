"""A language is taught as docs/new-language.md says: by a folder, and its code in LANGUAGES."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import narrate

WORDS = Path(__file__).with_name("eo")
"""A little Esperanto."""
STORY = """
La Lampo

de Ana Verda

Unua ĉapitro

“Nur mi”, diris Tomaso malgaje.

“Bone”, respondis Sinjorino Ada.

ĈAPITRO II. LA DOMO

“Kie vi estas?” demandis Tomaso.

Tria ĉapitro: La Maro

“Mi estas tie ĉi, flustris Sinjorino Ada.
"""
SETTINGS = """
book: {language: eo}
announce_chapters: "{number}: {title}"
"""


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a narrate that knows the language, and a story in it."""
    folder = tmp_path_factory.mktemp("taught")
    package = folder / "narrate"
    source = Path(narrate.__file__).parent
    shutil.copytree(source, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(WORDS, package / "languages" / WORDS.name)
    registry = package / "languages" / "wordlists.py"
    told = registry.read_text("utf-8")
    registry.write_text(told.replace('LANGUAGES = ("en", ', 'LANGUAGES = ("en", "eo", '), "utf-8")
    (folder / "lampo.txt").write_text(STORY, "utf-8")
    (folder / "voices.yaml").write_text(SETTINGS, "utf-8")
    return folder


def run(folder: Path, *arguments: str) -> list[str]:
    """The lines that narrate prints."""
    command = [sys.executable, "-m", "narrate", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def script(taught: Path) -> list[str]:
    """The script of the story, with what is said of its headings."""
    return run(taught, "script", "lampo.txt", "--spoken")


def test_its_title_page_is_read(script: list[str]) -> None:
    assert script[:2] == ["title: La Lampo", "author: Ana Verda"]


def test_its_headings_are_found(script: list[str]) -> None:
    headings = [line for line in script if line.startswith("# ")]
    assert headings == ["# Unua ĉapitro", "# ĈAPITRO II. LA DOMO", "# Tria ĉapitro: La Maro"]


def test_its_numbers_are_known_in_figures_and_in_words(script: list[str]) -> None:
    said = [line for line in script if line.startswith("; spoken: ")]
    assert said == ["; spoken: 1", "; spoken: 2: La Domo", "; spoken: 3: La Maro"]


def test_its_tags_end_a_speech_whose_closing_mark_is_missing(script: list[str]) -> None:
    assert "[narrator] flustris Sinjorino Ada." in script


def test_its_verbs_of_saying_tell_who_speaks_and_how(script: list[str]) -> None:
    lines = [line for line in script if line.startswith("[") and not line.startswith("[narrator]")]
    assert lines == [
        "[Tomaso | sad] “Nur mi”,",
        "[Sinjorino Ada] “Bone”,",
        "[Tomaso] “Kie vi estas?”",
        "[Sinjorino Ada | whispering] “Mi estas tie ĉi,",
    ]


def test_its_titles_tell_who_is_a_woman(script: list[str]) -> None:
    assert any(line.startswith("cast: ") and "Sinjorino Ada (F)" in line for line in script)
