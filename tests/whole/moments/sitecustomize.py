"""Ends a run at the nth thing any of its processes does to a file.

Python imports a module of this name in every process that has its folder on PYTHONPATH: the
program's own and its workers'. Two kinds of moments are counted, each in a file that grows by one
byte: in MOMENTS.any every file that is about to be opened, renamed, made or removed; in
MOMENTS.written every write to an open file, every flush and every renaming, so that files are
also caught when a part of them is there. The moment number KILL_AT of the kind KILL_ON ends the
whole process group, with the signal KILL_WITH.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from types import FrameType

EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})
WRITING = frozenset({"write", "writelines", "flush", "fsync"})
FILES = (io.BufferedWriter, io.FileIO, io.TextIOWrapper)


class _Moments:
    def __init__(self, path: str, kill_on: str, kill_at: int, kill_with: str) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self.counters = {kind: os.open(f"{path}.{kind}", flags) for kind in ("any", "written")}
        self.kill_on, self.kill_at, self.signal = kill_on, kill_at, signal.Signals[kill_with]

    def count(self, kind: str) -> None:
        counter = self.counters[kind]
        os.write(counter, b".")
        if kind == self.kill_on and os.fstat(counter).st_size == self.kill_at:
            os.killpg(os.getpgrp(), self.signal)

    def audit(self, event: str, _arguments: object) -> None:
        if event in EVENTS:
            self.count("any")
        if event == "os.rename":
            self.count("written")

    def profile(self, _frame: FrameType, event: str, called: object) -> None:
        if event == "c_call" and getattr(called, "__name__", "") in WRITING:
            of = getattr(called, "__self__", None)
            if called is os.fsync or isinstance(of, FILES):
                self.count("written")


if "MOMENTS" in os.environ:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, if we run in the background
    _MOMENTS = _Moments(
        os.environ["MOMENTS"],
        os.environ.get("KILL_ON", "any"),
        int(os.environ.get("KILL_AT", "0")),
        os.environ.get("KILL_WITH", "SIGKILL"),
    )
    sys.addaudithook(_MOMENTS.audit)
    sys.setprofile(_MOMENTS.profile)
    threading.setprofile(_MOMENTS.profile)
