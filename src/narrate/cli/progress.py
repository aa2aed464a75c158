"""The progress bar: over the lines of a story, on stderr, and only on a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

if TYPE_CHECKING:
    from tqdm import tqdm


class Bar:
    """Shows how many lines are recorded and how long the rest will take.

    Nothing is shown if *quiet*, or if stderr is no terminal. A context manager; it is told by
    :class:`narrate.recording.Progress`'s two calls.
    """

    def __init__(self, name: str, *, quiet: bool = False) -> None:
        self._name = name
        self._hidden = quiet or not sys.stderr.isatty()
        self._bar: tqdm[NoReturn] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def total(self, lines: int) -> None:
        """There are *lines* lines to be heard."""
        if not self._hidden:
            from tqdm import tqdm

            self._bar = tqdm(
                total=lines, desc=self._name, unit=" lines", file=sys.stderr, leave=False
            )

    def advance(self, lines: int) -> None:
        """*lines* more are recorded."""
        if self._bar is not None:
            self._bar.update(lines)
