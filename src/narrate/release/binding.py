"""Joins encoded chapters into one file with chapter marks. This part runs inside a worker process.

Nothing is encoded again: the packets of one chapter follow those of the other, and each packet
is so many frames, which tells where every chapter begins to the frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from narrate import audio
from narrate.errors import OutputError, Place
from narrate.recording import Order
from narrate.release.files import copy_whole
from narrate.release.orders import Binding, Mark
from narrate.release.packets import Packets, read_packets
from narrate.release.pressing import encoded
from narrate.release.tagging import write_book_tags

PLAIN = ("-fflags", "+bitexact", "-flags:a", "+bitexact")
"""No dates and versions; a row of packets has no tags that would have to be kept out."""


def bind(order: Order, binding: Binding) -> None:
    """Write ``binding.path``, whole or not at all. Holds one encoded chapter at a time.

    Raises OutputError when it cannot be written, ToolError when ffmpeg fails.
    """
    with order.shelf.workplace() as folder:
        joined = folder / f"joined.{binding.parts[0][1].suffix}"
        try:
            with joined.open("wb") as file:
                marks = _marks(binding, list(_join(order, binding, file)))
            book = joined if binding.suffix == "mp3" else _in_mp4(joined, marks, folder)
            write_book_tags(book, binding.suffix, binding.tags, marks)
        except OSError as error:
            raise OutputError(f"cannot write: {error.strerror}", at=Place(binding.path)) from error
        with book.open("rb") as file:
            copy_whole(file, binding.path)


def _join(order: Order, binding: Binding, file: IO[bytes]) -> Iterator[Packets]:
    """Write every chapter's packets, and tell how long they are."""
    for track, coding in binding.parts:
        payload = encoded(order, track, coding)
        packets = read_packets(payload, coding.suffix)
        file.write(memoryview(payload)[packets.offset :])
        yield packets


def _marks(binding: Binding, packets: Sequence[Packets]) -> tuple[Mark, ...]:
    """Where each chapter begins: an encoder's own delay comes before its first frame.

    What comes before the very first chapter belongs to that.
    """
    starts, end = [], 0
    for one in packets:
        starts.append(end + one.delay if end else 0)
        end += one.frames
    titles = [" ".join(track.chapter.title.split()) for track, _ in binding.parts]
    borders = zip(titles, starts, [*starts[1:], end], strict=True)
    return tuple(Mark(title, start, stop, packets[0].rate) for title, start, stop in borders)


def _in_mp4(joined: Path, marks: Sequence[Mark], folder: Path) -> Path:
    """The AAC packets of *joined* in an MP4 file with chapters, its index in front."""
    listed = folder / "chapters.txt"
    listed.write_text(format_marks(marks), encoding="utf-8")
    sources = ("-f", "aac", "-i", str(joined), "-f", "ffmetadata", "-i", str(listed))
    wanted = ("-map", "0:a", "-map_chapters", "1", "-c", "copy", "-bsf:a", "aac_adtstoasc")
    book = folder / "book.m4b"
    audio.run_ffmpeg([*sources, *wanted, *PLAIN, "-movflags", "+faststart", "-f", "ipod"], book)
    return book


def format_marks(marks: Sequence[Mark]) -> str:
    """*marks* in ffmpeg's metadata format."""
    lines = [";FFMETADATA1"]
    for mark in marks:
        title = "".join(f"\\{sign}" if sign in "=;#\\" else sign for sign in mark.title)
        lines += ["[CHAPTER]", f"TIMEBASE=1/{mark.rate}"]
        lines += [f"START={mark.start}", f"END={mark.end}", f"title={title}"]
    return "\n".join(lines) + "\n"
