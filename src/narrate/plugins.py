"""What other packages may bring: found by an entry point's name, and made with a user's options."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from inspect import Parameter, signature
from typing import Any, TypeVar

from narrate.errors import NarrateError, Place, SettingsError, ToolError
from narrate.settings import Option

T = TypeVar("T")
Locate = Callable[[str], Place | None]
"""tells where the option of that name was written"""
NAMED = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)


def names_in(group: str) -> tuple[str, ...]:
    """The names of all that is installed of the *group* of entry points, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def installed(group: str, name: str) -> EntryPoint | None:
    """The entry point *name* of the *group*; None if nobody has registered one."""
    return next(iter(entry_points(group=group, name=name)), None)


def find_point(group: str, name: str, kind: str, at: Place | None) -> EntryPoint:
    """The entry point *name*, asked for *at* some place.

    Raises SettingsError if nobody has registered one.
    """
    if found := installed(group, name):
        return found
    hint = f"installed {kind}s: {', '.join(names_in(group))}"
    raise SettingsError(f"there is no {kind} called {name!r}", at=at, hint=hint)


class OptionError(SettingsError):
    """What was set for *option* is wrong; whoever knows where it was written says so."""

    def __init__(self, option: str, message: str, *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.option = option


def made(factory: Callable[..., T], options: Mapping[str, Option], whose: str, locate: Locate) -> T:
    """What *factory* makes with *options*; *whose* they are is told of one it does not take.

    Raises SettingsError at the place that *locate* tells.
    """
    check_options(factory, options, whose, locate)
    try:
        return factory(**options)
    except OptionError as error:
        msg = f"{whose}: {error.message}"
        raise SettingsError(msg, at=locate(error.option), hint=error.hint) from None


@contextmanager
def guarded(whose: str) -> Iterator[None]:
    """Whatever other code raises inside becomes a ToolError that says *whose* fault it is."""
    try:
        yield
    except NarrateError:
        raise
    except Exception as error:
        msg = f"{whose} does not work: {type(error).__name__}: {error}"
        raise ToolError(msg, hint="see to its installation, or choose another") from error


def make(point: EntryPoint, options: Mapping[str, Option], whose: str, locate: Locate) -> Any:  # noqa: ANN401 -- whoever asks knows the Protocol of the group
    """What *point* names, made with *options*; it is *whose* fault if it does not start.

    *locate* tells where an option was written. Raises SettingsError for an option it does not take,
    ToolError for whatever else goes wrong.
    """
    with guarded(whose):
        return made(point.load(), options, whose, locate)


def check_options(
    factory: Callable[..., Any], options: Mapping[str, Option], whose: str, locate: Locate
) -> None:
    """Raise SettingsError for one of *options* that *factory* takes no keyword argument for."""
    parameters = signature(factory).parameters.values()
    if any(one.kind is Parameter.VAR_KEYWORD for one in parameters):
        return
    known = [one.name for one in parameters if one.kind in NAMED]
    for option in options:
        if option not in known:
            near = get_close_matches(option, known, n=1)
            listed = f"known here: {', '.join(known)}" if known else "it has none"
            hint = f"did you mean {near[0]!r}?" if near else listed
            msg = f"{whose} has no option {option!r}"
            raise SettingsError(msg, at=locate(option), hint=hint)
