"""What is written down of the requests is what is answered."""

from __future__ import annotations

import re

from narrate.studio import routes
from narrate.studio.server import ROUTES


def test_every_request_that_is_answered_is_written_down_and_no_other() -> None:
    assert routes.__doc__
    line = re.compile(r"^    (GET|POST|PUT) +(/api/\S+?)(?:\?\S*)?(?: |$)", re.MULTILINE)
    told = line.findall(routes.__doc__)
    written = {(how, path) for how, path in told if path != "/api/events"}
    assert written == {(how, _as_written(path)) for how, path, _ in ROUTES}


def _as_written(path: str) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda name: name[1].upper(), path)
