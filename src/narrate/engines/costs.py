"""Asks an engine what its sound costs, so that nothing is said that nobody hears."""

from __future__ import annotations

from typing import Literal, Protocol, get_args, runtime_checkable

from narrate.engines import Engine

Cost = Literal["nothing", "time", "money"]
"""of speech, beside what it costs to encode it"""
COSTS: tuple[Cost, ...] = get_args(Cost)


@runtime_checkable
class Priced(Protocol):
    """An engine that says what its sound costs."""

    @property
    def cost(self) -> Cost:
        """*time* if it takes longer to speak than to encode, *money* if somebody may ask for some.

        It decides by what the loudness of its voices is measured, and what is tried unasked.
        """
        ...


def cost_of(engine: Engine) -> Cost:
    """What the sound of *engine* costs; nothing, if it does not say."""
    return engine.cost if isinstance(engine, Priced) else "nothing"


def is_costly(engine: Engine) -> bool:
    """Whether it costs anything."""
    return cost_of(engine) != "nothing"
