"""Measure how fast narrate is, beside what speaking and encoding cost at the very least.

    python benchmarks/speed.py [--words 100000 | --story novel.txt] [--jobs 2] [--grow [1000000]]
    python benchmarks/speed.py --engine piper --words 3000
    python benchmarks/speed.py --books 100 [--jobs 2]

Everything runs in a fresh cache, one after the other. CPU seconds (user and system, of every
process) are what to compare: on a busy machine the seconds on the clock say little. The ratio is
of CPU seconds to the floor's. Memory is the proportional set size of all processes together, taken
ten times a second (Linux only).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from floor import Cost, Line, floor, floor_of
from narrate.config import read_settings
from narrate.engines import find_engine
from narrate.engines.espeak_library import find_espeak
from narrate.engines.espeak_voices import identifiers
from narrate.pipeline import Prep, prepare, read_script
from narrate.settings import Settings
from prose import story

BENCHMARKS = Path(__file__).parent
ESPEAK = "pyttsx3"
SAMPLE_S = 0.1
NAIVE_LIMIT_S = 600
SHORT_WORDS = 300, 1500
"""the least and the most words of a short story"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a program took: seconds by the clock, CPU seconds, and megabytes at its peak."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    out: str


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="narrate-speed-") as name:
        folder = Path(name)
        if asked.books:
            _measure_books(asked.books, folder, asked.jobs)
            return
        text = asked.story.read_text(encoding="utf-8") if asked.story else story(asked.words)
        _measure_book(text, folder, asked)
        if asked.grow is not None:
            _measure_growth([asked.words // 10, asked.words, *asked.grow], folder, asked.jobs)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--words", type=int, default=100_000, help="of prose that is made up")
    parser.add_argument("--story", type=Path, help="a text file to take instead")
    parser.add_argument("--engine", default=ESPEAK, help="what speaks")
    parser.add_argument("--jobs", type=int, default=2, help="processes that work at once")
    parser.add_argument("--sample", type=int, default=150, help="lines for the naive program")
    grow = "also a tenth of the words, and so many (a million takes ten minutes)"
    books = "only this: so many short stories in one call, and in a call for each"
    parser.add_argument("--books", type=int, metavar="NUMBER", help=books)
    parser.add_argument("--grow", type=int, nargs="*", metavar="WORDS", help=grow)
    return parser.parse_args()


def _measure_book(text: str, folder: Path, asked: argparse.Namespace) -> None:
    book = folder / "book.txt"
    book.write_text(text, encoding="utf-8")
    prep = _prepare(book, Settings(engine=asked.engine))
    lines = list(_lines(prep)) if asked.engine == ESPEAK else []
    takes = sum(map(len, prep.utterances))
    print(f"{len(text.split()):,} words, {takes:,} takes, {asked.jobs} processes\n")
    bare = _floor(prep, lines, asked)
    _write_settings(folder, {"engine": asked.engine})
    runs = list(_runs(book, folder, prep, asked))
    sound_s = float(json.loads(runs[0][1].out)["stories"][0]["seconds"])
    least_s = _whole_floor(bare, sound_s)
    print(f"{'':36}{'seconds':>9}{'CPU s':>9}{'to floor':>9}{'real time':>10}{'MB':>6}")
    _row(
        f"floor: {asked.engine} and LAME alone", Run(bare.wall_s, least_s, 0, ""), least_s, sound_s
    )
    for what, run in runs:
        _row(f"narrate, {what}", run, least_s, sound_s)
    if asked.engine == ESPEAK:
        _naive(lines, folder, asked.sample, least_s, sound_s)


def _floor(prep: Prep, lines: Sequence[Line], asked: argparse.Namespace) -> Cost:
    if asked.engine == ESPEAK:
        return floor(list(dict.fromkeys(lines)), asked.jobs)
    said = dict.fromkeys(one for each in prep.utterances for one in each)
    return floor_of(asked.engine, list(said), asked.jobs)


def _whole_floor(bare: Cost, sound_s: float) -> float:
    """CPU seconds for every line once and for all of the sound, repetitions and pauses too."""
    return bare.speaking_s + bare.encoding_s * sound_s / bare.sound_s


def _row(what: str, run: Run, least_s: float, sound_s: float) -> None:
    ratio, speed = run.cpu_s / least_s, sound_s / run.wall_s
    memory = f"{run.peak_mb:6.0f}" if run.peak_mb else ""
    print(f"{what:36}{run.wall_s:9.1f}{run.cpu_s:9.1f}{ratio:9.2f}{speed:10,.0f}{memory}")


def _prepare(book: Path, settings: Settings) -> Prep:
    return prepare(read_script(book, settings), settings, find_engine(settings.engine))


def _lines(prep: Prep) -> Iterator[Line]:
    called = identifiers(find_espeak().data)
    for said in prep.utterances:
        for one in said:
            yield called[one.set_voice.name], one.set_voice.rate, one.spoken


def _runs(
    book: Path, folder: Path, prep: Prep, asked: argparse.Namespace
) -> Iterator[tuple[str, Run]]:
    """Narrate the book, then again and again with one thing changed and everything else kept."""
    jobs, engine = asked.jobs, asked.engine
    text = book.read_text(encoding="utf-8")
    yield "first run", _narrate(book, folder, jobs)
    yield "nothing changed", _narrate(book, folder, jobs)
    words = list(re.finditer(r"[a-z]{4,}", text))
    word = words[len(words) // 2]
    book.write_text(f"{text[: word.start()]}wherever{text[word.end() :]}", encoding="utf-8")
    yield "one word changed", _narrate(book, folder, jobs)
    book.write_text(text, encoding="utf-8")
    if lines := Counter(one.speaker for one in prep.script.segments if one.speaker):
        name, count = lines.most_common(1)[0]
        _write_settings(folder, {"engine": engine, "characters": {name: {"rate": 190}}})
        yield f"another voice for {count} lines", _narrate(book, folder, jobs)
    _write_settings(folder, {"engine": engine, "pauses": {"paragraph": 600}})
    yield "other pauses everywhere", _narrate(book, folder, jobs)


def _write_settings(folder: Path, settings: dict[str, object]) -> None:
    path = folder / "voices.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(settings, file)
    read_settings(path)


def _narrate(book: Path, folder: Path, jobs: int) -> Run:
    return _make([book], folder / f"cache-{book.stem}", folder / "out", jobs)


def _make(books: Sequence[Path], cache: Path, out: Path, jobs: int) -> Run:
    command = [sys.executable, "-m", "narrate", "make", *map(str, books), "--json"]
    options = ["--jobs", str(jobs), "-o", str(out)]
    return _watched([*command, *options], {"NARRATE_CACHE": str(cache)})


def _watched(command: Sequence[str], environment: dict[str, str]) -> Run:
    """Run *command*; CPU seconds are its own and those of all its processes."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, env={**os.environ, **environment})
        peak = _Peak(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - began
        out.seek(0)
        said = out.read().decode()
    if process.returncode:
        sys.exit(f"{command[0]} failed with exit code {process.returncode}")
    return Run(wall, used.ru_utime + used.ru_stime, peak.stop_mb(), said)


class _Peak:
    """Watches the memory of the process *pid* and all below it."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most_kb, self._over = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop_mb(self) -> float:
        self._over.set()
        self._thread.join()
        return self._most_kb / 1000

    def _watch(self) -> None:
        while not self._over.wait(SAMPLE_S):
            self._most_kb = max(self._most_kb, sum(map(_memory_kb, _tree(self._pid))))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in children.split():
        yield from _tree(int(child))


def _memory_kb(pid: int) -> int:
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)
    return int(found[1]) if found else 0


def _naive(
    lines: Sequence[Line], folder: Path, sample: int, least_s: float, sound_s: float
) -> None:
    """The naive program on the first lines, scaled by the characters to the whole book."""
    some = lines[:sample]
    work = folder / "naive"
    work.mkdir()
    (work / "lines.json").write_text(json.dumps(some), encoding="utf-8")
    command = [sys.executable, str(BENCHMARKS / "naive.py"), str(work)]
    run = _watched(["timeout", str(NAIVE_LIMIT_S), *command], {})
    share = sum(len(text) for _, _, text in some) / sum(len(text) for _, _, text in lines)
    scaled = Run(run.wall_s / share, run.cpu_s / share, 0, "")
    _row("pyttsx3 and pydub, naively*", scaled, least_s, sound_s)
    lost = run.out.split()[-1]
    print(
        f"\n* Its first {len(some)} lines took {run.wall_s:.1f} s, and {lost} of them are missing."
    )
    print("  The figures are scaled from those to the whole book, which flatters it: it copies all")
    print("  it has for each line it adds, and holds the whole book in memory.")


def _measure_growth(sizes: Sequence[int], folder: Path, jobs: int) -> None:
    print(f"\n{'words':>10}{'seconds':>9}{'CPU s':>9}{'CPU s a 1,000 words':>21}{'MB':>6}")
    (folder / "voices.yaml").unlink(missing_ok=True)
    for size in sizes:
        book = folder / f"book-{size}.txt"
        book.write_text(story(size), encoding="utf-8")
        run = _narrate(book, folder, jobs)
        each = 1000 * run.cpu_s / size
        print(f"{size:10,}{run.wall_s:9.1f}{run.cpu_s:9.1f}{each:21.2f}{run.peak_mb:6.0f}")


def _measure_books(number: int, folder: Path, jobs: int) -> None:
    """Make short stories in one call, which shares its workers, and in a call for each."""
    chance = random.Random(number)  # noqa: S311 -- prose, no secret
    books = [folder / f"story-{one}.txt" for one in range(1, number + 1)]
    for seed, book in enumerate(books):
        book.write_text(story(chance.randint(*SHORT_WORDS), seed), encoding="utf-8")
    words = sum(len(book.read_text(encoding="utf-8").split()) for book in books)
    print(f"{number:,} stories of {words:,} words together, {jobs} processes\n")
    alone = [_make([book], folder / "cache-each", folder / "each", jobs) for book in books]
    apart = Run(
        sum(run.wall_s for run in alone),
        sum(run.cpu_s for run in alone),
        max(run.peak_mb for run in alone),
        "",
    )
    print(f"{'':20}{'seconds':>9}{'CPU s':>9}{'MB':>6}")
    together = _make(books, folder / "cache-all", folder / "all", jobs)
    for what, run in (("a call for each", apart), ("one call", together)):
        print(f"{what:20}{run.wall_s:9.1f}{run.cpu_s:9.1f}{run.peak_mb:6.0f}")
    print(f"{'ratio':20}{apart.wall_s / together.wall_s:9.2f}{apart.cpu_s / together.cpu_s:9.2f}")


if __name__ == "__main__":
    main()
