"""``python -m narrate`` and the console script: the one exit point of the program."""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper
from types import FrameType


def main() -> None:
    """Run the command line and leave with the exit code that docs/commands.md promises."""
    _open_streams()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        from narrate.cli import run
    except KeyboardInterrupt:  # Ctrl-C at once; later it is run() that says so
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))


def _open_streams() -> None:
    """Give the standard streams somewhere to go, and something to print for every character.

    Where the caller closed one (``narrate story.txt >&-``), the next file that is opened would
    get its number, and whatever a C library prints would land in that file.

    What goes to a file or another program is data, to be read again (a script, JSON): in UTF-8
    whatever the locale. A terminal gets its own encoding. What that cannot show, and a byte of
    a file's name that is no UTF-8, is printed as a backslash and figures.
    """
    while (free := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(free, True)  # noqa: FBT003 -- positional only; workers want them too
    os.close(free)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- for as long as the program runs
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- for as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_data = stream is sys.stdout and not stream.isatty()
            encoding = "utf-8" if is_data else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    """A request to end is treated as Ctrl-C is: nothing is left half done."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
