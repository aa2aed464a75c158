from __future__ import annotations

import errno
import math
import os
import subprocess
import sys
import tempfile
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from narrate.errors import NarrateError, OutputError, ToolError
from narrate.sound import audio
from narrate.sound.audio import BadSoundError, Codec, Sound

FLAC = Codec("flac", ("-c:a", "flac"))
PCM = array("h", [round(9000 * math.sin(n / 9)) for n in range(5000)]).tobytes()
SOUND = Sound(PCM, 22050)


@pytest.fixture
def other_ffmpeg(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    audio.find_ffmpeg.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    audio.find_ffmpeg.cache_clear()


def write(path: Path, pcm: bytes, channels: int = 1, width: int = 2, rate: int = 16000) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(pcm)
    return path


def test_a_wav_file_is_read_to_the_sample(tmp_path: Path) -> None:
    assert audio.read_wav(write(tmp_path / "a.wav", PCM)) == Sound(PCM, 16000)


def test_a_wav_file_may_hold_nothing(tmp_path: Path) -> None:
    assert audio.read_wav(write(tmp_path / "a.wav", b"")).pcm == b""


def test_what_is_no_mono_16_bit_sound_is_refused(tmp_path: Path) -> None:
    half = write(tmp_path / "half.wav", PCM)
    os.truncate(half, half.stat().st_size // 2)
    garbage = tmp_path / "garbage.wav"
    garbage.write_bytes(b"FORM and no RIFF" * 20)
    (tmp_path / "empty.wav").touch()
    (tmp_path / "stub.wav").write_bytes(b"RIFF")
    (tmp_path / "folder.wav").mkdir()
    endless = write(tmp_path / "endless.wav", PCM)
    os.truncate(endless, audio.MOST_BYTES + 1)
    cases = {
        tmp_path / "none.wav": "no file",
        tmp_path / "empty.wav": "no WAV file",
        tmp_path / "stub.wav": "no WAV file",
        garbage: "no WAV file",
        half: "half a file",
        tmp_path / "folder.wav": "something that is no file",
        endless: "more than 500,000,000 bytes",
        write(tmp_path / "slow.wav", bytes(8), rate=1): "sound at 1 Hz",
        write(tmp_path / "stereo.wav", bytes(8), channels=2): "2 channels of 16 bit",
        write(tmp_path / "byte.wav", bytes(8), width=1): "1 channels of 8 bit",
    }
    for path, reason in cases.items():
        with pytest.raises(BadSoundError, match=reason):
            audio.read_wav(path)


def decode(path: Path) -> bytes:
    program = str(audio.find_ffmpeg().program)
    arguments = ["-v", "error", "-i", str(path), "-f", "s16le", "-ac", "1", "-"]
    return subprocess.run([program, *arguments], capture_output=True, check=True).stdout


def test_what_is_encoded_without_loss_comes_back_to_the_sample(tmp_path: Path) -> None:
    audio.encode([SOUND], 22050, FLAC, tmp_path / "a.flac")
    assert decode(tmp_path / "a.flac") == SOUND.pcm


def test_a_codec_without_parameters_is_a_wav_file_and_needs_no_ffmpeg(
    tmp_path: Path, other_ffmpeg: pytest.MonkeyPatch
) -> None:
    other_ffmpeg.setenv(audio.ENV, str(tmp_path / "none"))
    audio.encode([SOUND], 22050, Codec("wav"), tmp_path / "a.wav")
    assert audio.read_wav(tmp_path / "a.wav") == SOUND


def test_sounds_follow_each_other_and_no_more_than_two_are_held(tmp_path: Path) -> None:
    alive = 0

    def sounds() -> Iterator[Sound]:
        nonlocal alive
        for number in range(3):
            alive += 1
            sound = Counted(PCM[1000 * number :][: 1000 if number < 2 else None], 22050)
            assert alive <= 2
            yield sound
            del sound

    class Counted(Sound):
        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    audio.encode(sounds(), 22050, FLAC, tmp_path / "a.flac")
    assert decode(tmp_path / "a.flac") == PCM


def test_an_encoder_that_fails_is_told_with_its_reason(tmp_path: Path) -> None:
    nothing = Codec("flac", ("-c:a", "libnothing"))
    with pytest.raises(ToolError, match=r"a.flac: ffmpeg failed: .*Encoder not found"):
        audio.encode([SOUND] * 100, 22050, nothing, tmp_path / "a.flac")


def test_what_is_stitched_has_every_frame_of_its_pieces() -> None:
    pieces = [PCM[:100], b"", bytes(50), PCM[100:]]
    assert audio.concatenate(pieces, 8000) == Sound(PCM[:100] + bytes(50) + PCM[100:], 8000)


def test_a_full_disk_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(wave.Wave_write, "writeframesraw", refuse)
    with pytest.raises(OutputError, match="No space left"):
        audio.encode([SOUND], 22050, Codec("wav"), tmp_path / "a.wav")


def test_a_folder_that_is_gone_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        audio.encode([SOUND], 22050, FLAC, tmp_path / "gone" / "a.flac")


def test_the_bundled_ffmpeg_is_used_and_not_the_system_s() -> None:
    found = audio.find_ffmpeg()
    assert "imageio_ffmpeg" in str(found.program)
    assert found.version.startswith("ffmpeg version")


def test_another_ffmpeg_is_used_when_asked_for(
    tmp_path: Path, other_ffmpeg: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "my ffmpeg"
    mine.symlink_to(audio.find_ffmpeg().program)
    audio.find_ffmpeg.cache_clear()
    other_ffmpeg.setenv(audio.ENV, str(mine))
    assert audio.find_ffmpeg().program == mine


def test_an_ffmpeg_that_does_not_run_is_a_missing_tool(
    tmp_path: Path, other_ffmpeg: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ffmpeg").write_text("not a program")
    for name in ("ffmpeg", "none"):
        other_ffmpeg.setenv(audio.ENV, str(tmp_path / name))
        with pytest.raises(ToolError, match=f"does not run.*{name}.*correct {audio.ENV}"):
            audio.find_ffmpeg()


def test_an_installation_without_ffmpeg_does_not_take_the_system_s(
    other_ffmpeg: pytest.MonkeyPatch,
) -> None:
    other_ffmpeg.delenv(audio.ENV, raising=False)
    other_ffmpeg.setattr("imageio_ffmpeg.get_ffmpeg_exe", lambda: "ffmpeg")
    with pytest.raises(ToolError, match="brings no ffmpeg"):
        audio.find_ffmpeg()


def test_pydub_is_imported_without_a_warning() -> None:
    code = "from narrate.sound import audio; audio._pydub()"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_decoding_gives_the_sound_and_its_form_a_block_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audio, "BLOCK_BYTES", 4096)
    audio.encode([SOUND], 22050, FLAC, tmp_path / "- a: %d.flac")
    with audio.decode(tmp_path / "- a: %d.flac") as stream:
        blocks = list(stream.blocks)
    assert (stream.rate, stream.channels) == (22050, 1)
    assert {len(block) for block in blocks[:-1]} == {4096}
    floats = array("f", b"".join(blocks))
    floats.byteswap()
    assert [round(32768 * one) for one in floats] == array("h", PCM).tolist()


def test_who_leaves_early_need_not_read_to_the_end(tmp_path: Path) -> None:
    audio.encode([Sound(PCM * 1000, 22050)], 22050, Codec("wav"), tmp_path / "long.wav")
    with audio.decode(tmp_path / "long.wav") as stream:
        assert len(next(stream.blocks)) == audio.BLOCK_BYTES


def test_what_is_no_sound_file_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "text.mp3").write_text("not a sound\n" * 100)
    (tmp_path / "empty.mp3").touch()
    (tmp_path / "list.m3u8").write_text("#EXTM3U\nhttp://localhost/secret.mp3\n")
    for name in ("text.mp3", "empty.mp3", "list.m3u8", "none.mp3", "."):
        with pytest.raises(OutputError) as caught, audio.decode(tmp_path / name):
            pass
        assert "\n" not in str(caught.value)
        assert str(tmp_path) in str(caught.value)


def test_a_failure_of_the_decoder_is_told_at_the_end(tmp_path: Path) -> None:
    audio.encode([SOUND], 22050, Codec("wav"), tmp_path / "a.wav")
    with (
        pytest.raises(NarrateError, match=r"a\.wav: is no sound file"),
        _killed(tmp_path) as blocks,
    ):
        list(blocks)


@contextmanager
def _killed(folder: Path) -> Iterator[Iterator[bytes]]:
    """The blocks of a file whose decoder ends with an error after the header."""
    script = "import sys; sys.stdout.buffer.write(bytes(99)); sys.exit('a.wav: Broken data')"
    with (
        tempfile.TemporaryFile() as said,
        audio._running([sys.executable, "-c", script], said) as process,
    ):
        yield audio._blocks(process, folder / "a.wav", said)
