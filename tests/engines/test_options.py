"""Engines are made with the options that voices.yaml gives them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from narrate.config import read_settings
from narrate.engines import engine_for, find_engine
from narrate.errors import SettingsError
from narrate.testing import ToneEngine


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write_file(text: str) -> Path:
        path = tmp_path / "voices.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


@dataclass(frozen=True)
class Whimsical(ToneEngine):
    """An engine that has options of every kind."""

    model: str = "small"
    warm: bool = True
    heat: float = 0.5


def anything(**options: object) -> ToneEngine:
    assert options == {"colour": "blue"}
    return ToneEngine()


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    points = {
        "tone": "narrate.testing:ToneEngine",
        "whimsical": f"{__name__}:Whimsical",
        "any": f"{__name__}:anything",
    }

    def entry_points(*, group: str, name: str | None = None) -> EntryPoints:
        found = (EntryPoint(one, place, group) for one, place in points.items())
        return EntryPoints(one for one in found if name in {None, one.name})

    monkeypatch.setattr("narrate.plugins.entry_points", entry_points)
    monkeypatch.setattr(EntryPoint, "load", lambda point: MADE_BY[point.name])


MADE_BY = {"tone": ToneEngine, "whimsical": Whimsical, "any": anything}


def test_each_option_comes_as_it_was_meant(write: Callable[[str], Path]) -> None:
    text = "engine: whimsical\nengines:\n  whimsical: {model: '7', warm: no, heat: 1.5, head: 3}\n"
    assert engine_for(read_settings(write(text))) == Whimsical(
        head=3, model="7", warm=False, heat=1.5
    )


def test_those_of_another_engine_are_its_own(write: Callable[[str], Path]) -> None:
    text = "engine: tone\nengines:\n  whimsical: {model: large}\n  unheard-of:\n"
    assert engine_for(read_settings(write(text))) == ToneEngine()


def test_an_option_nobody_knows_is_told_at_its_line(write: Callable[[str], Path]) -> None:
    path = write("engine: whimsical\nengines:\n  whimsical:\n    heat: 1\n    modle: large\n")
    with pytest.raises(SettingsError, match="the engine whimsical has no option 'modle'") as told:
        engine_for(read_settings(path))
    assert str(told.value.at) == f"{path}:5"
    assert told.value.hint == "did you mean 'model'?"


def test_who_takes_any_option_gets_it() -> None:
    assert find_engine("any", options={"colour": "blue"}) == ToneEngine()


def test_an_engine_nobody_knows_is_told_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match="there is no engine called 'tonne'") as told:
        find_engine("tonne")
    assert told.value.hint == "installed engines: any, tone, whimsical"
