"""Partial files: files that are still being written, hidden beside their final name.

Whoever writes a partial file holds a lock on it, which the system releases when the process ends,
in whatever way. So one of this machine that nobody locks was left by a run that was killed,
whichever process has its number by now. Windows, where these locks do not exist, refuses to remove
a file that somebody has open, which tells the same.

Another machine may share the folder, and whether its locks are seen here depends on the network's
file system. Its partial files, and all where there are no locks, count as left when they are
an hour old.
"""

from __future__ import annotations

import os
import socket
import sys
import time
import zlib
from contextlib import suppress
from multiprocessing import parent_process
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

HOUR_S = 3600


def partial_path(path: Path) -> Path:
    """Where *path* is written to: ``.01.mp3.0f3a77c2-4711.part``, by machine and program."""
    return path.with_name(f".{path.name}.{_machine()}-{_program()}.part")


def open_partial(part: Path) -> IO[bytes]:
    """*part*, empty, to be written; nobody removes it while it is open. Raises OSError."""
    file = part.open("wb")
    while not _hold(file, part):
        file.close()
        file = part.open("wb")
    return file


def remove_abandoned(folder: Path) -> None:
    """Remove the partial files in *folder* that nobody writes any more, as far as possible."""
    for part in folder.glob(".*.part"):
        with suppress(OSError):
            old = _is_old(part)
            if part.is_file() and (old or _is_ours(part)):
                _remove_unless_held(part, old=old)


def _hold(file: IO[bytes], part: Path) -> bool:
    """Lock *file* until it is closed; False if it was removed just before that."""
    if sys.platform != "win32":
        with suppress(OSError):  # no locks on this file system
            fcntl.flock(file, fcntl.LOCK_EX)
    return part.exists()


def _remove_unless_held(part: Path, *, old: bool) -> None:
    if sys.platform == "win32":
        part.unlink()
        return
    with part.open("rb") as file:
        if _is_free(file, otherwise=old) and _is_at(file, part):
            part.unlink()  # while we hold it: nobody begins to write it meanwhile


def _is_free(file: IO[bytes], *, otherwise: bool) -> bool:
    """Whether nobody holds *file*, and then we do; *otherwise* where there are no locks.

    A lock that only excludes writers is to be had on every file that can be read.
    """
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return otherwise
    return True


def _is_at(file: IO[bytes], part: Path) -> bool:
    """Whether *file* is still the one at *part*: it may be whole by now, and another begun."""
    return os.path.samestat(os.fstat(file.fileno()), part.stat())


def _is_old(part: Path) -> bool:
    """A clock that was set back makes a file's time lie ahead; that is no sign of life either."""
    return abs(time.time() - part.stat().st_mtime) > HOUR_S


def _is_ours(part: Path) -> bool:
    """Whether a program of this machine wrote *part*."""
    return part.name.split(".")[-2].startswith(f"{_machine()}-")


def _machine() -> str:
    """Eight digits for the name of this machine, which may have any length and any sign."""
    return f"{zlib.crc32(socket.gethostname().encode(errors='replace')):08x}"


def _program() -> int:
    """The process that was started by the user, whoever of its workers asks."""
    parent = parent_process()
    return os.getpid() if parent is None or parent.pid is None else parent.pid
