"""Where the characters of a text stood in the text it was made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Shifts(NamedTuple):
    """How far the characters of a text moved when it was made from another.

    From ``at[i]`` on, up to ``at[i + 1]``, each stood ``by[i]`` characters further on; before
    ``at[0]`` nothing moved.
    """

    at: Sequence[int] = ()
    by: Sequence[int] = ()

    def undo(self, offset: int) -> int:
        """Where the character now at *offset* stood before."""
        index = bisect_right(self.at, offset)
        return offset + self.by[index - 1] if index else offset
