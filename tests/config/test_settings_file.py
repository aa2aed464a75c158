from __future__ import annotations

from pathlib import Path

import pytest

from narrate.config import find_settings
from narrate.errors import Place, SettingsError


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "stories").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_may_be_none(here: Path) -> None:
    assert find_settings(here / "stories" / "a.txt", None) is None


def test_the_one_in_the_working_folder_serves_every_story(here: Path) -> None:
    (here / "voices.yaml").touch()
    found = find_settings(here / "stories" / "a.txt", None)
    assert found is not None
    assert found.resolve() == here / "voices.yaml"


def test_the_one_beside_the_story_goes_before_it(here: Path) -> None:
    (here / "voices.yaml").touch()
    beside = here / "stories" / "voices.yaml"
    beside.touch()
    assert find_settings(here / "stories" / "a.txt", None) == beside


def test_the_one_asked_for_goes_before_all(here: Path) -> None:
    (here / "voices.yaml").touch()
    (here / "mine.yaml").touch()
    assert find_settings(here / "a.txt", Path("mine.yaml")) == Path("mine.yaml")


def test_one_asked_for_must_exist(here: Path) -> None:
    (here / "voices.yaml").touch()
    with pytest.raises(SettingsError, match="no such file") as caught:
        find_settings(here / "a.txt", Path("mine.yaml"))
    assert caught.value.at == Place(Path("mine.yaml"))
