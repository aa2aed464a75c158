from __future__ import annotations

import io
from pathlib import Path

import pytest

from narrate.cli.progress import Bar
from narrate.model import Chapter, Span
from narrate.recording import Forecast


class Screen(io.StringIO):
    """What stderr is where somebody watches it."""

    def isatty(self) -> bool:
        return True


def shown(
    stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *stories: Path, quiet: bool = False
) -> str:
    """What is to be seen while *stories* are recorded, four lines each."""
    monkeypatch.setattr("sys.stderr", stream)
    with Bar(stories or (Path("story.txt"),), quiet=quiet) as bar:
        for story in stories or (Path("story.txt"),):
            bar.begun(story)
            bar.recorded(story, 0, of=4)
            bar.recorded(story, 4, of=4)
            bar.over(story)
    return stream.getvalue()


def test_the_bar_counts_lines_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(Screen(), monkeypatch)
    assert "story.txt:   0%" in text
    assert "0/4" in text


def test_there_is_no_bar_in_a_file_or_when_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(io.StringIO(), monkeypatch) == ""
    assert shown(Screen(), monkeypatch, quiet=True) == ""


def test_one_bar_is_for_many_stories_and_counts_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stories = [tmp_path / name for name in ("a.txt", "b.txt", "missing.txt")]
    stories[0].write_bytes(bytes(75))
    stories[1].write_bytes(bytes(25))
    text = shown(Screen(), monkeypatch, *stories)
    assert "0 of 3 stories:   0%" in text
    assert "1 of 3 stories:  75%" in text
    assert "2 of 3 stories: 100%" in text
    assert "a.txt" not in text


def test_a_story_that_is_over_though_not_recorded_is_not_awaited(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stories = [tmp_path / name for name in ("a.txt", "b.txt")]
    for story in stories:
        story.write_bytes(bytes(50))
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with Bar(stories) as bar:
        bar.begun(stories[0])
        bar.over(stories[0])
    assert "1 of 2 stories:  50%" in screen.getvalue()


def test_what_is_printed_beside_the_bar_stands_on_a_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with Bar((Path("a.txt"), Path("b.txt"))) as bar, bar.aside():
        screen.write("a.txt: it is empty\n")
    line = next(one for one in screen.getvalue().split("\n") if "it is empty" in one)
    assert line.rsplit("\r", 1)[1] == "a.txt: it is empty"


def foretold(forecast: Forecast, capsys: pytest.CaptureFixture[str], *, quiet: bool = False) -> str:
    with Bar((Path("story.txt"),), quiet=quiet) as bar:
        bar.expected(Path("story.txt"), forecast)
    return capsys.readouterr().err


def test_a_recording_that_takes_long_is_foretold(capsys: pytest.CaptureFixture[str]) -> None:
    chapter = Chapter(1, "One", Span(0, 1), Span(0, 0))
    told = foretold(Forecast(12_600, chapter, 600), capsys)
    assert told == (
        "story.txt: recording it takes about 3.5 hours, by what was measured of its first "
        "sentences; chapter 1 is there in 10 minutes\n"
    )
    assert foretold(Forecast(1500, chapter, 1500), capsys).endswith("its first sentences\n")
    assert foretold(Forecast(100, chapter, 50), capsys) == ""
    assert foretold(Forecast(12_600, chapter, 600), capsys, quiet=True) == ""
