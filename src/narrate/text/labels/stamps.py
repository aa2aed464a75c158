"""What programs write beside a message: when it was sent, or the number of a line in a script."""

from __future__ import annotations

import re

DATE = (
    r"(?:(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}-[^\W\d_]{3}-\d{2,4}"
    r"|[^\W\d_]{3,9}\.?[ ]\d{1,2}(?:,?[ ]\d{4})?),?[ ]|\d{4}-\d\d-\d\dT)"
)
"""``12/03/2024, ``, ``12-Mar-24 ``, ``Mar 12 ``, ``2024-03-12T``."""
TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d{1,3})?(?:[ ]?[AaPp]\.?[Mm]\b\.?)?+"
STAMP = rf"(?:[\[(]?{DATE}?{TIME}(?:[ ](?:-->|[-–—])[ ]{TIME})?[\])]?[ ]?(?:[-–—|](?![->]))?[ ]?)"
"""When a message was sent: ``[14:02]``, ``12/03/2024, 2:02 PM -``, ``[00:01.2 --> 00:03.4]``."""
LOGGED = r"\d{4}-\d\d-\d\d[ ]\d\d:\d\d:\d\d[ ]"
"""What begins every line of a log: ``2024-03-12 14:02:15 mia are you there``."""
CUE = r"(?:\d{1,4}[.)][ ])"
"""The number of a line in a script for radio: ``12. MORAG: Is it on?``."""
CLOCK = r"(?:[ ]?[\[(]\d{1,2}(?::\d\d){1,2}[\])])?"
"""When somebody spoke, behind the name: ``MORAG (00:01:12)``."""
SIGN = r"(?:-!-|-->|<--|--|\*{1,3})?[ ]*"
"""What stands before a line that a program writes itself: ``-!- mia has joined``."""
_NUMBERS = re.compile(r"[\[(]?\d+[:/.-]\d|[\[(]?\d{1,2}-[^\W\d_]{3}-|\d+[.)] ")
_STAMPED = re.compile(rf"[ ]*{STAMP}")


def has_stamp(text: str, start: int) -> bool:
    """Whether a time, or a number, begins at *start* in *text*."""
    return bool(_NUMBERS.match(text, start) or _STAMPED.match(text, start))
