"""Links to eSpeak's data under names in small letters, which eSpeak finds faster."""

from __future__ import annotations

from pathlib import Path


def fold_names(data: Path, folder: Path) -> Path:
    """Make in *folder* what *data* is, with the voices' names in small letters; links only.

    eSpeak looks for a voice's file in small letters, does not find ``en-US``, and then reads the
    files of all 140 voices to see what they are called: 2 ms, each time it is loaded anew. Raises
    OSError where links cannot be made.
    """
    for entry in data.iterdir():
        if entry.name != "lang":
            (folder / entry.name).symlink_to(entry)
    languages = data / "lang"
    for path in languages.rglob("*"):
        if path.is_file():
            link = folder / "lang" / path.relative_to(languages).as_posix().lower()
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
    return folder
