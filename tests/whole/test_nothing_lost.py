"""The power may go at any moment: nothing is half done under its name, and the next run goes on."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from narrate.sound.audio import decode
from wholeruns import WAIT_S, Place, book, files, place, unlike

TEXT = book(chapters=2, lines=8)
KINDS = ("any", "written")
"""of moments; see tests/moments"""


class Moments:
    """The moments of a run, counted: how many of each kind an undisturbed one has."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.watched = {
            "PYTHONPATH": str(Path(__file__).parent / "moments"),
            "MOMENTS": str(path),
        }

    def of(self, kind: str) -> int:
        """How many of that *kind* there were."""
        return self._counter(kind).stat().st_size

    def reset(self) -> None:
        """Count from the beginning."""
        for kind in KINDS:
            self._counter(kind).unlink(missing_ok=True)

    def _counter(self, kind: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{kind}")


@pytest.fixture(params=["tone", "pyttsx3"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _place(root: Path, engine: str) -> Place:
    """A story that *engine* speaks."""
    words = ("--engine", engine, "--jobs", "2", "--subtitles", "vtt,srt", "--book", "m4b")
    return place(root, TEXT, *words)


@dataclass(frozen=True)
class Undisturbed:
    """What a run leaves that nobody disturbs, and how many moments of each kind it had."""

    audiobook: dict[str, bytes]
    store: dict[str, bytes]
    moments: dict[str, int]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Undisturbed]:
    """Makes the story with an engine, once for all tests."""

    @cache
    def made(engine: str) -> Undisturbed:
        root = tmp_path_factory.mktemp("undisturbed")
        here, moments = _place(root / engine, engine), Moments(root / "moments")
        assert here.run(**moments.watched) == (0, "")
        for path in [*here.out.glob("*.mp3"), *here.out.glob("*.m4b")]:
            with decode(path) as stream:
                assert sum(map(len, stream.blocks))
        counts = {kind: moments.of(kind) for kind in KINDS}
        return Undisturbed(files(here.out), files(here.cache), counts)

    return made


def _inodes(here: Place) -> dict[Path, int]:
    return {path: path.stat().st_ino for path in (here.cache / "takes").rglob("*.wav")}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")
def test_a_run_that_is_killed_leaves_only_whole_files_and_the_next_goes_on(
    tmp_path: Path,
    engine: str,
    undisturbed: Callable[[str], Undisturbed],
    pytestconfig: pytest.Config,
) -> None:
    whole, moments = undisturbed(engine), Moments(tmp_path / "moments")
    audiobook, store = whole.audiobook, whole.store
    chosen = random.Random(f"{engine} 5")  # noqa: S311 -- the same moments every time
    here = _place(tmp_path / "here", engine)
    killed = 0
    while killed < pytestconfig.getoption("--kills"):
        moments.reset()
        kind = chosen.choice(KINDS)
        at = chosen.randint(1, whole.moments[kind])
        code, said = here.run(KILL_ON=kind, KILL_AT=str(at), **moments.watched)
        assert (code, said) in {(-9, ""), (0, "")}
        assert unlike(files(here.out), audiobook) == []
        assert unlike(files(here.cache), store) == []
        if code:
            killed += 1
        else:
            assert unlike(files(here.out), audiobook, all_of_it=True) == []
            shutil.rmtree(here.out)
            shutil.rmtree(here.cache)
    before = _inodes(here)
    assert here.run_inline() == (0, "")
    assert unlike(files(here.out), audiobook, all_of_it=True) == []
    assert [*here.out.glob(".*")] == []
    assert {path: _inodes(here)[path] for path in before} == before


def test_two_runs_at_once_make_the_same_and_neither_is_in_the_others_way(
    tmp_path: Path, undisturbed: Callable[[str], Undisturbed]
) -> None:
    alone, here = undisturbed("tone"), _place(tmp_path / "here", "tone")
    both = [here.start("-o", "one", "--jobs", "1"), here.start("-o", "two", "--jobs", "1")]
    assert [run.communicate(WAIT_S) for run in both] == [(0, "", "")] * 2
    for name in ("one", "two"):
        made = files(here.root / name / "story")
        assert unlike(made, alone.audiobook, all_of_it=True) == []
    assert unlike(files(here.cache), alone.store, all_of_it=True) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to signal")
@pytest.mark.parametrize("ask", ["SIGINT", "SIGTERM"])
def test_a_run_that_is_asked_to_end_clears_up_and_says_how_to_go_on(
    tmp_path: Path,
    ask: str,
    undisturbed: Callable[[str], Undisturbed],
    pytestconfig: pytest.Config,
) -> None:
    whole, moments = undisturbed("tone"), Moments(tmp_path / "moments")
    most, audiobook = whole.moments["any"], whole.audiobook
    chosen = random.Random(ask)  # noqa: S311 -- the same moments every time
    for number in range(pytestconfig.getoption("--kills")):
        moments.reset()
        here = _place(tmp_path / f"{number}", "tone")
        at = str(chosen.randint(1, most))
        code, said = here.run(KILL_AT=at, KILL_WITH=ask, **moments.watched)
        if code:
            told = (code, said.strip())  # a blank line ends the terminal's ^C
            assert told == (130, "interrupted (run the same command again to go on)")
        assert unlike(files(here.out), audiobook) == []
        assert [*here.out.glob(".*")] == []
        assert [*(here.cache / "scratch").glob("*")] == []
        assert here.run_inline() == (0, "")
        assert unlike(files(here.out), audiobook, all_of_it=True) == []
