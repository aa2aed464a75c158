"""The command line: the only place that prints, asks, catches and chooses an exit code."""

from __future__ import annotations

import errno
import os
import select
import sys
import traceback
from collections.abc import Sequence
from typing import Any, TextIO

import click

from narrate import __version__
from narrate.cli.audition import audition
from narrate.cli.cache import cache
from narrate.cli.cast import cast
from narrate.cli.chapters import chapters
from narrate.cli.check import check
from narrate.cli.console import tell
from narrate.cli.doctor import doctor
from narrate.cli.inspect import inspect
from narrate.cli.make import make
from narrate.cli.script import script
from narrate.cli.studio import studio
from narrate.cli.voices import voices
from narrate.errors import NarrateError, OutputError, RequestError, ToolError

INTERRUPTED = 130
BUG = 1
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


class ReaderGone(Exception):  # noqa: N818 -- no error: nobody wants the rest of the output
    """Whoever read our output has gone: ``narrate script x | head``."""


class StoryGroup(click.Group):
    """A group whose default command is ``make``: ``narrate story.txt`` means ``narrate make``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``make`` in front of arguments that do not begin with a command of ours."""
        own = {"-h", "--help", "--version"}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["make", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- as click has it
        """Keep a broken pipe from click, which would end the program with the code of a bug.

        It is no error if it is that of our output; any other leads to a process of ours.
        What was asked for in vain is told as wrong usage of the command.
        """
        try:
            return super().invoke(ctx)
        except RequestError as error:
            name = ctx.invoked_subcommand or ""
            own = click.Context(self.commands[name], parent=ctx, info_name=name)
            raise click.UsageError(error.message, own) from error
        except BrokenPipeError as error:
            if any(map(_is_broken, (sys.stdout, sys.stderr))):
                raise ReaderGone from error
            hint = "there may be too little memory: try --jobs 1"
            raise ToolError("a process of narrate's own ended too early", hint=hint) from error


@click.group(cls=StoryGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="narrate", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn a story into a full-cast audiobook.

    `narrate story.txt` is short for `narrate make story.txt`: it finds out who says what, gives
    everyone a voice, and writes one MP3 for each chapter to audio/<story>/.
    """


for command in (
    make,
    script,
    cast,
    check,
    studio,
    chapters,
    voices,
    audition,
    inspect,
    cache,
    doctor,
):
    cli.add_command(command)


def run(args: Sequence[str]) -> int:
    """Run the command line on *args*, report any error in one line, and return the exit code."""
    try:
        return _invoke(args)
    except KeyboardInterrupt:
        click.echo("interrupted (run the same command again to go on)", err=True)
        return INTERRUPTED
    except NarrateError as error:
        return _fail(tell(error), error.exit_code, args)
    except (ReaderGone, BrokenPipeError):
        _drop_output()
        return 0
    except OSError as error:
        return _fail_to_print(error, args)
    except Exception as error:  # noqa: BLE001 - a bug of ours must still end in one line
        return _fail_otherwise(error, args)


def _is_broken(stream: TextIO) -> bool:
    """Whether nobody reads *stream* any more; taken for granted where the system cannot tell."""
    if not hasattr(select, "poll"):
        return True
    poll = select.poll()
    try:
        poll.register(stream.fileno(), 0)
    except (OSError, ValueError):  # no file at all
        return False
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))


def _internal(error: Exception) -> str:
    what = f"internal error: {type(error).__name__}: {error}"
    return f"{what} (hint: run again with --debug and report it)"


def _fail_to_print(error: OSError, args: Sequence[str]) -> int:
    """What the operating system refused; of our own files the error is in the NarrateError family.

    So a full disk is the one that our output goes to.
    """
    if error.errno not in DISK_FULL:
        return _fail(_internal(error), BUG, args)
    _drop_output()
    return _fail(f"cannot write: {error.strerror}", OutputError.exit_code, args)


def _fail_otherwise(error: Exception, args: Sequence[str]) -> int:
    if isinstance(error, MemoryError):
        line = "there is too little memory (hint: close other programs, or try --jobs 1)"
        return _fail(line, ToolError.exit_code, args)
    if isinstance(error, ImportError):
        line = f"a library is missing: {error} (hint: install narrate again)"
        return _fail(line, ToolError.exit_code, args)
    return _fail(_internal(error), BUG, args)


def _drop_output() -> None:
    """Send what is still buffered nowhere, or Python complains of it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _invoke(args: Sequence[str]) -> int:
    try:
        result = cli.main(args=list(args), prog_name="narrate", standalone_mode=False)
    except click.exceptions.Abort as abort:
        raise KeyboardInterrupt from abort
    except click.ClickException as wrong_usage:
        wrong_usage.show()
        return wrong_usage.exit_code
    sys.stdout.flush()
    return result if isinstance(result, int) else 0


def _fail(line: str, exit_code: int, args: Sequence[str]) -> int:
    if "--debug" in args:
        traceback.print_exc()
    click.echo(line, err=True)
    return exit_code
