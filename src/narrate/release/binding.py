"""Joins encoded chapters into one file with chapter marks. This part runs inside a worker process.

Nothing is encoded again: the packets of one chapter follow those of the other, and each packet
is so many frames, which tells where every chapter begins to the frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import IO

from narrate.errors import OutputError, Place
from narrate.recording import WorkerSetup
from narrate.release.files import copy_whole, whole_file
from narrate.release.mp4file import write_mp4
from narrate.release.orders import Binding, Mark, Spool
from narrate.release.pressing import encoded, splice_mp3
from narrate.release.tagging import mp3_tags, write_book_tags
from narrate.sound.mp3 import encoder
from narrate.sound.mp3.encoder import Mp3
from narrate.sound.mp3.file import Mp3File
from narrate.sound.mp3.packets import AAC_DELAY, read_aac


def bind(setup: WorkerSetup, binding: Binding) -> None:
    """Write ``binding.path``, whole or not at all. Holds one encoded chapter at a time.

    Raises OutputError when it cannot be written, ToolError when ffmpeg fails.
    """
    codec = binding.spools[0].coding.codec
    if isinstance(codec, Mp3):
        _bind_mp3(setup, binding, codec)
    else:
        _bind_mp4(setup, binding)


def _bind_mp3(setup: WorkerSetup, binding: Binding, codec: Mp3) -> None:
    """How long each chapter is, is known before its packets are."""
    rate = binding.spools[0].reels[0].rate
    lengths = [_packets(spool) * encoder.packet_frames(rate) for spool in binding.spools[:-1]]
    lengths.append(sum(reel.frames for reel in binding.spools[-1].reels))
    marks = _marks(binding, lengths, encoder.DELAY)
    with whole_file(binding.path) as file:
        file.write(mp3_tags(binding.tags, marks))
        joined = Mp3File(file, codec, rate)
        for spool in binding.spools:
            splice_mp3(setup, spool, joined)
        joined.finish(sum(lengths))


def _packets(spool: Spool) -> int:
    frames, rate = sum(reel.frames for reel in spool.reels), spool.reels[0].rate
    return encoder.packets_of(frames, rate)


def _bind_mp4(setup: WorkerSetup, binding: Binding) -> None:
    with setup.store.temporary_folder() as folder:
        joined = folder / "joined.aac"
        try:
            with joined.open("wb") as file:
                *lengths, last = _join(setup, binding, file)
            lengths.append(last - AAC_DELAY)  # it ends with its packets, not so much later
            book = folder / "book.m4b"
            write_mp4(joined, _marks(binding, lengths, AAC_DELAY), book)
            write_book_tags(book, binding.tags)
        except OSError as error:
            raise OutputError(f"cannot write: {error.strerror}", at=Place(binding.path)) from error
        with book.open("rb") as file:
            copy_whole(file, binding.path)


def _join(setup: WorkerSetup, binding: Binding, file: IO[bytes]) -> Iterator[int]:
    """Write every chapter's packets, and tell how many frames they are."""
    for spool in binding.spools:
        payload = encoded(setup, spool.reels, spool.coding, spool.lift_db)
        file.write(payload)
        yield read_aac(payload)


def _marks(binding: Binding, lengths: Sequence[int], delay: int) -> tuple[Mark, ...]:
    """The chapters' marks: each of them so many frames long, its sound *delay* frames late.

    What comes before the very first one belongs to that. A title is one line, and has no NUL,
    which would end it.
    """
    rate = binding.spools[0].reels[0].rate
    titles = [_in_line(spool.reels[0].chapter.title) for spool in binding.spools]
    ends = [end + delay for end in accumulate(lengths)]
    spans = zip(titles, [0, *ends[:-1]], ends, strict=True)
    return tuple(Mark(title, start, end, rate) for title, start, end in spans)


def _in_line(title: str) -> str:
    return " ".join(title.replace("\0", " ").split())
