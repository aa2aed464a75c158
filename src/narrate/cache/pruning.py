"""Lists the files of the cache, and removes those that were not used for longest.

Somebody may have put the cache into a folder full of other things. So nothing is counted or
removed but plain files with the names that the cache gives to its own, and no link is followed.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from io import FileIO
from pathlib import Path
from stat import S_ISREG


class CacheKind(StrEnum):
    """The kinds of what is kept; each is the name of its folder, as the first versions had it."""

    TAKES = "takes"
    ENCODED = "pressings"
    SCRIPTS = "scripts"
    RECORDS = "receipts"
    ANSWERS = "answers"


SCRATCH = "scratch"
"""the folder of temporary files, which are not pruned"""
MINUTE_S = 60
"""How exactly the time of last use is known: to note every use would cost time."""

_FOLDER = re.compile(r"[0-9a-f]{2}")
_FILE = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")
_RUN = re.compile(r"narrate-(\d{1,12})-\w+")


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the cache: *size* in bytes, last *used* at that time in seconds, to a minute."""

    kind: CacheKind
    path: Path
    size: int
    used: float


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many files were removed, and their bytes."""

    files: int = 0
    size: int = 0


def list_items(root: Path) -> Iterator[Item]:
    """The files of the cache in the folder *root*, in no particular order."""
    for kind in CacheKind:
        for folder in _entries(root / kind):
            if _FOLDER.fullmatch(folder.name) and folder.is_dir(follow_symlinks=False):
                yield from _items(kind, folder)


def prune(root: Path, limit: int) -> Pruned:
    """Remove what was not used for longest until the cache in *root* holds *limit* bytes.

    Nothing is removed that was used for a book that is being made, nor what the system does not
    let go: the cache may stay above the limit.
    """
    items = sorted(list_items(root), key=lambda item: (item.used, item.path))
    surplus = sum(item.size for item in items) - limit
    spared = _first_use(root)
    files = size = 0
    for item in items:
        if size >= surplus or item.used >= spared:
            break
        if _remove(item):
            files, size = files + 1, size + item.size
    return Pruned(files, size)


def mark_use(file: FileIO) -> None:
    """Note that *file* is in use now; cheap where that was noted in the last minute.

    The time of the last access would say it too, but most systems do not keep it exactly.
    """
    now = time.time()
    if not 0 <= now - os.fstat(file.fileno()).st_mtime < MINUTE_S:
        with suppress(OSError):  # a cache that can only be read
            os.utime(file.name, (now, now))


def run_name() -> str:
    """How the name of a folder begins that says since when a book is being made."""
    return f"narrate-{int(time.time())}-"


def _first_use(root: Path) -> float:
    """A minute before the oldest book that is being made was begun; infinite if there is none.

    Whatever is used for that book has been marked since then.
    """
    runs = (_RUN.fullmatch(entry.name) for entry in _entries(root / SCRATCH))
    begun = min((int(run[1]) for run in runs if run), default=float("inf"))
    return begun - MINUTE_S


def _items(kind: CacheKind, folder: os.DirEntry[str]) -> Iterator[Item]:
    for entry in _entries(Path(folder.path)):
        if _FILE.fullmatch(entry.name) and entry.name.startswith(folder.name):
            with suppress(OSError):
                stat = entry.stat(follow_symlinks=False)
                if S_ISREG(stat.st_mode):
                    yield Item(kind, Path(entry.path), stat.st_size, stat.st_mtime)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in *folder*; nothing if it is a link or cannot be read."""
    with suppress(OSError):
        if not folder.is_symlink():
            with os.scandir(folder) as entries:
                return list(entries)
    return []


def _remove(item: Item) -> bool:
    """Remove *item*, unless somebody has used it since it was counted."""
    with suppress(OSError):
        if item.path.lstat().st_mtime == item.used:
            item.path.unlink()
            return True
    return False
