"""The two files of a book: where they lie, what they hold, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narrate.config import find_settings, is_missing
from narrate.config.settings_file import FILE_NAME
from narrate.config.yaml_tree import read_text
from narrate.readers.files import read_bytes
from narrate.release.files import write_whole
from narrate.text.scriptfile import ENDING, is_scriptfile

Stamp = tuple[int, int, int] | None
"""what tells that a file was written: time, size and number; None if there is no file"""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the files hold: the script, and voices.yaml, None where there is none."""

    script: bytes
    settings: bytes | None


@dataclass(frozen=True, slots=True)
class Files:
    """Where the files of a book lie: the *story*, its *script*, and its voices.yaml.

    The story may be the script itself, and voices.yaml need not be there.
    """

    story: Path
    script: Path
    settings: Path

    @property
    def is_alone(self) -> bool:
        """Whether there is a script and no story."""
        return self.story == self.script

    def read(self) -> Stored:
        """What they hold now. Raises NarrateError."""
        return Stored(read_bytes(self.script), _read_settings(self.settings))

    def write(self, stored: Stored, instead_of: Stored) -> None:
        """Write *stored*, each file whole or not at all; those that stay are not touched.

        voices.yaml comes first: who is in it and not in the script does no harm. Raises
        OutputError.
        """
        if stored.settings != instead_of.settings:
            if stored.settings is None:
                self.settings.unlink(missing_ok=True)
            else:
                write_whole(self.settings.resolve(), stored.settings)
        if stored.script != instead_of.script:
            write_whole(self.script.resolve(), stored.script)

    def stamps(self) -> tuple[Stamp, Stamp]:
        """What tells that one of them was written."""
        return _stamp(self.script), _stamp(self.settings)


def files_of(story: Path, voices: Path | None) -> Files:
    """The files of *story*; *voices* is the voices.yaml that was asked for."""
    script = script_of(story)
    return Files(story, script, find_settings(story, voices) or story.with_name(FILE_NAME))


def script_of(story: Path) -> Path:
    """The script's file of *story*: beside it, by its name."""
    return story if is_scriptfile(story) else story.with_name(f"{story.stem}{ENDING}")


def _read_settings(path: Path) -> bytes | None:
    return None if is_missing(path) else read_text(path).encode()


def _stamp(path: Path) -> Stamp:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino
