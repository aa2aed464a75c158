"""The kinds of sound file a release can have, and how ffmpeg is asked for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from narrate.audio import Codec
from narrate.errors import SettingsError
from narrate.settings import Output

PLAIN = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
"""No dates, versions or random serial numbers: the same sound gives the same bytes."""

MP3_KBPS, OPUS_KBPS = 64, 32
MPEG2_KBPS = 160
"""MP3 goes no higher at sample rates below 32 kHz."""
ACX_KBPS = 192


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of sound file: its *suffix*, and its codec at a bitrate in kbit/s.

    *lossy* formats take a bitrate; the others have none to choose.
    """

    suffix: str
    codec: Callable[[int | None], Codec]
    lossy: bool = False


def _mp3(kbps: int | None) -> Codec:
    """Constant bitrate. Level 7 takes half the default's time and measured better on speech."""
    rate = ("-ar", "44100") if kbps and kbps > MPEG2_KBPS else ()
    wanted = ("-b:a", f"{kbps or MP3_KBPS}k", "-compression_level", "7")
    return Codec("mp3", ("-c:a", "libmp3lame", *wanted, *rate, "-id3v2_version", "0", *PLAIN))


def _ogg(kbps: int | None) -> Codec:
    wanted = ("-b:a", f"{kbps}k") if kbps else ("-q:a", "3")
    return Codec("ogg", ("-c:a", "libvorbis", *wanted, *PLAIN))


def _opus(kbps: int | None) -> Codec:
    wanted = ("-b:a", f"{kbps or OPUS_KBPS}k", "-ar", "24000")
    return Codec("opus", ("-c:a", "libopus", *wanted, *PLAIN))


FORMATS = {
    "mp3": Format("mp3", _mp3, lossy=True),
    "ogg": Format("ogg", _ogg, lossy=True),
    "opus": Format("opus", _opus, lossy=True),
    "flac": Format("flac", lambda _: Codec("flac", ("-c:a", "flac", *PLAIN))),
    "wav": Format("wav", lambda _: Codec("wav")),
}


def codec_for(output: Output) -> tuple[Format, Codec]:
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


def book_codec(output: Output, rate: int) -> tuple[str, Codec]:
    """Suffix and codec of a chapter inside the book file that *output* asks for, at *rate* Hz.

    AAC by its fast search: the thorough one takes three times as long. Where the chapters' own
    files are MP3 too, those in the book are the same.
    """
    if output.book == "m4b":
        wanted = ("-b:a", f"{AAC_KBPS}k", "-aac_coder", "fast", "-ar", str(rate))
        return "aac", Codec("adts", ("-c:a", "aac", *wanted, *PLAIN))
    return "mp3", codec_for(output)[1] if output.format == "mp3" else _mp3(None)


def _acx(output: Output) -> Codec:
    """What ACX takes: MP3 of a constant 192 kbit/s or more, at 44.1 kHz."""
    kbps = output.bitrate or ACX_KBPS
    if output.format != "mp3" or kbps < ACX_KBPS:
        msg = f"the preset acx is MP3 of {ACX_KBPS} kbit/s or more"
        raise SettingsError(msg, hint="leave format and bitrate out, or choose the preset listen")
    return _mp3(kbps)
