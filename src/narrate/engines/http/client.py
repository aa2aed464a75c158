"""Asks a server with patience, and tells what came of it; the key goes to it alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic, sleep
from typing import NoReturn, TypeVar
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse

from narrate.engines.http.address import origin
from narrate.engines.http.received import MOST_BYTES
from narrate.engines.http.replies import said, without
from narrate.engines.web import Deadline, WebError, ask, blocks, within
from narrate.errors import ToolError

T = TypeVar("T")

WAITS_S = (1.0, 4.0, 16.0)
"""before the second try, the third and the fourth, unless the server says how long"""
SOON_S = 1.0
"""before any further try where a server fails at a text (500): it is not busy"""
MOST_WAIT_S = 120.0
"""for all waits of one request: who asks for more is told of it"""
REDIRECTS = 3
ONWARD = frozenset({301, 302, 303, 307, 308})
SAME_METHOD = frozenset({307, 308})
BUSY = frozenset({408, 425, 429})
NO_SUCH = frozenset({400, 404, 405, 422, 501})
"""answers of a server that does not know what it is asked for"""
_KEY = re.compile(r"[\x21-\x7e]+")


class FailedError(Exception):
    """A try that failed, and why.

    *again*: another may succeed, after *wait_s* seconds if the server said so. *lasting*: whatever
    is asked would fail, and *hint* says what to do.
    """

    def __init__(
        self,
        reason: str,
        *,
        again: bool = False,
        lasting: bool = False,
        wait_s: float | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.again, self.lasting = again, lasting
        self.wait_s, self.hint = wait_s, hint


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; *wait_s* is how long it asks to wait, if it does."""

    status: int
    body: bytes
    kind: str = ""
    wait_s: float | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A server: its base address, and the variable of the environment that holds its key.

    *what* it is, is told when it fails.

    The key itself is read when it is sent, and is no part of any value of ours.
    """

    base: str
    key_env: str
    what: str = "speech server"

    @property
    def key(self) -> str:
        """The key, empty for none. Raises ToolError for one that cannot be sent."""
        key = os.environ.get(self.key_env, "").strip()
        if key and not _KEY.fullmatch(key):
            msg = f"{self.key_env} does not hold a key: there are blanks or odd letters in it"
            raise ToolError(msg, hint="set it anew, without quotation marks")
        return key

    def get(self, path: str, longest_s: float) -> Reply:
        """The answer to a GET of *path*, 200 or one of NO_SUCH. Raises ToolError."""

        def attempt(deadline: Deadline) -> Reply:
            reply = self._exchange("GET", path, deadline)
            if reply.status not in NO_SUCH:
                self._check(reply)
            return reply

        try:
            return persist(attempt, longest_s, WAITS_S[:1])
        except FailedError as error:
            self.give_up(error)

    def post(self, path: str, body: bytes, deadline: Deadline) -> Reply:
        """The answer to *body*, a 200 of any content. Raises FailedError."""
        reply = self._exchange("POST", path, deadline, body)
        self._check(reply)
        return reply

    def give_up(self, error: FailedError) -> NoReturn:
        """Raise ToolError: there is no use in asking this server for more."""
        hint = error.hint or "see that it runs, and to the url in voices.yaml"
        raise ToolError(f"the {self.what} at {self.base} fails: {error}", hint=hint) from error

    def _exchange(
        self, method: str, path: str, deadline: Deadline, body: bytes | None = None
    ) -> Reply:
        """One answer, maybe behind a redirect of the server to itself."""
        url, key = f"{self.base}{path}", self.key
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            for _ in range(REDIRECTS):
                with closing(ask(method, url, deadline, headers=headers, body=body)) as answer:
                    if answer.status not in ONWARD:
                        return _read(answer, deadline)
                    url = self._onward(method, url, answer)
        except WebError as error:
            raise FailedError(str(error), again=error.again, lasting=error.lasting) from error
        raise FailedError("it sends us round in circles", lasting=True)

    def _onward(self, method: str, url: str, answer: BaseHTTPResponse) -> str:
        """Where a redirect leads, on the same server: no other is told what we ask, nor the key."""
        target = answer.headers.get("Location", "")
        try:
            target = urljoin(url, target)
            own = origin(target) == origin(url)
        except ValueError:  # no address at all
            own = False
        if own and (method == "GET" or answer.status in SAME_METHOD):
            return target
        place = without(self.key, target.partition("?")[0])
        reason = f"it sends us on to {place}, where we do not follow"
        raise FailedError(reason, lasting=True, hint="if that is the right server, make it the url")

    def _check(self, reply: Reply) -> None:
        """Raise FailedError for any answer but 200."""
        if reply.status == 200:
            return
        words = said(reply.body, self.key)
        reason = f"{reply.status}: {words}" if words else f"{reply.status}, and no word why"
        busy = reply.status in BUSY
        raise FailedError(
            reason,
            again=busy or reply.status >= 500,
            lasting=busy or reply.status in {401, 402, 403},
            wait_s=SOON_S if reply.status == 500 and reply.wait_s is None else reply.wait_s,
            hint=self._hint(reply.status),
        )

    def _hint(self, status: int) -> str | None:
        if status in {401, 403}:
            kept = "is" if os.environ.get(self.key_env) else "is to be"
            return f"the key {kept} in the variable {self.key_env} of the environment"
        if status == 402 or status in BUSY:
            return "run again later: what was recorded is kept"
        return None


def persist(
    attempt: Callable[[Deadline], T], longest_s: float, waits_s: Sequence[float] = WAITS_S
) -> T:
    """What *attempt* gives, tried again after growing waits while that may help.

    All tries together may take *longest_s* seconds, and as long again if an answer begins late;
    waits are not counted, and last MOST_WAIT_S at the most. Raises the last FailedError.
    """
    waited_s = 0.0
    for wait_s in (*waits_s, None):
        began_s = monotonic()
        try:
            return attempt(within(longest_s))
        except FailedError as error:
            longest_s -= monotonic() - began_s
            if wait_s is None or not error.again or longest_s <= 0:
                raise
            pause_s = wait_s if error.wait_s is None else error.wait_s
            waited_s += pause_s
            if waited_s > MOST_WAIT_S:
                reason = f"{error}; it asks us to wait {pause_s:,.0f} s"
                hint = "run again later: what was recorded is kept"
                raise FailedError(reason, lasting=True, hint=hint) from error
        sleep(pause_s)
    raise AssertionError("the last wait is None")


def _read(answer: BaseHTTPResponse, deadline: Deadline) -> Reply:
    """*answer* with its body, which may not be endless."""
    body = bytearray()
    for block in blocks(answer, deadline):
        body += block
        if len(body) > MOST_BYTES:
            raise FailedError(f"it sent more than {MOST_BYTES:,} bytes")
    kind = answer.headers.get("Content-Type", "")
    wait_s = retry_after_s(answer.headers.get("Retry-After", ""))
    return Reply(answer.status, bytes(body), kind, wait_s)


def retry_after_s(header: str) -> float | None:
    """The seconds that a ``Retry-After`` asks to wait, a number or a date; None if neither."""
    text = header.strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", text):
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # the latter for a year, or a zone, beyond all numbers
        return None
    now = datetime.now(then.tzinfo or UTC)
    return max(0.0, (then.replace(tzinfo=now.tzinfo) - now).total_seconds())
