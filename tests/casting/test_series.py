"""Whoever was in an earlier book of a series is heard in the same voice in a later one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from narrate.casting import found_roles
from narrate.casting.series import with_series_cast
from narrate.config import read_series_cast, write_characters
from narrate.model import Character, Script
from narrate.pipeline import Prep, prepare, read_script
from narrate.settings import Role, Settings, VoiceChoice
from narrate.testing import ToneEngine

TONE = Settings(engine="tone")
VOLUMES = (
    "“Wait,” said Nora.\n\n“Why?” asked Felix.\n\n“It is late,” said Nora.\n",
    "“Now,” said Felix.\n\n“Who is there?” asked Old Bert.\n\n“Only me,” said Greta.\n",
    """\
“Go on,” said Agatha.

“No,” said Bruno. “Never.”

“So?” asked Nora Bell.

“Nora,” said Agatha, “and Greta, come.”

“Yes,” said Greta.

“Go,” said Nora.
""",
)


@pytest.fixture
def cast_file(tmp_path: Path) -> Path:
    return tmp_path / "cast.yaml"


def make(volume: int, cast_file: Path, settings: Settings = TONE) -> Prep:
    """That volume with the cast of the series, to which its own people are added."""
    story = cast_file.with_name(f"{volume}.txt")
    story.write_text(VOLUMES[volume - 1], encoding="utf-8")
    if cast_file.exists():
        settings = replace(settings, cast=read_series_cast(cast_file))
    prep = prepare(read_script(story, settings), settings, ToneEngine())
    write_characters(cast_file, found_roles(prep.script, prep.cast))
    return prep


def test_a_person_of_volume_one_has_the_same_voice_in_volume_three(cast_file: Path) -> None:
    first, second, third = (make(volume, cast_file) for volume in (1, 2, 3))
    assert third.cast.voices["Nora"] == first.cast.voices["Nora"]
    assert second.cast.voices["Felix"] == first.cast.voices["Felix"]
    assert third.cast.voices["Greta"] == second.cast.voices["Greta"]


def test_without_it_they_would_not(cast_file: Path, tmp_path: Path) -> None:
    """Otherwise the test above would prove nothing."""
    first = make(1, cast_file).cast.voices["Nora"]
    (tmp_path / "alone").mkdir()
    assert make(3, tmp_path / "alone" / "cast.yaml").cast.voices["Nora"] != first


def test_nobody_new_gets_the_voice_of_somebody_who_is_away(cast_file: Path) -> None:
    make(1, cast_file)
    make(2, cast_file)
    away = {role.voice.name for role in read_series_cast(cast_file)}
    third = make(3, cast_file).cast.voices
    assert not {third[name].name for name in ("Agatha", "Bruno")} & away


def test_what_is_written_for_this_book_comes_first(cast_file: Path) -> None:
    make(1, cast_file)
    own = Role(Character("Nora"), VoiceChoice("high-11"))
    settings = Settings(engine="tone", roles=(own,))
    assert make(1, cast_file, settings).cast.voices["Nora"].name == "high-11"


def test_who_is_listed_here_without_a_voice_has_that_of_the_series(cast_file: Path) -> None:
    first = make(1, cast_file).cast.voices
    settings = Settings(engine="tone", roles=(Role(Character("Felix", gender="M")),))
    assert make(1, cast_file, settings).cast.voices == first


def test_a_name_that_several_share_is_nobody_s_for_certain(cast_file: Path) -> None:
    script = read_script(_story(cast_file, "It rained.\n"), Settings())
    people = (Character("Nora Bell", ("Nora",)), Character("Nora Finch", ("Nora",)))
    settings = Settings(cast=(Role(Character("Nora"), VoiceChoice("x")),))
    listed = with_series_cast(settings, replace(script, characters=people)).roles
    assert [role.names for role in listed] == [("Nora",)]
    (known,) = with_series_cast(settings, _only(script, people[0])).roles
    assert known.names == ("Nora", "Nora Bell")


def _only(script: Script, one: Character) -> Script:
    return replace(script, characters=(one,))


def _story(cast_file: Path, text: str) -> Path:
    path = cast_file.with_name("story.txt")
    path.write_text(text)
    return path
