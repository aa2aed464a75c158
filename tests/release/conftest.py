"""Where the tests of this room keep and write."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.recording import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"
