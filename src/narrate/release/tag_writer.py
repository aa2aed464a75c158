"""Writes tags into an encoded chapter, in whatever form its format has; mutagen does the work."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import mutagen
from mutagen import id3
from mutagen.flac import FLAC, Picture
from mutagen.mp4 import MP4, AtomDataType, MP4Cover, MP4FreeForm, MP4Tags

from narrate.errors import OutputError, Place
from narrate.languages.tags import three_letters
from narrate.model import Cover
from narrate.release.filetags import GENRE, FileTags
from narrate.release.values import ChapterMark

UTF8 = id3.Encoding.UTF8
OPUS_RATE = 48_000
"""Opus has no other, and mutagen does not say it."""
FRONT = id3.PictureType.COVER_FRONT
NO_OFFSET = 0xFFFFFFFF
"""A CHAP frame with it is found by its time alone."""
MOST_ENTRIES = 255
HEAD_BYTES = 10
"""of an ID3v2.4 tag, and of each of its frames"""
SHIFTS = (21, 14, 7, 0)
"""of the four bytes of a frame's size: seven bits count"""
AUDIOBOOK = 2
"""the kind of media in iTunes' stik"""

_MP4_PICTURES = {
    "image/jpeg": AtomDataType.JPEG,
    "image/png": AtomDataType.PNG,
}


def mp3_tags(tags: FileTags, marks: Sequence[ChapterMark] = ()) -> bytes:
    """What stands in front of the packets of an MP3 file: *tags*, and chapter *marks*."""
    frames = id3.ID3()
    _fill_id3(frames, tags)
    if marks:
        _fill_chapters(frames, marks)
    file = BytesIO()
    frames.save(file, v1=0)
    return _chapters_in_order(file.getvalue())


def write_tags(path: Path, tags: FileTags) -> None:
    """Put *tags* into the sound file at *path*, in place, in the form that its kind has.

    Raises OutputError.
    """
    with _tagging(path):
        sound: Any = mutagen.File(path)
        if sound is None:
            raise mutagen.MutagenError("no form of tags is known for such files")
        if sound.tags is None:
            sound.add_tags()
        _fill(sound, tags)
        sound.save()


def _fill(sound: Any, tags: FileTags) -> None:  # noqa: ANN401 -- mutagen's files have no type in common
    """Put *tags* into an open file of mutagen's."""
    if isinstance(sound.tags, id3.ID3):
        _fill_id3(sound.tags, tags)
    elif isinstance(sound.tags, MP4Tags):
        _fill_mp4(sound, tags)
    else:
        _fill_vorbis(sound, tags)


@contextmanager
def _tagging(path: Path) -> Iterator[None]:
    """For mutagen has an error of its own for whatever the system does not do."""
    try:
        yield
    except (OSError, mutagen.MutagenError) as error:
        raise OutputError(f"cannot be tagged: {error}", at=Place(path)) from error


def _fill_chapters(frames: id3.ID3, marks: Sequence[ChapterMark]) -> None:
    """CHAP and CTOC as "ID3v2 Chapter Frame Addendum" has them; a table lists 255 at most."""
    names = [f"chp{number}" for number in range(1, len(marks) + 1)]
    for name, mark in zip(names, marks, strict=True):
        start, end = (round(1000 * frame / mark.rate) for frame in (mark.start, mark.end))
        title = id3.TIT2(encoding=UTF8, text=[mark.title])
        times = {"start_time": start, "end_time": end}
        none = {"start_offset": NO_OFFSET, "end_offset": NO_OFFSET}
        frames.add(id3.CHAP(element_id=name, **times, **none, sub_frames=[title]))
    tables = list(_runs(names, MOST_ENTRIES))
    if len(tables) > 1:
        for number, table in enumerate(tables, start=1):
            frames.add(_table(f"toc{number}", table))
        names = [f"toc{number}" for number in range(1, len(tables) + 1)]
    frames.add(_table("toc", names, top=True))


def _chapters_in_order(tag: bytes) -> bytes:
    """*tag* with its CHAP frames in the order of time.

    mutagen sorts frames by their length, and ffmpeg, with the players that read by it, lists
    chapters as they come.
    """
    frames, at = [], HEAD_BYTES
    while tag[at : at + 1].isalpha():  # behind the last frame is padding
        size = sum(byte << shift for byte, shift in zip(tag[at + 4 : at + 8], SHIFTS, strict=True))
        frames.append(tag[at : at + HEAD_BYTES + size])
        at += HEAD_BYTES + size
    chapters = iter(sorted(filter(_is_chapter, frames), key=_starts_ms))
    ordered = [next(chapters) if _is_chapter(frame) else frame for frame in frames]
    return b"".join((tag[:HEAD_BYTES], *ordered, tag[at:]))


def _is_chapter(frame: bytes) -> bool:
    return frame.startswith(b"CHAP")


def _starts_ms(chapter: bytes) -> int:
    """What stands behind the name of a CHAP frame, which ends with a zero."""
    at = chapter.index(0, HEAD_BYTES) + 1
    return int.from_bytes(chapter[at : at + 4], "big")


def _table(name: str, entries: Sequence[str], *, top: bool = False) -> id3.CTOC:
    flags = int(id3.CTOCFlags.ORDERED) | (int(id3.CTOCFlags.TOP_LEVEL) if top else 0)
    return id3.CTOC(element_id=name, flags=flags, child_element_ids=list(entries), sub_frames=[])


def _runs(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """*names* in runs of at most *size*; itertools has it from Python 3.12 on."""
    return (names[start : start + size] for start in range(0, len(names), size))


def write_book_tags(path: Path, tags: FileTags) -> None:
    """Put *tags* into the MP4 file of a whole book, in place. Raises OutputError."""
    with _tagging(path):
        file: Any = MP4(path)
        if file.tags is None:
            file.add_tags()
        _fill_mp4(file, tags)
        file.save()


def _fill_mp4(file: Any, tags: FileTags) -> None:  # noqa: ANN401 -- as above
    texts = {
        "\xa9nam": tags.title,
        "\xa9alb": tags.album,
        "\xa9ART": tags.artist,
        "aART": tags.artist,
        "\xa9wrt": tags.composer,
        "\xa9gen": GENRE,
        "\xa9day": str(tags.year) if tags.year else None,
    }
    for name, text in texts.items():
        if text:
            file[name] = [text]
    for name, text in _series(tags).items():
        file[f"----:com.apple.iTunes:{name.upper()}"] = [MP4FreeForm(text.encode())]
    file["stik"] = [AUDIOBOOK]
    if tags.cover:
        file["covr"] = [MP4Cover(tags.cover.data, imageformat=_MP4_PICTURES[tags.cover.mime])]


def read_length(path: Path) -> tuple[int, int]:
    """Frames and rate of a finished file, to a frame of its codec; (0, 1) if it is none."""
    try:
        found: Any = mutagen.File(path)
    except (mutagen.MutagenError, OSError):
        found = None
    if found is None:
        return 0, 1
    rate = getattr(found.info, "sample_rate", OPUS_RATE)
    return round(found.info.length * rate), rate


def _series(tags: FileTags) -> dict[str, str]:
    """The series by the names of fields that libraries of audiobooks look for, in any format."""
    if tags.series is None:
        return {}
    number = {"series-part": tags.series.number} if tags.series.number else {}
    return {"series": tags.series.name, **number}


def _fill_id3(frames: id3.ID3, tags: FileTags) -> None:
    """ID3v2.4; a frame whose value is not known is left out."""
    texts = {
        "TIT2": tags.title,
        "TALB": tags.album,
        "TRCK": f"{tags.number}/{tags.total}",
        "TPE1": tags.artist,
        "TCOM": tags.composer,
        "TCON": GENRE,
        "TDRC": str(tags.year) if tags.year else None,
        "TLAN": three_letters(tags.language),
    }
    for name, text in texts.items():
        if text:
            frames.add(getattr(id3, name)(encoding=UTF8, text=[text]))
    for name, text in _series(tags).items():
        frames.add(id3.TXXX(encoding=UTF8, desc=name.upper(), text=[text]))
    if tags.cover:
        picture = {"mime": tags.cover.mime, "type": FRONT, "desc": "Cover"}
        frames.add(id3.APIC(encoding=UTF8, data=tags.cover.data, **picture))


def _fill_vorbis(sound: Any, tags: FileTags) -> None:  # noqa: ANN401 -- as above
    """Vorbis comments: field names as players read them."""
    texts = {
        "title": tags.title,
        "album": tags.album,
        "tracknumber": str(tags.number),
        "tracktotal": str(tags.total),
        "artist": tags.artist,
        "composer": tags.composer,
        "genre": GENRE,
        "date": str(tags.year) if tags.year else None,
        "language": tags.language,
        **_series(tags),
    }
    for name, text in texts.items():
        if text:
            sound[name] = [text]
    if tags.cover:
        picture = _picture(tags.cover)
        if isinstance(sound, FLAC):
            sound.add_picture(picture)
        else:
            sound["metadata_block_picture"] = [base64.b64encode(picture.write()).decode("ascii")]


def _picture(cover: Cover) -> Picture:
    picture = Picture()
    picture.data, picture.mime, picture.type, picture.desc = cover.data, cover.mime, FRONT, "Cover"
    return picture
