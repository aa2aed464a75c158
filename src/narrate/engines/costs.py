"""Asks an engine whether its sound is dear, so that nothing is said that nobody hears."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from narrate.engines import Engine


@runtime_checkable
class Priced(Protocol):
    """An engine that says whether its sound takes much time, or money, beside being encoded."""

    @property
    def costly(self) -> bool:
        """Whether it does. It decides how the voices' loudness is measured."""
        ...


def is_costly(engine: Engine) -> bool:
    """Whether the sound of *engine* is dear; not, if it does not say."""
    return isinstance(engine, Priced) and engine.costly
