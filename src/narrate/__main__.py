"""``python -m narrate`` and the console script: the one exit point of the program."""

from __future__ import annotations

import signal
import sys
from types import FrameType


def main() -> None:
    """Run the command line and leave with the exit code the README promises."""
    from narrate.cli import run

    signal.signal(signal.SIGTERM, _interrupt)
    sys.exit(run(sys.argv[1:]))


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    """A request to end is treated as Ctrl-C is: nothing is left half done."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
