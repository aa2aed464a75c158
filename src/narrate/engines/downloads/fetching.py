"""Fetches one file: goes on where it was broken off, is checked, and appears only when whole."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import sleep
from urllib.parse import urljoin, urlsplit

from urllib3 import BaseHTTPResponse

from narrate.engines.downloads.catalogue import RemoteFile
from narrate.engines.web import BLOCK, Deadline, WebError, ask, blocks, within
from narrate.errors import OutputError, Place, ToolError

if sys.platform != "win32":
    import fcntl

Watch = Callable[[str, int, int], None]
"""is told of a file's name, of how many bytes are here, and of how many there will be"""

WAITS_S = (1.0, 4.0, 16.0)
"""before another try; the first again when anything has come in between"""
IDLE_S = 60.0
"""how long nothing may come"""
A_DAY_S = 86_400.0
REDIRECTS = 5
ONWARD = frozenset({301, 302, 303, 307, 308})
PARTIAL, WHOLE, OUT_OF_RANGE = 206, 200, 416
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
AGAIN_HINT = "run the same command again: it goes on where it was"
_RANGE = re.compile(r"bytes (\d+)-")


class _AnewError(Exception):
    """What is here of the file is of no use: it is fetched from its beginning."""


def fetch(url: str, file: RemoteFile, folder: Path, watch: Watch) -> Path:
    """*file*, from *url*, in *folder*, which is made; it is there already if it is right.

    *watch* is told how far it has come. Raises OutputError for a full disk or a folder that cannot
    be written, ToolError for everything that is the network's or the server's fault.
    """
    target = folder / file.name
    with _writing(target), _alone_in(folder):
        if target.is_file() and target.stat().st_size == file.size and _is_right(target, file):
            watch(file.name, file.size, file.size)
            return target
        part = target.with_name(f".{file.name}.part")
        try:
            _fill(url, file, part, watch)
        except _AnewError:
            part.unlink(missing_ok=True)
            _fill_anew(url, file, part, watch)
        part.replace(target)
    return target


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other program fetches into *folder*, which is made; none does in the block."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":  # who writes a file there keeps all others from it
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # no locks on this file system
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def fetch_text(url: str, most: int) -> bytes:
    """The text at *url*, of at most *most* bytes. Raises ToolError."""
    deadline = within(IDLE_S)
    try:
        with closing(_open(url, {}, deadline)) as answer:
            _check(answer, url)
            text = bytearray()
            for block in blocks(answer, deadline):
                text += block
                if len(text) > most:
                    raise ToolError(f"{url} is larger than it should be")
    except WebError as error:
        raise _failure(url, str(error)) from error
    return bytes(text)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = f"make room, and {AGAIN_HINT}" if error.errno in NO_ROOM else None
        msg = f"cannot write: {error.strerror}"
        raise OutputError(msg, at=Place(target), hint=hint) from error


def _fill_anew(url: str, file: RemoteFile, part: Path, watch: Watch) -> None:
    try:
        _fill(url, file, part, watch)
    except _AnewError as error:
        part.unlink(missing_ok=True)
        kind = file.digest.partition(":")[0].upper()
        msg = f"{url} is not what it should be: {error} ({kind} is checked)"
        raise ToolError(
            msg, hint="it may have been changed: try later, or a newer narrate"
        ) from None


def _fill(url: str, file: RemoteFile, part: Path, watch: Watch) -> None:
    """Fetch into *part* what it lacks of *file*; raises _AnewError if it is not right then."""
    tries = iter(WAITS_S)
    while (have := _size(part)) < file.size:
        try:
            _append(url, file, part, have, watch)
            problem = "the connection broke off"
        except WebError as error:
            problem = str(error)
            if not error.again:
                raise _failure(url, problem) from error
        if _size(part) > have:
            tries = iter(WAITS_S)
        if _size(part) < file.size:
            wait_s = next(tries, None)
            if wait_s is None:
                raise _failure(url, problem)
            sleep(wait_s)
    if not _is_right(part, file):
        raise _AnewError("its checksum is wrong")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _append(url: str, file: RemoteFile, part: Path, have: int, watch: Watch) -> None:
    """Add to *part*, of which *have* bytes are here, what comes. Raises WebError, _AnewError."""
    headers = {"Range": f"bytes={have}-"} if have else {}
    deadline = within(A_DAY_S)
    with closing(_open(url, headers, within(IDLE_S))) as answer:
        if have and answer.status == OUT_OF_RANGE:
            raise _AnewError("it is shorter than it should be")
        _check(answer, url)
        start = _start(answer)
        if start not in {0, have}:
            raise _AnewError("another part of it came than was asked for")
        with part.open("ab" if start else "wb") as out:
            for block in blocks(answer, deadline):
                out.write(block)
                watch(file.name, out.tell(), file.size)
                if out.tell() > file.size:
                    raise _AnewError("it is larger than it should be")
            out.flush()
            os.fsync(out.fileno())


def _start(answer: BaseHTTPResponse) -> int:
    """The place in the file at which *answer* begins."""
    if answer.status != PARTIAL:
        return 0
    told = _RANGE.match(answer.headers.get("Content-Range", ""))
    return int(told[1]) if told else -1


def _open(url: str, headers: dict[str, str], deadline: Deadline) -> BaseHTTPResponse:
    """The answer at *url*, behind redirects, of which none leads from https to http."""
    for _ in range(REDIRECTS + 1):
        answer = ask("GET", url, deadline, headers=headers)
        if answer.status not in ONWARD:
            return answer
        answer.close()
        try:
            onward = urljoin(url, answer.headers.get("Location", ""))
            schemes = urlsplit(url).scheme, urlsplit(onward).scheme
        except ValueError as error:
            raise WebError("it sends us on to what is no address", again=False) from error
        if schemes[1] not in {"https", schemes[0]}:
            raise WebError("it sends us on to a place that is not safe", again=False)
        url = onward
    raise WebError("it sends us round in circles", again=False)


def _check(answer: BaseHTTPResponse, url: str) -> None:
    """Raise WebError for an answer that may be better later, ToolError for any other refusal."""
    if answer.status in {WHOLE, PARTIAL}:
        return
    if answer.status == 404:
        raise ToolError(f"{url} is not there (404)", hint="see to --mirror, or try a newer narrate")
    busy = answer.status in {408, 425, 429} or answer.status >= 500
    raise WebError(f"the server answered {answer.status}", again=busy)


def _failure(url: str, problem: str) -> ToolError:
    host = urlsplit(url).hostname
    return ToolError(f"nothing comes from {host}: {problem}", hint=AGAIN_HINT)


def _is_right(path: Path, file: RemoteFile) -> bool:
    """Whether *path* has the digest that *file* ought to have."""
    kind, _, digest = file.digest.partition(":")
    found = hashlib.new(kind, usedforsecurity=False)
    with path.open("rb") as source:
        while block := source.read(BLOCK):
            found.update(block)
    return found.hexdigest() == digest
