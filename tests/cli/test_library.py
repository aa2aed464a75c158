"""Several stories in one call, all made by one pool."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest

from commandline import STORY, Narrate
from narrate.engines import Engine
from narrate.production.prefetch import prefetch
from narrate.production.pruner import BYTES_A_CHARACTER, SHARE, Pruner
from narrate.recording import Store
from narrate.settings import Settings
from narrate.testing import FailingEngine, Fault, Rule, ToneEngine
from soundstage import inline
from wholeruns import files

NAMES = ("beacon", "harbour", "lighthouse")


class Other(ToneEngine):
    name = "other"


class Crews:
    """Starts pools that work in this process, and counts them."""

    started = 0

    def __call__(self, jobs: int) -> Executor:
        self.started += 1
        return inline(jobs)


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> Crews:
    pools = Crews()
    monkeypatch.setattr("narrate.recording.pool.start_processes", pools)
    return pools


@pytest.fixture
def stories(folder: Path, pools: Crews) -> list[str]:
    """Three stories of which no two say the same."""
    library = folder / "library"
    library.mkdir()
    for name in NAMES:
        text = STORY.replace("lamp", name).replace("The Lighthouse", f"The {name}")
        (library / f"{name}.txt").write_text(text, encoding="utf-8")
    return [f"library/{name}.txt" for name in NAMES]


def use(monkeypatch: pytest.MonkeyPatch, find: Callable[[str], Engine]) -> None:
    def made(settings: Settings) -> Engine:
        return find(settings.engine)

    monkeypatch.setattr("narrate.production.planning.engine_for", made)


def failing_at(words: str) -> Callable[[str], Engine]:
    return lambda _: FailingEngine(ToneEngine(), (Rule(Fault.RAISE, words),))


def test_one_crew_makes_them_all_as_each_would_come_out_alone(
    narrate: Narrate, stories: list[str], pools: Crews, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("--engine", "tone", "--subtitles", "vtt", "--book", "m4b", "-q")
    done = narrate(*stories, *options)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert pools.started == 1
    for story in stories:
        monkeypatch.setenv("NARRATE_CACHE", str(Path("cache", story).absolute()))
        assert narrate(story, "-o", "alone", *options).code == 0
    assert files(Path("audio")) == files(Path("alone"))
    assert len(files(Path("audio"))) == 18


def test_a_table_has_a_row_for_each_and_the_whole(narrate: Narrate, stories: list[str]) -> None:
    done = narrate(*stories, "--engine", "tone")
    head, *rows, total = done.out.splitlines()
    assert head.split() == ["story", "files", "length", "doubtful"]
    assert [row.split()[:2] for row in rows] == [[name, "1"] for name in NAMES]
    assert re.fullmatch(r"audio: 3 of 3 stories, 3 files, 0:\d\d of sound, made in .* s", total)
    assert done.err == ""


def test_doubtful_lines_are_counted(narrate: Narrate, stories: list[str]) -> None:
    Path(stories[1]).write_text("“Who is there?”\n\nIt rained.\n")
    done = narrate(*stories, "--engine", "tone", "--dry-run")
    row = next(line for line in done.out.splitlines() if line.startswith("harbour"))
    assert re.fullmatch(r"harbour +1  0:\d\d +1", row)
    assert "\n1 of 9 lines of dialogue doubtful: narrate check STORY lists" in done.out


def test_each_is_told_as_a_whole_in_the_order_they_were_named_when_asked_for(
    narrate: Narrate, stories: list[str]
) -> None:
    told = narrate(*stories, "--engine", "tone", "-v").out
    places = [told.index(f"Another voice for somebody: narrate cast {one}") for one in stories]
    assert places == sorted(places)
    assert places[-1] < told.index("\nstory ")


def test_what_fails_is_told_in_a_line_and_the_others_are_made(
    narrate: Narrate, stories: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, failing_at("Mind the harbour"))
    Path("library/empty.txt").touch()
    done = narrate(*stories, "library/empty.txt", "--engine", "tone")
    assert done.code == 6  # that of the first in the order they were named
    *errors, last = done.err.splitlines()
    assert last == "2 of 4 stories failed"
    assert len(errors) == 2
    (engine,) = (line for line in errors if line.startswith("library/harbour.txt:5: "))
    assert "line 5: " in engine
    (empty,) = (line for line in errors if line.startswith("library/empty.txt: "))
    assert "nothing in this file" in empty
    row = next(line for line in done.out.splitlines() if line.startswith("harbour"))
    assert re.fullmatch(r"harbour +failed: 1 passage could not be recorded.*", row)
    assert "audio: 2 of 4 stories, 2 files" in done.out
    assert not list(Path("audio/harbour").glob("*.mp3"))
    assert list(Path("audio/lighthouse").glob("*.mp3"))


def test_a_bug_of_ours_costs_one_story_only(
    narrate: Narrate, stories: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def find(name: str) -> Engine:
        asked.append(name)
        if len(asked) == 1:
            raise RuntimeError("as nobody expected")
        return ToneEngine()

    use(monkeypatch, find)
    done = narrate(*stories)
    assert done.code == 1
    line, last = done.err.splitlines()
    assert line.startswith("library/beacon.txt: internal error: RuntimeError: as nobody expected")
    assert last == "1 of 3 stories failed"
    assert "audio: 2 of 3 stories" in done.out


def test_a_chapter_that_one_story_lacks_is_no_matter_to_the_others(
    narrate: Narrate, stories: list[str]
) -> None:
    Path(stories[1]).write_text("Two\n\nChapter 1\n\nOne thing.\n\nChapter 2\n\nAnother.\n")
    done = narrate(*stories, "--engine", "tone", "--chapters", "2")
    assert done.code == 2
    assert "library/beacon.txt: there is no chapter 2: the story has 1" in done.err
    assert list(Path("audio/harbour").glob("02*.mp3"))


def test_data_come_in_the_order_they_were_named(narrate: Narrate, stories: list[str]) -> None:
    done = narrate("missing.txt", *reversed(stories), "--engine", "tone", "--json")
    missing, *made = json.loads(done.out)["stories"]
    assert (done.code, missing["exit"]) == (3, 3)
    assert [one["story"] for one in made] == stories[::-1]
    assert all(Path(file["file"]).is_file() for one in made for file in one["files"])


def test_a_dry_run_of_many_is_a_table(narrate: Narrate, stories: list[str]) -> None:
    done = narrate(*stories, "--engine", "tone", "--dry-run")
    head, *rows, total = done.out.splitlines()
    assert head.split() == ["story", "files", "about", "doubtful"]
    assert len(rows) == 3
    assert total.startswith("audio: 3 of 3 stories, 3 files to be made, about 0:")
    assert not Path("audio").exists()


def test_stories_of_several_engines_share_the_crew(
    narrate: Narrate, stories: list[str], pools: Crews, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda name: Other() if name == "other" else ToneEngine())
    Path("elsewhere").mkdir()
    Path("elsewhere/far.txt").write_text(STORY, encoding="utf-8")
    Path("elsewhere/voices.yaml").write_text("engine: other\n")
    Path("voices.yaml").write_text("engine: tone\n")
    done = narrate(stories[0], "elsewhere/far.txt", stories[1], "--json")
    assert (done.code, done.err) == (0, "")
    assert pools.started == 1
    voices = [one["narrator"]["voice"]["engine"] for one in json.loads(done.out)["stories"]]
    assert voices == ["tone", "other", "tone"]


def test_no_more_is_read_ahead_than_was_asked_for() -> None:
    read: list[int] = []

    def note(number: int) -> int:
        read.append(number)
        return number

    coming = prefetch(note, range(20), 2)
    for taken, result in enumerate(coming, 1):
        assert result.result() == taken - 1
        assert len(read) <= taken + 3  # two that wait, and one that finds no room
    assert read == list(range(20))


def test_what_cannot_be_read_is_told_when_it_is_wanted() -> None:
    results = list(prefetch(lambda number: 1 // number, (1, 0, 1), 1))
    assert [one.exception() is None for one in results] == [True, False, True]
    with pytest.raises(ZeroDivisionError):
        results[1].result()


def test_the_shelf_is_pruned_when_a_part_of_its_limit_was_added_and_at_the_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pruned: list[Store] = []

    def note(store: Store) -> None:
        pruned.append(store)

    monkeypatch.setattr(Store, "prune", note)
    cache = Pruner(Store(tmp_path, limit=100 * SHARE * BYTES_A_CHARACTER), 7)
    times = []
    story = tmp_path / "story.txt"
    story.write_bytes(bytes(40))
    for _ in range(7):
        with cache.protect_used(story):
            pass
        times.append(len(pruned))
    assert times == [0, 0, 1, 1, 1, 2, 3]


# A narrate whose engine never comes to the end of a line with a whale in it.
HANGING = """
import signal
import sys
from narrate.cli import run
from narrate.production import planning
from narrate.testing import FailingEngine, Fault, Rule, ToneEngine

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, if we run in the background
engine = FailingEngine(ToneEngine(), (Rule(Fault.HANG, "whale"),))
planning.engine_for = lambda settings: engine
sys.exit(run(["make", "-v", "--jobs", "2", *sys.argv[1:]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_an_interruption_leaves_what_is_finished_and_nothing_half_done(folder: Path) -> None:
    Path("first.txt").write_text(STORY, encoding="utf-8")
    Path("second.txt").write_text(f"{STORY}\nA whale.\n", encoding="utf-8")
    command = [sys.executable, "-c", HANGING, "first.txt", "second.txt"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout
        assert process.stderr
        assert any(line.startswith("audio/first: 1 file") for line in process.stdout)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130
    assert said.strip() == "interrupted (run the same command again to go on)"
    assert "book.json" in files(Path("audio/first"))
    assert [path.parent.name for path in Path("audio").rglob("*.mp3")] == ["first"]
    assert [path.name for path in Path("audio").rglob(".*")] == []
    assert list(Path(os.environ["NARRATE_CACHE"], "scratch").iterdir()) == []
