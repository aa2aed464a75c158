"""Measure what a second worker of a cluster gains with an engine that is slow.

    python benchmarks/cluster.py [--engine piper] [--words 500] [--workers 2]

It needs ``narrate[cluster]``. The cluster is on this machine: a scheduler, and workers of one
thread each. The story is made with one worker and with all, each time in a cache of its own;
narrate itself encodes with one process. Seconds on the clock count here, so the machine should do
nothing else; what is printed last is the ratio of the two runs, which a machine that is busy all
the time falsifies less.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from distributed import LocalCluster

from prose import story
from watching import Run, watched


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="narrate-cluster-") as name:
        path = Path(name) / "story.txt"
        path.write_text(story(asked.words), encoding="utf-8")
        print(f"{len(path.read_text(encoding='utf-8').split()):,} words, {asked.engine}\n")
        one, several = (_made(path, asked.engine, count) for count in (1, asked.workers))
    for count, run in ((1, one), (asked.workers, several)):
        told = json.loads(run.out)["stories"][0]
        print(f"{count} of them   {run.wall_s:.1f} s for {told['seconds']:.0f} s of sound")
    print(f"speed of {asked.workers}, to that of one   {one.wall_s / several.wall_s:.2f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--engine", default="piper", help="what speaks")
    parser.add_argument("--words", type=int, default=500, help="of prose that is made up")
    parser.add_argument("--workers", type=int, default=2, help="to compare with one")
    return parser.parse_args()


def _made(path: Path, engine: str, workers: int) -> Run:
    """The story made with so many *workers*."""
    name = f"{workers}-workers"
    with LocalCluster(  # type: ignore[no-untyped-call]  # distributed has no types
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as cluster:
        command = [sys.executable, "-m", "narrate", "make", str(path), "--json", "--jobs", "1"]
        words = ["--engine", engine, "--executor", f"dask={cluster.scheduler_address}"]
        out = str(path.parent / f"out-{name}")
        cache = {"NARRATE_CACHE": str(path.parent / f"cache-{name}")}
        return watched([*command, *words, "-o", out], cache)


if __name__ == "__main__":
    main()
