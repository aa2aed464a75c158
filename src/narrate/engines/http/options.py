"""Makes the engine ``http`` of what voices.yaml says of it."""

from __future__ import annotations

import json
import math
import re

from narrate.engines.http.address import base_url
from narrate.engines.http.engine import FORMATS, KEY_ENV, MODEL, SPEEDS, HttpEngine
from narrate.engines.http.listing import listed_by_user
from narrate.plugins import OptionError
from narrate.settings import Option

MOST_JOBS = 64
OURS = ("input", "model", "voice")
"""fields of a request that are no option: each has a place of its own in voices.yaml"""
_SPEEDS = re.compile(r"(\d+(?:\.\d+)?) ?[-–] ?(\d+(?:\.\d+)?)")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def http_engine(  # noqa: PLR0913 -- what a user may set
    *,
    url: Option | None = None,
    model: Option = MODEL,
    key_env: Option = KEY_ENV,
    jobs: Option = 1,
    voices: Option = "",
    format: Option = "wav",  # noqa: A002 -- its name in voices.yaml
    timeout: Option | None = None,
    fields: Option = "{}",
    instructions: Option = False,
    speeds: Option | None = None,
) -> HttpEngine:
    """The engine for the server at *url*.

    *model* is the server's name of one, *key_env* the variable of the environment that holds the
    key, *jobs* how many requests there may be at once, *voices* a list of voices with their
    genders (see :func:`.listing.listed_by_user`), *format* the sound that is asked for, *timeout*
    the seconds one request may take, *fields* further fields of it as a JSON object, and
    *instructions* says whether directions are sent in words, and *speeds* from which speed to which
    the server takes them, ``1-2``. Raises OptionError.
    """
    if _text(key_env, "key_env") and not _VARIABLE.fullmatch(str(key_env)):
        msg = "it is the name of a variable, and not the key itself"
        raise OptionError("key_env", msg, hint=f"such as {KEY_ENV}")
    if not isinstance(instructions, bool):
        raise OptionError("instructions", "it must be yes or no")
    if format not in FORMATS:
        raise OptionError("format", f"{format!r} is none of {', '.join(FORMATS)}")
    return HttpEngine(
        base=None if url is None else base_url(_text(url, "url")),
        model=_text(model, "model"),
        key_env=str(key_env),
        jobs=_jobs(jobs),
        listed=listed_by_user(str(voices)),
        form=str(format),
        timeout_s=None if timeout is None else _seconds(timeout),
        fields=_fields(fields),
        instructed=instructions,
        speeds=SPEEDS if speeds is None else _speeds(speeds),
    )


def _text(value: Option, option: str) -> str:
    text = str(value).strip()
    if not text:
        raise OptionError(option, "it must not be empty")
    return text


def _jobs(value: Option) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_JOBS:
        raise OptionError("jobs", f"it must be a whole number from 1 to {MOST_JOBS}")
    return value


def _seconds(value: Option) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(float(value)) or not 0 < float(value) <= 86_400:
        raise OptionError("timeout", "it must be a number of seconds, a day at the most")
    return float(value)


def _speeds(value: Option) -> tuple[float, float]:
    found = _SPEEDS.fullmatch(str(value).strip())
    slowest, fastest = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    if not 0 < slowest <= fastest:
        raise OptionError(
            "speeds", "it must be the least and the greatest of them", hint="such as 1-2"
        )
    return slowest, fastest


def _fields(value: Option) -> str:
    """The JSON object in *value*, in one form whatever its order and blanks."""
    try:
        told = json.loads(str(value), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise OptionError("fields", f"it is no JSON: {error}", hint='such as {"seed": 7}') from None
    if not isinstance(told, dict):
        raise OptionError("fields", "it is no JSON object", hint='such as {"seed": 7}')
    for name in OURS:
        if name in told:
            raise OptionError("fields", f"{name!r} is not set here", hint="it has its own place")
    return json.dumps(told, sort_keys=True)


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number")
