"""How the whole suite runs."""

from __future__ import annotations

import compileall
import os
from pathlib import Path

import pytest
from hypothesis import settings

import narrate

# No test is timed: a busy machine is no bug. Where CI is set, the examples are the same every time,
# so that a green commit stays green; on a developer's machine every run looks somewhere new.
settings.register_profile("explore", deadline=None)
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady" if os.environ.get("CI") else "explore")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever has the time kill a run more often."""
    parser.addoption("--kills", type=int, default=2, help="kills of a run, with each engine")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the program once: where Python may not keep bytecode, each process would anew."""
    if not hasattr(config, "workerinput"):  # the workers of pytest-xdist come later
        compileall.compile_dir(Path(narrate.__file__).parent, quiet=2)
