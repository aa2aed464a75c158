"""An output is asked for by its name, and its files are those of the edition."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import IO, Any

import pytest

from narrate.config import read_settings
from narrate.errors import OutputError, SettingsError, ToolError
from narrate.model import FinishedBook
from narrate.outputs import BookOutput, OutputFile, check_outputs
from narrate.pipeline import Prep, produce
from narrate.recording import Recorder, Store
from narrate.release import Release
from narrate.settings import Output, Settings
from narrate.testing import OutputContract, ToneEngine
from soundstage import Report, book_of, inline

BOOK = book_of(["It rained.", "“Hello there.”"], ["It was over."])


def _listing(book: FinishedBook, title: str, file: IO[bytes]) -> None:
    lines = [title, *(f"{one.file} {one.chapter.number}" for one in book.heard)]
    file.write("\n".join(lines).encode("utf-8", "replace"))


@dataclass(frozen=True)
class Listing:
    """Lists the chapters' files."""

    title: str = "Files"
    ending: str = "list"

    def check(self, settings: Settings) -> None:
        if settings.output.format == "flac":
            raise SettingsError("no list of flac files is of any use")

    def files(self, book: FinishedBook) -> Iterable[OutputFile]:
        yield OutputFile(f"files.{self.ending}", partial(_listing, book, self.title))


class Named:
    """Gives its file the wrong name."""

    name = ""

    def check(self, settings: Settings) -> None:
        pass

    def files(self, book: FinishedBook) -> Iterable[OutputFile]:
        yield OutputFile(self.name, lambda file: file.write(book.title.encode()))


class Above(Named):
    name = "../above.txt"


class Over(Named):
    name = "01 - PART 1.wav"


class Stem(Named):
    name = "02 - part 2 (narrator).wav"


class Book(Named):
    name = "book.json"


class Broken(Named):
    def files(self, book: FinishedBook) -> Iterable[OutputFile]:
        def write(file: IO[bytes]) -> None:
            file.write(book.title.encode())
            raise ZeroDivisionError("no")

        yield OutputFile("half.txt", write)


OUTPUTS = {
    "listing": Listing,
    "above": Above,
    "over": Over,
    "stem": Stem,
    "book": Book,
    "broken": Broken,
}


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry_points(*, group: str, name: str | None = None) -> EntryPoints:
        assert group == "narrate.outputs"
        named = [one for one in OUTPUTS if name in (None, one)]
        return EntryPoints(EntryPoint(one, "anywhere", group) for one in named)

    monkeypatch.setattr("narrate.plugins.entry_points", entry_points)
    monkeypatch.setattr(EntryPoint, "load", lambda point: OUTPUTS[point.name])


class TestListing(OutputContract):
    def make_output(self) -> BookOutput:
        return Listing()


def make(
    folder: Path,
    *also: str,
    settings: Settings | None = None,
    prep: Prep = BOOK,
    chapters: slice = slice(None),
) -> Release:
    wanted = settings or Settings(output=Output("wav", also=also))
    with Recorder(ToneEngine(), Store(folder / "cache"), start=inline) as recorder:
        chosen = prep.script.book.chapters[chapters]
        return recorder.run(produce(prep, wanted, recorder, folder / "out", Report(), chosen))


def rows(folder: Path) -> list[Any]:
    data = json.loads((folder / "out" / "book.json").read_text(encoding="utf-8"))
    return [row for row in data["files"] if "output" in row]


def test_its_files_are_written_and_listed(tmp_path: Path) -> None:
    release = make(tmp_path, "listing")
    text = (tmp_path / "out" / "files.list").read_text()
    assert text == "Files\n01 - Part 1.wav 1\n02 - Part 2.wav 2"
    assert [(row["name"], row["output"]) for row in rows(tmp_path)] == [("files.list", "listing")]
    assert [(file.name, file.output) for file in release.outputs] == [("files.list", "listing")]


def test_its_files_go_when_it_is_not_asked_for_any_more(tmp_path: Path) -> None:
    make(tmp_path, "listing")
    assert make(tmp_path).removed == ("files.list",)
    assert not (tmp_path / "out" / "files.list").exists()
    assert rows(tmp_path) == []


def test_a_file_that_somebody_changed_stays(tmp_path: Path) -> None:
    make(tmp_path, "listing")
    (tmp_path / "out" / "files.list").write_text("mine")
    assert make(tmp_path).removed == ()
    assert (tmp_path / "out" / "files.list").read_text() == "mine"


def test_chapters_of_an_earlier_run_are_in_it(tmp_path: Path) -> None:
    make(tmp_path)
    make(tmp_path, "listing", chapters=slice(1, 2))
    assert "01 - Part 1.wav 1" in (tmp_path / "out" / "files.list").read_text()


def test_it_stays_when_only_some_chapters_are_made_anew_without_it(tmp_path: Path) -> None:
    make(tmp_path, "listing")
    assert make(tmp_path, chapters=slice(1, 2)).removed == ()
    assert [row["name"] for row in rows(tmp_path)] == ["files.list"]


def test_its_options_are_those_of_its_section(tmp_path: Path) -> None:
    voices = tmp_path / "voices.yaml"
    voices.write_text(
        "engine: tone\noutput: {format: wav, also: [listing, listing]}\n"
        "outputs:\n  listing:\n    title: Sounds\n    ending: txt\n"
    )
    make(tmp_path, settings=read_settings(voices))
    assert (tmp_path / "out" / "files.txt").read_text().startswith("Sounds\n")


def test_an_option_it_does_not_have_is_told_at_its_line(tmp_path: Path) -> None:
    voices = tmp_path / "voices.yaml"
    voices.write_text("output: {also: [listing]}\noutputs:\n  listing:\n    titel: no\n")
    with pytest.raises(SettingsError, match="the output listing has no option 'titel'") as told:
        check_outputs(read_settings(voices))
    assert str(told.value.at) == f"{voices}:4"


def test_one_that_nobody_has_installed_is_told_with_those_there_are(tmp_path: Path) -> None:
    voices = tmp_path / "voices.yaml"
    voices.write_text("output:\n  also: [lisitng]\n")
    with pytest.raises(SettingsError, match="there is no output called 'lisitng'") as told:
        make(tmp_path, settings=read_settings(voices))
    assert str(told.value.at) == f"{voices}:2"
    assert told.value.hint == "installed outputs: above, book, broken, listing, over, stem"
    assert not (tmp_path / "out").exists()


def test_what_it_cannot_work_with_is_told_before_a_sound(tmp_path: Path) -> None:
    settings = Settings(output=Output("flac", also=("listing",)))
    with pytest.raises(SettingsError, match="no list of flac"):
        make(tmp_path, settings=settings)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("above", r"a name it cannot have: '\.\./above\.txt'"),
        ("over", "would write over another file: '01 - PART 1.wav'"),
        ("stem", r"would write over another file: '02 - part 2 \(narrator\)\.wav'"),
        ("book", "would write over another file: 'book.json'"),
        ("broken", "the output broken does not work: ZeroDivisionError: no"),
    ],
)
def test_one_that_misbehaves_is_told_and_the_chapters_are_there(
    tmp_path: Path, name: str, told: str
) -> None:
    settings = Settings(output=Output("wav", also=(name,), stems=name == "stem"))
    with pytest.raises(ToolError, match=told):
        make(tmp_path, settings=settings)
    names = {path.name for path in (tmp_path / "out").glob("*[!)].*")}
    sound = {"01 - Part 1.wav", "02 - Part 2.wav"}
    assert names == sound | {"The Book.m3u8", "book.json", "listen.html"}
    assert not (tmp_path / "above.txt").exists()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out" / "files.list").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"files\.list: cannot write"):
        make(tmp_path, "listing")
