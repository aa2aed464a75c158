"""``narrate inspect``: whether finished files are what audiobook shops ask for."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrate.cli.console import count, table
from narrate.cli.options import PATH, debug_option
from narrate.errors import NarrateError, OutputError

if TYPE_CHECKING:
    from narrate.release.acx import Figure

FAIL = " FAIL"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A file and its figures; instead of those, the error of one that cannot be measured."""

    path: Path
    figures: tuple[Figure, ...]
    error: NarrateError | None = None

    @property
    def passed(self) -> bool:
        """Whether every figure is as it should be."""
        return self.error is None and all(figure.passed for figure in self.figures)


@click.command()
@click.argument("files", nargs=-1, required=True, type=PATH)
@debug_option
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def inspect(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Measure finished files as ACX does.

    FILES are decoded as players do and held against what ACX asks for. Levels are in dB of full
    scale. RMS is of the whole file; the floor is the RMS of its quietest half second, and digital
    silence passes; head and tail are what lies before the first and after the last sound above
    -55 dB. The exit code is 7 if one figure fails.
    """
    verdicts = [_judge(path) for path in files]
    click.echo(_as_json(verdicts) if as_json else _as_table(verdicts), nl=bool(verdicts))
    failed = [one for one in verdicts if not one.passed]
    for one in failed:
        if one.error and len(files) > 1:
            click.echo(str(one.error), err=True)
    if len(files) == 1 and failed and failed[0].error:
        raise failed[0].error
    if failed:
        raise OutputError(f"{len(failed)} of {count(len(files), 'file')} failed")


def _judge(path: Path) -> Verdict:
    from narrate.release import acx
    from narrate.release.inspection import inspect as measure

    try:
        return Verdict(path, acx.check_figures(measure(path)))
    except OutputError as error:
        return Verdict(path, (), error)


def _as_table(verdicts: Sequence[Verdict]) -> str:
    measured = [one for one in verdicts if one.figures]
    if not measured:
        return ""
    figures = measured[0].figures
    head = ("file", *(figure.name for figure in figures), "")
    wanted = ("(ACX asks for)", *(figure.wanted for figure in figures), "")
    return table([wanted, *map(_row, measured)], head)


def _row(one: Verdict) -> tuple[str, ...]:
    cells = (figure.text + ("" if figure.passed else FAIL) for figure in one.figures)
    return one.path.name, *cells, "pass" if one.passed else FAIL.strip()


def _as_json(verdicts: Sequence[Verdict]) -> str:
    return json.dumps({"files": [_data(one) for one in verdicts]}, ensure_ascii=False, indent=2)


def _data(one: Verdict) -> dict[str, Any]:
    if one.error:
        return {"file": str(one.path), "passed": False, "error": str(one.error)}
    figures = {
        figure.name: {"value": _number(figure.value), "wanted": figure.wanted, "ok": figure.passed}
        for figure in one.figures
    }
    return {"file": str(one.path), "passed": one.passed, "figures": figures}


def _number(value: float | str) -> float | str | None:
    """JSON knows no infinity: digital silence is null."""
    if isinstance(value, float):
        return round(value, 3) if math.isfinite(value) else None
    return value
