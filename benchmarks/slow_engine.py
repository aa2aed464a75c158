"""What narrate costs beside an engine that is slow: most of the time is the engine's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from floor import Cost, floor_of
from narrate.engines import find_engine
from narrate.pipeline import prepare, read_script
from narrate.settings import Settings
from watching import Run, make

LONGER = 3
"""how many times as long the second story is"""


@dataclass(frozen=True, slots=True)
class Story:
    """What is measured on: a file with a story, for its name."""

    path: Path

    def made(self, jobs: int) -> Run:
        """Narrate with so many processes, in a cache of its own."""
        name = f"{self.path.stem}-{jobs}"
        folder = self.path.parent
        return make([self.path], folder / f"cache-{name}", folder / f"out-{name}", jobs)


def measure_engine(engine: str, short: Path, long: Path, jobs: int) -> None:
    """Print what narrate takes with *engine* for both stories, with *jobs* processes and with one.

    The voices.yaml beside them names the engine.
    """
    bare = _alone(engine, short, jobs)
    runs = {
        f"narrate, {jobs} processes": Story(short).made(jobs),
        "narrate, one process": Story(short).made(1),
        f"narrate, {jobs}, {LONGER} times as long": Story(long).made(jobs),
    }
    several, one, longer = runs.values()
    sound_s = {what: _sound_s(run) for what, run in runs.items()}
    least_s = bare.speaking_s + bare.encoding_s * _sound_s(several) / bare.sound_s
    print(f"{'':36}{'seconds':>9}{'CPU s':>9}{'a second of sound':>19}{'MB':>7}")
    _row(f"{engine} and LAME alone", Run(bare.wall_s, least_s, 0, ""), _sound_s(several))
    for what, run in runs.items():
        _row(what, run, sound_s[what])
    _shares(engine, least_s / _sound_s(several), several, longer)
    print(f"speed of {jobs} processes, to that of one   {one.wall_s / several.wall_s:.2f}")
    print(f"memory, {LONGER} times as long   {longer.peak_mb / max(several.peak_mb, 1):.2f}")


def _shares(engine: str, least: float, short: Run, long: Run) -> None:
    """Print what both take to *least*, the CPU seconds that a second of sound costs at least."""
    each = (long.cpu_s - short.cpu_s) / (_sound_s(long) - _sound_s(short))
    print(f"\nCPU seconds, to those of {engine} and LAME alone")
    for what, run in (("", short), (f", {LONGER} times as long", long)):
        print(f"the story{what}   {run.cpu_s / _sound_s(run) / least:.2f}")
    print(f"what once it began is longer   {each / least:.2f}")
    print(f"CPU seconds of each run alone   {short.cpu_s - each * _sound_s(short):.1f}")


def _alone(engine: str, story: Path, jobs: int) -> Cost:
    settings = Settings(engine=engine)
    prep = prepare(read_script(story, settings), settings, find_engine(engine))
    said = dict.fromkeys(one for each in prep.utterances for one in each)
    return floor_of(engine, list(said), jobs)


def _sound_s(run: Run) -> float:
    return float(json.loads(run.out)["stories"][0]["seconds"])


def _row(what: str, run: Run, sound_s: float) -> None:
    memory = f"{run.peak_mb:7.0f}" if run.peak_mb else ""
    print(f"{what:36}{run.wall_s:9.1f}{run.cpu_s:9.1f}{run.cpu_s / sound_s:19.3f}{memory}")
