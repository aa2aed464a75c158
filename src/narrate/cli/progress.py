"""The progress bar: one for all of a call, on stderr, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

from narrate.cli.console import count
from narrate.cli.sizes import size_of

if TYPE_CHECKING:
    from tqdm import tqdm

MANY = "{desc}: {percentage:3.0f}%|{bar}| {elapsed}<{remaining}"


class Bar:
    """Shows how much of *stories* is recorded and how long the rest will take.

    Of one story it counts the lines. Of many it counts bytes, as only those are known of stories
    that nobody has read yet, and says how many stories are over. Nothing is shown if *quiet*, or
    if stderr is no terminal. A context manager.
    """

    def __init__(self, stories: Sequence[Path], *, quiet: bool = False) -> None:
        self._stories = stories
        self._hidden = quiet or not sys.stderr.isatty()
        self._over = 0
        self._bar: tqdm[NoReturn] | None = None

    def __enter__(self) -> Self:
        if len(self._stories) > 1:
            self._show(sum(map(size_of, self._stories)), self._told, form=MANY)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    @contextmanager
    def story(self, story: Path) -> Iterator[_Part]:
        """What is told of the lines of *story*, until it is over."""
        part = _Part(self, size_of(story) if len(self._stories) > 1 else None)
        try:
            yield part
        finally:
            self._over += 1
            part.end()
            if self._bar is not None and len(self._stories) > 1:
                self._bar.set_description_str(self._told)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Out of the way of what is printed meanwhile."""
        if self._bar is None:
            yield
        else:
            with self._bar.external_write_mode(file=sys.stderr):
                yield

    def lines(self, number: int) -> None:
        """The only story there is has so many lines."""
        self._show(number, self._stories[0].name)

    def add(self, amount: int) -> None:
        """So many more lines, or bytes, are recorded."""
        if self._bar is not None:
            self._bar.update(amount)

    @property
    def _told(self) -> str:
        return f"{self._over:,} of {count(len(self._stories), 'story', 'stories')}"

    def _show(self, total: int, name: str, form: str | None = None) -> None:
        if not self._hidden:
            from tqdm import tqdm

            self._bar = tqdm(
                total=total,
                desc=name,
                unit=" lines",
                file=sys.stderr,
                leave=False,
                bar_format=form,
            )


class _Part:
    """A story's share of *bar*, told by :class:`narrate.recording.Progress`'s two calls.

    Of *size* bytes, each of its lines stands for as many as the others; for itself if that is None.
    """

    def __init__(self, bar: Bar, size: int | None) -> None:
        self._bar, self._size = bar, size
        self._lines = self._done = self._shown = 0

    def total(self, lines: int) -> None:
        """There are *lines* lines to be heard."""
        self._lines = lines
        if self._size is None:
            self._bar.lines(lines)

    def advance(self, lines: int) -> None:
        """*lines* more are recorded."""
        self._done += lines
        whole = self._lines if self._size is None else self._size
        self._show(whole * self._done // self._lines)

    def end(self) -> None:
        """The story is over, also if it was not recorded: nothing more of it is to be awaited."""
        if self._size is not None:
            self._show(self._size)

    def _show(self, amount: int) -> None:
        self._bar.add(amount - self._shown)
        self._shown = amount
