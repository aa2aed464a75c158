"""The playlist: an extended M3U in UTF-8, with names relative to its own folder."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.release.values import ChapterFile

SUFFIX = "m3u8"


def format_playlist(title: str, files: Sequence[ChapterFile]) -> str:
    """The text of the playlist of *files*; lengths in whole seconds, rounded."""
    lines = ["#EXTM3U", f"#PLAYLIST:{_one_line(title)}"]
    for file in files:
        lines.append(f"#EXTINF:{round(file.seconds)},{_one_line(file.chapter.title)}")
        lines.append(file.path.name)
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
