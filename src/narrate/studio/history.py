"""What was done to a book, to be undone and done again, and what of it an edit may overlook."""

from __future__ import annotations

from dataclasses import dataclass, replace

from narrate.studio.edits import Edit
from narrate.studio.files import Stored

Subject = int | str | tuple[str, ...]
"""a segment's index, a person, or a setting"""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a book, called *name*: what its files held before it, and after it."""

    name: str
    before: Stored
    after: Stored


@dataclass(frozen=True, slots=True)
class History:
    """The changes that can be undone, the last one last, and those that can be done again."""

    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    def with_change(self, change: Change) -> History:
        """After *change*: what was undone before it cannot be done again."""
        return History((*self.done, change))

    def ending_in(self, after: Stored) -> History:
        """The same, but that the last change led to *after*."""
        return replace(self, done=(*self.done[:-1], replace(self.done[-1], after=after)))

    def undo(self) -> History:
        """After the last change was undone; IndexError if there is none."""
        return History(self.done[:-1], (*self.undone, self.done[-1]))

    def redo(self) -> History:
        """After the change that was undone last was done again; IndexError if there is none."""
        return History((*self.done, self.undone[-1]), self.undone[:-1])


@dataclass(frozen=True, slots=True)
class Version:
    """How a version of a book differs from the one before: in these *subjects*; None for all."""

    number: int
    subjects: frozenset[Subject] | None

    def meets(self, about: frozenset[Subject] | None) -> bool:
        """Whether an edit *about* these subjects, None for all, is about something else by now."""
        return about is None or self.subjects is None or not about.isdisjoint(self.subjects)


def subjects_of(edit: Edit) -> frozenset[Subject]:
    """What *edit* is about: the segments it names; if it names none, whom and what it does."""
    if isinstance(lines := getattr(edit, "lines", None), tuple):
        return frozenset(lines)
    if isinstance(line := getattr(edit, "line", None), int):
        return frozenset({line})
    names = (getattr(edit, name, None) for name in ("person", "into", "word", "path"))
    return frozenset(one for one in names if one) or frozenset({type(edit).__name__})
