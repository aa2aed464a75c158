"""The engine's contract against a real server: the one that NARRATE_TEST_SPEECH_SERVER names.

``NARRATE_TEST_SPEECH_MODEL`` is its model, and ``NARRATE_TEST_SPEECH_FIELDS`` what else it is sent,
as JSON. It should be on this machine and cost nothing.
"""

from __future__ import annotations

import os

import pytest

from narrate.engines import Engine, find_engine
from narrate.engines.http.engine import MODEL
from narrate.testing import EngineContract

URL = os.environ.get("NARRATE_TEST_SPEECH_SERVER")


@pytest.mark.skipif(URL is None, reason="NARRATE_TEST_SPEECH_SERVER names no server")
class TestRealServer(EngineContract):
    reproducible = False
    many_pages = 1_200

    def make_engine(self) -> Engine:
        model = os.environ.get("NARRATE_TEST_SPEECH_MODEL", MODEL)
        fields = os.environ.get("NARRATE_TEST_SPEECH_FIELDS", "{}")
        return find_engine("http", options={"url": URL or "", "model": model, "fields": fields})
