"""``narrate voices --available`` and ``--get``, and engines with the options of voices.yaml."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import Narrate
from fileserver import FileServer, file_server
from narrate.engines.downloads import getting
from narrate.engines.downloads.catalogue import PIPER_SOURCE, piper_voice
from narrate.engines.web import connections
from speechserver import speech_server

NAME = "en_US-lamp-medium"
FOLDER = "en/en_US/lamp/medium"
MODEL = bytes(100_000)


@pytest.fixture
def server() -> Iterator[FileServer]:
    with file_server() as running:
        running.files[f"{FOLDER}/{NAME}.onnx"] = MODEL
        running.files[f"{FOLDER}/{NAME}.onnx.json"] = b"{}"
        running.files[f"{FOLDER}/MODEL_CARD"] = b"* License: CC BY-NC 4.0\n"
        yield running
        connections(running.url).clear()


@pytest.fixture(autouse=True)
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One voice is known, and the folder of voices is the test's own."""
    model = (len(MODEL), f"sha256:{hashlib.sha256(MODEL).hexdigest()}")
    config = (2, f"sha256:{hashlib.sha256(b'{}').hexdigest()}")
    lamp = replace(piper_voice(NAME, model, config, 1), licence="CC BY-NC 4.0", sale=False)
    monkeypatch.setattr(getting, "downloads", lambda: (lamp,))
    monkeypatch.setenv("NARRATE_VOICES", str(tmp_path / "voices"))
    return tmp_path / "voices"


def test_a_voice_is_got_and_its_terms_are_told_before(
    narrate: Narrate, server: FileServer, known: Path
) -> None:
    done = narrate("voices", "--get", NAME, "--mirror", f"{server.url}/")
    assert (done.code, done.err) == (0, f"{NAME}: what it says may not be sold\n")
    assert done.out == (
        f"{NAME}: 100 kB, licence: CC BY-NC 4.0\n"
        f"{NAME} is in {known / 'piper'}; write piper:{NAME} in voices.yaml\n"
    )
    assert (known / "piper" / f"{NAME}.onnx").read_bytes() == MODEL
    assert (known / "piper" / f"{NAME}.MODEL_CARD").exists()


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        (NAME, 5, "nothing comes from voices.invalid: there is no such"),
        ("en_US-lump-medium", 4, f"did you mean {NAME}?)"),
        ("af_heart", 4, "there is no voice 'af_heart' to get"),
    ],
)
def test_what_goes_wrong_is_told_in_one_line(
    narrate: Narrate, known: Path, name: str, code: int, words: str
) -> None:
    done = narrate("voices", "--get", name, "--mirror", "http://voices.invalid")
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert done.err.count("\n") == 1
    assert not known.exists()


def test_a_wrong_checksum_is_told_and_nothing_is_kept(
    narrate: Narrate, server: FileServer, known: Path
) -> None:
    server.files[f"{FOLDER}/{NAME}.onnx"] = b"\1" * len(MODEL)
    done = narrate("voices", "--get", NAME, "--mirror", server.url)
    assert done.code == 5
    assert f"{NAME}.onnx is not what it should be: its checksum is wrong" in done.err
    assert [path.name for path in (known / "piper").iterdir()] == [f"{NAME}.onnx.json"]


def test_options_that_do_not_go_together_are_wrong_usage(narrate: Narrate) -> None:
    assert "--mirror needs --get" in narrate("voices", "--mirror", "http://x").err
    assert "--say goes with neither" in narrate("voices", "--available", "--say", "x").err
    assert "begins with http" in narrate("voices", "--get", NAME, "--mirror", "ftp://x").err


def test_the_list_of_what_can_be_got_needs_no_network(narrate: Narrate) -> None:
    out = narrate("voices", "--available").out
    assert "en_US-joe-medium" in out
    assert "de_DE-thorsten-medium" not in out
    assert "de_DE-thorsten-medium" in narrate("voices", "--available", "--language", "de").out
    assert narrate("voices", "--available", "--language", "xx").out == "no such voice\n"


def test_the_list_is_data_too(narrate: Narrate) -> None:
    listed = json.loads(narrate("voices", "--available", "--language", "all", "--json").out)
    found = {one["name"]: one for one in listed["available"]}
    assert found["en_GB-vctk-medium"] == {
        "name": "en_GB-vctk-medium",
        "engine": "piper",
        "bytes": 76_959_390,
        "speakers": 109,
        "languages": ["en-gb"],
        "licence": "CC BY 4.0",
        "sale": None,
        "card": f"{PIPER_SOURCE}/en/en_GB/vctk/medium/MODEL_CARD",
    }


def test_an_engine_has_the_options_of_voices_yaml_in_this_folder(narrate: Narrate) -> None:
    with speech_server() as server:
        settings = f"engines: {{http: {{url: '{server.url}'}}}}\n"
        Path("voices.yaml").write_text(settings, encoding="utf-8")
        listed = narrate("voices", "--engine", "http").out
        assert "low-01" in listed
        assert f"server      {server.url}/v1" in narrate("doctor").out
        connections(server.url).clear()


def test_a_server_that_lists_no_voices_is_told_and_how_to_name_one(narrate: Narrate) -> None:
    with speech_server(lambda handler, _: handler.send_json(404, {"detail": "?"})) as server:
        settings = f"engine: http\nengines: {{http: {{url: '{server.url}'}}}}\n"
        Path("voices.yaml").write_text(settings, encoding="utf-8")
        line = (
            "the server of http tells no voices"
            " (hint: name one in voices.yaml: narrator: http:NAME)\n"
        )
        for words in (["--engine", "http"], [], ["--measure", "http"]):
            done = narrate("voices", *words)
            assert (done.code, done.out, done.err) == (0, line, "")
        assert json.loads(narrate("voices", "--json").out) == {"voices": []}
        connections(server.url).clear()


def test_no_voice_of_a_language_is_no_fault_of_a_server(narrate: Narrate) -> None:
    settings = "engines: {http: {url: 'http://localhost:1', voices: alloy F en-us}}\n"
    Path("voices.yaml").write_text(settings, encoding="utf-8")
    assert narrate("voices", "--engine", "http", "--language", "de").out == "no such voice\n"


def test_an_engine_without_what_it_needs_tells_what_to_write(narrate: Narrate) -> None:
    done = narrate("voices", "--engine", "http")
    assert done.code == 4
    assert "engines: {http: {url: http://localhost:8880}}" in done.err
