"""From a story to the finished set, and every claim of the set held against what players decode."""

from __future__ import annotations

import json
import re
import subprocess
from array import array
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import mutagen
import pytest

from narrate.pipeline import Prep, prepare, produce, read_script
from narrate.recording import Recorder, Store
from narrate.release import Release, acx
from narrate.release.inspection import inspect
from narrate.settings import USUAL_CREDITS, BookInfo, Credits, Output, Settings
from narrate.sound import audio
from narrate.testing import ToneEngine, heard
from soundstage import Report, inline

STORY = """\
The Lighthouse Keeper

by A. Writer

Chapter One

Ada climbed the last step. “Is anybody there?” she called.

“Only me,” said Tom. “Mind the lamp, it is hotter than you think.”

* * *

Ada sat down, and for a long time neither of them spoke.

Chapter Two

“You might have said so,” said Ada. The rain went on.

“I did say so,” said Tom.
"""
COVER = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
WANTED = Settings(
    engine="tone",
    credits=USUAL_CREDITS,
    output=Output(preset="acx", book="m4b", subtitles=("vtt",), sample=1),
)
RATE = 44100
MARGIN_S = 0.05
"""An encoder smears a sound over the frames beside it."""
STEP_S = 0.1


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prep, Release]:
    folder = tmp_path_factory.mktemp("set")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    (folder / "cover.png").write_bytes(COVER)
    settings = replace(WANTED, book=BookInfo(cover=folder / "cover.png", year=1913))
    prep = prepare(read_script(folder / "story.txt", settings), settings, ToneEngine())
    with Recorder(ToneEngine(), Store(folder / "cache"), jobs=2, start=inline) as recorder:
        return prep, recorder.run(produce(prep, settings, recorder, folder / "out", Report()))


def ffmpeg(*arguments: str) -> bytes:
    command = [str(audio.find_ffmpeg().program), "-v", "error", *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout


def decode(path: Path) -> array[int]:
    return array("h", ffmpeg("-i", str(path), "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"))


def bookdata(release: Release) -> Any:
    return json.loads((release.folder / "book.json").read_text(encoding="utf-8"))


def voices_by_speaker(prep: Prep) -> dict[str | None, str]:
    return {None: prep.cast.narrator.name} | {
        name: voice.name for name, voice in prep.cast.voices.items()
    }


def check_every_moment(
    samples: array[int], chapter: Any, voices: dict[str | None, str], offset_s: float = 0
) -> int:
    """The voice in every tenth of a second of *chapter*; how many were listened to."""
    listened = 0
    for segment in chapter["segments"]:
        for sentence in segment["sentences"]:
            at = sentence["start"] + MARGIN_S
            while at + STEP_S < sentence["end"] - MARGIN_S:
                first = round((at + offset_s) * RATE)
                part = samples[first : first + round(STEP_S * RATE)]
                if max(map(abs, part)) > 1000:  # a pause inside a speech
                    assert heard(part, RATE) == voices[segment["speaker"]], (segment["text"], at)
                    listened += 1
                at += STEP_S
    return listened


def marks(path: Path) -> list[tuple[float, float, str]]:
    said = ffmpeg("-i", str(path), "-f", "ffmetadata", "-").decode()
    found = re.findall(r"TIMEBASE=1/(\d+)\nSTART=(\d+)\nEND=(\d+)\ntitle=(.*)", said)
    return [(int(a) / int(unit), int(b) / int(unit), title) for unit, a, b, title in found]


def test_there_is_a_file_for_each_chapter_for_the_credits_and_the_sample(
    made: tuple[Prep, Release],
) -> None:
    names = sorted(path.name for path in made[1].folder.iterdir() if path.suffix == ".mp3")
    assert names == [
        "00 - Opening credits.mp3",
        "01 - Chapter One.mp3",
        "02 - Chapter Two.mp3",
        "03 - Closing credits.mp3",
        "Retail sample.mp3",
    ]


def test_every_file_is_as_a_shop_asks(made: tuple[Prep, Release]) -> None:
    for path in made[1].folder.glob("*.mp3"):
        failed = [figure for figure in acx.check_figures(inspect(path)) if not figure.passed]
        assert not failed, path


def test_every_tenth_of_a_second_belongs_to_the_speaker_the_script_names(
    made: tuple[Prep, Release],
) -> None:
    prep, release = made
    voices = voices_by_speaker(prep)
    assert len(set(voices.values())) == 3
    for chapter in bookdata(release)["chapters"]:
        samples = decode(release.folder / chapter["file"])
        assert check_every_moment(samples, chapter, voices) > 10


@pytest.mark.parametrize("kind", ["m4b", "mp3"])
def test_so_it_does_in_the_file_of_the_whole(
    made: tuple[Prep, Release], tmp_path: Path, kind: str
) -> None:
    prep, first = made
    settings = replace(WANTED, output=replace(WANTED.output, book=kind))
    with Recorder(ToneEngine(), Store(first.folder.with_name("cache")), start=inline) as recorder:
        release = recorder.run(produce(prep, settings, recorder, tmp_path / "out", Report()))
    assert release.book is not None
    assert release.book.suffix == f".{kind}"
    samples = decode(release.book)
    for chapter, (start, _, _) in zip(
        bookdata(release)["chapters"], marks(release.book), strict=True
    ):
        assert check_every_moment(samples, chapter, voices_by_speaker(prep), start) > 10


def test_the_silences_are_silent(made: tuple[Prep, Release]) -> None:
    release = made[1]
    for chapter in bookdata(release)["chapters"]:
        samples = decode(release.folder / chapter["file"])
        told = [one for segment in chapter["segments"] for one in segment["sentences"]]
        ends = [0.0, *(one["end"] for one in told)]
        starts = [*(one["start"] for one in told), chapter["seconds"]]
        for end, start in zip(ends, starts, strict=True):
            quiet = samples[round((end + MARGIN_S) * RATE) : round((start - MARGIN_S) * RATE)]
            assert max(map(abs, quiet), default=0) < 33  # -60 dB


def test_the_chapter_marks_are_the_chapters_one_after_the_other(
    made: tuple[Prep, Release],
) -> None:
    release = made[1]
    assert release.book is not None
    found = marks(release.book)
    assert [title for _, _, title in found] == [
        "Opening credits", "Chapter One", "Chapter Two", "Closing credits",
    ]  # fmt: skip
    for (_, end, _), (start, _, _) in pairwise(found):
        assert end == start
    for (start, end, _), file in zip(found, release.files, strict=True):
        assert end - start == pytest.approx(file.seconds, abs=0.15)
    assert found[-1][1] == pytest.approx(len(decode(release.book)) / RATE, abs=0.1)


def test_every_file_is_tagged(made: tuple[Prep, Release]) -> None:
    release = made[1]
    for number, file in enumerate(release.files, start=1):
        tags = mutagen.File(file.path).tags
        assert tags["TIT2"].text == [file.chapter.title]
        assert tags["TALB"].text == ["The Lighthouse Keeper"]
        assert tags["TPE1"].text == ["A. Writer"]
        assert tags["TRCK"].text == [f"{number}/4"]
        assert str(tags["TDRC"].text[0]) == "1913"
        assert tags.getall("APIC")[0].data == COVER
    book = mutagen.File(release.book)
    assert book["\xa9nam"] == ["The Lighthouse Keeper"]
    assert book["\xa9ART"] == ["A. Writer"]
    assert bytes(book["covr"][0]) == COVER


def test_the_credits_are_in_every_list_and_read_by_the_narrator(
    made: tuple[Prep, Release],
) -> None:
    release = made[1]
    opening, *_, closing = bookdata(release)["chapters"]
    for chapter, number, name in ((opening, 0, "Opening"), (closing, 3, "Closing")):
        assert (chapter["number"], chapter["credits"]) == (number, True)
        (segment,) = chapter["segments"]
        assert segment["speaker"] is None
        assert "The Lighthouse Keeper" in segment["text"]
        for listed in (release.playlist, release.folder / "listen.html"):
            assert f"{name} credits" in listed.read_text(encoding="utf-8")
    assert (release.folder / "00 - Opening credits.vtt").is_file()


def test_the_sample_is_the_story_without_its_heading(made: tuple[Prep, Release]) -> None:
    prep, release = made
    assert release.sample is not None
    samples = decode(release.sample.path)
    assert len(samples) <= 60 * RATE
    chapter = bookdata(release)["chapters"][1]
    told = [one for one in chapter["segments"] if one["kind"] != "heading"]
    offset_s = 0.7 - told[0]["start"]
    assert check_every_moment(samples, {"segments": told}, voices_by_speaker(prep), offset_s) > 10
    assert mutagen.File(release.sample.path).tags["TIT2"].text == ["Retail sample"]
    assert "Retail sample.mp3" not in [one["file"] for one in bookdata(release)["chapters"]]
    for listed in (release.playlist, release.folder / "listen.html"):
        assert "Retail sample" not in listed.read_text(encoding="utf-8")


def test_without_its_chapter_no_sample_is_made(made: tuple[Prep, Release], tmp_path: Path) -> None:
    settings = Settings(engine="tone", credits=Credits(), output=Output("wav", sample=1))
    with Recorder(ToneEngine(), Store(tmp_path / "cache"), jobs=2, start=inline) as recorder:
        chapters = made[0].script.book.chapters[2:3]
        release = recorder.run(
            produce(made[0], settings, recorder, tmp_path / "out", Report(), chapters)
        )
    assert release.sample is None
    assert not list((tmp_path / "out").glob("Retail*"))
