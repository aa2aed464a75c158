"""Connections to servers: what proxies and certificates the environment asks for, and the time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from urllib import request as environment
from urllib.parse import urlsplit

import urllib3
from urllib3 import exceptions

from narrate import __version__
from narrate.errors import ToolError

CONNECT_S = 10.0
"""for a connection to be made; who listens at all answers at once"""
BLOCK = 1 << 16


class WebError(Exception):
    """A connection that failed, in a few words.

    *again*: another try may be luckier. *lasting*: whatever is asked of the server would fail.
    """

    def __init__(self, reason: str, *, again: bool = True, lasting: bool = False) -> None:
        super().__init__(reason)
        self.again = again
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment of the monotonic clock, in seconds."""

    at_s: float

    @property
    def left_s(self) -> float:
        """The seconds until then; negative when it is over."""
        return self.at_s - time.monotonic()


def within(seconds: float) -> Deadline:
    """The moment that is *seconds* away."""
    return Deadline(time.monotonic() + seconds)


def is_loopback(host: str) -> bool:
    """Whether *host* is this machine, as it calls itself."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost" or host.casefold().endswith(".localhost")


def connections(url: str) -> urllib3.PoolManager:
    """What opens connections to the host of *url*: by a proxy, where the environment names one.

    Certificates are verified against what the system trusts. Raises ToolError for a proxy that is
    none of HTTP.
    """
    parts = urlsplit(url)
    return _manager(_proxy_for(parts.scheme, parts.hostname or ""), os.getpid())


def _proxy_for(scheme: str, host: str) -> str | None:
    """The proxy named by HTTP_PROXY, HTTPS_PROXY or ALL_PROXY; NO_PROXY names whom it is not for.

    Nor is it for this machine itself.
    """
    proxies = environment.getproxies_environment()
    proxy = proxies.get(scheme) or proxies.get("all")
    if not proxy or is_loopback(host):
        return None
    if environment.proxy_bypass_environment(host, proxies):  # type: ignore[attr-defined]
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


@lru_cache(maxsize=4)
def _manager(proxy: str | None, _process: int) -> urllib3.PoolManager:
    """Each process has connections of its own: a forked one must not share its parent's."""
    if proxy is None:
        return urllib3.PoolManager()
    try:
        return urllib3.ProxyManager(proxy, proxy_headers=_proxy_headers(proxy))
    except exceptions.HTTPError as error:
        scheme = urlsplit(proxy).scheme
        hint = "set HTTPS_PROXY to http://HOST:PORT, or NO_PROXY to the server's name"
        raise ToolError(f"a proxy by {scheme}:// cannot be used", hint=hint) from error


def _proxy_headers(proxy: str) -> dict[str, str]:
    parts = urlsplit(proxy)
    if not parts.username:
        return {}
    secret = f"{parts.username}:{parts.password or ''}"
    return dict(urllib3.make_headers(proxy_basic_auth=secret))


def ask(  # noqa: PLR0913 -- what a request is made of
    method: str,
    url: str,
    deadline: Deadline,
    *,
    connect_s: float = CONNECT_S,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> urllib3.BaseHTTPResponse:
    """The answer to a request, when its headers are there; no redirect is followed.

    To be closed by whoever asked. Raises WebError.
    """
    if deadline.left_s <= 0:
        raise WebError("there was no time left", again=False)
    manager = connections(url)
    # What comes is measured as it is: nothing is unpacked, so that a little cannot become a lot.
    own = {"User-Agent": f"narrate/{__version__}", "Accept-Encoding": "identity"}
    timeout = urllib3.Timeout(connect=min(connect_s, deadline.left_s), read=deadline.left_s)
    try:
        return manager.request(
            method,
            url,
            body=body,
            headers={**own, **(headers or {})},
            timeout=timeout,
            redirect=False,
            retries=False,
            preload_content=False,
        )
    except (exceptions.HTTPError, OSError) as error:
        raise web_error(error) from error


def blocks(answer: urllib3.BaseHTTPResponse, deadline: Deadline) -> Iterator[bytes]:
    """The body of *answer* as it comes. Raises WebError when it breaks off or lasts too long."""
    try:
        while block := answer.read1(BLOCK, decode_content=False):
            yield block
            if deadline.left_s <= 0:
                raise WebError("the answer was not through in time", again=False)
    except (exceptions.HTTPError, OSError) as error:
        raise web_error(error) from error


_TOLD = (
    (exceptions.NameResolutionError, "there is no such host, or no network", True, True),
    (exceptions.SSLError, "no safe connection: {cause}", False, True),
    (exceptions.ProxyError, "the proxy does not let us through: {cause}", True, True),
    (exceptions.NewConnectionError, "no connection: {cause}", True, True),
    (exceptions.ConnectTimeoutError, "nobody answers there", True, True),
    (exceptions.ReadTimeoutError, "no answer came in time", False, False),
    (exceptions.ProtocolError, "the connection broke off", True, False),
    (OSError, "the connection broke off: {cause}", True, False),
)
"""kinds of errors, the narrower first, what is said of them, and whether again, whether lasting"""


def web_error(error: Exception) -> WebError:
    """*error* of a connection in plain words, without addresses."""
    for kind, reason, again, lasting in _TOLD:
        if isinstance(error, kind):
            return WebError(reason.format(cause=_cause(error)), again=again, lasting=lasting)
    return WebError(f"{type(error).__name__}: {error}", again=False)


def _cause(error: BaseException) -> str:
    """What the system said, at the bottom of what was raised."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, OSError) and error.strerror:
        return getattr(error, "verify_message", "") or error.strerror
    inner = error.args[-1] if error.args else error
    return getattr(inner, "verify_message", "") or str(inner)
