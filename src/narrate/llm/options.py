"""Makes the attributor ``llm`` of what voices.yaml says of it."""

from __future__ import annotations

import math
import re

from narrate.engines.http.address import base_url
from narrate.llm.attributor import LlmAttributor
from narrate.llm.chat import CHAT, KEY_ENV, Model
from narrate.plugins import OptionError
from narrate.settings import Option

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def llm_attributor(
    *,
    url: Option | None = None,
    model: Option | None = None,
    key_env: Option = KEY_ENV,
    below: Option = 0.8,
    timeout: Option = 300,
) -> LlmAttributor:
    """The attributor that asks the *model* behind *url*.

    *key_env* is the variable of the environment that holds the key, *below* the confidence of
    narrate's rules under which a line is asked about, *timeout* the seconds an answer may take.
    Raises OptionError.
    """
    for option, value in (("url", url), ("model", model)):
        if value is None or not str(value).strip():
            hint = "attribution: {method: llm, url: http://localhost:11434, model: qwen2.5:14b}"
            raise OptionError(option, f"the {option} of the language model is missing", hint=hint)
    if not _VARIABLE.fullmatch(str(key_env)):
        msg = "it is the name of a variable, and not the key itself"
        raise OptionError("key_env", msg, hint=f"such as {KEY_ENV}")
    return LlmAttributor(
        Model(
            base_url(str(url), CHAT),
            str(model).strip(),
            str(key_env),
            _number(timeout, "timeout", 86_400),
        ),
        below=_number(below, "below", 1),
    )


def _number(value: Option, option: str, most: float) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(float(value)) or not 0 < float(value) <= most:
        raise OptionError(option, f"it must be a number above 0, {most:,} at the most")
    return float(value)
