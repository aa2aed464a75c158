"""``--executor``: what it takes, and what it says when there is no cluster to be had."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from commandline import Narrate


@pytest.mark.parametrize(
    "name", ["threads", "dask", "dask=", "dask=host", "dask=http://host:80", "dask=tcp://:8786"]
)
def test_what_is_no_executor_is_wrong_usage(narrate: Narrate, story: Path, name: str) -> None:
    done = narrate(story, "--engine", "tone", "--executor", name)
    assert done.code == 2
    assert "choose processes or dask=tcp://HOST:8786" in done.err


def test_processes_are_what_is_used_anyway(narrate: Narrate, story: Path) -> None:
    assert narrate(story, "--engine", "tone", "--executor", "processes").code == 0


def test_a_cluster_without_distributed_is_a_library_that_is_missing(
    narrate: Narrate, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = narrate(story, "--engine", "tone", "--executor", "dask=tcp://127.0.0.1:9")
    assert done.code == 5
    assert done.err.splitlines() == [
        "dask.distributed is not installed (hint: run: pip install 'narrate[cluster]')"
    ]
