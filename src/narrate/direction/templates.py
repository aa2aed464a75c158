"""Templates: text by the user with fields in braces, as ``{title}, by {author}``."""

from __future__ import annotations

import re
from collections.abc import Callable

_FIELD = re.compile(r"\{([^{}]*)\}")


def fields_of(template: str) -> tuple[str, ...]:
    """The names of the fields in *template*, in order."""
    return tuple(_FIELD.findall(template))


def fill(template: str, value: Callable[[str], str]) -> str:
    """*template* with what *value* tells for the name of each field in its place."""
    return _FIELD.sub(lambda field: value(field[1]), template)
