from __future__ import annotations

import io

import pytest

from narrate.cli.progress import Bar


class Screen(io.StringIO):
    """What stderr is where somebody watches it."""

    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, quiet: bool = False) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    with Bar("story.txt", quiet=quiet) as bar:
        bar.total(4)
        bar.advance(4)
    return stream.getvalue()


def test_the_bar_counts_lines_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(Screen(), monkeypatch)
    assert "story.txt:   0%" in text
    assert "0/4" in text


def test_there_is_no_bar_in_a_file_or_when_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(io.StringIO(), monkeypatch) == ""
    assert shown(Screen(), monkeypatch, quiet=True) == ""
