"""Who speaks may be told by another method than ours."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from casebook import speakers
from narrate.attribution import Attributor, RuleAttributor
from narrate.attribution.finding import find_attributor
from narrate.cache.scripts import ScriptCache
from narrate.cache.store import Store
from narrate.config import read_settings
from narrate.errors import SettingsError, ToolError
from narrate.model import Character, Kind, Script, ToldChapters
from narrate.pipeline import read_script
from narrate.settings import Attribution, Settings
from narrate.testing import AttributorContract


class TestRules(AttributorContract):
    def make_attributor(self) -> Attributor:
        return RuleAttributor()


class Everybody:
    """Gives every line to a chorus."""

    asked = 0

    def __init__(self, name: str = "Chorus") -> None:
        self.name = name

    def attribute(
        self,
        script: Script,
        characters: tuple[Character, ...] = (),
        narrator_is: tuple[ToldChapters, ...] = (),  # noqa: ARG002 -- as the protocol has it
    ) -> Script:
        Everybody.asked += 1
        segments = tuple(
            replace(one, speaker=one.speaker or self.name) if one.kind is Kind.DIALOGUE else one
            for one in script.segments
        )
        speakers = dict.fromkeys(one.speaker for one in segments if one.speaker)
        found = [Character(name) for name in speakers]
        return replace(script, segments=segments, characters=(*found, *characters))

    def fingerprint(self) -> str:
        return "1"


class TestEverybody(AttributorContract):
    def make_attributor(self) -> Attributor:
        return Everybody()


class Broken(Everybody):
    def attribute(self, *_: object) -> Script:
        raise ZeroDivisionError("no model")


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    made_by = {"everybody": Everybody, "broken": Broken, "rules": RuleAttributor}

    def entry_points(*, group: str, name: str | None = None) -> EntryPoints:
        found = (EntryPoint(one, "x:y", group) for one in made_by)
        return EntryPoints(one for one in found if name in {None, one.name})

    monkeypatch.setattr("narrate.plugins.entry_points", entry_points)
    monkeypatch.setattr(EntryPoint, "load", lambda point: made_by[point.name])


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("“Go away,” said Tom.\n\n“No,” said Ada.\n", encoding="utf-8")
    return path


def test_the_method_is_chosen_in_voices_yaml_and_each_has_its_own_scripts(
    story: Path, tmp_path: Path
) -> None:
    (tmp_path / "voices.yaml").write_text("attribution: {method: everybody}\n")
    settings = read_settings(tmp_path / "voices.yaml")
    script_cache = ScriptCache(Store(tmp_path / "cache"))
    Everybody.asked = 0
    for _ in range(2):
        assert speakers(read_script(story, Settings(), script_cache=script_cache)) == ["Tom", "Ada"]
        assert speakers(read_script(story, settings, script_cache=script_cache)) == [
            "Chorus",
            "Chorus",
        ]
    assert Everybody.asked == 1


def test_a_method_nobody_knows_is_told_at_its_line(story: Path, tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text("attribution:\n  method: ruels\n")
    with pytest.raises(SettingsError, match="there is no attributor called 'ruels'") as told:
        read_script(story, read_settings(path))
    assert str(told.value.at) == f"{path}:2"


def test_one_that_breaks_is_a_tool_that_does_not_work(story: Path) -> None:
    settings = Settings(attribution=Attribution("broken"))
    with pytest.raises(ToolError, match="the attributor broken does not work: ZeroDivisionError"):
        read_script(story, settings)


def test_ours_is_not_searched_for() -> None:
    assert find_attributor(Settings()) == RuleAttributor()


def test_the_options_beside_the_method_are_its_own(story: Path, tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text("attribution: {method: everybody, name: Both}\n")
    assert speakers(read_script(story, read_settings(path))) == ["Both", "Both"]


def test_an_option_the_method_does_not_have_is_told_at_its_line(
    story: Path, tmp_path: Path
) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text("attribution:\n  method: everybody\n  nmae: Both\n")
    with pytest.raises(SettingsError, match="the attributor everybody has no option") as told:
        read_script(story, read_settings(path))
    assert str(told.value.at) == f"{path}:3"
    assert told.value.hint == "did you mean 'name'?"


def test_ours_has_no_options(story: Path, tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text("attribution: {model: large}\n")
    with pytest.raises(SettingsError, match="the attributor rules has no option 'model'"):
        read_script(story, read_settings(path))
