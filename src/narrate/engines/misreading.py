"""Asks an engine which texts it misreads, so that it is given other words for them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol, runtime_checkable

from narrate.engines import Engine
from narrate.speech.steps import MISREAD


@runtime_checkable
class Misreading(Protocol):
    """An engine that says which steps from print to speech it needs."""

    @property
    def misreads(self) -> Collection[str]:
        """Names of steps, out of :data:`narrate.speech.steps.MISREAD`; what is not named it reads.

        They decide what it is asked to say, and so are no part of its fingerprint.
        """
        ...


def misreads_of(engine: Engine) -> Collection[str]:
    """The names of the steps that *engine* needs; all, if it does not say."""
    return engine.misreads if isinstance(engine, Misreading) else MISREAD
