from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import mutagen
import pytest

from chapterlists import Texts, marks, nero, quicktime
from narrate.model import Cover
from narrate.release.filetags import FileTags
from narrate.release.formats import book_codec
from narrate.release.mp4file import write_mp4
from narrate.release.tag_writer import write_book_tags
from narrate.release.values import ChapterMark
from narrate.settings import Output
from narrate.sound import audio
from narrate.sound.audio import Sound
from narrate.sound.mp3.packets import AAC_FRAMES

HOUR_S = 3600
LONGEST_S = 5 * HOUR_S
LENGTHS: dict[str, list[int]] = {
    "one second": [1],
    "five hours": [LONGEST_S],
    "about what 31 bits hold in ffmpeg's own unit": [75, 76, 77, 78],
    "short and long": [1, LONGEST_S, 2, 77, 1, HOUR_S],
    "255": [1 + number % 90 for number in range(255)],
    "256": [1 + number % 90 for number in range(256)],
    "300 of a second": [1] * 300,
    "1,500 hours": [LONGEST_S] * 300,
}
"""How many seconds each chapter of a book lasts."""


@pytest.fixture(scope="module")
def packets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of silence, in ADTS."""
    path = tmp_path_factory.mktemp("sound") / "silence.aac"
    codec = book_codec(Output(book="m4b"), 8000)[1]
    assert isinstance(codec, audio.Codec)
    audio.encode([Sound(bytes(16_000), 8000)], 8000, codec, path)
    return path


def marked(lengths: Sequence[int], rate: int = 1) -> list[ChapterMark]:
    """Chapters of so many frames, one after the other."""
    bounds = pairwise([0, *accumulate(lengths)])
    return [
        ChapterMark(f"№ {number}: “Ünder”", start, end, rate)
        for number, (start, end) in enumerate(bounds, start=1)
    ]


def titled(packets: Path, titles: Sequence[str], path: Path) -> Texts:
    whole = [ChapterMark(title, number, number + 1, 1) for number, title in enumerate(titles)]
    write_mp4(packets, whole, path)
    return quicktime(path)


def last_packet(row: bytes) -> bytes:
    while len(row) > (size := (row[3] & 3) << 11 | row[4] << 3 | row[5] >> 5):
        row = row[size:]
    return row


@pytest.mark.parametrize("lengths", LENGTHS.values(), ids=LENGTHS)
def test_the_track_has_one_text_a_chapter_as_long_as_that(
    packets: Path, tmp_path: Path, lengths: list[int]
) -> None:
    path = tmp_path / "a.m4b"
    written = marked(lengths)
    write_mp4(packets, written, path)
    texts = quicktime(path)
    assert texts.titles == [mark.title for mark in written]
    assert texts.scale == 1000
    assert texts.starts == [1000 * mark.start for mark in written]
    assert texts.lengths == [1000 * length for length in lengths]
    assert texts.seconds == sum(lengths)
    assert marks(path) == [(mark.start, mark.end, mark.title) for mark in written]


@pytest.mark.parametrize("lengths", LENGTHS.values(), ids=LENGTHS)
def test_nero_s_list_agrees_or_is_left_out_where_it_has_no_room(
    packets: Path, tmp_path: Path, lengths: list[int]
) -> None:
    path = tmp_path / "a.m4b"
    written = marked(lengths)
    write_mp4(packets, written, path)
    listed = [(mark.start, mark.title) for mark in written] if len(written) <= 255 else None
    assert nero(path) == listed


def test_chapters_of_hours_of_sound_end_with_it(packets: Path, tmp_path: Path) -> None:
    counts = [8, 600, LONGEST_S * 8000 // AAC_FRAMES, 9]
    long = tmp_path / "long.aac"
    long.write_bytes(last_packet(packets.read_bytes()) * sum(counts))
    path = tmp_path / "a.m4b"
    written = marked([count * AAC_FRAMES for count in counts], 8000)
    write_mp4(long, written, path)
    texts = quicktime(path)
    assert texts.sound_s == written[-1].end / 8000
    assert texts.seconds == pytest.approx(texts.sound_s, abs=0.001)
    assert sum(texts.lengths) == pytest.approx(1000 * texts.sound_s, abs=1)
    assert texts.starts == [round(1000 * mark.start / 8000) for mark in written]
    listed = nero(path)
    assert listed
    assert [start for start, _ in listed] == [mark.start / 8000 for mark in written]


def test_the_texts_are_found_behind_tags_and_a_cover(packets: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.m4b"
    written = marked([1, LONGEST_S] * 20)
    write_mp4(packets, written, path)
    before = quicktime(path)
    cover = Cover(b"\x89PNG\r\n\x1a\n" + bytes(300_000), "image/png")
    write_book_tags(path, FileTags("T", "T", 1, 1, "A. Writer", "narrate", 1901, "en", cover))
    assert quicktime(path) == before
    file: Any = mutagen.File(path)
    assert [(one.start, one.title) for one in file.chapters] == nero(path)


TITLES = [
    "Ünder", "第一章　山の音", "Глава", "😀👩‍👩‍👧", "e\u0301", "", "=", ";", "# 1", "[CHAPTER]",
    "a=b; c", "START=1", "a\\b", "\\n", "'", '"', "\ufeffmark", "a\u202eb",
]  # fmt: skip


def test_a_title_is_the_same_in_both_lists_whatever_it_is(packets: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.m4b"
    assert titled(packets, TITLES, path).titles == TITLES
    assert nero(path) == list(enumerate(TITLES))


@pytest.mark.parametrize("title", ["\\", "a\\", "a=\\", "a\\\\"])
def test_no_chapter_is_lost_behind_a_title_that_ends_with_a_backslash(
    packets: Path, tmp_path: Path, title: str
) -> None:
    path = tmp_path / "a.m4b"
    texts = titled(packets, ["One", title, "Three"], path)
    assert texts.titles == ["One", f"{title} ", "Three"]
    assert texts.lengths == [1000] * 3
    assert nero(path) == list(enumerate(texts.titles))


def test_a_long_title_is_cut_between_two_characters_the_same_in_both_lists(
    packets: Path, tmp_path: Path
) -> None:
    signs = ["x", "é", "漢", "😀", "e\u0301", "=", "\\"]
    long = [(sign, before) for sign in signs for before in ("", "a", "ab", "abc")]
    path = tmp_path / "a.m4b"
    texts = titled(packets, [before + 70_000 * sign for sign, before in long], path)
    kept = [title.removesuffix(" ") for title in texts.titles]
    for title, (sign, before) in zip(kept, long, strict=True):
        assert title == before + sign * ((len(title) - len(before)) // len(sign))
        assert 255 - len(sign.encode()) < len(title.encode()) <= 255
    assert nero(path) == list(enumerate(kept))
