"""Ends a run at the nth thing any of its processes does to a file.

Python imports a module of this name in every process that has its folder on PYTHONPATH: the
program's own and its workers'. Each opened, renamed, made or removed file adds a byte to the file
MOMENTS; the one that makes it KILL_AT bytes long kills the whole process group, KILL_AFTER seconds
later, so that files are also caught while they are being written. With the signal KILL_WITH, if
that is given, instead of SIGKILL.
"""

from __future__ import annotations

import os
import signal
import sys
import threading

EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})


def _watch(moments: str, kill_at: int, after_s: float) -> None:
    counter = os.open(moments, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def hook(event: str, _arguments: object) -> None:
        if event in EVENTS:
            os.write(counter, b".")
            if os.fstat(counter).st_size == kill_at:
                if after_s:
                    threading.Timer(after_s, _kill).start()
                else:
                    _kill()

    sys.addaudithook(hook)


def _kill() -> None:
    os.killpg(os.getpgrp(), signal.Signals[os.environ.get("KILL_WITH", "SIGKILL")])


if "MOMENTS" in os.environ:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, if we run in the background
    _watch(
        os.environ["MOMENTS"],
        int(os.environ.get("KILL_AT", "0")),
        float(os.environ.get("KILL_AFTER", "0")),
    )
