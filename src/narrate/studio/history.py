"""What was done to a book, to be undone and done again, and what of it an edit may overlook."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.studio.edits import Edit
from narrate.studio.files import Stored

Subject = int | str | tuple[str, ...]
"""a segment's index, a person, or a setting"""


@dataclass(frozen=True, slots=True)
class Patch:
    """From the byte *at* on, *gone* became *came*; None is no file at all, before or after."""

    at: int
    gone: bytes | None
    came: bytes | None

    def done(self, before: bytes | None) -> bytes | None:
        """What *before* became."""
        return _replaced(before, self.at, self.gone, self.came)

    def undone(self, after: bytes | None) -> bytes | None:
        """What became *after*."""
        return _replaced(after, self.at, self.came, self.gone)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a book, called *name*: of its script and of its voices.yaml.

    Only what became another is held, so that thousands of changes take little memory.
    """

    name: str
    script: Patch
    settings: Patch

    def done(self, before: Stored) -> Stored:
        """What the files hold when they held *before*."""
        return Stored(self.script.done(before.script) or b"", self.settings.done(before.settings))

    def undone(self, after: Stored) -> Stored:
        """What the files held that hold *after* now."""
        return Stored(self.script.undone(after.script) or b"", self.settings.undone(after.settings))


def change_between(name: str, before: Stored, after: Stored) -> Change:
    """The change called *name* that led from *before* to *after*."""
    script = patch_between(before.script, after.script)
    return Change(name, script, patch_between(before.settings, after.settings))


def patch_between(before: bytes | None, after: bytes | None) -> Patch:
    """The shortest piece of *before* that became another in *after*."""
    if before is None or after is None:
        return Patch(0, before, after)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    return Patch(head, before[head : len(before) - tail], after[head : len(after) - tail])


def _common(one: bytes, other: bytes) -> int:
    """How many of the first bytes of both are the same."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _replaced(text: bytes | None, at: int, gone: bytes | None, came: bytes | None) -> bytes | None:
    if text is None or gone is None or came is None:
        return came
    return text[:at] + came + text[at + len(gone) :]


@dataclass(frozen=True, slots=True)
class History:
    """The changes that can be undone, the last one last, and those that can be done again."""

    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    def with_change(self, change: Change) -> History:
        """After *change*: what was undone before it cannot be done again."""
        return History((*self.done, change))

    def going_on(self, now: Stored, after: Stored) -> History:
        """The same, but that *after* is there instead of *now*.

        The last change, which led to *now*, led to *after* at once; what was undone last, which
        led on from *now*, leads on from *after*.
        """
        if now == after:
            return self
        done = tuple(change_between(one.name, one.undone(now), after) for one in self.done[-1:])
        undone = tuple(change_between(one.name, after, one.done(now)) for one in self.undone[-1:])
        return History((*self.done[:-1], *done), (*self.undone[:-1], *undone))

    def undo(self) -> History:
        """After the last change was undone; IndexError if there is none."""
        return History(self.done[:-1], (*self.undone, self.done[-1]))

    def redo(self) -> History:
        """After the change that was undone last was done again; IndexError if there is none."""
        return History((*self.done, self.undone[-1]), self.undone[:-1])


@dataclass(frozen=True, slots=True)
class Version:
    """How a version of a book differs from the one before.

    It is *about* what was edited, and others are the *lines* that changed with that; None is all.
    It *follows* from the one before if nobody edited anything: more was decided of it.
    """

    number: int
    about: frozenset[Subject] | None
    lines: frozenset[int] = frozenset()
    follows: bool = False

    def meets(self, about: frozenset[Subject] | None) -> bool:
        """Whether an edit *about* these subjects is about something else by now.

        None is that of whoever undoes an edit: it takes back what followed from it, too.
        """
        if about is None:
            return not self.follows
        return self.about is None or not about.isdisjoint(self.about | self.lines)


def subjects_of(edit: Edit) -> frozenset[Subject]:
    """What *edit* is about: the segments it names; if it names none, whom and what it does."""
    if isinstance(lines := getattr(edit, "lines", None), tuple):
        return frozenset(lines)
    if isinstance(line := getattr(edit, "line", None), int):
        return frozenset({line})
    names = (getattr(edit, name, None) for name in ("person", "into", "word", "path"))
    return frozenset(one for one in names if one) or frozenset({type(edit).__name__})
