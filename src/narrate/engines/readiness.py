"""Engines that take long to begin to speak, and can be made ready before there is a word to say."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from narrate.engines import Engine
from narrate.engines.asking import asking, name_of
from narrate.engines.mixed import engines_in


@runtime_checkable
class Loading(Protocol):
    """An engine that loads libraries, or a model, before it first speaks."""

    def get_ready(self) -> None:
        """Load what is needed whatever is said; nothing where that depends on the voice.

        Raises ToolError for what is missing.
        """
        ...


def loads(engine: Engine) -> bool:
    """Whether *engine*, or one that it is made of, loads anything before it first speaks."""
    return any(isinstance(one, Loading) for one in engines_in(engine))


def get_ready(engine: Engine) -> None:
    """Make *engine* ready, and all that it is made of. Raises ToolError if one of them raises."""
    for one in engines_in(engine):
        if isinstance(one, Loading):
            with asking(name_of(one)):
                one.get_ready()
