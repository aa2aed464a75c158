"""Where the tests of this room keep and write."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.recording import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"
