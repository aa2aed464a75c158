"""Text that an engine written in C can be handed without surprises."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain_text(text: str) -> str:
    """*text* with a blank for every control character and ``?`` for half a surrogate pair.

    NUL would end the text, and U+0001 begins a command to eSpeak.
    """
    return _CONTROL.sub(" ", text).encode("utf-8", "replace").decode("utf-8")
