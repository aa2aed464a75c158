"""The file of the whole book: its marks, its tags, and what is heard where they say."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest

from chapterlists import ffmpeg, marks, nero, quicktime
from narrate.errors import OutputError, RecordingError
from narrate.model import Series, Track
from narrate.pipeline import Prep, produce
from narrate.recording import Recorder, Store
from narrate.recording.scheduling import wait_for
from narrate.release import Release, chapter_file
from narrate.release.book_jobs import BookFile
from narrate.release.chapter_file import write_sound
from narrate.release.filetags import FileTags
from narrate.release.formats import codec_for
from narrate.release.tag_writer import mp3_tags
from narrate.release.values import ChapterMark, Encoding
from narrate.settings import BookInfo, Output, Pauses, Settings
from narrate.sound import audio
from narrate.sound.assembly import assemble
from narrate.sound.mp3 import encoder
from narrate.testing import FailingEngine, Fault, Rule, ToneEngine, heard
from soundstage import Report, book_of, each, inline

BOOK = book_of(
    ["It rained all day.", "“Hello there.”", "She said it twice."],
    ["“So?”", "***", "He went."],
    ["The end; #1 = “done”."],
)
KINDS = ["m4b", "mp3"]
DELAYS = {"m4b": 1024, "mp3": 0}
"""frames before the first chapter that the encoder put there, and no player leaves out"""
RATE = 22050


def wanting(kind: str, **output: Any) -> Settings:
    return Settings(output=Output(book=kind, **output))


def make(store: Store, out: Path, settings: Settings, prep: Prep = BOOK) -> Release:
    with Recorder(ToneEngine(), store, jobs=2, start=inline) as recorder:
        return recorder.run(produce(prep, settings, recorder, out, Report()))


def lay(store: Store, prep: Prep = BOOK) -> list[Track]:
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        recording = recorder.record(prep.script, prep.utterances, Report())
        return [
            assemble(chapter, prep.script.segments, takes, Pauses())
            for chapter, takes in each(recorder, recording)
        ]


def decode(path: Path, rate: int = RATE) -> array[int]:
    return array("h", ffmpeg("-i", str(path), "-f", "s16le", "-ac", "1", "-ar", str(rate), "-"))


@pytest.mark.parametrize("kind", KINDS)
def test_one_file_beside_the_chapters_has_a_mark_for_each(
    store: Store, tmp_path: Path, kind: str
) -> None:
    release = make(store, tmp_path / "out", wanting(kind))
    assert release.book == tmp_path / "out" / f"The Book.{kind}"
    assert release.book.is_file()
    assert len(release.files) == 3
    found = marks(release.book)
    assert [title for _, _, title in found] == ["Part 1", "Part 2", "Part 3"]
    assert found[0][0] == 0
    assert [end for _, end, _ in found[:-1]] == [start for start, _, _ in found[1:]]
    length = len(decode(release.book)) / RATE
    assert found[-1][1] == pytest.approx(length, abs=0.06)


def test_the_chapters_of_an_m4b_last_as_long_as_its_sound_in_both_lists(
    store: Store, tmp_path: Path
) -> None:
    book = make(store, tmp_path / "out", wanting("m4b")).book
    assert book
    texts, listed = quicktime(book), nero(book)
    assert listed
    assert texts.titles == [title for _, title in listed] == ["Part 1", "Part 2", "Part 3"]
    assert texts.sound_s == len(decode(book)) / RATE
    assert sum(texts.lengths) == pytest.approx(1000 * texts.sound_s, abs=1)
    starts = [start / texts.scale for start in texts.starts]
    assert starts == pytest.approx([start for start, _ in listed], abs=0.001)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chapter_begins_where_its_mark_says_to_a_millisecond(
    store: Store, tmp_path: Path, kind: str
) -> None:
    release = make(store, tmp_path / "out", wanting(kind))
    assert release.book
    sound = np.array(decode(release.book), dtype=float)
    starts = [round(start * RATE) for start, _, _ in marks(release.book)]
    starts[0] = DELAYS[kind]
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        mixed = [chapter_file.mix(recorder.setup, track).pcm for track in lay(store)]
    for start, pcm in zip(starts, mixed, strict=True):
        assert abs(lag(sound, np.frombuffer(pcm, dtype="<i2").astype(float), start)) <= RATE // 1000


def lag(sound: np.ndarray[Any, Any], chapter: np.ndarray[Any, Any], start: int) -> int:
    """How many frames behind *start* it is that *sound* is most like *chapter*."""
    reach = RATE // 20
    margin = np.pad(sound, reach)
    stretch = margin[start : start + len(chapter) + 2 * reach]
    stretch = np.pad(stretch, (0, len(chapter) + 2 * reach - len(stretch)))
    size = len(stretch)
    alike = np.fft.irfft(np.fft.rfft(stretch) * np.conj(np.fft.rfft(chapter, size)), size)
    return int(np.argmax(alike[: 2 * reach + 1])) - reach


@pytest.mark.parametrize("kind", KINDS)
def test_each_moment_belongs_to_who_speaks_then(store: Store, tmp_path: Path, kind: str) -> None:
    book = make(store, tmp_path / "out", wanting(kind)).book
    assert book
    sound = decode(book)
    starts = [DELAYS[kind], *(round(start * RATE) for start, _, _ in marks(book)[1:])]
    for start, track in zip(starts, lay(store), strict=True):
        for cue in track.cues:
            middle = start + (cue.start + cue.end) // 2
            assert heard(sound[middle - 1500 : middle + 1500]) == cue.take.utterance.voice.name


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_book_is_the_same_to_the_byte(store: Store, tmp_path: Path, kind: str) -> None:
    one = make(store, tmp_path / "one", wanting(kind)).book
    two = make(Store(tmp_path / "other"), tmp_path / "two", wanting(kind)).book
    assert one
    assert two
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_run_encodes_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    first = make(store, tmp_path / "out", wanting(kind)).book
    assert first
    before = first.read_bytes()
    monkeypatch.delattr(audio, "encode")
    monkeypatch.delattr(encoder, "encode")
    make(store, tmp_path / "out", wanting(kind))
    assert first.read_bytes() == before


def test_chapters_that_are_mp3_already_are_not_encoded_again_for_the_book(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(store, tmp_path / "out", Settings())
    monkeypatch.delattr(encoder, "encode")
    assert make(store, tmp_path / "out", wanting("mp3")).book


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["flac", "wav"])
def test_the_chapters_may_have_another_format(
    store: Store, tmp_path: Path, kind: str, form: str
) -> None:
    release = make(store, tmp_path / "out", wanting(kind, format=form))
    assert release.book
    assert len(marks(release.book)) == 3
    assert {file.path.suffix for file in release.files} == {f".{form}"}


def covered(tmp_path: Path, kind: str) -> Settings:
    cover = tmp_path / "cover.png"
    cover.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    return replace(wanting(kind), book=BookInfo(year=1901, cover=cover))


def test_an_m4b_has_the_book_s_tags_and_cover(store: Store, tmp_path: Path) -> None:
    file: Any = mutagen.File(make(store, tmp_path / "out", covered(tmp_path, "m4b")).book)
    texts = {name: file[name] for name in file if name not in {"covr", "stik"}}
    assert texts == {
        "\xa9nam": ["The Book"],
        "\xa9alb": ["The Book"],
        "\xa9ART": ["A. Writer"],
        "aART": ["A. Writer"],
        "\xa9wrt": ["narrate (voice low-01)"],
        "\xa9gen": ["Audiobook"],
        "\xa9day": ["1901"],
    }
    assert bytes(file["covr"][0]).startswith(b"\x89PNG")
    assert file["stik"] == [2]
    assert (file.info.sample_rate, file.info.channels) == (RATE, 1)


def test_an_m4b_tells_its_series_as_libraries_look_for_it(store: Store, tmp_path: Path) -> None:
    settings = replace(wanting("m4b"), book=BookInfo(series=Series("The Books", "2.5")))
    file: Any = mutagen.File(make(store, tmp_path / "out", settings).book)
    told = {
        name: bytes(file[f"----:com.apple.iTunes:{name}"][0]) for name in ("SERIES", "SERIES-PART")
    }
    assert told == {"SERIES": b"The Books", "SERIES-PART": b"2.5"}


def test_an_mp3_book_has_the_book_s_tags_and_cover(store: Store, tmp_path: Path) -> None:
    frames: Any = mutagen.File(make(store, tmp_path / "out", covered(tmp_path, "mp3")).book).tags
    assert frames.version == (2, 4, 0)
    assert (str(frames["TIT2"]), str(frames["TRCK"]), str(frames["TDRC"])) == (
        "The Book", "1/1", "1901",
    )  # fmt: skip
    assert frames.getall("APIC")[0].data.startswith(b"\x89PNG")
    assert frames["CTOC:toc"].child_element_ids == ["chp1", "chp2", "chp3"]


def test_a_title_may_hold_what_means_something_to_ffmpeg(store: Store, tmp_path: Path) -> None:
    chapters = BOOK.script.book.chapters
    odd = replace(chapters[0], title="a=b; #c \\d\n[CHAPTER]\0“é”")
    book = replace(BOOK.script.book, chapters=(odd, *chapters[1:]))
    prep = replace(BOOK, script=replace(BOOK.script, book=book))
    made = make(store, tmp_path / "out", wanting("m4b"), prep).book
    assert made
    assert len(marks(made)) == 3
    assert marks(made)[0][2] == "a\\=b\\; \\#c \\\\d [CHAPTER] “é”"
    listed = nero(made)
    assert listed
    titles = ["a=b; #c \\d [CHAPTER] “é”", "Part 2", "Part 3"]
    assert quicktime(made).titles == [title for _, title in listed] == titles


def test_a_table_of_contents_holds_more_chapters_than_one_frame_can(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    write_sound(audio.Sound(bytes(9000), RATE), codec_for(Output()), path)
    many = [
        ChapterMark(f"Chapter {number}{'!' * (number % 3)}", number, number + 1, 1)
        for number in range(600)
    ]
    tags = FileTags("T", "T", 1, 1, "A", "narrate", None, "en", None)
    path.write_bytes(mp3_tags(tags, many) + path.read_bytes())
    frames: Any = mutagen.File(path).tags
    top = frames["CTOC:toc"]
    listed = [name for toc in top.child_element_ids for name in children(frames, toc)]
    assert listed == [f"chp{number}" for number in range(1, 601)]
    assert frames["CHAP:chp600"].start_time == 599_000
    assert [title for _, _, title in marks(path)] == [mark.title for mark in many]


def children(frames: Any, name: str) -> Sequence[str]:
    found: Sequence[str] = frames[f"CTOC:{name}"].child_element_ids
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_chapters_of_two_rates_become_one_sound(store: Store, tmp_path: Path, kind: str) -> None:
    tracks = lay(store)
    path = tmp_path / f"a.{kind}"
    output = Output(book=kind)
    tags = FileTags("T", "T", 1, 1, "A", "narrate", None, "en", None)
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        take = tracks[1].cues[0].take
        pcm = recorder.setup.store.read_sound(take)
        slow = recorder.setup.store.keep_take(take.utterance, "slow", pcm[: len(pcm) // 2], 11025)
        cue = replace(tracks[1].cues[0], take=slow, start=11025, end=11025 + slow.frames)
        tracks[1] = Track(tracks[1].chapter, 11025, cue.end + 11025, (cue,))
        book_file = BookFile(recorder, output, Encoding(codec_for(output), "mp3"), tags, path)
        for track in reversed(tracks):
            book_file.add(track, 0.0)
        job = book_file.finish()
        recorder.run(wait_for(job))
        job.result()
    assert mutagen.File(path).info.sample_rate == RATE
    lengths = [track.frames / track.rate for track in tracks]
    found = [end - start for start, end, _ in marks(path)]
    assert found == pytest.approx(lengths, abs=0.16)
    assert len(decode(path)) / RATE == pytest.approx(sum(lengths), abs=0.3)


def test_there_is_no_book_of_some_chapters(store: Store, tmp_path: Path) -> None:
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        chapters = BOOK.script.book.chapters[:2]
        release = recorder.run(
            produce(BOOK, wanting("m4b"), recorder, tmp_path / "out", Report(), chapters)
        )
    assert release.book is None
    assert not list((tmp_path / "out").glob("*.m4b"))


def test_there_is_no_book_with_a_hole_in_it(store: Store, tmp_path: Path) -> None:
    engine = FailingEngine(ToneEngine(), (Rule(Fault.RAISE, "rained"),))
    with pytest.raises(RecordingError), Recorder(engine, store, start=inline) as recorder:
        recorder.run(produce(BOOK, wanting("mp3"), recorder, tmp_path / "out", Report()))
    assert not list((tmp_path / "out").glob("The Book.mp3"))


def test_a_book_that_cannot_be_written_is_an_error(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out" / "The Book.m4b").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"The Book.m4b: cannot write"):
        make(store, tmp_path / "out", wanting("m4b"))
    assert not list((tmp_path / "out").glob(".*.part"))
