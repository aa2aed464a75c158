"""Prints what became of the stories of one call: as each ends, and a table of all."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from narrate.cli import summary
from narrate.cli.console import count, duration, table, tell
from narrate.errors import NarrateError, Place
from narrate.production import Failed, Made, Outcome, Plan, story_folder
from narrate.production.statistics import dialogue, is_doubtful


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is kept of a story that is over; *why* it failed, if it did."""

    name: str
    text: str = ""
    data: dict[str, Any] | None = None
    files: int = 0
    seconds: float = 0.0
    lines: int = 0
    doubtful: int = 0
    why: str = ""
    exit_code: int = 0


class Account:
    """Tells of *stories*, which go into the folder *output*; of a plan only, in a *dry_run*.

    The only story there is is told as a whole, and its error raised. Of many, an error is told at
    once and the rest in a table; *verbose* tells each as a whole too, in the order they were
    named. *quiet* tells errors only, and *as_json* everything as data, at the end.
    """

    def __init__(
        self,
        stories: Sequence[Path],
        output: Path,
        *,
        dry_run: bool,
        as_json: bool,
        quiet: bool,
        verbose: bool,
    ) -> None:
        self._stories, self._output = stories, output
        self._dry_run, self._as_json, self._verbose = dry_run, as_json, verbose
        self._hush = quiet or as_json
        self._many = len(stories) > 1
        self._entries: dict[Path, _Entry] = {}
        self._told = 0
        self._hints: dict[str, None] = {}
        self._began = time.monotonic()

    def add(self, outcome: Outcome) -> None:
        """*outcome* is what came of one of the stories; they come in whatever order."""
        if isinstance(outcome, Failed):
            if not self._many:
                raise outcome.error
            story, entry = outcome.story, self._failure(outcome)
        else:
            story = (outcome.plan if isinstance(outcome, Made) else outcome).story
            entry = self._success(outcome)
        self._entries[story] = entry
        while self._told < len(self._stories) and (
            one := self._entries.get(self._stories[self._told])
        ):
            self._told += 1
            if one.text:
                click.echo(one.text)

    def close(self) -> int:
        """Every story is over: tell of all. The exit code is that of the first that failed."""
        entries = [self._entries[story] for story in self._stories]
        failed = [entry.exit_code for entry in entries if entry.why]
        if self._as_json:
            stories = {"stories": [entry.data for entry in entries]}
            click.echo(json.dumps(stories, ensure_ascii=False, indent=2))
        if self._many and not self._hush:
            click.echo("\n".join(self._table(entries)))
        for hint in self._hints:
            click.echo(hint)
        if failed:
            click.echo(f"{len(failed)} of {len(entries)} stories failed", err=True)
        return failed[0] if failed else 0

    def _success(self, outcome: Made | Plan) -> _Entry:
        told = not self._hush and (self._verbose or not self._many)
        plan = outcome.plan if isinstance(outcome, Made) else outcome
        files, seconds = summary.extent(outcome)
        if not self._hush and (hint := summary.better_voices(outcome)):
            self._hints[hint] = None
        lines = dialogue(plan.prep.script)
        return _Entry(
            plan.out.name,
            summary.as_text(outcome, verbose=self._verbose) if told else "",
            summary.as_data(outcome) if self._as_json else None,
            files,
            seconds,
            len(lines),
            sum(map(is_doubtful, lines)),
        )

    def _failure(self, failed: Failed) -> _Entry:
        line, message, exit_code = _explain(failed)
        click.echo(line, err=True)
        return _Entry(
            story_folder(self._output, failed.story).name,
            data={"story": str(failed.story), "error": line, "exit": exit_code},
            why=f"failed: {message}",
            exit_code=exit_code,
        )

    def _table(self, entries: Sequence[_Entry]) -> Iterator[str]:
        head = ("story", "files", "about" if self._dry_run else "length", "doubtful", "")
        yield table(map(_row, entries), head)
        made = [entry for entry in entries if not entry.why]
        files = count(sum(entry.files for entry in made), "file")
        length = duration(sum(entry.seconds for entry in made))
        took_s = time.monotonic() - self._began
        yield f"{self._output}: {len(made):,} of {count(len(entries), 'story', 'stories')}, " + (
            f"{files} to be made, about {length}"
            if self._dry_run
            else f"{files}, {length} of sound, made in {took_s:.1f} s"
        )
        lines, doubtful = (sum(entry.lines for entry in made), sum(e.doubtful for e in made))
        if doubtful:
            yield (
                f"{doubtful:,} of {count(lines, 'line')} of dialogue doubtful: "
                "narrate check STORY lists those of one, and how to put them right."
            )


def _row(entry: _Entry) -> tuple[object, ...]:
    if entry.why:
        return entry.name, "", "", "", entry.why
    return entry.name, entry.files, duration(entry.seconds), entry.doubtful, ""


def _explain(failed: Failed) -> tuple[str, str, int]:
    """An error as a line, in a few words, and its exit code."""
    error = failed.error
    if not isinstance(error, NarrateError):
        what = f"internal error: {type(error).__name__}: {error}"
        hint = "run this story alone, with --debug, and report it"
        error = NarrateError(what, at=Place(failed.story), hint=hint)
    return tell(error), error.message, error.exit_code
