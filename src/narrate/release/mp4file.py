"""An MP4 file of AAC packets, with its chapters listed in the ways that players read them.

QuickTime's list is a track of texts, one for each chapter and as long as that (*QuickTime File
Format*, "Chapter lists"); Nero's is the box ``chpl``, which has only their starts. Some players
know the one, some the other. ffmpeg writes both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from narrate.filenames import cut
from narrate.release.values import ChapterMark
from narrate.sound import audio

PLAIN = ("-fflags", "+bitexact", "-flags:a", "+bitexact")
"""No dates and versions; a row of packets has no tags that would have to be kept out."""

MOVIE_HZ = 1000
"""The units a second that the track of chapters is counted in.

ffmpeg 9, left to itself, takes the 28,224,000 into which every rate of ADTS fits, and loses the
chapters of over 76 s, whose lengths have no room in 31 bits. Of milliseconds there is room for 24
days a chapter, and players that read 32 bits know the length of any book of up to 49. Earlier
ffmpegs had the same, so that players have met it; and by it mutagen 1.47 reads ``chpl`` rightly.
"""
NERO_CHAPTERS = 255
"""``chpl`` counts its entries in one byte.

ffmpeg leaves out the others, and players that prefer it to the track, as VLC does, would have one
chapter from there to the end: a book of more chapters has the track only.
"""
NERO_BYTES = 255
"""``chpl`` counts a title's UTF-8 in one byte too; ffmpeg would cut within a character."""


def write_mp4(packets: Path, marks: Sequence[ChapterMark], path: Path) -> None:
    """Put the AAC of *packets*, in ADTS, into *path* with a chapter for each of *marks*.

    The index stands in front; nothing is encoded. A file is left beside *path*. Raises
    OutputError when the disk is full, ToolError when ffmpeg fails otherwise.
    """
    listed = path.with_suffix(".chapters.txt")
    listed.write_text(format_marks(marks), encoding="utf-8")
    sources = ("-f", "aac", "-i", str(packets), "-f", "ffmetadata", "-i", str(listed))
    wanted = ("-map", "0:a", "-map_chapters", "1", "-c", "copy", "-bsf:a", "aac_adtstoasc")
    flags = "+faststart" if len(marks) <= NERO_CHAPTERS else "+faststart+disable_chpl"
    form = ("-movie_timescale", str(MOVIE_HZ), "-movflags", flags, "-f", "ipod")
    audio.run_ffmpeg([*sources, *wanted, *PLAIN, *form], path)


def format_marks(marks: Sequence[ChapterMark]) -> str:
    """*marks* in ffmpeg's metadata format; titles are cut to what both lists of an MP4 hold."""
    lines = [";FFMETADATA1"]
    for mark in marks:
        lines += ["[CHAPTER]", f"TIMEBASE=1/{mark.rate}", f"START={mark.start}", f"END={mark.end}"]
        lines += [f"title={_escaped(cut(mark.title, NERO_BYTES))}"]
    return "\n".join(lines) + "\n"


def _escaped(title: str) -> str:
    """*title* as a value; a backslash at its end gets a blank behind it.

    For ffmpeg then takes the next line for a part of this one, whether it is escaped or not, and
    a chapter is lost.
    """
    escaped = re.sub(r"[=;#\\]", r"\\\g<0>", title)
    return f"{escaped} " if escaped.endswith("\\") else escaped
