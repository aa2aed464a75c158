"""Whole runs with engines that others wrote: see tests/whole/faulty."""

from __future__ import annotations

from pathlib import Path

import pytest

from wholeruns import Place, book, files, place, unlike

TEXT = book(chapters=1, lines=6)
ENGINES = Path(__file__).parent / "faulty"
APART = {"PYTHONPATH": str(ENGINES)}


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return place(tmp_path / "here", TEXT, "--jobs", "2")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engines are found by this process."""
    monkeypatch.syspath_prepend(ENGINES)


@pytest.mark.parametrize(
    ("engine", "why"),
    [
        ("unbuildable", "RuntimeError: no graphics card"),
        ("leaver", "SystemExit"),
        ("nameless", "Input/output error"),
        ("mute", "TypeError"),
        ("unpicklable", "cannot pickle a handle"),
        ("busy", "ValueError"),
        ("not-installed", "ModuleNotFoundError"),
        ("not-written", "AttributeError"),
    ],
)
def test_an_engine_that_does_not_start_is_told_in_one_line(
    here: Place, installed: None, engine: str, why: str
) -> None:
    code, said = here.run_inline("--engine", engine)
    assert (code, said.count("\n")) == (5, 1)
    assert why in said
    assert "\x1b" not in said
    assert not here.out.exists() or files(here.out) == {}


def test_an_engine_that_walks_off_as_a_worker_starts_it_is_told_in_one_line(here: Place) -> None:
    code, said = here.run("--engine", "stranded", **APART)
    assert (code, said.count("\n")) == (5, 1)
    assert "cannot be started in a worker: SystemExit: not here" in said


def test_marks_that_are_none_are_a_failure_of_the_engine(here: Place, installed: None) -> None:
    code, said = here.run_inline("--engine", "wayward")
    assert (code, said.count("\n")) == (6, 1)
    assert "the engine failed: AttributeError" in said


def test_an_engine_that_prints_asks_and_walks_off_changes_nothing(here: Place) -> None:
    assert here.run_inline("--engine", "tone") == (0, "")
    quiet = files(here.out)
    code, out, said = here.hear("--engine", "chatty", "--json", **APART)
    assert code == 0
    assert set(said.split()) == {"chatter"}  # what is printed as it is built, by our own process
    assert out.startswith("{")
    named = ["book.json", "listen.html"]  # they name the engine
    assert unlike(files(here.out), quiet, all_of_it=True) == named
