"""The progress bar: one for all of a call, on stderr, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

import click

from narrate.cache.sizes import size_of
from narrate.cli.console import count, warn
from narrate.cli.summary import told
from narrate.model import Book, Note
from narrate.production import Follower
from narrate.recording import Forecast

if TYPE_CHECKING:
    from tqdm import tqdm

LONG_S = 120
"""A recording that takes longer is foretold."""
MANY = "{desc}: {percentage:3.0f}%|{bar}| {elapsed}<{remaining}"


class Bar(Follower):
    """Shows how much of *stories* is recorded and how long the rest will take.

    Of one story it counts the lines. Of many it counts bytes, as only those are known of stories
    that nobody has read yet, and says how many stories are over. Nothing is shown if *quiet*, or
    if stderr is no terminal. A context manager.
    """

    def __init__(self, stories: Sequence[Path], *, quiet: bool = False) -> None:
        self._stories = stories
        self._quiet = quiet
        self._hidden = quiet or not sys.stderr.isatty()
        self._parts: dict[Path, _Part] = {}
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

    def begun(self, story: Path) -> None:
        """Make room: an engine that is asked for its voices may print something."""
        size = size_of(story) if len(self._stories) > 1 else None
        self._parts[story] = _Part(self, story.name, size)
        if self._bar is not None:
            self._bar.clear()

    def warned(self, note: Note, book: Book) -> None:
        """Print *note*."""
        with self.aside():
            warn(note, book)

    def recorded(self, story: Path, lines: int, of: int) -> None:
        """Show how much of *story* is recorded."""
        self._parts[story].recorded(lines, of)

    def expected(self, story: Path, forecast: Forecast) -> None:
        """Say how long it will take, if that is long."""
        if forecast.all_s >= LONG_S and not self._quiet:
            with self.aside():
                click.echo(f"{story}: {told(forecast)}", err=True)

    def over(self, story: Path) -> None:
        """Count *story*, however it ended."""
        self._over += 1
        self._parts.pop(story).end()
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

    def lines(self, number: int, name: str) -> None:
        """The only story there is, called *name*, has so many lines."""
        self._show(number, name)

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
    """The share in *bar* of the story called *name*.

    Of *size* bytes, each of its lines stands for as many as the others; for itself if that is None.
    """

    def __init__(self, bar: Bar, name: str, size: int | None) -> None:
        self._bar, self._name, self._size = bar, name, size
        self._shown = 0

    def recorded(self, lines: int, of: int) -> None:
        """So many *lines* are recorded *of* all."""
        if not lines and self._size is None:
            self._bar.lines(of, self._name)
        self._show(lines if self._size is None else self._size * lines // max(1, of))

    def end(self) -> None:
        """The story is over, also if it was not recorded: nothing more of it is to be awaited."""
        if self._size is not None:
            self._show(self._size)

    def _show(self, amount: int) -> None:
        self._bar.add(amount - self._shown)
        self._shown = amount
