"""The engine ``http``: any server that speaks as OpenAI's does, ``POST /v1/audio/speech``."""

from __future__ import annotations

from narrate.engines.http.engine import HttpEngine
from narrate.engines.http.options import http_engine

__all__ = ["HttpEngine", "http_engine"]
