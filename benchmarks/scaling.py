"""How the time from text to utterances grows with texts nobody wrote for reading.

    python benchmarks/scaling.py                      # every unit below, repeated
    python benchmarks/scaling.py --random 60 --seed 7 # a minute of units made of random tokens

Each unit is repeated until the text has so many characters, short and long. Printed are the CPU
seconds of either and the exponent of growth: 1 is linear, 2 is quadratic; first of reading (who
says what), then of preparing (in which words). With --random only what grows faster than
``SUSPICIOUS`` is printed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from math import log
from pathlib import Path

from narrate.engines import find_engine
from narrate.errors import NarrateError
from narrate.pipeline import prepare, read_script
from narrate.settings import Settings

SHORT, LONG = 100_000, 1_000_000
SUSPICIOUS = 1.35
LEAST_S = 0.05
"""Less than this is no measure of growth."""

UNITS = (
    '"', "'", "“", "“”", "’", "«", "„", " --”", "word", "word ", "Word ", "word\n\n", "a\n", "\n",
    "\t.\r\n", "Mr. ", "Dr. Mr. Mrs. ", "Ann ", "Ann and ", "Ann, ", "King of ", "J. ", "ANN ",
    "said ", "he said ", "I said ", "the old man ", "her ", "“Hello, Tom,” said Ann. “Go away.” ",
    "“Hello, Tom,” said Ann.\n\n“Go away.”\n\n", "“I,” said the man. ", "“Go on, and on\n\n",
    "— Hello, said Ann.\n",
    "Chapter 1\n\n", "[", "](", "[a](", "*", "*a", "_", "-", "- ", "—", "W-w-", "!", ".", ". ", "…",
    "7", "7 ", "1815 ", "$1,000 ", "10:30 ", "1/2 ", "6 ft 2 in ", "20°C ", "VIII ", "St. ", "#",
    "http://", "漢", "a\u0301", "\u202e", "😀", "\u00a0", "\ufeff", "Noooo", "aAb",
)  # fmt: skip
TOKENS = (
    '"', "“", "”", "'", "‘", "’", "a", "the ", "word ", "Word ", "Ann", "Ann ", " ", "\n", "\n\n",
    ". ", ".", ", ", "! ", "? ", "!", "—", "-", "--", "…", "Mr. ", "Mrs ", "said ", " said", "and ",
    "of ", "he ", "she ", "I ", "her ", "*", "_", "[", "]", "(", ")", "#", "7", "1815", "$", "%",
    "/", ":", ";", "VIII", "Chapter ", "* * *", "\t", "\r\n", "«", "»", "„", "😀", "é", "漢", "1/2",
    "°", "St. ", "“Hello,” ", "asked Tom. ", "the old man ", "little ", "King ", "-s", "www.", "J.",
    "&", "<", "~", "\u00a0", "\u0301", "\u202e", "ft ", "No. ", "W-w", "oo", "hmm",
)  # fmt: skip


def seconds(unit: str, size: int, story: Path) -> tuple[float, float]:
    """CPU seconds of reading and of preparing *unit* repeated to *size* characters."""
    story.write_text(
        f"Ann said hello.\n\n{unit * (size // len(unit))}", encoding="utf-8", newline=""
    )
    began = time.process_time()
    script = read_script(story, Settings())
    read = time.process_time()
    prepare(script, Settings(), find_engine("tone"))
    return read - began, time.process_time() - read


def growth(short: float, long: float, times: float) -> float:
    """The exponent of growth from *short* to *long* seconds; 1.0 where there is too little."""
    return 1.0 if long < LEAST_S else log(long / max(short, LEAST_S / times)) / log(times)


def random_units(number: random.Random, limit_s: float) -> Iterator[str]:
    """Units of one to five tokens, for *limit_s* seconds."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        yield "".join(number.choice(TOKENS) for _ in range(number.randint(1, 5)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--random", type=float, default=0.0, help="seconds of random units")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=LONG, help="characters of the long text")
    asked = parser.parse_args()
    short = asked.size * SHORT // LONG
    number = random.Random(asked.seed)  # noqa: S311 -- no secret
    units = random_units(number, asked.random) if asked.random else iter(UNITS)
    tried = 0
    print(f"{'unit':40} {'read':>6} {'':>6} {'grows':>5} {'prepare':>7} {'':>6} {'grows':>5}")
    with tempfile.TemporaryDirectory() as folder:
        for unit in units:
            tried += 1
            try:
                once, more = (
                    seconds(unit, size, Path(folder) / "x.txt") for size in (short, asked.size)
                )
            except NarrateError:
                continue
            powers = [growth(a, b, asked.size / short) for a, b in zip(once, more, strict=True)]
            if not asked.random or max(powers) > SUSPICIOUS:
                cells = zip(once, more, powers, strict=True)
                row = "  ".join(f"{a:6.2f} {b:6.2f} {power:5.2f}" for a, b, power in cells)
                print(f"{unit!r:40} {row}", flush=True)
    print(f"{tried} units tried")


if __name__ == "__main__":
    main()
