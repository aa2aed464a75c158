"""Writes tags into an encoded chapter, in whatever form its format has; mutagen does the work."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path
from typing import Any

import mutagen
from mutagen import id3
from mutagen.flac import FLAC, Picture
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from narrate.release.filetags import GENRE, Cover, Tags

UTF8 = id3.Encoding.UTF8
OPUS_RATE = 48_000
"""Opus has no other, and mutagen does not say it."""
FRONT = id3.PictureType.COVER_FRONT

# ISO 639-1 to 639-2/T, for the languages that eSpeak NG speaks and that have a two-letter code.
_ISO_639_2 = """
    af:afr am:amh an:arg ar:ara as:asm az:aze ba:bak be:bel bg:bul bn:ben bs:bos ca:cat cs:ces
    cv:chv cy:cym da:dan de:deu el:ell en:eng eo:epo es:spa et:est eu:eus fa:fas fi:fin fo:fao
    fr:fra ga:gle gd:gla gn:grn gu:guj he:heb hi:hin hr:hrv ht:hat hu:hun hy:hye ia:ina id:ind
    io:ido is:isl it:ita ja:jpn ka:kat kk:kaz kl:kal kn:kan ko:kor ku:kur ky:kir la:lat lb:ltz
    lt:lit lv:lav mi:mri mk:mkd ml:mal mr:mar ms:msa mt:mlt my:mya nb:nob ne:nep nl:nld nn:nno
    no:nor om:orm or:ori pa:pan pl:pol pt:por qu:que ro:ron ru:rus sd:snd si:sin sk:slk sl:slv
    sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel th:tha ti:tir tk:tuk tn:tsn tr:tur tt:tat ug:uig
    uk:ukr ur:urd uz:uzb vi:vie zh:zho
"""


def write_tags(payload: bytes, suffix: str, tags: Tags) -> bytes:
    """The file *payload*, of the kind *suffix* names, with *tags* in it."""
    file = BytesIO(payload)
    match suffix:
        case "mp3":
            frames = id3.ID3()
            _fill_id3(frames, tags)
            frames.save(file, v1=0)
        case "wav":
            wave: Any = WAVE(file)
            wave.add_tags()
            _fill_id3(wave.tags, tags)
            wave.save(file)
        case _:
            _write_vorbis(file, suffix, tags)
    return file.getvalue()


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


def _fill_id3(frames: id3.ID3, tags: Tags) -> None:
    """ID3v2.4; a frame whose value is not known is left out."""
    texts = {
        "TIT2": tags.title,
        "TALB": tags.album,
        "TRCK": f"{tags.number}/{tags.total}",
        "TPE1": tags.artist,
        "TCOM": tags.composer,
        "TCON": GENRE,
        "TDRC": str(tags.year) if tags.year else None,
        "TLAN": _three_letters(tags.language),
    }
    for name, text in texts.items():
        if text:
            frames.add(getattr(id3, name)(encoding=UTF8, text=[text]))
    if tags.cover:
        picture = {"mime": tags.cover.mime, "type": FRONT, "desc": "Cover"}
        frames.add(id3.APIC(encoding=UTF8, data=tags.cover.data, **picture))


def _three_letters(language: str) -> str | None:
    """The ISO 639-2 code that ID3 asks for; None where none is known."""
    primary = language.lower().partition("-")[0]
    if len(primary) == 3:
        return primary
    return dict(pair.split(":") for pair in _ISO_639_2.split()).get(primary)


def _write_vorbis(file: BytesIO, suffix: str, tags: Tags) -> None:
    """Vorbis comments: field names as players read them."""
    kinds = {"flac": FLAC, "ogg": OggVorbis, "opus": OggOpus}
    sound: Any = kinds[suffix](file)
    if sound.tags is None:
        sound.add_tags()
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
    }
    for name, text in texts.items():
        if text:
            sound[name] = [text]
    if tags.cover:
        picture = _picture(tags.cover)
        if suffix == "flac":
            sound.add_picture(picture)
        else:
            sound["metadata_block_picture"] = [base64.b64encode(picture.write()).decode("ascii")]
    file.seek(0)
    sound.save(file)


def _picture(cover: Cover) -> Picture:
    picture = Picture()
    picture.data, picture.mime, picture.type, picture.desc = cover.data, cover.mime, FRONT, "Cover"
    return picture
