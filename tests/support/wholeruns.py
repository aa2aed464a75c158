"""Whole runs of the installed program, each with its own cache and in a process group of its own.

Where nothing hangs on processes it can be run in this one, which saves two imports of the program.
"""

from __future__ import annotations

import os
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import pytest

from narrate.cli import run
from programs import Program, start
from soundstage import inline

WAIT_S = 300
"""no test's measure: only so that a hang ends at all"""

PASSING = frozenset({"scratch", "receipts"})
"""Folders of the cache in which no two runs leave the same."""


def book(chapters: int, lines: int) -> str:
    """A story of so many chapters, each of so many short lines, no two alike."""
    parts = ["The Long Way"]
    for chapter in range(1, chapters + 1):
        parts.append(f"Chapter {chapter}")
        for line in range(lines):
            number = chapter * lines + line
            told = f"Ada counted {number} boats."
            said = f"“There go {number} more,” said {'Ada' if line % 4 else 'Tom'}."
            parts.append(said if line % 2 else told)
    return "\n\n".join(parts) + "\n"


@dataclass(frozen=True)
class Place:
    """A story in *root*, the folder it is made in, and the cache of its own."""

    root: Path
    words: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def story(self) -> Path:
        """The story; made on first use."""
        return self.root / "story.txt"

    @property
    def out(self) -> Path:
        """Where its audiobook goes."""
        return self.root / "audio" / "story"

    @property
    def cache(self) -> Path:
        """Its cache."""
        return self.root / "cache"

    def start(self, *words: str | Path, **more: str) -> Program:
        """Start narrate on the story."""
        own = {"NARRATE_CACHE": str(self.cache), **self.extra, **more}
        return start(self.root, self._asked(words), {**os.environ, **own})

    def _asked(self, words: tuple[str | Path, ...]) -> list[str]:
        return ["story.txt", "-q", *self.words, *map(str, words)]

    def run(self, *words: str | Path, **more: str) -> tuple[int, str]:
        """Run narrate on the story; its exit code and what it said on stderr."""
        code, _, said = self.hear(*words, **more)
        return code, said

    def hear(self, *words: str | Path, **more: str) -> tuple[int, str, str]:
        """Run narrate on the story; its exit code, what it printed, what it said on stderr."""
        return self.start(*words, **more).communicate(WAIT_S)

    def run_inline(self, *words: str | Path, **more: str) -> tuple[int, str]:
        """As ``run()`` does, but in this process, workers and all."""
        code, _, said = self.hear_inline(*words, **more)
        return code, said

    def hear_inline(self, *words: str | Path, **more: str) -> tuple[int, str, str]:
        """As ``hear()`` does, but in this process, workers and all."""
        with pytest.MonkeyPatch.context() as patch, chdir(self.root):
            patch.setattr("narrate.recording.pool.start_processes", inline)
            for name, value in {"NARRATE_CACHE": str(self.cache), **self.extra, **more}.items():
                patch.setenv(name, value)
            with redirect_stdout(StringIO()) as printed, redirect_stderr(StringIO()) as said:
                code = run(self._asked(words))
        return code, printed.getvalue(), said.getvalue()


def place(root: Path, text: str, *words: str) -> Place:
    """A place in the new folder *root* with *text* for its story; *words* go with every run."""
    root.mkdir(parents=True)
    made = Place(root, words)
    made.story.write_text(text, encoding="utf-8")
    return made


def files(folder: Path) -> dict[str, bytes]:
    """What stands under a final name below *folder*: no dot files, nothing in scratch.

    Nor the records of finished files: they tell of a file by its path and the time it was written.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not path.name.startswith(".") and name.parts[0] not in PASSING:
            found[name.as_posix()] = path.read_bytes()
    return found


def unlike(
    found: dict[str, bytes], wanted: dict[str, bytes], *, all_of_it: bool = False
) -> list[str]:
    """The names of what was *found* and is not *wanted* so; of what lacks too, if *all_of_it*."""
    names = found.keys() | (wanted.keys() if all_of_it else set())
    return sorted(name for name in names if found.get(name) != wanted.get(name))
