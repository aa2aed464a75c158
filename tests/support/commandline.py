"""What several tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

STORY = """\
The Lighthouse Keeper

Ada climbed the last step. “Is anybody there?” she called.

“Only me,” said Tom. “Mind the lamp.”

“You might have said so,” said Ada.
"""


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Narrate = Callable[..., Outcome]
