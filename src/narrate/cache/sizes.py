"""Sizes of files as people write and read them: ``500 MB``, ``2GB``."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s*(?:([kmgt])(i?)b?|b)", re.ASCII)
_POWERS = ("", "k", "m", "g", "t")
UNITS = ("bytes", "kB", "MB", "GB", "TB")
EXAMPLES = "write 5GB, 500MB, 0, or none for no limit"


def parse_size(text: str) -> int | None:
    """*text* in bytes: a unit of a thousand (kB, MB, GB, TB) or of 1024 (KiB ...), or 0.

    None for ``none``. Raises ValueError, with the advice to give, for anything else: a bare number
    might be meant in any unit.
    """
    bare = text.strip().lower()
    if bare in {"0", "none"}:
        return 0 if bare == "0" else None
    size = _SIZE.fullmatch(bare)
    if size is None:
        raise ValueError(f"{text!r} is no size: {EXAMPLES}")
    number, unit, binary = size.groups()
    return int(float(number) * (1024 if binary else 1000) ** _POWERS.index(unit or ""))


def format_size(size: int) -> str:
    """*size* bytes to three digits, in units of a thousand: ``812 kB``, ``1.24 GB``."""
    amount, power = float(size), 0
    while amount >= 999.5 and power < len(UNITS) - 1:
        amount, power = amount / 1000, power + 1
    decimals = 0 if not power or amount >= 99.95 else 1 if amount >= 9.995 else 2
    figure = f"{amount:.{decimals}f}"
    return f"{figure.rstrip('0').rstrip('.') if decimals else figure} {UNITS[power]}"


def size_of(path: Path) -> int:
    """The bytes of the file *path*; none of one that cannot be looked at."""
    with suppress(OSError):
        return path.stat().st_size
    return 0
