"""The pages to read (README, CONTRIBUTING, docs/) as something to check.

A fenced block that begins with ``$ narrate`` shows the program at work: below each command stands
what it prints, errors among it. A page is worked through from the top, in a folder of its own that
holds copies of ``stories/`` and ``voices.yaml``, with an empty cache. So a page may use what it
made further up.

* The second word behind a fence (three backticks, ``text letter.txt``) is the name of a file: the
  block is written to it.
* ``> FILE`` at the end of a command and ``*`` in a name work as in a shell, nothing else does.
* ``...`` as the last line stands for the rest of what is printed.
* The machine has no neural voice, whatever packages of voices the tests have.
* ``/home/you`` stands for the reader's own folder.
* The program works in one process, for each worker would import it again.
* Not compared: how many blanks stand between words, seconds (``made in 2.6 s``), and sizes
  (``1.25 GB``). These differ from machine to machine.

``python tests/support/pages.py --update`` writes into the pages what the program prints today.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from narrate.cli import run
from soundstage import inline

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

PROMPT = "$ narrate "
REST = "..."
FENCE = re.compile(r"^```(?P<info>.*)$")
VARYING = re.compile(r"\b[\d.]+(?= (?:s|bytes|kB|MB|GB)\b)")
YOU = "/home/you"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: *info* is what stands behind the fence, *first* its first line, from 0."""

    info: tuple[str, ...]
    first: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The block as the content of a file."""
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def is_shown(self) -> bool:
        """Whether it shows the program at work."""
        return bool(self.lines) and self.lines[0].startswith(PROMPT)

    def write(self, folder: Path) -> None:
        """Write the block to the file it names, if it names one."""
        if len(self.info) > 1:
            (folder / self.info[1]).write_text(self.text, encoding="utf-8")


def find_blocks(page: str) -> list[Block]:
    """The fenced blocks of *page*, in order."""
    found: list[Block] = []
    info: tuple[str, ...] | None = None
    first = 0
    lines = page.splitlines()
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if fence and info is None:
            info, first = tuple(fence["info"].split()), number + 1
        elif fence and info is not None:
            found.append(Block(info, first, tuple(lines[first:number])))
            info = None
    return found


def prepare(folder: Path) -> None:
    """Lay into *folder* what every page may use."""
    shutil.copytree(ROOT / "stories", folder / "stories")
    shutil.copy(ROOT / "voices.yaml", folder)


def say_again(block: Block, folder: Path) -> list[str]:
    """The lines of *block* as they ought to be, by running its commands in *folder*."""
    said: list[str] = []
    for command, shown in _commands(block):
        printed = _perform(command, folder)
        if shown[-1:] == [REST]:
            printed = [*printed[: len(shown) - 1], REST]
        same = _comparable(printed) == _comparable(shown)
        said += [command, *(shown if same else printed)]
    return said


def _commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Each command and the lines shown below it."""
    starts = [n for n, line in enumerate(block.lines) if line.startswith(PROMPT)]
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        yield block.lines[start], list(block.lines[start + 1 : end])


def _comparable(lines: list[str]) -> list[str]:
    return [VARYING.sub("#", " ".join(line.split())) for line in lines]


def _perform(command: str, folder: Path) -> list[str]:
    """What *command* prints in *folder*."""
    words = shlex.split(command.removeprefix(PROMPT))
    target = None
    if words[-2:-1] == [">"]:
        *words, _, target = words
    you = f"{folder}{YOU}"
    out = io.StringIO()
    with (
        chdir(folder),
        patch.dict(os.environ, {"NARRATE_CACHE": f"{you}/.cache/narrate"}),
        patch("narrate.engines.downloads.suggesting.has_neural_voice", return_value=False),
        patch("narrate.engines.downloads.suggesting.is_installed", return_value=False),
        patch("narrate.recording.pool.start_processes", inline),
        redirect_stdout(out),
        redirect_stderr(out),
    ):
        run([name for word in words for name in _expand(word)])
    printed = out.getvalue()
    if target:
        (folder / target).write_text(printed, encoding="utf-8")
        return []
    return [line.rstrip() for line in printed.replace(you, YOU).splitlines()]


def _expand(word: str) -> list[str]:
    """The files that *word* stands for, or the word itself."""
    if "*" not in word:
        return [word]
    return [path.as_posix() for path in sorted(Path().glob(word))]


def update(path: Path) -> None:
    """Write into the page at *path* what the program prints today."""
    lines = path.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        prepare(folder)
        moved = 0
        for block in find_blocks("\n".join(lines)):
            block.write(folder)
            if block.is_shown:
                said = say_again(block, folder)
                start = block.first + moved
                lines[start : start + len(block.lines)] = said
                moved += len(said) - len(block.lines)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] != ["--update"]:
        sys.exit("usage: python tests/support/pages.py --update [PAGE...]")
    for page in map(Path, sys.argv[2:]) if sys.argv[2:] else PAGES:
        update(page)
