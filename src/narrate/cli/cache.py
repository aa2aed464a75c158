"""``narrate cache``: shows, prunes and clears what is kept from run to run."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrate.cache.folder import LIMIT, cache_folder, cache_limit
from narrate.cache.sizes import format_size, parse_size
from narrate.cli.console import count, table
from narrate.cli.options import debug_option

if TYPE_CHECKING:
    from narrate.cache.pruning import Item, Pruned

NAMES = {
    "takes": "takes",
    "pressings": "encoded pieces",
    "scripts": "scripts",
    "receipts": "notes on files",
    "answers": "a model's answers",
}
"""what the table calls each :class:`narrate.cache.pruning.CacheKind`"""
TO_LIMIT = "limit"
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Usage:
    """What is kept of one *kind*: *size* in bytes; *oldest* and *newest* are times of last use."""

    kind: str
    files: int
    size: int
    oldest: float | None
    newest: float | None


class Size(click.ParamType[int]):
    """A size such as ``2GB``; ``limit`` stands for the limit that is set."""

    name = "size"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read *value*, or fail as wrong usage."""
        if value == TO_LIMIT:
            limit = cache_limit()
            if limit is None:
                self.fail(f"{LIMIT} sets no limit: say how much is to stay", param, ctx)
            return limit
        try:
            size = parse_size(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if size is None:
            self.fail("say how much is to stay, such as 2GB", param, ctx)
        return size


@click.command()
@click.option(
    "--prune",
    "stay",
    type=Size(),
    is_flag=False,
    flag_value=TO_LIMIT,
    help="Remove what was not used for longest, until SIZE (else the limit) is left.",
)
@click.option("--clear", is_flag=True, help="Remove everything.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before clearing.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@debug_option
def cache(stay: int | None, *, clear: bool, yes: bool, as_json: bool) -> None:
    """Show what is kept from earlier runs.

    Takes, encoded pieces, scripts and notes on finished files are kept, so that nothing is made
    twice. Whatever is removed is made again when it is needed; what a run at work uses is not
    removed.

    NARRATE_CACHE names the folder and NARRATE_CACHE_LIMIT the most it may hold.
    """
    if clear and stay is not None:
        raise click.UsageError("--clear leaves nothing to prune")
    folder = cache_folder()
    if clear and not (yes or _agreed(folder)):
        click.echo("nothing was removed")
        return
    pruned = _prune(folder, 0 if clear else stay)
    usages = usage_of(folder)
    limit = cache_limit()
    click.echo(
        json.dumps(_as_data(folder, limit, usages, pruned), ensure_ascii=False, indent=2)
        if as_json
        else _as_text(folder, limit, usages, pruned)
    )


def usage_of(folder: Path) -> tuple[Usage, ...]:
    """What is kept in *folder*, by kind."""
    from narrate.cache.pruning import CacheKind, list_items

    items: dict[CacheKind, list[Item]] = {kind: [] for kind in CacheKind}
    for item in list_items(folder):
        items[item.kind].append(item)
    return tuple(_usage(kind, found) for kind, found in items.items())


def describe_cache(folder: Path, limit: int | None, usages: Sequence[Usage]) -> str:
    """Folder, size and limit in a line."""
    size = format_size(sum(usage.size for usage in usages))
    return (
        f"{folder}: {size} of {format_size(limit)} at most"
        if limit is not None
        else (f"{folder}: {size}, no limit")
    )


def _prune(folder: Path, size: int | None) -> Pruned | None:
    if size is None:
        return None
    from narrate.cache.pruning import prune

    return prune(folder, size)


def _agreed(folder: Path) -> bool:
    """Whether the user wants to lose everything; nobody to ask is wrong usage."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise click.UsageError("--clear asks first: add --yes where nobody can answer")
    size = format_size(sum(usage.size for usage in usage_of(folder)))
    return click.confirm(f"Remove {size} from {folder}? All of it would be made again.")


def _usage(kind: str, items: Sequence[Item]) -> Usage:
    used = [item.used for item in items]
    size = sum(item.size for item in items)
    return Usage(kind, len(items), size, min(used, default=None), max(used, default=None))


def _as_text(
    folder: Path, limit: int | None, usages: Sequence[Usage], pruned: Pruned | None
) -> str:
    rows = [
        (NAMES[one.kind], one.files, format_size(one.size), _ago(one.newest), _ago(one.oldest))
        for one in usages
    ]
    lines = [
        describe_cache(folder, limit, usages),
        table(rows, ("", "files", "size", "last used", "longest unused")),
    ]
    if pruned is not None:
        lines.append(f"removed {count(pruned.files, 'file')}, {format_size(pruned.size)}")
    return "\n".join(lines)


def _ago(moment: float | None) -> str:
    if moment is None:
        return ""
    days = int((time.time() - moment) // DAY_S)
    return "in the last day" if days < 1 else f"{count(days, 'day')} ago"


def _as_data(
    folder: Path, limit: int | None, usages: Sequence[Usage], pruned: Pruned | None
) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "limit": limit,
        "files": sum(usage.files for usage in usages),
        "size": sum(usage.size for usage in usages),
        "kinds": [
            {**asdict(one), "oldest": _moment(one.oldest), "newest": _moment(one.newest)}
            for one in usages
        ],
        **({"removed": asdict(pruned)} if pruned is not None else {}),
    }


def _moment(seconds: float | None) -> str | None:
    """A time as ISO 8601 has it, to the second."""
    return None if seconds is None else datetime.fromtimestamp(int(seconds), UTC).isoformat()
