from __future__ import annotations

from pathlib import Path

from narrate.model import Chapter, Span
from narrate.release.playlist import format_playlist
from narrate.release.values import ChapterFile


def file(number: int, title: str, frames: int) -> ChapterFile:
    chapter = Chapter(number, title, Span(0, 0), Span(0, 0))
    return ChapterFile(chapter, Path("out") / f"{number:02} - x.mp3", frames, 1000)


def test_a_playlist_has_length_title_and_relative_name() -> None:
    files = [file(1, "The Ticket", 61_400), file(2, "Über\nall", 59_600)]
    assert format_playlist("The Book", files) == (
        "#EXTM3U\n#PLAYLIST:The Book\n"
        "#EXTINF:61,The Ticket\n01 - x.mp3\n"
        "#EXTINF:60,Über all\n02 - x.mp3\n"
    )
