"""The benchmarks run; what they measure is nobody's to promise."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from narrate import cli
from narrate.engines import find_engine
from narrate.engines.espeak_voices import read_hearing
from narrate.model import Voice
from soundstage import inline

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
Speed = Callable[..., str]


def run(script: str, *arguments: str) -> str:
    command = [sys.executable, str(BENCHMARKS / script), *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def load(script: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(script, BENCHMARKS / f"{script}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[script] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Narrate is watched as a program is, but in this process: each would import it again."""
    monkeypatch.setattr("narrate.recording.pool.start_processes", inline)
    monkeypatch.syspath_prepend(BENCHMARKS)
    watching = importlib.import_module("watching")
    apart = watching.watched

    def watched(command: Sequence[str], environment: Mapping[str, str]) -> Any:
        if "narrate" not in command:
            return apart(command, environment)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        began, used = time.monotonic(), time.process_time()
        with redirect_stdout(StringIO()) as out:
            assert cli.run([*command[3:]]) == 0
        took = time.monotonic() - began, time.process_time() - used
        return watching.Run(*took, 100.0, out.getvalue())

    monkeypatch.setattr(watching, "watched", watched)


@pytest.fixture
def speed(here: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Speed:
    """Runs ``speed.py`` in this process."""
    measuring = load("speed")
    monkeypatch.setattr(measuring, "SHORT_WORDS", (40, 60))

    def call(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["speed.py", *arguments])
        measuring.main()
        return capsys.readouterr().out

    return call


@pytest.mark.skipif(sys.platform == "win32", reason="it reads what POSIX says of a process")
def test_a_program_is_watched_with_all_that_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}]); print(7)"
    seen = load("watching").watched([sys.executable, "-c", program], {})
    assert seen.out == "7\n"
    assert seen.cpu_s > 0.3
    assert seen.wall_s > 0.3
    assert seen.peak_mb > 1 or sys.platform != "linux"


@pytest.mark.skipif(sys.platform == "win32", reason="it reads what POSIX says of a process")
def test_speed_is_measured_from_the_floor_to_the_naive_program(speed: Speed) -> None:
    out = speed("--words", "60", "--sample", "2", "--jobs", "1", "--grow")
    figures = re.findall(r"^(\S.*?)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d,]+)", out, re.MULTILINE)
    assert [figure[0].partition(":")[0] for figure in figures[:3]] == [
        "floor",
        "narrate, first run",
        "narrate, nothing changed",
    ]
    assert figures[0][3] == "1.00"
    assert "narrate, one word changed" in out
    assert "pyttsx3 and pydub, naively*" in out
    assert re.search(r"^ +60 +[\d.]+", out, re.MULTILINE)


@pytest.mark.skipif(sys.platform == "win32", reason="it reads what POSIX says of a process")
def test_many_short_stories_are_measured_in_one_call_and_in_many(speed: Speed) -> None:
    out = speed("--books", "2", "--jobs", "1")
    assert out.startswith("2 stories of ")
    figures = re.findall(r"^(\S.*?)\s+([\d.]+)\s+([\d.]+)", out, re.MULTILINE)
    assert [figure[0] for figure in figures[-3:]] == ["a call for each", "one call", "ratio"]


def test_prose_is_the_same_every_time_and_has_the_length_asked_for() -> None:
    text = run("prose.py", "7000")
    assert load("prose").story(7000) == text
    assert 7000 <= len(text.split()) <= 7400
    assert text.count("\nChapter ") == 3
    paragraphs = [part for part in text.split("\n\n") if part and part != "* * *"]
    assert len(set(paragraphs)) > 0.95 * len(paragraphs)


def test_the_table_of_what_is_misheard_is_made_of_what_was_heard(tmp_path: Path) -> None:
    hearing = load("hearing")
    cache, out = tmp_path / "heard.jsonl", tmp_path / "table.tsv"
    voice = Voice("pyttsx3", "en-us+f2")
    listener = hearing.Listener(find_engine("pyttsx3"), cache)
    keys = [listener.key(half) for half in hearing.halves(voice)]
    cache.write_text("".join(f"{json.dumps([key, 250, 20 + i])}\n" for i, key in enumerate(keys)))
    run("hearing.py", "table", "--cache", str(cache), "--out", str(out))
    assert read_hearing(out) == {"en-us+f2": 41 / 500}
    said = [len(one.spoken.split()) for half in hearing.halves(voice) for one in half]
    assert sum(said) >= 400


@pytest.mark.skipif(sys.platform == "win32", reason="it reads what POSIX says of a process")
def test_speed_is_measured_of_another_engine(speed: Speed) -> None:
    out = speed("--engine", "tone", "--words", "60", "--jobs", "2")
    rows = re.findall(r"^(\S.*?)\s{2,}[\d.]+ +[\d.]+ +[\d.]+ ", out + " ", re.MULTILINE)
    assert rows == [
        "narrate, 2 processes",
        "narrate, one process",
        "narrate, 2, 3 times as long",
    ]
    assert re.search(r"^tone and LAME alone +[\d.]+ +[\d.]+ +[\d.]+$", out, re.MULTILINE)
    # what a busy machine takes from one run and not from the other may make a difference negative
    assert len(re.findall(r"   +-?\d+\.\d\d$", out, re.MULTILINE)) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="it reads what POSIX says of a process")
def test_what_a_second_worker_of_a_cluster_gains_is_measured(
    here: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    distributed = pytest.importorskip("distributed")
    measuring = load("cluster")

    def in_threads(**how: Any) -> Any:
        return distributed.LocalCluster(**how | {"processes": False, "protocol": "tcp"})

    monkeypatch.setattr(measuring, "LocalCluster", in_threads)
    monkeypatch.setattr(sys, "argv", ["cluster.py", "--engine", "tone", "--words", "60"])
    measuring.main()
    out = capsys.readouterr().out
    assert re.match(r"\d+ words, tone\n", out)
    workers = re.findall(r"^(\d) of them +([\d.]+) s for (\d+) s of sound$", out, re.MULTILINE)
    (one, one_s, length), (two, two_s, same_length) = workers
    assert (one, two) == ("1", "2")
    assert int(length) == int(same_length) > 10
    ratio, half = (
        float(out.split()[-1]),
        0.05,
    )  # seconds are printed with one figure behind the point
    least, most = (
        (float(one_s) + off) / max(float(two_s) - off, half / 10) for off in (-half, half)
    )
    assert least - 0.01 <= ratio <= most + 0.01
