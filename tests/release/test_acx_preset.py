"""``--preset acx`` from utterances to files, measured on what players decode."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import mutagen
import pytest

from narrate.direction import splitting
from narrate.direction.splitting import split_chapters
from narrate.errors import OutputError, SettingsError
from narrate.model import Track
from narrate.pipeline import Prep, produce
from narrate.recording import Recorder, Store
from narrate.release import Release, acx
from narrate.release.edition import Edition
from narrate.release.inspection import inspect
from narrate.settings import Output, Pauses, Settings
from narrate.testing import ToneEngine
from soundstage import ANN, Report, book_of, inline

ACX = Settings(output=Output(preset="acx"))
LINES = ["It rained all day.", "“Hello there.”", "***", "She said it twice."]
BOOK = book_of(LINES, ["“So?”"])


def make(store: Store, out: Path, settings: Settings = ACX, prep: Prep = BOOK) -> Release:
    prep = replace(prep, script=split_chapters(prep.script, prep.utterances, settings))
    with Recorder(ToneEngine(), store, jobs=2, start=inline) as recorder:
        return recorder.run(produce(prep, settings, recorder, out, Report()))


def failing(path: Path) -> list[str]:
    return [figure.name for figure in acx.check_figures(inspect(path)) if not figure.passed]


def test_every_file_passes_when_it_is_decoded(store: Store, tmp_path: Path) -> None:
    files = make(store, tmp_path / "out").files
    assert [failing(file.path) for file in files] == [[], []]


def test_a_chapter_of_long_pauses_is_raised_until_it_passes(store: Store, tmp_path: Path) -> None:
    settings = replace(ACX, pauses=Pauses(paragraph=3000, scene=6000))
    loud = make(store, tmp_path / "loud", settings).files[0].path
    assert failing(loud) == []
    plain = replace(settings, output=Output("mp3", 192))
    assert failing(make(store, tmp_path / "plain", plain).files[0].path) == ["rms_db"]


def test_a_voice_that_was_turned_down_is_raised_with_the_rest(store: Store, tmp_path: Path) -> None:
    low = replace(ANN, volume=0.2)
    utterances = tuple(tuple(replace(one, voice=low) for one in some) for some in BOOK.utterances)
    files = make(store, tmp_path / "out", prep=replace(BOOK, utterances=utterances)).files
    assert [failing(file.path) for file in files] == [[], []]


def test_a_chapter_without_a_word_is_not_raised_to_noise(store: Store, tmp_path: Path) -> None:
    files = make(store, tmp_path / "out", prep=book_of(["***"], ["Yes."])).files
    assert inspect(files[0].path).peak_db < -80


def test_a_chapter_too_long_is_parted_and_tracks_are_counted_over_files(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(splitting.MOST_S, "acx", 5.0)
    files = make(store, tmp_path / "out").files
    assert [file.path.name for file in files] == [
        "01 - Part 1 (1 of 2).mp3",
        "02 - Part 1 (2 of 2).mp3",
        "03 - Part 2.mp3",
    ]
    tags = [mutagen.File(file.path, easy=True) for file in files]
    assert [tag["tracknumber"] for tag in tags] == [["1/3"], ["2/3"], ["3/3"]]
    assert [failing(file.path) for file in files] == [[], [], []]


def test_a_file_longer_than_acx_takes_is_never_made(store: Store, tmp_path: Path) -> None:
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        edition = Edition(BOOK.script, BOOK.cast, ACX, recorder, tmp_path / "out")
        with pytest.raises(OutputError, match=r"01 - Part 1.mp3: would last 121 minutes"):
            edition.add(Track(BOOK.script.book.chapters[0], 100, 121 * 6000))


@pytest.mark.parametrize(
    "settings",
    [
        replace(ACX, pauses=Pauses(head=100)),
        Settings(output=Output("flac", preset="acx")),
        Settings(output=Output("mp3", 128, preset="acx")),
    ],
)
def test_what_acx_does_not_take_is_found_before_a_word_is_recorded(
    store: Store, tmp_path: Path, settings: Settings
) -> None:
    with pytest.raises(SettingsError, match=r"acx|ACX"):
        make(store, tmp_path / "out", settings)
    assert not (store.root / "takes").exists()


def test_a_higher_bitrate_may_be_asked_for(store: Store, tmp_path: Path) -> None:
    settings = Settings(output=Output("mp3", 256, preset="acx"))
    assert inspect(make(store, tmp_path / "out", settings).files[1].path).kbps == 256
