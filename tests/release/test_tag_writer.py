from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from mutagen.flac import FLAC, Picture
from mutagen.mp3 import MP3
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from narrate.errors import OutputError
from narrate.model import SOUND_FORMATS, Cover, Series
from narrate.release.chapter_file import write_sound
from narrate.release.filetags import FileTags
from narrate.release.formats import codec_of
from narrate.release.tag_writer import mp3_tags, write_book_tags, write_tags
from narrate.sound import audio

COVER = Cover(b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png")
TAGS = FileTags(
    title="Ch. 1: “Ünder”",
    album="The Book",
    number=3,
    total=12,
    artist="A. Writer",
    composer="narrate (voice low-01)",
    year=1901,
    language="en-gb",
    cover=COVER,
    series=Series("The Books", "2.5"),
)
BARE = replace(TAGS, year=None, cover=None, series=None, language="x-klingon")


def tagged(suffix: str, tags: FileTags, folder: Path) -> bytes:
    path = folder / f"a.{suffix}"
    write_sound(audio.Sound(bytes(8000), 22050), codec_of(SOUND_FORMATS[suffix]), path)
    if suffix == "mp3":
        return mp3_tags(tags) + path.read_bytes()
    write_tags(path, tags)
    return path.read_bytes()


def id3_of(suffix: str, data: bytes) -> Any:
    kinds: dict[str, Any] = {"mp3": MP3, "wav": WAVE}
    return kinds[suffix](BytesIO(data)).tags


@pytest.mark.parametrize("suffix", ["mp3", "wav"])
def test_id3_has_every_tag(suffix: str, tmp_path: Path) -> None:
    frames = id3_of(suffix, tagged(suffix, TAGS, tmp_path))
    assert frames.version == (2, 4, 0)
    texts = {name: str(frame) for name, frame in frames.items() if name.startswith("T")}
    assert texts == {
        "TIT2": "Ch. 1: “Ünder”",
        "TALB": "The Book",
        "TRCK": "3/12",
        "TPE1": "A. Writer",
        "TCOM": "narrate (voice low-01)",
        "TCON": "Audiobook",
        "TDRC": "1901",
        "TLAN": "eng",
        "TXXX:SERIES": "The Books",
        "TXXX:SERIES-PART": "2.5",
    }
    (picture,) = frames.getall("APIC")
    assert (picture.mime, picture.type, picture.data) == ("image/png", 3, COVER.data)


@pytest.mark.parametrize("suffix", ["mp3", "wav"])
def test_what_is_not_known_has_no_frame(suffix: str, tmp_path: Path) -> None:
    frames = id3_of(suffix, tagged(suffix, BARE, tmp_path))
    assert sorted(frames) == ["TALB", "TCOM", "TCON", "TIT2", "TPE1", "TRCK"]


@pytest.mark.parametrize(
    ("suffix", "kind"), [("flac", FLAC), ("ogg", OggVorbis), ("opus", OggOpus)]
)
def test_vorbis_comments_have_every_tag(suffix: str, kind: Any, tmp_path: Path) -> None:
    sound = kind(BytesIO(tagged(suffix, TAGS, tmp_path)))
    texts = {
        name: sound[name] for name in sound if name not in {"metadata_block_picture", "encoder"}
    }
    assert texts == {
        "title": ["Ch. 1: “Ünder”"],
        "album": ["The Book"],
        "tracknumber": ["3"],
        "tracktotal": ["12"],
        "artist": ["A. Writer"],
        "composer": ["narrate (voice low-01)"],
        "genre": ["Audiobook"],
        "date": ["1901"],
        "language": ["en-gb"],
        "series": ["The Books"],
        "series-part": ["2.5"],
    }
    parse: Any = Picture
    picture = (
        sound.pictures[0]
        if suffix == "flac"
        else parse(base64.b64decode(sound["metadata_block_picture"][0]))
    )
    assert (picture.mime, picture.type, picture.data) == ("image/png", 3, COVER.data)


@pytest.mark.parametrize(
    ("suffix", "write"),
    [*((suffix, write_tags) for suffix in ("wav", "flac", "ogg")), ("m4b", write_book_tags)],
)
@pytest.mark.parametrize("there", [True, False])
def test_what_cannot_be_tagged_is_told(
    suffix: str, write: Callable[[Path, FileTags], None], tmp_path: Path, *, there: bool
) -> None:
    path = tmp_path / f"a.{suffix}"
    if there:
        path.write_bytes(b"no sound at all")
    with pytest.raises(OutputError, match=rf"a\.{suffix}: cannot be tagged"):
        write(path, TAGS)


@pytest.mark.parametrize("suffix", SOUND_FORMATS)
def test_the_same_sound_and_tags_give_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    assert tagged(suffix, TAGS, tmp_path) == tagged(suffix, TAGS, tmp_path)


@pytest.mark.parametrize(
    ("language", "code"), [("de", "deu"), ("EN-us", "eng"), ("grc", "grc"), ("xx", None)]
)
def test_id3_names_a_language_by_three_letters(
    language: str, code: str | None, tmp_path: Path
) -> None:
    frames = id3_of("mp3", tagged("mp3", replace(TAGS, language=language), tmp_path))
    assert (str(frames["TLAN"]) if "TLAN" in frames else None) == code
