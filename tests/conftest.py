"""How the whole suite runs."""

from __future__ import annotations

import compileall
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import narrate

IN_CI = bool(os.environ.get("CI"))

# No test is timed: a busy machine is no bug. Where CI is set, the examples are the same every time,
# so that a green commit stays green, and twice as many; on a developer's machine every run looks
# somewhere new, so that a few do. ``--hypothesis-profile long`` is for whoever has the time.
settings.register_profile("explore", deadline=None, max_examples=25)
settings.register_profile("steady", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile("steady" if IN_CI else "explore")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever has the time kill a run more often."""
    usual = 2 if IN_CI else 1
    parser.addoption("--kills", type=int, default=usual, help="kills of a run, with each engine")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the program once: where Python may not keep bytecode, each process would anew."""
    if not hasattr(config, "workerinput"):  # the workers of pytest-xdist come later
        compileall.compile_dir(Path(narrate.__file__).parent, quiet=2)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker whole modules, as far as one has not to help another at the end.

    What a module's tests share is then made once, and not in each worker.
    """
    if config.getvalue("dist") != "load":
        return None  # something else is asked for
    from xdist.scheduler import WorkStealingScheduling  # noqa: PLC0415 -- there may be no xdist

    return WorkStealingScheduling(config, log)
