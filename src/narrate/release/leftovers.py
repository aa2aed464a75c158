"""Lists the files of an edition, and removes those that an earlier one left in the folder.

``book.json`` names every file with a digest of what is in it. So it is certain of a leftover that
narrate wrote it and nobody changed it since; only such a file is ever removed. Whoever wrote that
``book.json``, nothing outside its own folder is touched, nor anything but sound, subtitles,
playlists, and what an output made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

from narrate.filenames import is_plain_name
from narrate.model import SOUND_FORMATS
from narrate.release.files import digest_of
from narrate.release.playlist import SUFFIX as PLAYLIST
from narrate.release.subtitles import FORMATS as SUBTITLES
from narrate.release.values import FileData, Stamp
from narrate.settings import JOINED

OTHERS = frozenset((*JOINED, *SUBTITLES, PLAYLIST))
"""the suffixes of what is named in ``book.json``, beside those of sound"""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Cleared:
    """Leftovers that were *removed*, and those that are *stuck*: the system did not let them go."""

    removed: tuple[FileData, ...] = ()
    stuck: tuple[FileData, ...] = ()


def listed(
    paths: Iterable[Path],
    stamps: Iterable[Stamp | None],
    chapter: int | None,
    output: str | None = None,
) -> Iterator[FileData]:
    """The files at *paths* with the digests of their *stamps*; one without a stamp is left out."""
    for path, stamp in zip(paths, stamps, strict=True):
        if stamp:
            yield FileData(path.name, chapter, stamp.sha256, output)


def read_files(rows: Sequence[Any]) -> tuple[FileData, ...]:
    """The files that are named in a ``book.json``; what cannot be one of ours is passed over."""
    files = {one.name: one for one in map(_read_file, rows) if one}
    return tuple(files.values())


def _read_file(row: object) -> FileData | None:
    match row:
        case {
            "name": str(name),
            "chapter": None | int() as chapter,
            "sha256": str(digest),
            **others,
        }:
            made_by = others.get("output")
            output = made_by if isinstance(made_by, str) else None
            fits = _is_ours(name, output) and _DIGEST.fullmatch(digest)
            return FileData(name, chapter, digest, output) if fits else None
    return None


def _is_ours(name: str, output: str | None) -> bool:
    """Whether *name* is one that narrate could have given: plain, and in the folder itself.

    An *output* may have given any ending.
    """
    suffix = name.rpartition(".")[2]
    known = output or suffix in SOUND_FORMATS or suffix in OTHERS
    return bool(known) and is_plain_name(name)


def without(files: Iterable[FileData], others: Iterable[FileData]) -> tuple[FileData, ...]:
    """*files* but for those with the name of one of *others*."""
    names = {one.name for one in others}
    return tuple(one for one in files if one.name not in names)


def outdated(
    left: Iterable[FileData], now: Iterable[FileData], chapters: Iterable[int]
) -> tuple[FileData, ...]:
    """Those of the files *left* by earlier runs that are to go, as *now* has replaced them.

    All of them, if every one of *chapters* was made now. Else those of the chapters that were, and
    those of the whole book of which the same kind was.
    """
    made = {one.chapter for one in now}
    if made.issuperset(chapters):
        return tuple(left)
    kinds = {one.kind for one in now}
    return tuple(
        one for one in left if (one.kind in kinds if one.chapter is None else one.chapter in made)
    )


def clear_away(folder: Path, old: Iterable[FileData], kept: Iterable[str]) -> Cleared:
    """Remove the *old* files that are in *folder* as narrate left them.

    One that is the same file as one of the names *kept*, by a link or because the system does not
    tell capitals apart, stays.
    """
    precious = {identity for name in kept if (identity := _identity(folder / name))}
    removed: list[FileData] = []
    stuck: list[FileData] = []
    for one in old:
        path = folder / one.name
        with suppress(OSError):  # gone, or not to be read: then nobody knows what it is
            if _identity(path) in {None, *precious} or digest_of(path) != one.sha256:
                continue
            (removed if _removed(path) else stuck).append(one)
    return Cleared(tuple(removed), tuple(stuck))


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of a plain file; None for anything else, such as a link or a folder."""
    with suppress(OSError):
        stat = path.lstat()
        return (stat.st_dev, stat.st_ino) if S_ISREG(stat.st_mode) else None
    return None


def _removed(path: Path) -> bool:
    """Whether *path* could be removed: some systems keep what a player has open."""
    try:
        path.unlink()
    except OSError:
        return False
    return True
