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
from narrate.release.chapter_file import add_pieces, encode_pieces
from narrate.release.files import copy_whole, whole_file
from narrate.release.mp4file import write_mp4
from narrate.release.tag_writer import mp3_tags, write_book_tags
from narrate.release.values import BookSpec, ChapterMark, ChapterPieces
from narrate.sound.mp3 import encoder
from narrate.sound.mp3.encoder import Mp3
from narrate.sound.mp3.file import Mp3File
from narrate.sound.mp3.packets import AAC_DELAY, read_aac


def join_book(setup: WorkerSetup, spec: BookSpec) -> None:
    """Write ``spec.path``, whole or not at all. Holds one encoded chapter at a time.

    Raises OutputError when it cannot be written, ToolError when ffmpeg fails.
    """
    codec = spec.chapters[0].encoding.codec
    if isinstance(codec, Mp3):
        _join_mp3(setup, spec, codec)
    else:
        _join_mp4(setup, spec)


def _join_mp3(setup: WorkerSetup, spec: BookSpec, codec: Mp3) -> None:
    """Join MP3: the length of every chapter is known before it is encoded, so marks come first."""
    rate = spec.chapters[0].pieces[0].rate
    lengths = [_packets(chapter) * encoder.packet_frames(rate) for chapter in spec.chapters[:-1]]
    lengths.append(sum(piece.frames for piece in spec.chapters[-1].pieces))
    marks = _marks(spec, lengths, encoder.DELAY)
    with whole_file(spec.path) as file:
        file.write(mp3_tags(spec.tags, marks))
        joined = Mp3File(file, codec, rate)
        for chapter in spec.chapters:
            add_pieces(setup, chapter, joined)
        joined.finish(sum(lengths))


def _packets(chapter: ChapterPieces) -> int:
    frames, rate = sum(piece.frames for piece in chapter.pieces), chapter.pieces[0].rate
    return encoder.packets_of(frames, rate)


def _join_mp4(setup: WorkerSetup, spec: BookSpec) -> None:
    with setup.store.temporary_folder() as folder:
        joined = folder / "joined.aac"
        try:
            with joined.open("wb") as file:
                *lengths, last = _join_aac(setup, spec, file)
            lengths.append(last - AAC_DELAY)  # it ends with its packets, not so much later
            book = folder / "book.m4b"
            write_mp4(joined, _marks(spec, lengths, AAC_DELAY), book)
            write_book_tags(book, spec.tags)
        except OSError as error:
            raise OutputError(f"cannot write: {error.strerror}", at=Place(spec.path)) from error
        with book.open("rb") as file:
            copy_whole(file, spec.path)


def _join_aac(setup: WorkerSetup, spec: BookSpec, file: IO[bytes]) -> Iterator[int]:
    """Write the packets of every chapter to *file*; yields how many frames each is."""
    for chapter in spec.chapters:
        payload = encode_pieces(setup, chapter.pieces, chapter.encoding, chapter.gain_db)
        file.write(payload)
        yield read_aac(payload)


def _marks(spec: BookSpec, lengths: Sequence[int], delay: int) -> tuple[ChapterMark, ...]:
    """The marks of chapters that are *lengths* frames long; all sound is *delay* frames late.

    The first chapter begins at 0. A title is on one line, and has no NUL, which would end it.
    """
    rate = spec.chapters[0].pieces[0].rate
    titles = [_in_line(chapter.pieces[0].chapter.title) for chapter in spec.chapters]
    ends = [end + delay for end in accumulate(lengths)]
    spans = zip(titles, [0, *ends[:-1]], ends, strict=True)
    return tuple(ChapterMark(title, start, end, rate) for title, start, end in spans)


def _in_line(title: str) -> str:
    return " ".join(title.replace("\0", " ").split())
