"""A speech server for each test, and waits that are only written down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from narrate.engines.http import client
from narrate.engines.web import connections
from speechserver import SpeechServer, speech_server


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with speech_server() as running:
        yield running
        connections(running.url).clear()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited for; none has passed."""
    waited: list[float] = []
    monkeypatch.setattr(client, "sleep", waited.append)
    return waited


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "NARRATE_SPEECH_KEY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
