"""Where a speech server is reached: a user's address, checked, and the addresses made of it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from narrate.engines.web import is_loopback
from narrate.plugins import OptionError

SPEECH = "/audio/speech"
_VERSION = re.compile(r"/v\d\w*")


def base_url(url: str, ending: str = SPEECH) -> str:
    """The address below which *url*'s server has *ending*, without a slash at its end.

    ``http://localhost:8880`` means ``http://localhost:8880/v1``; an address that ends in a version
    or in *ending* itself is meant as it stands. Raises OptionError for what is no plain
    address of the web: nothing that may hold a secret is in it.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise _wrong(f"{url.strip()!r} is no address: {error}") from None
    if parts.username is not None or parts.password is not None:
        raise _wrong("the url must not hold a name or a password", "see key_env for a key")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _wrong(f"{url.strip()!r} is no address that begins with http:// or https://")
    if parts.query or parts.fragment or not url.strip().isascii() or " " in url.strip():
        raise _wrong("the url must be plain, without '?', '#', blanks or letters beyond ASCII")
    path = parts.path.rstrip("/")
    if path.endswith(ending):
        path = path.removesuffix(ending)
    elif not _VERSION.fullmatch(path[path.rfind("/") :] if path else ""):
        path += "/v1"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return urlunsplit((parts.scheme, host if port is None else f"{host}:{port}", path, "", ""))


def _wrong(message: str, hint: str = "such as http://localhost:8880") -> OptionError:
    return OptionError("url", message, hint=hint)


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of *url*: who shares all three is one server."""
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return parts.scheme, (parts.hostname or "").casefold(), port


def is_open(url: str) -> bool:
    """Whether what is sent to *url* can be read on the way: no https, and another machine."""
    parts = urlsplit(url)
    return parts.scheme == "http" and not is_loopback(parts.hostname or "")
