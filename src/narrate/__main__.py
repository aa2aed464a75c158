"""``python -m narrate`` and the console script: the one exit point of the program."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with the exit code the README promises."""
    from narrate.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
