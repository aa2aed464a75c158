"""Root, bound by permissions as everybody is."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

VERSION_3 = 0x20080522
EFFECTIVE = (0, 3)
"""where the capabilities in effect stand, of two sets of three words (capget(2))"""


@contextmanager
def without_powers() -> Iterator[None]:
    """Root's powers are laid down meanwhile by this thread and those it starts.

    A program that it starts has them again. Nobody else has any. The test is skipped where root
    cannot do without.
    """
    if os.geteuid():
        yield
        return
    libc = ctypes.CDLL(None)
    header, powers = (ctypes.c_uint32 * 2)(VERSION_3, 0), (ctypes.c_uint32 * 6)()
    if not hasattr(libc, "capget") or libc.capget(header, powers):
        pytest.skip("root may do everything here")
    fewer = type(powers)(*(0 if at in EFFECTIVE else word for at, word in enumerate(powers)))
    libc.capset(header, fewer)
    try:
        yield
    finally:
        libc.capset(header, powers)
