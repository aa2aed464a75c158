"""MP3 files joined of pieces, measured on what players decode and on what they are told."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest
from mutagen.mp3 import BitrateMode
from numpy.typing import NDArray

from narrate.model import Track, Voice
from narrate.pipeline import Prep, produce
from narrate.recording import Recorder, Store
from narrate.release import Release, chapter_file
from narrate.release.formats import split_for
from narrate.release.values import Bounds, ChapterPieces, Encoding
from narrate.settings import Output, Pauses, Settings
from narrate.sound import audio, mastering, pieces
from narrate.sound.assembly import assemble
from narrate.sound.audio import Sound
from narrate.sound.mp3 import encoder
from narrate.sound.mp3.encoder import Mp3
from narrate.sound.mp3.file import Mp3File
from narrate.sound.mp3.packets import mp3_ends
from narrate.testing import ToneEngine, heard
from soundstage import ANN, Report, book_of, each, inline

LINES = [
    "It rained all day, and nobody went out.",
    "“Hello there.”",
    "She said it twice.",
    "“Is anybody at home in this house?”",
    "***",
    "Nobody answered her, of course.",
    "“Then I shall go.”",
    "And so she went.",
]
BOOK = book_of(LINES, LINES[:2])
OUTPUTS = {"varying": Output("mp3"), "constant": Output("mp3", 64), "acx": Output(preset="acx")}
RATES = {"varying": 22_050, "constant": 22_050, "acx": 44_100}


@pytest.fixture(autouse=True)
def short_reels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "SHORTEST_S", 3)
    monkeypatch.setattr(pieces, "LONGEST_S", 7)


def make(store: Store, out: Path, output: Output, prep: Prep = BOOK) -> Release:
    with Recorder(ToneEngine(), store, jobs=2, start=inline) as recorder:
        return recorder.run(produce(prep, Settings(output=output), recorder, out, Report()))


def first_track(store: Store) -> Track:
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        recording = recorder.record(BOOK.script, BOOK.utterances, Report())
        chapter, takes = next(each(recorder, recording))
        return assemble(chapter, BOOK.script.segments, takes, Pauses())


def decoded(path: Path, *before: str) -> NDArray[np.int16]:
    """What a strict decoder makes of *path*; the slightest complaint is an error."""
    program = str(audio.find_ffmpeg().program)
    strict = (program, "-v", "warning", "-xerror", "-err_detect", "crccheck+bitstream+buffer")
    command = [*strict, *before, "-i", str(path), "-f", "s16le", "-"]
    run = subprocess.run(command, capture_output=True, check=True)
    assert run.stderr == b""
    return np.frombuffer(run.stdout, "<i2")


def mixed(store: Store, cut: tuple[Track, ...]) -> NDArray[np.int16]:
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        pcm = b"".join(chapter_file.mix(recorder.setup, piece).pcm for piece in cut)
    return np.frombuffer(pcm, "<i2")


@pytest.mark.parametrize("name", OUTPUTS)
def test_joined_reels_are_the_chapter_to_the_frame(store: Store, tmp_path: Path, name: str) -> None:
    file = make(store, tmp_path / "out", OUTPUTS[name]).files[0]
    cut = split_for(first_track(store), Mp3(192 if name == "acx" else None))
    whole = pieces.join_pieces(cut)
    assert len(cut) == 3
    assert (file.frames, file.rate) == (whole.frames, RATES[name])
    sound, original = decoded(file.path), mixed(store, cut)
    assert len(sound) == len(original) == whole.frames
    start = 0
    for piece in cut:
        stretch = slice(start, start + piece.frames)
        assert lag(sound[stretch], original[stretch]) == 0
        start = stretch.stop
    for cue in whole.cues:
        middle = (cue.start + cue.end) // 2
        samples = [int(one) for one in sound[middle - 1500 : middle + 1500]]
        assert heard(samples, file.rate) == cue.take.utterance.voice.name
    quiet = [0, *(cue.end for cue in whole.cues)]
    loud = [*(cue.start for cue in whole.cues), whole.frames]
    for end, begin in zip(quiet, loud, strict=True):
        assert np.abs(sound[end + 1200 : begin - 1200].astype(int)).max() <= 2


def lag(sound: NDArray[np.int16], original: NDArray[np.int16]) -> int:
    """How many frames *sound* is late."""
    size = 2 * len(sound)
    one, two = np.fft.rfft(sound, size), np.fft.rfft(original, size)
    late = int(np.argmax(np.fft.irfft(one * np.conj(two), size)))
    return late - size if late > size // 2 else late


@pytest.mark.parametrize("name", OUTPUTS)
def test_joined_reels_sound_like_one_long_encoding(store: Store, tmp_path: Path, name: str) -> None:
    """Once LAME has found its way into a stream it decides the same, however that began."""
    track = first_track(store)
    codec = Mp3({"varying": None, "constant": 64, "acx": 192}[name])
    cut = split_for(track, codec)
    sound = Sound(mixed(store, cut).tobytes(), cut[0].rate)
    chapter_file.write_sound(sound, codec, tmp_path / "one.mp3")
    with (tmp_path / "joined.mp3").open("wb") as file:
        joined = Mp3File(file, codec, sound.rate)
        with Recorder(ToneEngine(), store, start=inline) as recorder:
            chapter = ChapterPieces(cut, Encoding(codec, "mp3"))
            chapter_file.add_pieces(recorder.setup, chapter, joined)
        joined.finish(pieces.join_pieces(cut).frames)
    one, two = (decoded(tmp_path / f"{kind}.mp3").astype(float) for kind in ("one", "joined"))
    original = mixed(store, cut).astype(float)
    errors = [float(np.square(sound - original).mean()) for sound in (one, two)]
    assert errors[1] == pytest.approx(errors[0], rel=0.1)


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_player_is_told_the_length_to_the_frame(store: Store, tmp_path: Path, name: str) -> None:
    for file in make(store, tmp_path / "out", OUTPUTS[name]).files:
        info: Any = mutagen.File(file.path).info
        assert round(info.length * file.rate) == file.frames
        assert (info.sample_rate, info.channels) == (file.rate, 1)
        assert info.bitrate_mode == (BitrateMode.VBR if name == "varying" else BitrateMode.CBR)
        assert info.sketchy is False
        assert (info.encoder_info or "").startswith("LAME")
    if name != "varying":
        assert info.bitrate == pytest.approx(64_000 if name == "constant" else 192_000, rel=0.01)


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_player_finds_any_moment_to_the_frame(store: Store, tmp_path: Path, name: str) -> None:
    """A second after it began to decode there: packets use room in those before them."""
    file = make(store, tmp_path / "out", OUTPUTS[name]).files[0]
    whole = decoded(file.path)
    for second in (5, 11):
        rest = decoded(file.path, "-ss", str(second))
        late = (second + 1) * file.rate
        assert np.array_equal(rest[file.rate :], whole[late:])


def test_a_constant_bitrate_is_constant_over_the_joints(store: Store, tmp_path: Path) -> None:
    file = make(store, tmp_path / "out", OUTPUTS["acx"]).files[0]
    payload = file.path.read_bytes()
    packets = payload[payload.index(b"Info") - 21 :]
    sizes = np.diff(np.array([0, *mp3_ends(packets)]))
    assert set(sizes.tolist()) == {626, 627}
    assert sizes.mean() == pytest.approx(1152 * 192_000 / 8 / 44_100, abs=0.05)


def test_one_changed_line_encodes_the_reel_it_is_in_and_no_other(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def counting(sound: Sound, codec: Mp3) -> bytes:
        made.append(len(sound.pcm))
        return encode(sound, codec)

    encode = encoder.encode
    make(store, tmp_path / "out", Output())
    monkeypatch.setattr(encoder, "encode", counting)
    make(store, tmp_path / "out", Output())
    assert not made
    make(store, tmp_path / "out", Output(), book_of([*LINES[:-1], "And so she left."], LINES[:2]))
    assert len(made) == 1


def test_a_reel_that_was_damaged_on_the_shelf_is_encoded_again(
    store: Store, tmp_path: Path
) -> None:
    first = make(store, tmp_path / "out", Output()).files[0].path.read_bytes()
    kept = sorted((store.root / "pressings").rglob("*.mp3"))
    assert len(kept) == 4
    for piece in kept:
        raw = bytearray(piece.read_bytes())
        raw[-1] ^= 1
        piece.write_bytes(raw)
    assert make(store, tmp_path / "out", Output()).files[0].path.read_bytes() == first


@pytest.mark.parametrize("form", ["flac", "opus", "ogg", "wav"])
def test_other_formats_are_fed_reel_by_reel_and_sound_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    parted = make(store, tmp_path / "parted", Output(form)).files
    monkeypatch.setattr(pieces, "LONGEST_S", 10_000)
    whole = make(Store(tmp_path / "other"), tmp_path / "whole", Output(form)).files
    assert [one.path.read_bytes() for one in parted] == [one.path.read_bytes() for one in whole]


def test_packets_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    payload = encoder.encode(Sound(bytes(9000), 22_050), Mp3())
    with (tmp_path / "a.mp3").open("wb") as file, pytest.raises(ValueError, match="packets, not"):
        Mp3File(file, Mp3(), 22_050).add(payload, 100)


def test_a_lift_is_nothing_for_a_chapter_within_its_levels(store: Store) -> None:
    track = first_track(store)
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        levels = Bounds(least_db=-40.0, ceiling_db=-4.0)
        assert chapter_file.measure_gain(recorder.setup, (track,), levels) == 0
        louder = chapter_file.measure_gain(
            recorder.setup, (track,), replace(levels, least_db=-20.0)
        )
        assert 0 < louder < 10


def test_costly_voices_are_brought_to_the_same_loudness_by_what_they_say(store: Store) -> None:
    costly = produced_levels(store, ToneEngine(cost="time"), ANN)
    assert costly == pytest.approx(produced_levels(store, ToneEngine(), ANN), abs=0.1)


def test_a_costly_voice_that_is_turned_down_stays_lower(store: Store) -> None:
    plain = produced_levels(store, ToneEngine(cost="time"), ANN)
    low = produced_levels(store, ToneEngine(cost="time"), replace(ANN, volume=0.5))
    assert [round(one - other, 1) for one, other in zip(plain, low, strict=True)] == [0.0, 6.0]


def produced_levels(store: Store, engine: ToneEngine, ann: Voice) -> list[float]:
    """The levels in dB of the narrator and of Ann, in a book in which each has one line."""
    prep = book_of(["It rained all day.", "“Hello there.”"])
    said = tuple(
        tuple(replace(u, voice=ann) for u in us if u.voice == ANN) or us for us in prep.utterances
    )
    with Recorder(engine, store, start=inline) as recorder:
        recording = recorder.record(prep.script, said, Report())
        chapter, takes = next(each(recorder, recording))
        references = recording.references(chapter)
        track = assemble(chapter, prep.script.segments, takes, Pauses(), references)
        samples = np.frombuffer(chapter_file.mix(recorder.setup, track).pcm, "<i2")
    return [
        mastering.active_level_db(samples[one.start : one.end], track.rate) for one in track.cues
    ]
