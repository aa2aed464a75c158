from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from narrate.errors import SettingsError
from narrate.model import Cover, Metadata, Series
from narrate.release.filetags import MOST_COVER_BYTES, cover_notes, read_cover, tags_for
from narrate.settings import BookInfo, Settings
from soundstage import NARRATOR, book_of

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)


def asking(cover: Path) -> Settings:
    return Settings(book=BookInfo(cover=cover), path=Path("voices.yaml"), lines={"book.cover": 7})


SCRIPT = book_of(["It rained."], ["It poured."]).script


@pytest.mark.parametrize(("data", "mime"), [(PNG, "image/png"), (JPEG, "image/jpeg")])
def test_a_cover_is_known_by_what_is_in_it(tmp_path: Path, data: bytes, mime: str) -> None:
    path = tmp_path / "cover.bin"
    path.write_bytes(data)
    assert read_cover(Settings(book=BookInfo(cover=path))) == Cover(data, mime)


def test_nobody_needs_a_cover() -> None:
    assert read_cover(Settings()) is None


def test_the_manuscript_s_own_cover_serves_where_no_other_is_named(tmp_path: Path) -> None:
    own = Metadata(cover=JPEG)
    assert read_cover(Settings(), own) == Cover(JPEG, "image/jpeg")
    (tmp_path / "cover.png").write_bytes(PNG)
    assert read_cover(asking(tmp_path / "cover.png"), own) == Cover(PNG, "image/png")
    assert not [*cover_notes(Settings(), own)]


@pytest.mark.parametrize("data", [b"GIF89a", PNG + bytes(MOST_COVER_BYTES)])
def test_a_cover_of_the_manuscript_that_no_player_shows_is_left_out_and_told(data: bytes) -> None:
    own = Metadata(cover=data)
    assert read_cover(Settings(), own) is None
    assert [note.code for note in cover_notes(Settings(), own)] == ["cover-left-out"]
    assert not [*cover_notes(asking(Path("cover.png")), own)]


def test_where_no_author_is_known_the_narrator_is_the_artist() -> None:
    book = replace(SCRIPT, book=replace(SCRIPT.book, author=None))
    tags = tags_for(book.book.chapters[0], book, NARRATOR, Settings(), None)
    assert tags.artist == "narrate (voice low-01)"


def test_a_cover_that_is_no_picture_is_told_where_it_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("not a picture")
    (tmp_path / "big.png").write_bytes(PNG + bytes(MOST_COVER_BYTES))
    for name, reason in (
        ("a.txt", "neither a JPEG nor a PNG"),
        ("none.png", "cannot read the cover"),
        ("big.png", "larger than 10,000,000 bytes"),
        (".", "cannot read the cover"),
    ):
        with pytest.raises(SettingsError, match=f"voices.yaml:7: .*{reason}"):
            read_cover(asking(tmp_path / name))


def test_the_manuscript_s_own_title_and_author_serve() -> None:
    tags = tags_for(SCRIPT.book.chapters[1], SCRIPT, NARRATOR, Settings(), None)
    assert (tags.title, tags.album, tags.artist) == ("Part 2", "The Book", "A. Writer")
    assert (tags.number, tags.total, tags.year) == (2, 2, None)
    assert tags.composer == "narrate (voice low-01)"


def test_what_the_settings_say_comes_first() -> None:
    info = BookInfo(title="Another", author="Nobody", year=1901)
    tags = tags_for(SCRIPT.book.chapters[0], SCRIPT, NARRATOR, Settings(book=info), None)
    assert (tags.album, tags.artist, tags.year) == ("Another", "Nobody", 1901)


def test_the_series_is_the_user_s_else_the_manuscript_s() -> None:
    told = Metadata(series="The Boats", number="3")
    manuscript = replace(SCRIPT.book.manuscript, metadata=told)
    script = replace(SCRIPT, book=replace(SCRIPT.book, manuscript=manuscript))
    own = Settings(book=BookInfo(series=Series("The Ships")))
    first = script.book.chapters[0]
    assert tags_for(first, script, NARRATOR, Settings(), None).series == Series("The Boats", "3")
    assert tags_for(first, script, NARRATOR, own, None).series == Series("The Ships")
    assert tags_for(first, SCRIPT, NARRATOR, Settings(), None).series is None
