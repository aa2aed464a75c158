"""The kinds of sound file there are. One entry here is all that makes another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """A kind of sound file, called by the suffix its files have.

    *media_type* is what the internet calls it. ffmpeg is asked for the *container* and given the
    *arguments*; without a container it is MP3, which narrate encodes itself. *usual* is what an
    encoder is told where no bitrate is chosen; None if there is none to choose, since nothing
    is lost.
    """

    media_type: str
    container: str | None
    arguments: tuple[str, ...] = ()
    usual: tuple[str, ...] | None = None

    @property
    def is_lossless(self) -> bool:
        """Whether it has no bitrate to choose."""
        return self.usual is None


SOUND_FORMATS = {
    "mp3": SoundFormat("audio/mpeg", None, usual=()),
    "wav": SoundFormat("audio/wav", "wav"),
    "flac": SoundFormat("audio/flac", "flac", ("-c:a", "flac")),
    "ogg": SoundFormat("audio/ogg", "ogg", ("-c:a", "libvorbis"), ("-q:a", "3")),
    "opus": SoundFormat(
        "audio/ogg; codecs=opus", "opus", ("-c:a", "libopus", "-ar", "24000"), ("-b:a", "32k")
    ),
}
"""by the suffix of the files, which is how a user calls them"""
