"""Books made by a program that has no command line: through narrate.production alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import ClassVar

import pytest

from commandline import STORY
from narrate.engines.costs import COSTS
from narrate.errors import RecordingError, RequestError, ToolError
from narrate.model import Book, Chapter, Manner, Mark, Note, Utterance
from narrate.production import (
    Cancelled,
    Engines,
    Failed,
    Follower,
    Made,
    Making,
    Plan,
    Request,
    Workers,
    plan_stories,
    plan_story,
    read_story,
)
from narrate.production.foretelling import foretell
from narrate.production.stories import Read
from narrate.recording import recording
from narrate.settings import Settings
from narrate.testing import ToneEngine
from soundstage import inline
from wholeruns import book

TONE = Request(engine="tone")
ONE = Workers(jobs=1)


class Diary(Follower):
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.lines: dict[str, list[tuple[int, int]]] = {}
        self.notes: list[str] = []

    def begun(self, story: Path) -> None:
        self.told.append(f"{story.stem} begun")

    def warned(self, note: Note, book: Book) -> None:
        self.notes.append(f"{book.title}: {note.message}")

    def recorded(self, story: Path, lines: int, of: int) -> None:
        self.lines.setdefault(story.stem, []).append((lines, of))

    def completed(self, story: Path, chapter: Chapter) -> None:
        self.told.append(f"{story.stem} {chapter.number}")

    def over(self, story: Path) -> None:
        self.told.append(f"{story.stem} over")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("narrate.recording.pool.start_processes", inline)
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Loading(ToneEngine):
    """Notes when it is made ready, and when it speaks."""

    did: ClassVar[list[str]] = []

    def get_ready(self) -> None:
        self.did.append("ready")

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        self.did.append("spoke")
        return super().speak(utterance, wav)


@pytest.fixture
def did(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the engine did that the stories ask for."""
    monkeypatch.setattr(Loading, "did", [])
    monkeypatch.setattr("narrate.production.planning.engine_for", lambda _: Loading())
    return Loading.did


@pytest.fixture
def long(folder: Path) -> Path:
    path = folder / "long.txt"
    path.write_text(book(chapters=3, lines=12), encoding="utf-8")
    return path


@pytest.fixture
def short(folder: Path) -> Path:
    path = folder / "short.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_book_is_read_planned_and_made_and_its_follower_knows(long: Path) -> None:
    read = read_story(long, TONE)
    assert "Ada" in {one.name for one in read.script.characters}
    plan = plan_story(long, read, TONE, Engines())
    diary = Diary()
    with Making([long], TONE, diary, ONE) as making:
        (made,) = making
    assert isinstance(made, Made)
    assert [file.chapter for file in made.release.files] == list(plan.chapters)
    assert all(file.path.is_file() for file in made.release.files)
    assert diary.told == ["long begun", "long 1", "long 2", "long 3", "long over"]
    counts, totals = zip(*diary.lines["long"], strict=True)
    assert list(counts) == sorted(counts)
    assert (counts[0], counts[-1], set(totals)) == (0, totals[0], {totals[0]})


def test_how_lines_are_said_is_found_only_if_they_are_to_be_directed(short: Path) -> None:
    short.write_text("“Come here,” whispered Ada.\n", encoding="utf-8")
    directed, plain = (read_story(short, TONE, directed=one).script for one in (True, False))
    assert directed.segments[0].manner is Manner.WHISPERING
    assert plain.segments[0] == replace(directed.segments[0], manner=None, manner_words="")


def test_a_plan_says_how_long_the_chapters_will_be(long: Path) -> None:
    (plan,) = plan_stories([long], TONE)
    assert isinstance(plan, Plan)
    lengths_s = plan.lengths_s()
    assert list(lengths_s) == [1, 2, 3]
    assert all(20 < seconds < 60 for seconds in lengths_s.values())
    assert not Path("audio").exists()


def test_a_story_that_is_given_up_stops_and_the_others_are_made(long: Path, short: Path) -> None:
    diary = Impatient()
    with Making([long, short], TONE, diary, ONE) as making:
        diary.making = making
        outcomes = {one.story if isinstance(one, Failed) else one.plan.story: one for one in making}
    failed = outcomes[long]
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, Cancelled)
    assert isinstance(outcomes[short], Made)
    assert "long over" in diary.told
    assert "long 3" not in diary.told
    assert not list(Path("audio/long").glob("03*"))


def test_what_was_recorded_of_it_is_not_recorded_again(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = Impatient()
    with Making([long], TONE, impatient, ONE) as making:
        impatient.making = making
        list(making)
    recorded, _ = impatient.lines["long"][-1]
    assert recorded
    with Making([long], TONE, diary := Diary(), ONE) as making:
        (made,) = making
    assert isinstance(made, Made)
    assert len(made.release.files) == 3
    taken = [lines for lines, _ in diary.lines["long"]]
    assert taken[:3] == [0, 1, 2]  # each told by itself: they are found, no batch brings them


def test_whoever_leaves_the_making_leaves_the_rest(long: Path, short: Path) -> None:
    with Making([short, long], TONE, diary := Diary(), ONE) as making:
        first = next(iter(making))
    assert isinstance(first, Made)
    assert diary.told[-1] != "long 3"
    assert list(making) == []


def test_a_story_that_fails_is_told_with_its_error(folder: Path, short: Path) -> None:
    with Making([folder / "missing.txt", short], TONE, workers=ONE) as making:
        failed, made = sorted(making, key=lambda one: isinstance(one, Made))
    assert isinstance(failed, Failed)
    assert failed.story.name == "missing.txt"
    assert isinstance(made, Made)


def test_warnings_are_told_not_printed(short: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("voices.yaml").write_text("characters:\n  Zoe: {}\n", encoding="utf-8")
    diary = Diary()
    list(plan_stories([short], TONE, diary))
    assert ["Zoe" in note for note in diary.notes] == [True]
    assert capsys.readouterr() == ("", "")


def test_two_stories_of_one_name_are_refused(folder: Path, short: Path) -> None:
    with pytest.raises(RequestError, match="would both be made in"):
        Making([short, folder / "elsewhere" / "short.txt"], TONE)


class Impatient(Diary):
    """Gives the long story up when its first chapter is recorded."""

    making: Making

    def completed(self, story: Path, chapter: Chapter) -> None:
        super().completed(story, chapter)
        if story.stem == "long":
            self.making.cancel(story)


def test_how_long_it_takes_is_tried_of_engines_that_take_time_alone(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def speak(engine: ToneEngine, *_: object) -> None:
        tried.append(engine.cost)
        raise RecordingError("it says nothing")

    monkeypatch.setattr(ToneEngine, "speak", speak)
    plan = plan_story(long, read_story(long, TONE), TONE)
    for cost in COSTS:
        assert foretell(replace(plan, engine=ToneEngine(cost=cost)), ONE) is None
    assert set(tried) == {"time"}


def test_what_is_recorded_to_foretell_is_kept(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "TOLD_FROM_S", 0.0)
    plan = plan_story(long, read_story(long, TONE), TONE)
    plan = replace(plan, engine=ToneEngine(cost="time"))
    forecast = foretell(plan, ONE)
    assert forecast is not None
    assert forecast.chapter.number == 1
    assert 0 < forecast.chapter_s <= forecast.all_s
    takes = [one for one in (long.parent / "cache").rglob("*.wav") if one.is_file()]
    assert 3 <= len(takes) < sum(map(len, plan.prep.utterances))


def test_what_an_engine_loads_is_loaded_in_every_worker_before_a_new_book_is_spoken(
    short: Path, did: list[str]
) -> None:
    with Making([short], TONE, workers=Workers(jobs=3)) as making:
        (made,) = making
    assert isinstance(made, Made)
    assert did[:4] == ["ready", "ready", "ready", "spoke"]


def test_what_an_engine_loads_is_loaded_while_the_book_is_read(
    short: Path, did: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    loading = Event()
    monkeypatch.setattr(Loading, "get_ready", lambda _: loading.set())

    def read(story: Path, request: Request, *, is_new: Callable[[Settings], object]) -> Read:
        def wait(settings: Settings) -> None:
            is_new(settings)
            assert loading.wait(20), "nothing is loaded before the book is read"

        return read_story(story, request, is_new=wait)

    monkeypatch.setattr("narrate.production.making.read_story", read)
    with Making([short], TONE, workers=ONE) as made:
        assert [type(one) for one in made] == [Made]
    assert did == ["spoke"] * len(did)


def test_for_a_book_that_was_made_before_no_worker_is_started(short: Path, did: list[str]) -> None:
    for _ in range(2):
        with Making([short], TONE, workers=ONE) as making:
            (made,) = making
        assert isinstance(made, Made)
    assert did.count("ready") == 1


def test_a_book_that_cannot_be_spoken_is_told_as_ever(
    short: Path, did: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_voices(_: Loading) -> str:
        raise ToolError("there is no voice")

    monkeypatch.setattr(Loading, "fingerprint", no_voices)
    with Making([short], TONE, workers=ONE) as making:
        (failed,) = making
    assert isinstance(failed, Failed)
    assert str(failed.error).startswith("there is no voice")
    assert did == []
