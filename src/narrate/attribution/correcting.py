"""A script with its speakers that can be told who says a line, and then decides the others anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from narrate.attribution.corrections import with_corrections
from narrate.attribution.method import Attribute, Attributor
from narrate.model import Character, Script, ToldChapters


class Correctable(Protocol):
    """A script with its speakers, which can be corrected; it never changes itself."""

    @property
    def script(self) -> Script:
        """Who says what, knowing the corrections."""
        ...

    @property
    def corrections(self) -> Mapping[int, str]:
        """The speakers that a person gave, by the index of the segment."""
        ...

    def with_corrections(self, corrections: Mapping[int, str]) -> Correctable:
        """The same story as *corrections*, and no others, have it.

        It does not matter what was corrected before: a correction is taken back by leaving it out.
        """
        ...


@dataclass(frozen=True, slots=True)
class Reattributed:
    """A script that any attributor decided, and decides as a whole again for each correction."""

    unattributed: Script
    attribute: Attribute
    script: Script
    corrections: Mapping[int, str]

    def with_corrections(self, corrections: Mapping[int, str]) -> Reattributed:
        """See :meth:`Correctable.with_corrections`."""
        script = self.attribute(with_corrections(self.unattributed, corrections))
        return Reattributed(self.unattributed, self.attribute, script, dict(corrections))


def correctable(
    script: Script,
    by: Attributor,
    characters: tuple[Character, ...] = (),
    narrator_is: tuple[ToldChapters, ...] = (),
) -> Correctable:
    """*script*, which nothing was attributed in yet, with speakers found *by* an attributor.

    *characters* and *narrator_is* are as :class:`Attribute` has them.
    """
    attribute = partial(by.attribute, characters=characters, narrator_is=narrator_is)
    return Reattributed(script, attribute, attribute(script), {})
