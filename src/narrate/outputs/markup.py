"""Text as XML takes it, and times as the web writes them."""

from __future__ import annotations

import re
from html import escape

from narrate.outputs.naming import one_line

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EMPHASIS = re.compile(r"(?<!\w)_(?=[^\s_])([^_]*[^\s_])_(?!\w)")


def xml_text(text: str) -> str:
    """*text* for an element or an attribute, without the characters that XML 1.0 has not."""
    return escape(_FORBIDDEN.sub("", text))


def xml_line(text: str, otherwise: str) -> str:
    """*text* on one line as :func:`xml_text` has it, or *otherwise* if nothing of it shows."""
    return xml_text(one_line(text, otherwise))


def emphasised(text: str) -> str:
    """*text*, which is markup already, with what stands between underscores as emphasis."""
    return _EMPHASIS.sub(r"<em>\1</em>", text)


def clock(seconds: float) -> str:
    """A time in hours, minutes and seconds to the millisecond: ``0:12:34.500``."""
    rest, ms = divmod(round(1000 * seconds), 1000)
    return f"{rest // 3600}:{rest // 60 % 60:02}:{rest % 60:02}.{ms:03}"
