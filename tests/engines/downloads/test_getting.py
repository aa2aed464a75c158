"""A voice is got whole or not at all, from wherever it was broken off."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from fileserver import FileServer
from narrate.engines.downloads import Download, find_download, get_voice, getting, terms_of
from narrate.errors import OutputError, SettingsError, ToolError
from speechserver import Act

FOLDER = "en/en_US/lamp/medium"
NAME = "en_US-lamp-medium"
MODEL = f"{FOLDER}/{NAME}.onnx"

Get = Callable[[], list[tuple[str, int, int]]]


@pytest.fixture
def get(voice: Download, waits: list[float]) -> Get:
    """Gets the voice; what the watcher was told."""

    def got() -> list[tuple[str, int, int]]:
        told: list[tuple[str, int, int]] = []
        get_voice(voice, terms_of(voice), lambda *seen: told.append(seen))
        return told

    return got


def sends(status: int, body: bytes = b"", **headers: str) -> Act:
    return lambda handler, _: handler.send(status, body, "text/plain", **headers)


def here(voices: Path) -> list[str]:
    return sorted(path.name for path in voices.iterdir())


ALL = [f"{NAME}.MODEL_CARD", f"{NAME}.onnx", f"{NAME}.onnx.json"]


def test_its_files_come_to_the_folder_of_its_engine(
    get: Get, server: FileServer, voices: Path
) -> None:
    told = get()
    assert here(voices) == ALL
    assert (voices / f"{NAME}.onnx").read_bytes() == server.files[MODEL]
    assert told[-1] == (f"{NAME}.onnx", len(server.files[MODEL]), len(server.files[MODEL]))


def test_what_is_here_is_not_fetched_again(get: Get, server: FileServer) -> None:
    get()
    before = len(server.asked)
    get()
    assert server.asked[before:] == []


def test_two_programs_do_not_fetch_the_same_at_once(
    voice: Download, server: FileServer, voices: Path
) -> None:
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda _: get_voice(voice, terms_of(voice), lambda *_: None), range(2)))
    assert [path for path, _ in server.asked].count(MODEL) == 1
    assert here(voices) == ALL


def test_a_file_that_is_damaged_here_is_fetched_again(
    get: Get, server: FileServer, voices: Path
) -> None:
    get()
    model = voices / f"{NAME}.onnx"
    model.write_bytes(b"\0" * model.stat().st_size)
    get()
    assert model.read_bytes() == server.files[MODEL]


def test_a_connection_that_breaks_off_goes_on_where_it_was(
    get: Get, server: FileServer, voices: Path, waits: list[float]
) -> None:
    card_and_config: list[Act] = [server.serve, server.serve]
    server.script += [*card_and_config, *(server.breaking_off(100_000) for _ in range(4))]
    get()
    ranges = [asked for path, asked in server.asked if path == MODEL]
    assert ranges == [None, *(f"bytes={n}00000-" for n in range(1, 5))]
    assert waits == [1, 1, 1, 1]
    assert (voices / f"{NAME}.onnx").read_bytes() == server.files[MODEL]


def test_a_run_that_was_broken_off_is_gone_on_with_by_the_next(
    get: Get, server: FileServer, voices: Path
) -> None:
    voices.mkdir(parents=True)
    (voices / f".{NAME}.onnx.part").write_bytes(server.files[MODEL][:5_000])
    get()
    assert (MODEL, "bytes=5000-") in server.asked
    assert here(voices) == ALL


def test_a_server_without_ranges_sends_it_all_again(
    get: Get, server: FileServer, voices: Path
) -> None:
    voices.mkdir(parents=True)
    (voices / f".{NAME}.onnx.part").write_bytes(b"what was here" * 100)
    card_and_config: list[Act] = [server.serve, server.serve]
    server.script += [*card_and_config, sends(200, server.files[MODEL])]
    get()
    assert (voices / f"{NAME}.onnx").read_bytes() == server.files[MODEL]


def test_a_part_of_another_file_is_dropped_and_all_fetched_anew(
    get: Get, server: FileServer, voices: Path
) -> None:
    voices.mkdir(parents=True)
    (voices / f".{NAME}.onnx.part").write_bytes(b"\1" * 5_000)
    get()
    assert [asked for path, asked in server.asked if path == MODEL] == ["bytes=5000-", None]
    assert (voices / f"{NAME}.onnx").read_bytes() == server.files[MODEL]


@pytest.mark.parametrize("wrong", ["changed", "longer", "shorter"])
def test_a_file_that_is_not_what_it_should_be_is_refused(
    get: Get, server: FileServer, voices: Path, wrong: str
) -> None:
    right = server.files[MODEL]
    changed = {"changed": b"x" + right[1:], "longer": right + b"x", "shorter": right[:-1]}
    server.files[MODEL] = changed[wrong]
    with pytest.raises(ToolError, match=r"is not what it should be: .*\(MD5 is checked\)"):
        get()
    assert here(voices) == [f"{NAME}.onnx.json"]


def test_a_server_that_is_busy_is_asked_again(
    get: Get, server: FileServer, waits: list[float]
) -> None:
    server.script += [server.serve, sends(503), sends(429)]
    get()
    assert waits == [1, 4]


def test_a_server_that_keeps_failing_is_given_up_and_what_came_is_kept(
    get: Get, server: FileServer, voices: Path, waits: list[float]
) -> None:
    card_and_config: list[Act] = [server.serve, server.serve]
    server.script += [*card_and_config, server.breaking_off(100_000), *([sends(500)] * 3)]
    with pytest.raises(ToolError, match=r"nothing comes from 127\.0\.0\.1: .* 500") as told:
        get()
    assert waits == [1, 4, 16]
    assert told.value.hint == "run the same command again: it goes on where it was"
    assert (voices / f".{NAME}.onnx.part").stat().st_size == 100_000


def test_a_file_that_is_not_there_is_told(get: Get, server: FileServer) -> None:
    del server.files[MODEL]
    with pytest.raises(ToolError, match=rf"{server.url}/{MODEL} is not there \(404\)"):
        get()


def test_without_a_network_one_line_says_so(voice: Download, voices: Path) -> None:
    with pytest.raises(ToolError, match=r"nothing comes from voices\.invalid: there is no such"):
        terms_of(replace(voice, source="http://voices.invalid"))
    assert not voices.exists()


def test_a_redirect_is_followed_wherever_it_leads(
    get: Get, server: FileServer, voices: Path
) -> None:
    onward = sends(302, Location=f"{server.url}/{MODEL}")
    server.script += [server.serve, server.serve, onward]
    get()
    assert here(voices) == ALL


def test_a_redirect_to_what_is_no_address_is_given_up(get: Get, server: FileServer) -> None:
    server.script.append(sends(302, Location="http://[::1"))
    with pytest.raises(ToolError, match="it sends us on to what is no address"):
        get()


def test_a_redirect_in_circles_is_given_up(get: Get, server: FileServer) -> None:
    server.script += [sends(302, Location="/round")] * 6
    with pytest.raises(ToolError, match="round in circles"):
        get()


def test_too_little_room_is_told_before_anything_comes(
    get: Get, server: FileServer, voices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(Path.home())
    monkeypatch.setattr(getting, "disk_usage", lambda _: usage._replace(free=100_000))
    with pytest.raises(OutputError, match="too little room: 1 MB are needed, 0 are free"):
        get()
    assert [path for path, _ in server.asked] == [f"{FOLDER}/MODEL_CARD"]


def test_a_disk_that_fills_meanwhile_is_told_and_what_came_is_kept(
    get: Get, server: FileServer, voices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("narrate.engines.downloads.fetching.os.fsync", full)
        with pytest.raises(OutputError, match="cannot write: No space left on device") as told:
            get()
    assert told.value.exit_code == 7
    assert told.value.hint is not None
    assert told.value.hint.startswith("make room, and run the same command again")
    assert here(voices) == [f".{NAME}.onnx.json.part"]
    get()
    assert here(voices) == ALL


def test_a_folder_that_cannot_be_made_is_told(get: Get, voices: Path) -> None:
    voices.parent.write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        get()


@pytest.mark.parametrize(
    ("card", "licence", "warning"),
    [
        (b"* License: CC0\n", "CC0", ""),
        (b"* License: CC BY-NC-SA 4.0\n", "CC BY-NC-SA 4.0", "what it says may not be sold"),
        (b"* Licence: for research only\n", "for research only", "what it says may not be sold"),
        (
            b"* License: CC0\n\n## Training\n\nFinetuned from U.S. English lessac voice.\n",
            "CC0",
            "it was made from the voice lessac, whose recordings are for research only",
        ),
        (b"nothing\n", "unknown: read its MODEL_CARD before you publish anything", ""),
    ],
)
def test_what_may_be_done_with_it_is_told_by_its_card(
    voice: Download, server: FileServer, card: bytes, licence: str, warning: str
) -> None:
    server.files[f"{FOLDER}/MODEL_CARD"] = card
    terms = terms_of(voice)
    assert (terms.licence, terms.warning) == (licence, warning)


def test_what_our_list_forbids_is_forbidden_whatever_the_card_says(voice: Download) -> None:
    assert terms_of(replace(voice, sale=False)).warning == "what it says may not be sold"


def test_a_voice_that_is_newer_than_our_list_is_found_in_pipers_own(
    voice: Download, server: FileServer
) -> None:
    files = {
        file.path: {"size_bytes": file.size, "md5_digest": file.digest[4:]} for file in voice.files
    }
    listed = {NAME: {"num_speakers": 1, "files": files}}
    server.files["voices.json"] = json.dumps(listed).encode()
    found = find_download(NAME, server.url)
    assert replace(found, source=server.url) == voice
    with pytest.raises(SettingsError, match="there is no voice 'en_US-lump-medium' to get"):
        find_download("en_US-lump-medium", server.url)


@pytest.mark.parametrize("odd", [b"<html>", b"[]", b'{"en_US-lamp-medium": 5}', b"[" * 90_000])
def test_a_list_that_cannot_be_read_is_told(server: FileServer, odd: bytes) -> None:
    server.files["voices.json"] = odd
    with pytest.raises(SettingsError, match=r"voices\.json cannot be read"):
        find_download(NAME, server.url)


def test_without_a_network_an_unknown_name_is_told_with_those_like_it() -> None:
    with pytest.raises(SettingsError, match="'en_US-jo-medium' to get; Piper's own list") as told:
        find_download("en_US-jo-medium", "http://voices.invalid")
    assert told.value.hint is not None
    assert told.value.hint.startswith("did you mean en_US-joe-medium or ")


def test_any_other_name_is_looked_for_here_alone() -> None:
    with pytest.raises(SettingsError, match=r"there is no voice 'af_heart' to get \(hint") as told:
        find_download("af_heart", "http://voices.invalid")
    assert told.value.hint == "`narrate voices --available` lists all"
