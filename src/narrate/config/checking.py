"""Checks voices.yaml against its schema: every mistake is one sentence with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any

from narrate.config import typed_values
from narrate.errors import Place, SettingsError

Violation = Any
"""jsonschema's ValidationError, most of whose attributes are typed as possibly unset."""

KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "yes or no",
    "array": "a list",
    "object": "a mapping",
}
"""What JSON Schema's types are called in a message."""

MANY = 100
"""the most mistakes that are told"""

SHOWN = 60
"""As many characters of a key or a wrong value as a message shows."""


@dataclass(frozen=True, slots=True)
class LineNumbers:
    """The line in *file* of everything in it, by its path from the root."""

    file: Path
    lines: Mapping[typed_values.Path, int]

    def place(self, *path: str | int) -> Place:
        """Where the value at *path* stands; where its parent does, if it is not there itself."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines.get(path))


def check(values: typed_values.Value, schema: typed_values.Schema, lines: LineNumbers) -> None:
    """Raise SettingsError for the first mistake in the file; the others are its ``__notes__``."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- a quarter of a second

    errors = Draft202012Validator(schema).iter_errors(values)
    in_order = sorted(errors, key=lambda error: lines.place(*error.absolute_path).line or 0)
    told = (mistake for error in in_order for mistake in _mistakes(error, lines))
    mistakes = list(islice(told, MANY))
    if mistakes:
        first, *others = sorted(mistakes, key=_line)
        for other in others:
            first.add_note(str(other))
        raise first


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint with the nearest of *known*, upper and lower case aside; None if none is near."""
    by_case = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold()[:200], list(by_case), n=1)
    return f"did you mean {by_case[near[0]]!r}?" if near else None


def _line(mistake: SettingsError) -> int:
    return (mistake.at.line if mistake.at else None) or 0


def _mistakes(error: Violation, lines: LineNumbers) -> Iterator[SettingsError]:
    if error.validator == "anyOf":
        yield from _wrong_alternative(error, lines)
    else:
        yield from MISTAKES[str(error.validator)](error, lines)


def _wrong_alternative(error: Violation, lines: LineNumbers) -> Iterator[SettingsError]:
    """The mistakes inside the alternative whose type fits; if none fits, a wrong type."""
    branches: dict[Any, list[Violation]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    for inners in branches.values():
        if not any(inner.validator == "type" and not inner.path for inner in inners):
            for inner in inners:
                yield from _mistakes(inner, lines)
            return
    yield from _wrong_type(error, lines)


def _unknown_keys(error: Violation, lines: LineNumbers) -> Iterator[SettingsError]:
    known = list(error.schema["properties"])
    for key in error.instance:
        if key not in known:
            hint = did_you_mean(key, known) or f"known here: {', '.join(known)}"
            at = lines.place(*error.absolute_path, key)
            yield SettingsError(f"{_where(error)}there is no key {_show(key)}", at=at, hint=hint)


def _wrong_type(error: Violation, lines: LineNumbers) -> Iterator[SettingsError]:
    if error.instance is None:
        message = f"{_name(error)} has no value"
    else:
        message = f"{_name(error)} must be {_expected(error)}, not {_show(error.instance)}"
    yield _mistake(error, lines, message)


def _expected(error: Violation) -> str:
    schemas = error.schema.get("anyOf", [error.schema])
    kinds = [kind for schema in schemas for kind in _kinds(schema)]
    return " or ".join(dict.fromkeys(KINDS[kind] for kind in kinds if kind != "null"))


def _kinds(schema: Mapping[str, Any]) -> list[str]:
    if "$ref" in schema:
        definitions = typed_values.read_schema()["$defs"]
        return _kinds(definitions[schema["$ref"].removeprefix("#/$defs/")])
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _out_of_range(error: Violation, lines: LineNumbers) -> Iterator[SettingsError]:
    less = error.validator == "minimum"
    limit = f"{'less' if less else 'more'} than {error.validator_value}"
    yield _mistake(error, lines, f"{_name(error)} is {error.instance}, {limit}")


def _not_listed(error: Violation, lines: LineNumbers) -> Iterator[SettingsError]:
    if error.instance is None:
        yield from _wrong_type(error, lines)
        return
    near = did_you_mean(str(error.instance), list(error.validator_value))
    message = f"{_name(error)} cannot be {_show(error.instance)}"
    yield _mistake(error, lines, message, near)


def _wrong_form(error: Violation, lines: LineNumbers) -> Iterator[SettingsError]:
    if not error.instance.strip():
        yield _mistake(error, lines, f"{_name(error)} is empty")
    else:
        yield _mistake(error, lines, f"{_name(error)} cannot be {_show(error.instance)}")


def _empty(error: Violation, lines: LineNumbers) -> Iterator[SettingsError]:
    yield _mistake(error, lines, f"{_name(error)} is empty")


def _too_long(error: Violation, lines: LineNumbers) -> Iterator[SettingsError]:
    limit = f"is longer than {error.validator_value} characters"
    yield _mistake(error, lines, f"{_name(error)} {limit}")


def _missing(error: Violation, lines: LineNumbers) -> Iterator[SettingsError]:
    absent = [key for key in error.validator_value if key not in error.instance]
    yield _mistake(error, lines, f"{_where(error)}{absent[0]!r} is missing")


MISTAKES: Mapping[str, Callable[[Violation, LineNumbers], Iterator[SettingsError]]] = {
    "additionalProperties": _unknown_keys,
    "type": _wrong_type,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "enum": _not_listed,
    "pattern": _wrong_form,
    "maxLength": _too_long,
    "minItems": _empty,
    "required": _missing,
}
"""By keyword of the schema: what describes the mistake it found."""


def _mistake(
    error: Violation, lines: LineNumbers, message: str, hint: str | None = None
) -> SettingsError:
    """*message* at the line of what is wrong; the schema's own words are the hint by default."""
    path = [*error.absolute_path]
    if error.parent is None and isinstance(error.instance, str) and _is_key(error):
        path.append(error.instance)
    described = error.schema.get("description") if path else None
    return SettingsError(message, at=lines.place(*path), hint=hint or described)


def _is_key(error: Violation) -> bool:
    return "propertyNames" in error.absolute_schema_path


def _where(error: Violation) -> str:
    path = _path(error)
    return f"in {path}: " if path else ""


def _name(error: Violation) -> str:
    """How the thing that is wrong is called: its path of keys."""
    path = _path(error)
    return f"a name in {path}" if _is_key(error) else path or "the file"


def _path(error: Violation) -> str:
    keys = (key for key in error.absolute_path if isinstance(key, str))
    return " > ".join(_short(" ".join(key.split())) for key in keys)


def _show(value: typed_values.Value) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return _short(repr(value))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
