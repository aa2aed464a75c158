"""How each encoder is asked for the kinds of sound file that a release can have."""

from __future__ import annotations

from narrate.errors import SettingsError
from narrate.model import SOUND_FORMATS, SoundFormat, Track
from narrate.settings import LOSSY_HINT, Output
from narrate.sound.audio import Codec
from narrate.sound.mp3.encoder import Mp3, packet_frames
from narrate.sound.pieces import split_track

REPRODUCIBLE = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
"""No dates, versions or random serial numbers: the same sound gives the same bytes."""

ACX_KBPS = 192


def codec_for(output: Output) -> Codec | Mp3:
    """The codec that *output* asks for; SettingsError if there is no such thing."""
    found = SOUND_FORMATS.get(output.format)
    if found is None:
        msg = f"there is no output format {output.format!r}"
        raise SettingsError(msg, hint=f"choose one of {', '.join(SOUND_FORMATS)}")
    if output.bitrate is not None and found.is_lossless:
        msg = f"{output.format} has no bitrate to choose"
        raise SettingsError(msg, hint=LOSSY_HINT)
    return _acx(output) if output.preset == "acx" else codec_of(found, output.bitrate)


def codec_of(form: SoundFormat, kbps: int | None = None) -> Codec | Mp3:
    """The codec of files of that *form*, at *kbps* kbit/s if it is given."""
    if form.container is None:
        return Mp3(kbps)
    if not form.arguments:
        return Codec(form.container)
    quality = ("-b:a", f"{kbps}k") if kbps else form.usual or ()
    return Codec(form.container, (*form.arguments, *quality, *REPRODUCIBLE))


AAC_KBPS = 64


def book_codec(output: Output, rate: int) -> tuple[str, Codec | Mp3]:
    """Suffix and codec of a chapter inside the book file that *output* asks for, at *rate* Hz.

    AAC by its fast search: the thorough one takes three times as long. Where the chapters' own
    files are MP3 too, those in the book are the same.
    """
    if output.book == "m4b":
        wanted = ("-b:a", f"{AAC_KBPS}k", "-aac_coder", "fast", "-ar", str(rate))
        return "aac", Codec("adts", ("-c:a", "aac", *wanted, *REPRODUCIBLE))
    return "mp3", codec_for(output) if output.format == "mp3" else Mp3()


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
