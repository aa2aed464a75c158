"""Lets nobody in but the page itself, and bounds what it may send.

The server is on this machine, and so is every page that its browser has open: another site may
send requests here (so Origin and SameSite), may have its own name lead here (so Host), and another
user of the machine may try the port (so the token).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from narrate.studio.messages import Problem
from narrate.studio.wire import encode

LARGEST_EDIT = 2_000_000
"""bytes: an edit of every line of a long novel"""
LARGEST_UPLOAD = 64 * 2**20
"""bytes: what the readers take at the most"""
UPLOADS = ("/api/stories/", "/api/covers/")
"""the addresses to which files are sent"""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
OPEN = "open the address that narrate studio printed"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""What goes with every answer."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the server is found: its *port*, and the *token* that every request carries."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def address(self) -> str:
        """What a person opens."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which a browser on this machine may know the server."""
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    @property
    def cookie(self) -> str:
        """The cookie's name: all ports of a machine share its cookies."""
        return f"narrate-{self.port}"

    def opens(self, token: str) -> bool:
        """Whether *token* is the right one."""
        return secrets.compare_digest(token.encode(), self.token.encode())


class Guard:
    """Wraps an *app*: passes on what may pass through the *door*, answers the rest itself."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._handle(scope, receive, _with_headers(send))
        # anything else, a web socket, is left without an answer

    async def _handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        answer: ASGIApp
        if headers.get("host", "") not in self._door.hosts:
            answer = _refusal(403, "this is not the address of the studio")
        elif scope["path"] == "/" and scope["query_string"]:
            answer = self._enter(scope)
        elif not self._is_own(scope, headers):
            answer = _refusal(403, "only the studio's own page may ask for this")
        elif not self._has_cookie(headers):
            answer = _refusal(403, OPEN)
        elif not _fits(scope, headers):
            answer = _refusal(413, "this is too much")
        else:
            answer, receive = self._app, _bounded(scope, receive)
        await answer(scope, receive, send)

    def _is_own(self, scope: Scope, headers: Headers) -> bool:
        """Whether it is a page of ours that asks: what changes something must say so."""
        origin = headers.get("origin")
        if origin is None:
            changes = scope["method"] not in {"GET", "HEAD"}
            return not changes and headers.get("sec-fetch-site", "none") in {"none", "same-origin"}
        return origin.removeprefix("http://") in self._door.hosts

    def _has_cookie(self, headers: Headers) -> bool:
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self._door.cookie)
        except CookieError:
            return False
        return morsel is not None and self._door.opens(morsel.value)

    def _enter(self, scope: Scope) -> Response:
        """Take the token from the address, and out of it."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if not self._door.opens(asked.get("token", [""])[0]):
            return _refusal(403, OPEN)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._door.cookie, self._door.token, httponly=True, samesite="strict")
        return answer


def _refusal(status: int, message: str) -> Response:
    return Response(encode(Problem("refused", message)), status, media_type="application/json")


def _limit(scope: Scope) -> int:
    return LARGEST_UPLOAD if scope["path"].startswith(UPLOADS) else LARGEST_EDIT


def _fits(scope: Scope, headers: Headers) -> bool:
    length = headers.get("content-length", "0")
    return length.isascii() and length.isdigit() and int(length) <= _limit(scope)


class TooLarge(Exception):  # noqa: N818 -- it is caught where the body is read
    """A body is larger than its request said, or said nothing of its size."""


def _bounded(scope: Scope, receive: Receive) -> Receive:
    """*receive*, until more has come than may."""
    left = _limit(scope)

    async def bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending
