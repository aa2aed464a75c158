"""The power may go at any moment: nothing is half done under its name, and the next run goes on."""

from __future__ import annotations

import random
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.sound.audio import decode
from pipervoice import make_voice
from wholeruns import WAIT_S, Place, book, files, place, unlike

TEXT, LITTLE = book(chapters=3, lines=24), book(chapters=2, lines=8)
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
            self._counter(kind).unlink()

    def _counter(self, kind: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{kind}")


PIPER = """\
engine: piper
narrator: en_US-small-low
characters: {Ada: "en_GB-two-low#bob"}
"""


@pytest.fixture(params=["tone", "pyttsx3", "piper"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _place(root: Path, engine: str, text: str = TEXT) -> Place:
    """A story that *engine* speaks; Piper with voices that are small."""
    words = ("--engine", engine, "--jobs", "2", "--subtitles", "vtt,srt", "--book", "m4b")
    here = place(root, text, *words)
    if engine != "piper":
        return here
    make_voice(root / "voices" / "piper")
    make_voice(root / "voices" / "piper", "en_GB-two-low", speakers={"ann": 0, "bob": 1})
    (root / "voices.yaml").write_text(PIPER, encoding="utf-8")
    return replace(here, extra={"NARRATE_VOICES": str(root / "voices")})


def _inodes(here: Place) -> dict[Path, int]:
    return {path: path.stat().st_ino for path in (here.cache / "takes").rglob("*.wav")}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")
def test_a_run_that_is_killed_leaves_only_whole_files_and_the_next_goes_on(
    tmp_path: Path, engine: str, pytestconfig: pytest.Config
) -> None:
    moments = Moments(tmp_path / "moments")
    undisturbed = _place(tmp_path / "undisturbed", engine)
    assert undisturbed.run(**moments.watched) == (0, "")
    audiobook, store = files(undisturbed.out), files(undisturbed.cache)
    for path in [*undisturbed.out.glob("*.mp3"), *undisturbed.out.glob("*.m4b")]:
        with decode(path) as stream:
            assert sum(map(len, stream.blocks))
    most = {kind: moments.of(kind) for kind in KINDS}

    chosen = random.Random(f"{engine} 5")  # noqa: S311 -- the same moments every time
    here = _place(tmp_path / "here", engine)
    killed = 0
    while killed < pytestconfig.getoption("--kills"):
        moments.reset()
        kind = chosen.choice(KINDS)
        at = chosen.randint(1, most[kind])
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
    assert here.run() == (0, "")
    assert unlike(files(here.out), audiobook, all_of_it=True) == []
    assert [*here.out.glob(".*")] == []
    assert {path: _inodes(here)[path] for path in before} == before


def test_two_runs_at_once_make_the_same_and_neither_is_in_the_others_way(
    tmp_path: Path, engine: str
) -> None:
    alone = _place(tmp_path / "alone", engine, LITTLE)
    assert alone.run() == (0, "")
    here = _place(tmp_path / "here", engine, LITTLE)
    both = [here.start("-o", "one"), here.start("-o", "two")]
    ended = [(run.communicate(timeout=WAIT_S)[1], run.returncode) for run in both]
    assert ended == [("", 0), ("", 0)]
    for name in ("one", "two"):
        made = files(here.root / name / "story")
        assert unlike(made, files(alone.out), all_of_it=True) == []
    assert unlike(files(here.cache), files(alone.cache), all_of_it=True) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to signal")
@pytest.mark.parametrize("ask", ["SIGINT", "SIGTERM"])
def test_a_run_that_is_asked_to_end_clears_up_and_says_how_to_go_on(
    tmp_path: Path, ask: str, pytestconfig: pytest.Config
) -> None:
    moments = Moments(tmp_path / "moments")
    undisturbed = _place(tmp_path / "undisturbed", "tone")
    assert undisturbed.run(**moments.watched) == (0, "")
    most, audiobook = moments.of("any"), files(undisturbed.out)

    chosen = random.Random(ask)  # noqa: S311 -- the same moments every time
    for number in range(pytestconfig.getoption("--kills")):
        moments.reset()
        here = _place(tmp_path / f"{number}", "tone")
        # Before the middle Python itself is still starting, and the signal's meaning is its own.
        at = str(chosen.randint(most // 2, most))
        code, said = here.run(KILL_AT=at, KILL_WITH=ask, **moments.watched)
        if code:
            told = (code, said.strip())  # a blank line ends the terminal's ^C
            assert told == (130, "interrupted (run the same command again to go on)")
        assert unlike(files(here.out), audiobook) == []
        assert [*here.out.glob(".*")] == []
        assert [*(here.cache / "scratch").glob("*")] == []
        assert here.run() == (0, "")
        assert unlike(files(here.out), audiobook, all_of_it=True) == []
