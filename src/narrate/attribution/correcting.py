"""A script with its speakers that can be told who says a line, and then decides the others anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from narrate.attribution.asking import Question, doubtful_lines, questions
from narrate.attribution.corrections import with_corrections
from narrate.attribution.deciding import Decision, decide
from narrate.attribution.groundwork import Groundwork, lay_ground
from narrate.attribution.method import Attribute, Attributor, RuleAttributor
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
        A line that is told to be whose it was taken for is a fact like any other.
        """
        ...

    def questions(self, number: int) -> list[Question]:
        """The *number* lines most worth asking about, of those that no correction tells."""
        ...


@dataclass(frozen=True, slots=True)
class Redecided:
    """A script that was decided by the rules, with the steps to it.

    For each correction only what depends on it is decided again. *ground* is what the text tells,
    with those whom only the corrections name; *grounds* are all that were laid for these, the first
    one without any correction.
    """

    grounds: tuple[Groundwork, ...]
    ground: Groundwork
    decision: Decision
    corrections: Mapping[int, str]
    lay: Callable[[tuple[Character, ...]], Groundwork]

    @property
    def script(self) -> Script:
        """See :attr:`Correctable.script`."""
        return self.decision.written.script

    def with_corrections(self, corrections: Mapping[int, str]) -> Redecided:
        """See :meth:`Correctable.with_corrections`; somebody new has the whole text read again."""
        told = sorted(set(corrections.values()))
        own, *_ = grounds = self.grounds
        new = [name for name in told if name not in own.names]
        grounds, ground = self._with(grounds, new)
        lost = [name for name in told if name not in ground.names]
        grounds, ground = self._with(grounds, [*new, *lost])
        before = self.decision if ground is self.ground else None
        decision = decide(ground, corrections, before)
        return replace(
            self, grounds=grounds, ground=ground, decision=decision, corrections=dict(corrections)
        )

    def questions(self, number: int) -> list[Question]:
        """See :meth:`Correctable.questions`."""
        return questions(self.ground, self.decision, self.corrections, number)

    def _with(
        self, grounds: tuple[Groundwork, ...], names: Sequence[str]
    ) -> tuple[tuple[Groundwork, ...], Groundwork]:
        """The ground with *names* among the listed: one of *grounds*, or else a new one."""
        own, *others = grounds
        listed = (*own.listed, *map(Character, names))
        for ground in grounds:
            if ground.listed == listed:
                return grounds, ground
        ground = self.lay(listed)
        return (own, *others[-1:], ground), ground


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

    def questions(self, number: int) -> list[Question]:
        """The least sure lines: what their answers would tell of others is not known."""
        return doubtful_lines(self.script, self.corrections, number)


def correctable(
    script: Script,
    by: Attributor,
    characters: tuple[Character, ...] = (),
    narrator_is: tuple[ToldChapters, ...] = (),
) -> Correctable:
    """*script*, which nothing was attributed in yet, with speakers found *by* an attributor.

    *characters* and *narrator_is* are as :class:`Attribute` has them.
    """
    if isinstance(by, RuleAttributor):
        return redecided(script, characters, narrator_is)
    attribute = partial(by.attribute, characters=characters, narrator_is=narrator_is)
    return Reattributed(script, attribute, attribute(script), {})


def redecided(
    script: Script,
    characters: tuple[Character, ...] = (),
    narrator_is: tuple[ToldChapters, ...] = (),
) -> Redecided:
    """The same by the rules, with all that they know of *script*."""
    lay = partial(lay_ground, script, narrator_is=narrator_is)
    ground = lay(characters)
    return Redecided((ground,), ground, decide(ground, {}), {}, lay)
