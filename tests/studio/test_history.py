"""What was done can be undone and done again, to the byte."""

from __future__ import annotations

import itertools
import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.studio import kept_history
from narrate.studio.files import Files, Stored
from narrate.studio.history import History, change_between, patch_between
from narrate.studio.kept_history import find_history, keep_history

TEXTS = st.text("ab\n", max_size=12).map(str.encode)
STORED = st.builds(Stored, TEXTS, st.none() | TEXTS)


@given(STORED, STORED)
def test_a_change_leads_there_and_back(before: Stored, after: Stored) -> None:
    change = change_between("x", before, after)
    assert change.done(before) == after
    assert change.undone(after) == before


@given(st.lists(STORED, min_size=2, max_size=6))
def test_all_changes_are_undone_and_done_again_in_order(states: list[Stored]) -> None:
    history = History()
    for before, after in itertools.pairwise(states):
        history = history.with_change(change_between("x", before, after))
    now = states[-1]
    for expected in reversed(states[:-1]):
        history = history.undo()
        now = history.undone[-1].undone(now)
        assert now == expected
    for expected in states[1:]:
        history = history.redo()
        now = history.done[-1].done(now)
        assert now == expected


@given(STORED, STORED, STORED)
def test_what_goes_on_is_undone_with_what_it_goes_on_with(
    before: Stored, now: Stored, after: Stored
) -> None:
    history = History().with_change(change_between("x", before, now)).going_on(now, after)
    assert [one.undone(after) for one in history.done] == [before]


@given(STORED, STORED, STORED)
def test_what_was_undone_is_done_again_after_more_was_decided(
    before: Stored, now: Stored, after: Stored
) -> None:
    history = History().with_change(change_between("x", before, now)).undo()
    history = history.going_on(before, after)
    assert history.undone[-1].done(after) == now
    assert history.redo().done[-1].undone(now) == after


@given(st.lists(STORED, min_size=2, max_size=5))
def test_a_history_is_kept_as_long_as_the_files_are_the_same(states: list[Stored]) -> None:
    history, (*_, now) = History(), states
    for before, after in itertools.pairwise(states):
        history = history.with_change(change_between("é", before, after))
    files = Files(Path("a.txt"), Path("a.script.txt"), Path("voices.yaml"))
    with TemporaryDirectory() as cache, patch.dict(os.environ, {"NARRATE_CACHE": cache}):
        keep_history(files, now, history.undo())
        assert find_history(files, now) == history.undo()
        assert find_history(files, Stored(now.script + b"x", now.settings)) == History()
        assert find_history(replace(files, script=Path("b.script.txt")), now) == History()


def test_a_history_in_another_form_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    before, now = Stored(b"a", None), Stored(b"b", None)
    history = History().with_change(change_between("x", before, now))
    files = Files(Path("a.txt"), Path("a.script.txt"), Path("voices.yaml"))
    keep_history(files, now, history)
    assert find_history(files, now) == history
    monkeypatch.setattr(kept_history, "FORM", kept_history.FORM + 1)
    assert find_history(files, now) == History()


def test_of_a_history_that_is_long_the_last_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(kept_history, "MOST_BYTES", 100)
    states = [Stored(text.encode(), None) for text in ("a", "é" * 45, "b", "c", "d")]
    history, (*_, now) = History(), states
    for before, after in itertools.pairwise(states):
        history = history.with_change(change_between("x", before, after))
    files = Files(Path("a.txt"), Path("a.script.txt"), Path("voices.yaml"))
    keep_history(files, now, history)
    assert find_history(files, now) == replace(history, done=history.done[1:])
    keep_history(files, states[1], history.undo().undo().undo())
    assert find_history(files, states[1]) == History(history.done[:1])
    monkeypatch.setattr(kept_history, "MOST_CHANGES", 2)
    keep_history(files, now, history)
    assert find_history(files, now) == History(history.done[2:])


def test_a_small_change_of_a_long_file_takes_little_room() -> None:
    long = b"[Tom] And on.\n" * 10_000
    small = patch_between(long, long[:70_000] + b"; more\n" + long[70_000:])
    assert len(small.came or b"") + len(small.gone or b"") < 30
