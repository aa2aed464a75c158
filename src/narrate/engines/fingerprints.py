"""Asks an engine for the fingerprints of its voices, where each of them has one."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from narrate.engines import Engine


@runtime_checkable
class Apart(Protocol):
    """An engine whose voices are files of their own: one more changes nothing in the others."""

    def voice_fingerprint(self, name: str) -> str:
        """A text that changes whenever the voice called *name* would sound different."""
        ...


def voice_fingerprints(engine: Engine) -> dict[str, str]:
    """By the voices of *engine*; empty where its own fingerprint holds for all of them."""
    if not isinstance(engine, Apart):
        return {}
    return {voice.name: engine.voice_fingerprint(voice.name) for voice in engine.voices()}
