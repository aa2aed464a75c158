from __future__ import annotations

import os
import struct
import time
import wave
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.cache.store import DAY_S, DamagedTake, Store
from narrate.errors import OutputError
from narrate.model import Mark, Take, Utterance, Voice

Use = Callable[[Store, Take], object]
VOICE = Voice("tone", "low-01")
HELLO = Utterance("Hello.", VOICE)
PCM = bytes(range(200))
KEY = "ab12" * 16
MARKS = (Mark(0, 0, 5), Mark(70, 5, 6))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def keep(store: Store, utterance: Utterance = HELLO) -> Take:
    return store.keep_take(utterance, "tone 1", PCM, 22050, MARKS)


def files(store: Store) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_an_empty_shelf_has_nothing(store: Store) -> None:
    assert store.find_take(HELLO, "tone 1") is None
    assert store.find_encoded(KEY, "mp3") is None
    assert not store.root.exists()


def test_a_take_is_found_again(store: Store) -> None:
    take = keep(store)
    assert store.find_take(HELLO, "tone 1") == take
    assert (take.frames, take.rate) == (100, 22050)
    assert store.read_sound(take) == PCM
    assert store.read_marks(take) == MARKS


def test_a_take_is_a_wav_file_that_anything_can_play(store: Store) -> None:
    with wave.open(str(keep(store).wav), "rb") as file:
        assert file.getparams()[:4] == (1, 2, 22050, 100)
        assert file.readframes(100) == PCM


def test_another_engine_or_another_voice_has_takes_of_its_own(store: Store) -> None:
    keep(store)
    assert store.find_take(HELLO, "tone 2") is None
    assert store.find_take(Utterance("Hello.", Voice("tone", "low-02")), "tone 1") is None


def test_a_take_may_hold_nothing(store: Store) -> None:
    take = store.keep_take(HELLO, "tone 1", b"", 22050)
    assert store.find_take(HELLO, "tone 1") == take
    assert take.frames == 0
    assert (store.read_sound(take), store.read_marks(take)) == (b"", ())


def test_a_take_of_an_earlier_version_is_not_found(store: Store) -> None:
    """It had no marks, and a chunk of our own that held one checksum."""
    head = struct.Struct("<4sI4s 4sIHHIIHH 4sII 4sI")
    form = (b"fmt ", 16, 1, 1, 22050, 44100, 2, 16)
    ours = (b"narr", 4, zlib.crc32(PCM), b"data", len(PCM))
    keep(store).wav.write_bytes(head.pack(b"RIFF", 248, b"WAVE", *form, *ours) + PCM)
    assert store.find_take(HELLO, "tone 1") is None


def test_keeping_a_take_leaves_nothing_else_behind(store: Store) -> None:
    take = keep(store)
    keep(store)
    assert files(store) == [take.wav]


@pytest.mark.parametrize("size", [0, 10, 64, 100, 264, 295])
def test_a_take_cut_short_is_not_found(store: Store, size: int) -> None:
    os.truncate(keep(store).wav, size)
    assert store.find_take(HELLO, "tone 1") is None


def test_a_file_that_is_no_take_of_ours_is_not_found(store: Store) -> None:
    keep(store).wav.write_bytes(b"\0" * 296)
    assert store.find_take(HELLO, "tone 1") is None


@pytest.mark.parametrize(("at", "use"), [(200, Store.read_sound), (280, Store.read_marks)])
def test_a_take_that_was_damaged_is_noticed_and_cleared_away(
    store: Store, at: int, use: Use
) -> None:
    take = keep(store)
    raw = bytearray(take.wav.read_bytes())
    raw[at] ^= 1
    take.wav.write_bytes(raw)
    assert store.find_take(HELLO, "tone 1") == take
    with pytest.raises(DamagedTake):
        use(store, take)
    assert store.find_take(HELLO, "tone 1") is None


@pytest.mark.parametrize("use", [Store.read_sound, Store.read_marks])
def test_a_take_that_has_gone_is_as_good_as_damaged(store: Store, use: Use) -> None:
    take = keep(store)
    take.wav.unlink()
    with pytest.raises(DamagedTake):
        use(store, take)


def test_a_pressing_is_found_again_unless_it_was_damaged(store: Store) -> None:
    store.keep_encoded(KEY, "mp3", b"sound")
    assert store.find_encoded(KEY, "mp3") == b"sound"
    (path,) = files(store)
    path.write_bytes(path.read_bytes()[:-1] + b"D")
    assert store.find_encoded(KEY, "mp3") is None


def test_a_pressing_that_is_a_file_is_lent_unless_it_was_damaged(
    store: Store, tmp_path: Path
) -> None:
    payload = bytes(range(256)) * 10_000
    (tmp_path / "made.flac").write_bytes(payload)
    store.keep_encoded_file(KEY, "flac", tmp_path / "made.flac")
    assert store.find_encoded(KEY, "flac") == payload
    assert store.copy_encoded(KEY, "flac", tmp_path / "lent.flac")
    assert (tmp_path / "lent.flac").read_bytes() == payload
    (path,) = files(store)
    path.write_bytes(path.read_bytes()[:-1] + b"D")
    assert not store.copy_encoded(KEY, "flac", tmp_path / "lent.flac")
    path.write_bytes(b"")
    assert not store.copy_encoded(KEY, "flac", tmp_path / "lent.flac")
    path.unlink()
    assert not store.copy_encoded(KEY, "flac", tmp_path / "lent.flac")


def test_scratch_is_gone_afterwards(store: Store) -> None:
    with store.run_folder() as first, store.run_folder() as second:
        (first / "x").touch()
        assert first != second
    assert files(store) == []
    assert not first.exists()


def test_what_was_used_for_a_book_that_is_finished_may_go_while_another_is_made(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path, limit=0)
    take = keep(store)
    with store.run_folder():
        with store.protect_used():
            assert store.find_take(HELLO, "tone 1")
        os.utime(take.wav, (time.time() - DAY_S,) * 2)  # that was long ago
        with store.protect_used():
            store.prune()
    assert not take.wav.exists()


def test_what_a_killed_run_left_is_removed_a_day_later(store: Store) -> None:
    temporary = store.root / "scratch"
    old, young, foreign = (
        temporary / "narrate-1-old",
        temporary / "narrate-2-young",
        temporary / "run-3",
    )
    for folder in (old, young, foreign):
        folder.mkdir(parents=True)
        (folder / "take.wav").touch()
    stray, ahead = temporary / "narrate-x.tmp", temporary / "narrate-y.tmp"
    for path, days in ((old, -2), (foreign, -2), (stray, -2), (ahead, 2)):
        path.touch()
        os.utime(path, (time.time() + days * DAY_S,) * 2)
    with store.run_folder():
        assert (old.exists(), stray.exists(), young.exists()) == (False, False, True)
        assert not ahead.exists()
        assert foreign.exists()


def test_what_is_used_is_marked_as_used_but_not_twice_a_minute(store: Store) -> None:
    take = keep(store)
    store.keep_encoded(KEY, "mp3", b"sound")
    week, now = time.time() - 7 * DAY_S, time.time() - 1
    for path in files(store):
        os.utime(path, (week, week))
    assert store.find_take(HELLO, "tone 1") == take
    assert store.find_encoded(KEY, "mp3") == b"sound"
    assert all(path.stat().st_mtime > now for path in files(store))
    for path in files(store):
        os.utime(path, (now, now))
    assert store.find_take(HELLO, "tone 1") == take
    assert all(path.stat().st_mtime == pytest.approx(now) for path in files(store))


def test_a_file_that_a_clock_put_into_the_future_counts_as_used_now(store: Store) -> None:
    take = keep(store)
    os.utime(take.wav, (time.time() + DAY_S,) * 2)
    store.find_take(HELLO, "tone 1")
    assert take.wav.stat().st_mtime < time.time() + 60


def test_the_shelf_is_pruned_but_for_what_is_used_while_somebody_is_at_work(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=0)
    used, unused = keep(store), keep(store, Utterance("Other.", VOICE))
    for take in (used, unused):
        os.utime(take.wav, (time.time() - DAY_S,) * 2)
    with store.protect_used():
        assert store.find_take(HELLO, "tone 1")
        made = keep(store, Utterance("New.", VOICE))
        store.prune()
    assert [take.wav.exists() for take in (used, made, unused)] == [True, True, False]


def test_a_shelf_without_a_limit_keeps_everything(store: Store) -> None:
    take = keep(store)
    os.utime(take.wav, (0, 0))
    store.prune()
    assert take.wav.exists()


def test_a_cache_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    store = Store(tmp_path / "cache")
    with pytest.raises(OutputError, match=r"cache cannot be written.*NARRATE_CACHE"):
        keep(store)
    with pytest.raises(OutputError, match="cache cannot be written"), store.run_folder():
        pass


def test_a_take_that_another_run_holds_open_is_left_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace an open file; it holds the same bytes anyway."""
    take = keep(store)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    assert keep(store) == take
    assert files(store) == [take.wav]
    with pytest.raises(OutputError, match="in use"):
        keep(store, Utterance("Other.", VOICE))
    take.wav.write_bytes(b"damaged")
    with pytest.raises(OutputError, match="in use"):
        keep(store)
