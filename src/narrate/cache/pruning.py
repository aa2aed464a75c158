"""What lies on the shelf: counts it, and takes away what was not used for longest.

Somebody may have put the shelf into a folder full of other things. So nothing is counted or
removed but plain files that are called as the shelf calls its own, and no link is followed.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from stat import S_ISREG

TAKES, PRESSINGS, SCRIPTS, RECEIPTS = KINDS = ("takes", "pressings", "scripts", "receipts")
"""The folders of the shelf; whatever is kept in one of them is counted and pruned."""
SCRATCH = "scratch"
MINUTE_S = 60
"""How exactly it is known when a file was used last: marking every use would cost time."""

_FOLDER = re.compile(r"[0-9a-f]{2}")
_FILE = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")
_RUN = re.compile(r"narrate-(\d{1,12})-\w+")


@dataclass(frozen=True, slots=True)
class Item:
    """A file on the shelf: *size* in bytes, last *used* at that time in seconds, to a minute."""

    kind: str
    path: Path
    size: int
    used: float


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many files were removed, and their bytes."""

    files: int = 0
    size: int = 0


def survey(root: Path) -> Iterator[Item]:
    """Everything on the shelf in the folder *root*, in no particular order."""
    for kind in KINDS:
        for folder in _entries(root / kind):
            if _FOLDER.fullmatch(folder.name) and folder.is_dir(follow_symlinks=False):
                yield from _items(kind, folder)


def prune(root: Path, limit: int) -> Pruned:
    """Remove what was not used for longest until the shelf in *root* holds *limit* bytes.

    Nothing goes that was used for a book still in the making: the shelf may stay above the limit.
    What cannot be removed stays.
    """
    items = sorted(survey(root), key=lambda item: (item.used, item.path))
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
        with suppress(OSError):  # a shelf that can only be read
            os.utime(file.name, (now, now))


def run_name() -> str:
    """The beginning of the name of a book's folder: it tells since when the book is being made."""
    return f"narrate-{int(time.time())}-"


def _first_use(root: Path) -> float:
    """When the oldest book in the making was begun, and a minute before; infinite if there is none.

    What is used for it has been marked since then.
    """
    runs = (_RUN.fullmatch(entry.name) for entry in _entries(root / SCRATCH))
    begun = min((int(run[1]) for run in runs if run), default=float("inf"))
    return begun - MINUTE_S


def _items(kind: str, folder: os.DirEntry[str]) -> Iterator[Item]:
    for entry in _entries(Path(folder.path)):
        if _FILE.fullmatch(entry.name) and entry.name.startswith(folder.name):
            with suppress(OSError):
                stat = entry.stat(follow_symlinks=False)
                if S_ISREG(stat.st_mode):
                    yield Item(kind, Path(entry.path), stat.st_size, stat.st_mtime)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in *folder*; nothing if it is none of its own but a link to one."""
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
