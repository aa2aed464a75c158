from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.cache.pruning import MINUTE_S, Pruned, list_items, prune
from narrate.cache.store import Store
from narrate.model import Take, Utterance, Voice

KEY = "0123456789abcdef" * 4
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Put a file of some size in the cache, last used so many hours ago."""

    def put(name: str, size: int = 10, minutes: float = 0.0) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(size))
        used = time.time() - minutes * MINUTE_S
        os.utime(path, (used, used))
        return path

    return put


def name(digit: str, kind: str = "takes", suffix: str = "wav") -> str:
    key = digit * 64
    return f"{kind}/{key[:2]}/{key}.{suffix}"


def test_every_kind_is_counted(tmp_path: Path, put: Put) -> None:
    put(name("a"), 5)
    put(name("b", "pressings", "mp3"), 7)
    put(name("c", "scripts", "json"), 9)
    found = {(item.kind, item.size) for item in list_items(tmp_path)}
    assert found == {("takes", 5), ("pressings", 7), ("scripts", 9)}


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert list(list_items(tmp_path / "none")) == []
    assert prune(tmp_path / "none", 0) == Pruned()


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path, put: Put) -> None:
    new, old, older = (
        put(name("a"), minutes=1),
        put(name("b"), minutes=20),
        put(name("c"), minutes=30),
    )
    assert prune(tmp_path, 20) == Pruned(1, 10)
    assert [new.exists(), old.exists(), older.exists()] == [True, True, False]
    assert prune(tmp_path, 19) == Pruned(1, 10)
    assert [new.exists(), old.exists()] == [True, False]
    assert prune(tmp_path, 0) == Pruned(1, 10)
    assert not list(list_items(tmp_path))


def test_below_the_limit_nothing_goes(tmp_path: Path, put: Put) -> None:
    path = put(name("a"), 10, minutes=1000)
    assert prune(tmp_path, 10) == Pruned()
    assert path.exists()


@pytest.mark.parametrize(
    "foreign",
    [
        "diary.txt",
        "takes/scene one.wav",
        f"takes/ab/{KEY}.wav",  # in the wrong folder
        f"takes/01/{KEY[:-1]}.wav",
        f"takes/01/{KEY}",
        f"takes/01/{KEY}.wav.bak",
        f"takes/01/{KEY.upper()}.wav",
        f"takes/01/deep/{KEY}.wav",
        f"films/01/{KEY}.wav",
        f"scratch/01/{KEY}.wav",
        f"{KEY}.wav",
    ],
)
def test_a_file_that_is_not_ours_is_neither_counted_nor_removed(
    tmp_path: Path, put: Put, foreign: str
) -> None:
    """Somebody may have made their home folder the cache."""
    path = put(foreign, minutes=10_000)
    assert list(list_items(tmp_path)) == []
    assert prune(tmp_path, 0) == Pruned()
    assert path.exists()


@pytest.mark.parametrize("link", ["takes", "takes/aa", name("a")])
def test_no_link_is_followed(tmp_path: Path, put: Put, link: str) -> None:
    elsewhere = put(f"elsewhere/{name('a')}", minutes=10_000)
    place = tmp_path / "cache" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "elsewhere" / link)
    assert list(list_items(tmp_path / "cache")) == []
    assert prune(tmp_path / "cache", 0) == Pruned()
    assert elsewhere.exists()
    assert place.is_symlink()


def test_a_folder_called_like_a_file_stays(tmp_path: Path) -> None:
    (tmp_path / name("a")).mkdir(parents=True)
    assert prune(tmp_path, 0) == Pruned()


def test_what_a_run_at_work_uses_stays(tmp_path: Path, put: Put) -> None:
    """Uses are marked to a minute, so a minute before its beginning is spared too."""
    before, within = put(name("a"), minutes=3.5), put(name("b"), minutes=2.5)
    (tmp_path / "scratch" / f"narrate-{int(time.time() - 2 * MINUTE_S)}-x").mkdir(parents=True)
    (tmp_path / "scratch" / f"narrate-{int(time.time())}-y").mkdir()
    assert prune(tmp_path, 0) == Pruned(1, 10)
    assert [before.exists(), within.exists()] == [False, True]


def test_what_is_used_while_others_are_pruned_stays(
    tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = put(name("a"), minutes=3), put(name("b"), minutes=2)
    unlink = Path.unlink

    def use_the_other(path: Path) -> None:
        unlink(path)
        os.utime(second)

    monkeypatch.setattr(Path, "unlink", use_the_other)
    assert prune(tmp_path, 0) == Pruned(1, 10)
    assert [first.exists(), second.exists()] == [False, True]


def test_what_cannot_be_removed_stays(
    tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(name("a"))

    def refuse(path: Path) -> None:
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    assert prune(tmp_path, 0) == Pruned()


# Another narrate, which uses the take it is told of, says so, and waits to hear it once more.
OTHER_RUN = """
import sys
from pathlib import Path
from narrate.model import Utterance, Voice
from narrate.cache.store import Store

store = Store(Path(sys.argv[1]), limit=0)
with store.protect_used():
    take = store.find_take(Utterance("Hello.", Voice("tone", "low-01")), "tone 1")
    print("found", flush=True)
    sys.stdin.readline()
    print(len(store.read_sound(take)), flush=True)
    store.prune()
"""


def test_two_runs_at_once_leave_each_other_what_they_use(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=0)

    def keep(spoken: str) -> Take:
        take = store.keep_take(
            Utterance(spoken, Voice("tone", "low-01")), "tone 1", bytes(200), 22050
        )
        os.utime(take.wav, (time.time() - 100 * MINUTE_S,) * 2)
        return take

    theirs, nobodys = keep("Hello."), keep("Goodbye.")
    command = [sys.executable, "-c", OTHER_RUN, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "found\n"
        with store.protect_used():
            ours = store.keep_take(
                Utterance("Ours.", Voice("tone", "low-01")), "tone 1", bytes(20), 22050
            )
            store.prune()
        assert [take.wav.exists() for take in (theirs, ours, nobodys)] == [True, True, False]
        other.stdin.write("go on\n")
        other.stdin.flush()
        assert other.stdout.readline() == "200\n"
    assert other.returncode == 0
    assert theirs.wav.exists()  # its own run pruned too
