"""A server with the files of a voice, and a folder of voices of the test's own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fileserver import FileServer, file_server
from narrate.engines.downloads import Download, fetching
from narrate.engines.downloads.catalogue import piper_voice
from narrate.engines.web import connections

MODEL = bytes(range(256)) * 2_000
CONFIG = json.dumps({"audio": {"sample_rate": 22_050}}).encode()
CARD = b"# Model card\n\n* License: CC BY 4.0\n"
FOLDER = "en/en_US/lamp/medium"
NAME = "en_US-lamp-medium"


def md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


@pytest.fixture
def server() -> Iterator[FileServer]:
    with file_server() as running:
        running.files[f"{FOLDER}/{NAME}.onnx"] = MODEL
        running.files[f"{FOLDER}/{NAME}.onnx.json"] = CONFIG
        running.files[f"{FOLDER}/MODEL_CARD"] = CARD
        yield running
        connections(running.url).clear()


@pytest.fixture
def voice(server: FileServer) -> Download:
    """The voice whose files the server has."""
    digests = [(len(data), f"md5:{md5(data)}") for data in (MODEL, CONFIG)]
    return replace(piper_voice(NAME, digests[0], digests[1], 1), source=server.url)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited for; none has passed."""
    waited: list[float] = []
    monkeypatch.setattr(fetching, "sleep", waited.append)
    return waited


@pytest.fixture(autouse=True)
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the voices of Piper; it is not there yet."""
    folder = tmp_path / "voices"
    monkeypatch.setenv("NARRATE_VOICES", str(folder))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return folder / "piper"
