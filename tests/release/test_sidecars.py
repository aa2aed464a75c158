"""What lies beside the sound, from utterances to files, told by the tone engine's exact marks."""

from __future__ import annotations

import json
import re
from array import array
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from narrate.cache.store import CHUNK, HEADER
from narrate.errors import OutputError, RecordingError, SettingsError
from narrate.model import Cast, Character, Manner, Voice
from narrate.pipeline import Prep, produce
from narrate.recording import Recorder, Store
from narrate.release import Release
from narrate.settings import BookInfo, Output, Settings
from narrate.sound.audio import read_wav
from narrate.testing import FailingEngine, Fault, Rule, ToneEngine, heard
from soundstage import Report, book_of, cues, inline

BOOK = book_of(
    ["It rained. It went on all day.", "“Hello there. Who is it?”", "***", "She said it twice."],
    ["“So?”", "It was over."],
)
BOTH = Settings(output=Output("wav", subtitles=("vtt", "srt")))
MISFIT = """{"narrate_book": 1, "chapters": [{"number": 1, "file": "01 - Part 1.wav",
"seconds": 6.0, "segments": [1, 2, 3, 4]}]}"""


def make(
    store: Store,
    out: Path,
    prep: Prep = BOOK,
    settings: Settings = BOTH,
    *,
    engine: object = None,
    chapters: slice = slice(None),
) -> Release:
    speaker: Any = engine or ToneEngine()
    with Recorder(speaker, store, jobs=2, start=inline) as recorder:
        return recorder.run(
            produce(prep, settings, recorder, out, Report(), prep.script.book.chapters[chapters])
        )


def book(out: Path) -> Any:
    return json.loads((out / "book.json").read_text(encoding="utf-8"))


def segments(out: Path) -> list[Any]:
    return [segment for chapter in book(out)["chapters"] for segment in chapter["segments"]]


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_every_chapter_has_subtitles_of_the_kinds_asked_for(store: Store, out: Path) -> None:
    make(store, out)
    for name in ("01 - Part 1", "02 - Part 2"):
        for kind in ("vtt", "srt"):
            assert (out / f"{name}.{kind}").is_file()
    assert "<v Ann>“Hello there." in (out / "01 - Part 1.vtt").read_text(encoding="utf-8")


def test_there_are_no_subtitles_unless_asked_for(store: Store, out: Path) -> None:
    make(store, out, settings=Settings(output=Output("wav")))
    assert not [path for path in out.iterdir() if path.suffix in (".vtt", ".srt")]


@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_each_cue_is_heard_from_its_beginning_to_its_end(
    store: Store, out: Path, kind: str
) -> None:
    """Silence 5 ms before a cue that follows a pause, and its speaker's hum 5 ms behind it."""
    release = make(store, out)
    for file in release.files:
        sound = read_wav(file.path)
        samples = array("h", bytes(sound.pcm))
        for start, end, text in cues(file.path.with_suffix(f".{kind}")):
            who = "high-02" if any(word in text for word in ("“", "Who")) else "low-01"
            near, far = round((start + 0.015) * sound.rate), round((end - 0.025) * sound.rate)
            assert heard(samples[near : near + 700]) == who
            assert heard(samples[far - 700 : far]) == who


def test_words_are_timed_when_asked_for(store: Store, out: Path) -> None:
    """Each word begins to be heard where book.json and WebVTT say; a later run keeps the times."""
    settings = Settings(output=Output("wav", subtitles=("vtt",), words=True))
    make(store, out, settings=settings)
    first = book(out)
    found = [
        (segment["text"][start:end], second)
        for segment in segments(out)
        for sentence in segment["sentences"]
        for start, end, second in sentence["words"]
    ]
    assert [word for word, _ in found[:3]] == ["It", "rained", "It"]
    vtt = (out / "01 - Part 1.vtt").read_text(encoding="utf-8")
    assert f"It <00:00:{found[1][1]:06.3f}>rained." in vtt
    assert found[1][1] == pytest.approx(0.7 + 3 * 1260 / 22050, abs=0.005)
    make(store, out, settings=settings, chapters=slice(1, 2))
    assert book(out) == first


def test_words_are_not_timed_unless_asked_for(store: Store, out: Path) -> None:
    make(store, out)
    assert not [one for segment in segments(out) for one in segment["sentences"] if "words" in one]
    assert not re.search(r"<\d", (out / "01 - Part 1.vtt").read_text(encoding="utf-8"))


def test_the_book_tells_everything_that_was_made(store: Store, out: Path) -> None:
    release = make(store, out, settings=Settings(output=Output("wav"), book=BookInfo(year=1913)))
    data = book(out)
    assert (data["title"], data["author"], data["year"]) == ("The Book", "A. Writer", 1913)
    assert data["narrator"]["voice"]["name"] == "low-01"
    told = [(one["file"], one["seconds"]) for one in data["chapters"]]
    assert told == [(file.path.name, round(file.seconds, 6)) for file in release.files]
    text = BOOK.script.book.manuscript.text
    for segment in segments(out):
        assert text[slice(*segment["source"])] == segment["text"]
    kinds = [segment["kind"] for segment in segments(out)]
    assert kinds[:4] == ["narration", "dialogue", "scene_break", "narration"]


def directed(manner: Manner | None) -> Prep:
    """The book, Ann's first line said in that *manner*."""
    first, ann, *others = BOOK.script.segments
    said = (first, replace(ann, manner=manner), *others)
    return replace(BOOK, script=replace(BOOK.script, segments=said))


def test_the_book_tells_how_a_line_is_said(store: Store, out: Path) -> None:
    make(store, out, directed(Manner.WHISPERING))
    told = [segment.get("direction", "plainly") for segment in segments(out)]
    assert told == ["plainly", "whispering", "plainly", "plainly", "plainly", "plainly"]


@pytest.mark.parametrize("manner", [None, Manner.SHOUTING])
def test_a_chapter_whose_lines_are_said_otherwise_now_has_no_times(
    store: Store, out: Path, manner: Manner | None
) -> None:
    make(store, out, directed(Manner.WHISPERING))
    make(store, out, directed(manner), chapters=slice(1, 2))
    assert segments(out)[0]["start"] is None
    make(store, out, directed(manner))
    first = book(out)
    make(store, out, directed(manner), chapters=slice(1, 2))
    assert book(out) == first


def test_the_book_tells_when_each_sentence_is_heard(store: Store, out: Path) -> None:
    make(store, out)
    rain = segments(out)[0]
    (one, two) = rain["sentences"]
    assert (rain["start"], rain["end"]) == (one["start"], two["end"])
    assert rain["text"][slice(*two["text"])] == "It went on all day."
    hum = 11 * 1260 / 22050
    assert two["start"] - one["start"] == pytest.approx(hum, abs=1e-6)
    assert "estimated" not in two
    silent = segments(out)[2]
    assert (silent["start"], silent["sentences"]) == (None, [])


def test_times_of_an_engine_without_marks_are_called_estimated(store: Store, out: Path) -> None:
    make(store, out, engine=ToneEngine(marked=False))
    one, two = segments(out)[0]["sentences"]
    assert "estimated" not in one
    assert two["estimated"] is True


def test_a_second_run_gives_the_same_bytes(store: Store, out: Path) -> None:
    make(store, out)
    first = files(out)
    make(store, out)
    assert files(out) == first


def test_chapters_of_an_earlier_run_keep_their_times(store: Store, out: Path) -> None:
    make(store, out)
    first = files(out)
    make(store, out, chapters=slice(1, 2))
    assert files(out) == first


def test_a_chapter_that_says_something_else_now_has_no_times(store: Store, out: Path) -> None:
    make(store, out)
    other = book_of(["It snowed. It went on all day."], ["“So?”", "It was over."])
    make(store, out, other, chapters=slice(1, 2))
    assert segments(out)[0]["start"] is None
    assert segments(out)[1]["start"] is not None


def test_a_chapter_that_was_never_made_is_told_without_sound(store: Store, out: Path) -> None:
    make(store, out, chapters=slice(1, 2))
    first, second = book(out)["chapters"]
    assert (first["file"], first["seconds"], first["segments"][0]["start"]) == (None, None, None)
    assert second["file"] == "02 - Part 2.wav"
    assert "It rained" not in (out / "listen.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        "null",
        '{"narrate_book": 1}',
        '{"narrate_book": 2, "chapters": []}',
        '{"narrate_book": 1, "chapters": [{}]}',
        '{"narrate_book": 1, "chapters": [{"number": [], "file": 1}]}',
        '{"narrate_book": 1, "chapters": [{"number": 1, "file": "01 - Part 1.wav"}]}',
        MISFIT,
        "[" * 100_000,
    ],
)
def test_a_book_that_cannot_be_understood_is_written_anew(
    store: Store, out: Path, damaged: str
) -> None:
    make(store, out)
    (out / "book.json").write_text(damaged)
    make(store, out, chapters=slice(1, 2))
    assert segments(out)[0]["start"] is None
    assert segments(out)[-1]["start"] is not None


def test_marks_that_were_damaged_are_recorded_again(store: Store, out: Path) -> None:
    make(store, out)
    first = files(out)
    for path in (store.root / "takes").rglob("*.wav"):
        raw = bytearray(path.read_bytes())
        raw[HEADER.size + int.from_bytes(raw[60:64], "little") + CHUNK.size] ^= 1
        path.write_bytes(raw)
    again = out.with_name("again")
    make(store, again)
    assert files(again) == first


def test_damaged_marks_that_cannot_be_recorded_again_are_told(store: Store, out: Path) -> None:
    make(store, out)
    for path in (store.root / "takes").rglob("*.wav"):
        path.write_bytes(path.read_bytes()[:-1] + b"\xff")
    failing = FailingEngine(ToneEngine(), (Rule(Fault.RAISE, "rained"),))
    with pytest.raises(RecordingError, match="told to fail"):
        make(store, out.with_name("again"), engine=failing)


def test_a_file_that_cannot_be_written_is_told(store: Store, out: Path) -> None:
    (out / "listen.html").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"listen\.html"):
        make(store, out)


def test_subtitles_that_do_not_exist_are_refused_before_a_sound(store: Store, out: Path) -> None:
    with pytest.raises(SettingsError, match=r"'ass'.*choose from vtt, srt"):
        make(store, out, settings=Settings(output=Output("wav", subtitles=("ass",))))


def test_the_page_tells_each_voice_and_the_engine_it_is_of(store: Store, tmp_path: Path) -> None:
    mixed = Cast(Voice("piper", "en_US-joe-medium"), {"Ann": Voice("pyttsx3", "pyttsx3:en-gb+f2")})
    script = replace(BOOK.script, characters=(Character("Ann"),))
    make(store, tmp_path, replace(BOOK, script=script, cast=mixed))
    page = (tmp_path / "listen.html").read_text(encoding="utf-8")
    assert 'Narrator <span dir="ltr">en_US-joe-medium (piper)</span>' in page
    assert 'Ann <span dir="ltr">en-gb+f2 (pyttsx3)</span>' in page
