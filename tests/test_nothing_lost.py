"""The power may go at any moment: nothing is half done under its name, and the next run goes on."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

from narrate.audio import decode
from wholeruns import Place, book, files, place

TEXT = book(chapters=3, lines=24)
MOMENTS = Path(__file__).parent / "moments"
LONGEST_S = 0.03
"""after a moment's event, in which a file is being written"""


@pytest.fixture(params=["tone", "pyttsx3"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _place(root: Path, engine: str) -> Place:
    words = ("--engine", engine, "--jobs", "2", "--subtitles", "vtt,srt", "--book", "m4b")
    return place(root, TEXT, *words)


def _inodes(here: Place) -> dict[Path, int]:
    return {path: path.stat().st_ino for path in (here.cache / "takes").rglob("*.wav")}


def _only_whole(found: dict[str, bytes], wanted: dict[str, bytes]) -> bool:
    return all(data == wanted[name] for name, data in found.items())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")
def test_a_run_that_is_killed_leaves_only_whole_files_and_the_next_goes_on(
    tmp_path: Path, engine: str, pytestconfig: pytest.Config
) -> None:
    counter = tmp_path / "moments"
    watched = {"PYTHONPATH": str(MOMENTS), "MOMENTS": str(counter)}
    undisturbed = _place(tmp_path / "undisturbed", engine)
    assert undisturbed.run(**watched) == (0, "")
    audiobook, shelf = files(undisturbed.out), files(undisturbed.cache)
    for path in [*undisturbed.out.glob("*.mp3"), *undisturbed.out.glob("*.m4b")]:
        with decode(path) as stream:
            assert sum(map(len, stream.blocks))
    moments = counter.stat().st_size

    chosen = random.Random(f"{engine} 5")  # noqa: S311 -- the same moments every time
    here = _place(tmp_path / "here", engine)
    killed = 0
    while killed < pytestconfig.getoption("--kills"):
        counter.unlink()
        at, after_s = chosen.randint(1, moments), chosen.choice([0.0, LONGEST_S * chosen.random()])
        code, said = here.run(KILL_AT=str(at), KILL_AFTER=str(after_s), **watched)
        assert (code, said) in {(-9, ""), (0, "")}
        assert _only_whole(files(here.out), audiobook)
        assert _only_whole(files(here.cache), shelf)
        if code:
            killed += 1
        else:
            assert files(here.out) == audiobook
            shutil.rmtree(here.out)
            shutil.rmtree(here.cache)
    before = _inodes(here)
    assert here.run() == (0, "")
    assert files(here.out) == audiobook
    assert {path: _inodes(here)[path] for path in before} == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to signal")
@pytest.mark.parametrize("ask", ["SIGINT", "SIGTERM"])
def test_a_run_that_is_asked_to_end_clears_up_and_says_how_to_go_on(
    tmp_path: Path, ask: str, pytestconfig: pytest.Config
) -> None:
    counter = tmp_path / "moments"
    watched = {"PYTHONPATH": str(MOMENTS), "MOMENTS": str(counter), "KILL_WITH": ask}
    undisturbed = _place(tmp_path / "undisturbed", "tone")
    assert undisturbed.run(**watched) == (0, "")
    moments, audiobook = counter.stat().st_size, files(undisturbed.out)

    chosen = random.Random(ask)  # noqa: S311 -- the same moments every time
    for number in range(pytestconfig.getoption("--kills")):
        counter.unlink()
        here = _place(tmp_path / f"{number}", "tone")
        # Before the middle Python itself is still starting, and the signal's meaning is its own.
        code, said = here.run(KILL_AT=str(chosen.randint(moments // 2, moments)), **watched)
        if code:
            told = (code, said.strip())  # a blank line ends the terminal's ^C
            assert told == (130, "interrupted (run the same command again to go on)")
        assert _only_whole(files(here.out), audiobook)
        assert [*here.out.glob(".*")] == []
        assert [*(here.cache / "scratch").glob("*")] == []
        assert here.run() == (0, "")
        assert files(here.out) == audiobook
