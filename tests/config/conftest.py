from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a voices.yaml and gives its path; the text goes to the disk as it is."""

    def write_file(text: str) -> Path:
        path = tmp_path / "voices.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write_file
