"""What names the speakers of a script: by rules, or anything else that can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from narrate.attribution.deciding import decide
from narrate.attribution.groundwork import lay_ground
from narrate.model import Character, Script, ToldChapters


class Attribute(Protocol):
    """Names the speakers of a script."""

    def __call__(
        self,
        script: Script,
        characters: tuple[Character, ...] = (),
        narrator_is: tuple[ToldChapters, ...] = (),
    ) -> Script:
        """*script* with speaker, evidence and confidence on its dialogue, and its characters.

        *characters* and *narrator_is* are the user's word. A line that has a speaker already, by a
        label before it, keeps it. Nothing else of *script* may change.
        """
        ...


class Attributor(Protocol):
    """Anything that can say who speaks: this method, or a language model behind an address."""

    @property
    def attribute(self) -> Attribute:
        """What names the speakers; a plain method with these arguments is one."""
        ...

    def fingerprint(self) -> str:
        """A text that changes whenever the same script would be attributed differently."""
        ...


@runtime_checkable
class Costly(Protocol):
    """An attributor that takes time or money, and can say how much beforehand."""

    def told_beforehand(self) -> Attributor:
        """One that attributes without what costs, and tells in a note what that would take."""
        ...


@dataclass(frozen=True, slots=True)
class RuleAttributor:
    """The method of this package."""

    @property
    def attribute(self) -> Attribute:
        """See :func:`attribute`."""
        return attribute

    def fingerprint(self) -> str:
        """Its name: what is kept of earlier scripts names the code of the method besides."""
        return "rules"


def attribute(
    script: Script,
    characters: tuple[Character, ...] = (),
    narrator_is: tuple[ToldChapters, ...] = (),
) -> Script:
    """Name the speaker of every line of dialogue in *script*.

    *characters* and *narrator_is* are the user's word and override what the text suggests. Lines
    that have a speaker keep it.
    """
    ground = lay_ground(script, characters, narrator_is)  # names, people, turns; how they talk
    return decide(ground, {}).written.script  # one decision for all lines, knowing that
