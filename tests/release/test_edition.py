"""A book from utterances to files, and what stands in the files when they are decoded."""

from __future__ import annotations

import os
import pickle
import subprocess
import time
from array import array
from dataclasses import replace
from pathlib import Path

import mutagen
import pytest

from narrate.cache.store import DamagedTake
from narrate.errors import NarrateError, OutputError, RecordingError, SettingsError, ToolError
from narrate.model import SOUND_FORMATS, Track
from narrate.pipeline import Prep, produce
from narrate.recording import Recorder, Store
from narrate.recording.scheduling import wait_for
from narrate.release import ChapterFile, Release, chapter_file
from narrate.release.edition import Edition
from narrate.release.partial_files import HOUR_S, partial_path
from narrate.settings import BookInfo, Output, Pauses, Settings
from narrate.sound import audio, mastering
from narrate.sound.assembly import assemble
from narrate.sound.mp3 import encoder
from narrate.testing import FailingEngine, Fault, Rule, ToneEngine, heard
from soundstage import NARRATOR, Report, book_of, each, inline, second

BOOK = book_of(["It rained all day.", "“Hello there.”", "She said it twice."], ["“So?”", "***"])
SIDECARS = ["book.json", "listen.html"]
WAV = Settings(output=Output("wav"))


def make(
    store: Store,
    out: Path,
    settings: Settings = WAV,
    prep: Prep = BOOK,
    rules: tuple[Rule, ...] = (),
) -> Release:
    with Recorder(FailingEngine(ToneEngine(), rules), store, jobs=2, start=inline) as recorder:
        return recorder.run(produce(prep, settings, recorder, out, Report()))


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


def decode(path: Path, rate: int = 22050) -> array[int]:
    program = str(audio.find_ffmpeg().program)
    arguments = ["-v", "error", "-i", str(path), "-f", "s16le", "-ac", "1", "-ar", str(rate), "-"]
    run = subprocess.run([program, *arguments], capture_output=True, check=True)
    return array("h", run.stdout)


def test_every_chapter_is_a_file_and_a_playlist_has_them_all(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    release = make(store, out)
    assert names(out) == ["01 - Part 1.wav", "02 - Part 2.wav", "The Book.m3u8", *SIDECARS]
    assert [file.path.name for file in release.files] == names(out)[:2]
    assert (release.folder, release.playlist) == (out, out / "The Book.m3u8")
    assert release.seconds == sum(file.seconds for file in release.files)
    assert "01 - Part 1.wav" in release.playlist.read_text(encoding="utf-8")


def test_files_are_called_by_the_template(store: Store, tmp_path: Path) -> None:
    settings = Settings(output=Output("wav", names="{title} ({number:03}) {book}"))
    release = make(store, tmp_path, settings)
    assert [file.path.name for file in release.files] == [
        "Part 1 (001) The Book.wav",
        "Part 2 (002) The Book.wav",
    ]


@pytest.mark.parametrize(
    "output", [Output("mp3", names="{book}"), Output("mp3", names="{number}", book="mp3")]
)
def test_two_files_of_one_name_are_refused(store: Store, tmp_path: Path, output: Output) -> None:
    settings = Settings(output=output, book=BookInfo(title="1"))
    with pytest.raises(SettingsError, match=r"two files would be called '1\.mp3'"):
        make(store, tmp_path / "out", settings)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", SOUND_FORMATS)
def test_the_playlist_keeps_chapters_of_earlier_runs(
    store: Store, tmp_path: Path, name: str
) -> None:
    out, settings = tmp_path / "out", Settings(output=Output(name))
    whole = make(store, out, settings).playlist.read_text(encoding="utf-8")
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        chapters = BOOK.script.book.chapters[1:]
        release = recorder.run(produce(BOOK, settings, recorder, out, Report(), chapters))
    assert [file.chapter.number for file in release.files] == [2]
    assert release.playlist.read_text(encoding="utf-8") == whole


def test_the_playlist_lists_what_is_there_even_if_it_cannot_be_read(
    store: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "01 - Part 1.wav").write_text("not a sound")
    with pytest.raises(RecordingError):
        make(store, out, rules=(Rule(Fault.RAISE, "rained"),))
    assert "#EXTINF:0,Part 1\n01 - Part 1.wav\n" in (out / "The Book.m3u8").read_text()


@pytest.mark.parametrize("name", SOUND_FORMATS)
def test_a_file_lasts_exactly_as_long_as_its_track(store: Store, tmp_path: Path, name: str) -> None:
    release = make(store, tmp_path / "out", Settings(output=Output(name)))
    for file in release.files:
        info = mutagen.File(file.path).info
        assert info.length == pytest.approx(file.seconds, abs=0.08)  # three frames of MP3
        if name != "opus":
            assert (info.channels, info.sample_rate) == (1, 22050)
        assert abs(len(decode(file.path)) - file.frames) <= (2 if name == "opus" else 0)


@pytest.mark.parametrize("name", ["wav", "mp3"])
def test_each_moment_belongs_to_who_speaks_then(store: Store, tmp_path: Path, name: str) -> None:
    release = make(store, tmp_path / "out", Settings(output=Output(name)))
    track = lay(store, 0)
    samples = decode(release.files[0].path)
    assert release.files[0].frames == track.frames
    for cue in track.cues:
        middle = (cue.start + cue.end) // 2
        voice = heard(samples[middle - 1500 : middle + 1500])
        assert voice == cue.take.utterance.voice.name
    quiet = [0, *(cue.end for cue in track.cues)]
    loud = [*(cue.start for cue in track.cues), track.frames]
    margin = 600  # an encoder smears a sound over the frames beside it
    for end, start in zip(quiet, loud, strict=True):
        assert max(map(abs, samples[end + margin : start - margin])) <= (0 if name == "wav" else 2)


def lay(store: Store, chapter: int) -> Track:
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        recording = recorder.record(BOOK.script, BOOK.utterances, Report())
        number, takes = list(each(recorder, recording))[chapter]
        return assemble(number, BOOK.script.segments, takes, Pauses())


def level_db(samples: array[int]) -> float:
    return mastering.active_level_db(mastering.from_pcm(samples.tobytes()), 22050)


@pytest.mark.parametrize(("name", "off"), [("wav", 0.1), ("mp3", 0.7)])
def test_every_voice_is_as_loud_as_the_others(
    store: Store, tmp_path: Path, name: str, off: float
) -> None:
    release = make(store, tmp_path / "out", Settings(output=Output(name)))
    samples = decode(release.files[0].path)
    for cue in lay(store, 0).cues:
        said = samples[cue.start : cue.end]
        assert level_db(said) == pytest.approx(mastering.TARGET_DB, abs=off)
        assert max(map(abs, said)) < 32768 * 10 ** (-3 / 20)


def test_a_voice_that_was_turned_down_stays_lower(store: Store, tmp_path: Path) -> None:
    low = replace(NARRATOR, volume=0.5)
    utterances = tuple(tuple(replace(one, voice=low) for one in some) for some in BOOK.utterances)
    release = make(store, tmp_path / "out", prep=replace(BOOK, utterances=utterances))
    samples = decode(release.files[0].path)
    assert level_db(samples) == pytest.approx(mastering.TARGET_DB - 6.02, abs=0.3)


def test_files_are_the_same_to_the_byte_whoever_works_on_them(store: Store, tmp_path: Path) -> None:
    for name in SOUND_FORMATS:
        settings = Settings(output=Output(name))
        one = make(store, tmp_path / "one", settings)
        with Recorder(ToneEngine(), Store(tmp_path / "other"), jobs=1, start=inline) as recorder:
            two = recorder.run(produce(BOOK, settings, recorder, tmp_path / "two", Report()))
        for a, b in zip(one.files, two.files, strict=True):
            assert a.path.read_bytes() == b.path.read_bytes()


def test_a_second_run_encodes_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Settings(output=Output("mp3"))
    first = make(store, tmp_path / "out", plain).files[0].path.read_bytes()
    monkeypatch.delattr(encoder, "encode")
    assert make(store, tmp_path / "again", plain).files[0].path.read_bytes() == first
    titled = replace(plain, book=BookInfo(title="Another"))
    assert make(store, tmp_path / "out", titled).files[0].path.read_bytes() != first
    with pytest.raises(AttributeError):
        make(store, tmp_path / "out", replace(plain, pauses=Pauses(head=800)))


def test_a_damaged_take_is_recorded_again(store: Store, tmp_path: Path) -> None:
    first = make(store, tmp_path / "out").files[0].path.read_bytes()
    for take in (store.root / "takes").rglob("*.wav"):
        raw = bytearray(take.read_bytes())
        raw[-1] ^= 1
        take.write_bytes(raw)
    assert make(store, tmp_path / "again").files[0].path.read_bytes() == first


def test_a_damaged_take_that_comes_out_otherwise_ends_in_an_error(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    track = lay(store, 0)
    take = replace(track.cues[0].take, frames=track.cues[0].take.frames + 1)

    with Recorder(ToneEngine(), store, start=inline) as recorder:
        with pytest.raises(RecordingError, match=r"another length.*run narrate again"):
            chapter_file._sound(recorder.setup, take)
        monkeypatch.setattr(Store, "read_sound", _damaged)
        broken = replace(
            recorder.setup, engine=_pickled(FailingEngine(ToneEngine(), (Rule(Fault.RAISE),)))
        )
        with pytest.raises(RecordingError, match=r"'It rained all day.' could not be recorded"):
            chapter_file._sound(broken, track.cues[0].take)


def _damaged(_store: Store, take: object) -> bytes:
    raise DamagedTake(take)


def _pickled(engine: object) -> bytes:

    return pickle.dumps(engine)


def test_takes_of_two_rates_meet_in_one_track(store: Store) -> None:
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        recording = recorder.record(BOOK.script, BOOK.utterances, Report())
        chapter, takes = next(each(recorder, recording))
        slow = recorder.setup.store.keep_take(takes[1][0].utterance, "slow", bytes(16000), 8000)
        track = assemble(chapter, BOOK.script.segments, {**takes, 1: (slow,)}, Pauses())
        sound = chapter_file.mix(recorder.setup, track)
    assert (sound.rate, len(sound.pcm)) == (22050, 2 * track.frames)
    assert track.cues[1].end - track.cues[1].start == 22050


def test_chapters_that_fail_do_not_keep_the_others_from_being_written(
    store: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with pytest.raises(RecordingError, match=r"story.txt:1: .*chapters not made: 1"):
        make(store, out, rules=(Rule(Fault.RAISE, "rained"),))
    assert names(out) == ["02 - Part 2.wav", "The Book.m3u8", *SIDECARS]


def test_an_output_folder_that_is_removed_is_an_error_and_leaves_nothing(
    store: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        edition = Edition(BOOK.script, BOOK.cast, WAV, recorder, out)
        out.rmdir()
        edition.add(lay(store, 0))
        with pytest.raises(OutputError, match=r"01 - Part 1.wav: cannot write"):
            recorder.run(edition.finish())


def test_what_befalls_one_file_and_would_befall_all_ends_the_run_at_once(
    store: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    one, other = lay(store, 0), lay(store, 1)
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        edition = Edition(BOOK.script, BOOK.cast, WAV, recorder, out)
        out.rmdir()
        edition.add(one)
        recorder.run(wait_for(recorder.submit(second, 1)))  # the file comes before it
        with pytest.raises(OutputError, match=r"01 - Part 1.wav: cannot write"):
            edition.add(other)


def test_a_disk_that_is_full_is_an_error_and_leaves_nothing_half_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / "out"
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        make(store, out)
    assert names(out) == []


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        (Settings(output=Output("wma")), SettingsError),
        (Settings(book=BookInfo(cover=Path("none.jpg"))), SettingsError),
    ],
)
def test_what_would_go_wrong_at_the_end_is_found_before_a_word_is_recorded(
    store: Store, tmp_path: Path, settings: Settings, error: type[NarrateError]
) -> None:
    with pytest.raises(error):
        make(store, tmp_path / "out", settings)
    assert not (store.root / "takes").exists()


def test_a_folder_that_cannot_be_made_is_found_before_a_word_is_recorded(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"cannot write to this folder.*-o"):
        make(store, tmp_path / "file" / "out")
    assert not (store.root / "takes").exists()


def test_a_missing_encoder_is_found_before_a_word_is_recorded(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audio.find_ffmpeg.cache_clear()
    monkeypatch.setenv(audio.ENV, str(tmp_path / "none"))
    for output in (Output("opus"), Output("mp3", book="m4b")):
        with pytest.raises(ToolError):
            make(store, tmp_path / "out", Settings(output=output))
    assert not (store.root / "takes").exists()


def test_mp3_and_wav_need_no_other_encoder(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audio.find_ffmpeg.cache_clear()
    monkeypatch.setenv(audio.ENV, str(tmp_path / "none"))
    assert make(store, tmp_path / "out", WAV).files
    assert make(store, tmp_path / "out", Settings(output=Output("mp3", book="mp3"))).book


def test_what_a_killed_run_left_in_the_folder_is_cleared_away(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    old, young, ahead = (out / f".0{n} - Part {n}.mp3.7{n}.part" for n in (1, 2, 3))
    ours = partial_path(out / "04 - Part 4.mp3")
    for part, hours in ((old, -2), (young, 0), (ahead, 2), (ours, 0)):
        part.touch()
        os.utime(part, (time.time() + hours * HOUR_S,) * 2)
    make(store, out)
    assert [*out.glob(".*")] == [young]


def test_the_files_of_a_release_know_their_length() -> None:
    chapter = BOOK.script.book.chapters[0]
    assert ChapterFile(chapter, Path("a.mp3"), 44100, 22050).seconds == 2.0
