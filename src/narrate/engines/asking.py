"""Calls engines, which are foreign code: what they raise or print becomes an error of ours."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from narrate.errors import NarrateError, RecordingError, ToolError
from narrate.model import Mark, Utterance, VoiceInfo

if TYPE_CHECKING:
    from narrate.engines import Engine
    from narrate.settings import Settings

MOST_TOLD = 300
"""characters of what an engine says of its failure"""


@runtime_checkable
class Unlisted(Protocol):
    """An engine with more voices than it can list: blends, or those a server keeps to itself."""

    def unlisted(self, name: str) -> VoiceInfo | None:
        """The voice called *name*, which :meth:`voices` does not list; None if there is none."""
        ...


@contextmanager
def asking(name: str) -> Iterator[None]:
    """Ask the engine called *name* inside; what it prints goes to stderr, our output is our own.

    Raises ToolError for whatever it raises, but for an error of our own family and Ctrl-C.
    """
    try:
        with redirect_stdout(sys.stderr), staying():
            yield
    except (NarrateError, KeyboardInterrupt):
        raise
    except BaseException as error:
        msg = f"the engine {name} does not work: {describe(error)}"
        raise ToolError(msg, hint="see to its installation, or choose another engine") from error


def voices_of(engine: Engine, asked: Iterable[str] = ()) -> tuple[VoiceInfo, ...]:
    """The voices of *engine*, and those of the names *asked* that it has without listing them.

    What it does not tell of them, and somebody measured, is told. Raises ToolError if it cannot
    tell.
    """
    from narrate.engines.measured_voices import with_measured  # noqa: PLC0415 -- it knows engines

    with asking(name_of(engine)):
        listed = with_measured(engine, tuple(engine.voices()))
        if not isinstance(engine, Unlisted):
            return listed
        unlisted = set(asked) - {voice.name for voice in listed}
        found = (engine.unlisted(name) for name in sorted(unlisted))
        return (*listed, *(voice for voice in found if voice is not None))


def voices_for(settings: Settings, engine: Engine) -> tuple[VoiceInfo, ...]:
    """The voices of *engine*, and those that *settings* name and it has without listing them."""
    return voices_of(engine, (one.name for one in settings.voice_choices if one.name))


def have_spoken(engine: Engine, utterance: Utterance, wav: Path) -> tuple[Mark, ...]:
    """Have *engine* write *utterance* to *wav*; the marks it gives, none from one that gives none.

    Raises RecordingError for whatever it raises, but for an error of our own family and Ctrl-C.
    """
    try:
        with redirect_stdout(sys.stderr), staying():
            marks = engine.speak(utterance, wav) or ()
            return tuple(Mark(index(m.frame), index(m.start), index(m.end)) for m in marks)
    except (NarrateError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise RecordingError(f"the engine failed: {describe(error)}") from error


def name_of(engine: Engine) -> str:
    """What *engine* is called, even if it does not know."""
    return str(getattr(engine, "name", type(engine).__name__))


def describe(error: BaseException) -> str:
    """The kind of *error*, and the beginning of what it says."""
    try:
        said = str(error)
    except Exception:  # noqa: BLE001 -- even this is foreign code
        said = ""
    kind = type(error).__name__
    return f"{kind}: {said[:MOST_TOLD]}" if said else kind


@contextmanager
def staying() -> Iterator[None]:
    """Come back to the working folder, wherever the engine goes: our own paths may be relative."""
    try:
        here = Path.cwd()
    except OSError:  # it was removed: there is nothing to come back to
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):  # it may be entered no more; who never left it is there still
            os.chdir(here)
