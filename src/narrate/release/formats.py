"""The kinds of sound file a release can have, and how each encoder is asked for its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from narrate.errors import SettingsError
from narrate.model import Track
from narrate.settings import Output
from narrate.sound.audio import Codec
from narrate.sound.mp3.encoder import Mp3, packet_frames
from narrate.sound.pieces import split_track

REPRODUCIBLE = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
"""No dates, versions or random serial numbers: the same sound gives the same bytes."""

OPUS_KBPS = 32
ACX_KBPS = 192


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of sound file: its *suffix*, and its codec at a bitrate in kbit/s.

    *lossy* formats take a bitrate; the others have none to choose.
    """

    suffix: str
    codec: Callable[[int | None], Codec | Mp3]
    lossy: bool = False


def _ogg(kbps: int | None) -> Codec:
    wanted = ("-b:a", f"{kbps}k") if kbps else ("-q:a", "3")
    return Codec("ogg", ("-c:a", "libvorbis", *wanted, *REPRODUCIBLE))


def _opus(kbps: int | None) -> Codec:
    wanted = ("-b:a", f"{kbps or OPUS_KBPS}k", "-ar", "24000")
    return Codec("opus", ("-c:a", "libopus", *wanted, *REPRODUCIBLE))


FORMATS = {
    "mp3": Format("mp3", Mp3, lossy=True),
    "ogg": Format("ogg", _ogg, lossy=True),
    "opus": Format("opus", _opus, lossy=True),
    "flac": Format("flac", lambda _: Codec("flac", ("-c:a", "flac", *REPRODUCIBLE))),
    "wav": Format("wav", lambda _: Codec("wav")),
}


def codec_for(output: Output) -> tuple[Format, Codec | Mp3]:
    """The format and codec that *output* asks for; SettingsError if there is no such thing."""
    found = FORMATS.get(output.format)
    if found is None:
        msg = f"there is no output format {output.format!r}"
        raise SettingsError(msg, hint=f"choose one of {', '.join(FORMATS)}")
    if output.bitrate is not None and not found.lossy:
        msg = f"{output.format} has no bitrate to choose"
        raise SettingsError(msg, hint="leave the bitrate out, or choose mp3, ogg or opus")
    if output.preset == "acx":
        return found, _acx(output)
    return found, found.codec(output.bitrate)


AAC_KBPS = 64


def book_codec(output: Output, rate: int) -> tuple[str, Codec | Mp3]:
    """Suffix and codec of a chapter inside the book file that *output* asks for, at *rate* Hz.

    AAC by its fast search: the thorough one takes three times as long. Where the chapters' own
    files are MP3 too, those in the book are the same.
    """
    if output.book == "m4b":
        wanted = ("-b:a", f"{AAC_KBPS}k", "-aac_coder", "fast", "-ar", str(rate))
        return "aac", Codec("adts", ("-c:a", "aac", *wanted, *REPRODUCIBLE))
    return "mp3", codec_for(output)[1] if output.format == "mp3" else Mp3()


def _acx(output: Output) -> Mp3:
    """What ACX takes: MP3 of a constant 192 kbit/s or more, at 44.1 kHz."""
    kbps = output.bitrate or ACX_KBPS
    if output.format != "mp3" or kbps < ACX_KBPS:
        msg = f"the preset acx is MP3 of {ACX_KBPS} kbit/s or more"
        raise SettingsError(msg, hint="leave format and bitrate out, or choose the preset listen")
    return Mp3(kbps)


def split_for(track: Track, codec: Codec | Mp3, rate: int | None = None) -> tuple[Track, ...]:
    """*track* in pieces for *codec*, at a rate that the codec has: at least *rate* Hz, if given."""
    rate = rate or track.rate
    if isinstance(codec, Mp3):
        rate = codec.rate_for(rate)
        return split_track(track, rate, packet_frames(rate))
    return split_track(track, rate, 1)
