"""The engine ``http`` speaks by a server: what is asked, and what is made of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.config import read_settings
from narrate.engines import Engine, engine_for, find_engine
from narrate.engines.asking import voices_for
from narrate.engines.http import HttpEngine, http_engine
from narrate.engines.patience import USUAL_LIMIT, Patient
from narrate.errors import RecordingError, SettingsError, ToolError
from narrate.model import Direction, Manner, Utterance, Voice
from narrate.settings import Option
from narrate.testing import EngineContract
from narrate.testing.tone import heard
from narrate.testing.wav import read_wav
from speechserver import Act, Asked, Handler, SpeechServer, hums, speech_server, wav_of

HELLO = Utterance("Hello, everybody.", Voice("http", "low-01"))
WHISPERED = replace(HELLO, direction=Direction(Manner.WHISPERING, rate=0.8))


class TestHttpEngine(EngineContract):
    many_pages = 5_000
    server: SpeechServer

    @pytest.fixture(autouse=True)
    def _serve(self) -> Iterator[None]:
        with speech_server() as self.server:
            yield

    def make_engine(self) -> Engine:
        return find_engine("http", options={"url": self.server.url})


def told(server: SpeechServer, tmp_path: Path, utterance: Utterance, **options: Option) -> Asked:
    """What is asked of the server for *utterance*."""
    http_engine(url=server.url, **options).speak(utterance, tmp_path / "take.wav")
    return server.asked[-1]


def test_a_take_is_asked_for_whole_as_a_wav_file(server: SpeechServer, tmp_path: Path) -> None:
    asked = told(server, tmp_path, HELLO)
    assert (asked.method, asked.path) == ("POST", "/v1/audio/speech")
    assert asked.told == {
        "model": "tts-1",
        "input": "Hello, everybody.",
        "voice": "low-01",
        "response_format": "wav",
        "speed": 1.0,
        "stream": False,
    }
    rate, samples = read_wav(tmp_path / "take.wav")
    assert heard(samples, rate) == "low-01"


def test_the_rate_is_asked_for_as_a_speed_directions_among_it(
    server: SpeechServer, tmp_path: Path
) -> None:
    slow = replace(WHISPERED, voice=Voice("http", "low-01", rate=350))
    assert told(server, tmp_path, slow).told["speed"] == 1.6


@pytest.mark.parametrize(("rate", "speed"), [(80, 1.0), (210, 1.2), (450, 2.0)])
def test_a_rate_beyond_the_speeds_that_the_server_takes_is_the_nearest(
    server: SpeechServer, tmp_path: Path, rate: int, speed: float
) -> None:
    line = replace(HELLO, voice=replace(HELLO.voice, rate=rate))
    assert told(server, tmp_path, line, speeds="1-2").told["speed"] == speed


def test_a_server_that_refuses_a_speed_ends_the_run_and_the_option_is_named(
    server: SpeechServer, tmp_path: Path
) -> None:
    complaint = {"loc": ["body", "speed"], "msg": "Input should be greater than or equal to 1"}
    server.usual = lambda handler, _: handler.send_json(422, {"detail": [complaint]})
    with pytest.raises(ToolError, match="fails: 422: speed: Input should be") as error:
        told(server, tmp_path, WHISPERED)
    assert "speeds: 1-2" in str(error.value.hint)
    with pytest.raises(RecordingError, match="422: speed"):
        told(server, tmp_path, replace(HELLO, spoken="At what speed?"))


def test_a_direction_is_told_in_words_only_if_asked(server: SpeechServer, tmp_path: Path) -> None:
    assert "instructions" not in told(server, tmp_path, WHISPERED).told
    assert told(server, tmp_path, WHISPERED, instructions=True).told["instructions"] == "Whisper."
    assert "instructions" not in told(server, tmp_path, HELLO, instructions=True).told


def test_every_manner_has_words(server: SpeechServer, tmp_path: Path) -> None:
    for manner in Manner:
        line = replace(HELLO, direction=Direction(manner))
        assert told(server, tmp_path, line, instructions=True).told["instructions"].endswith(".")


def test_further_fields_are_sent_and_those_set_to_null_are_not(
    server: SpeechServer, tmp_path: Path
) -> None:
    fields = '{"seed": 7, "stream": null, "instructions": "Softly."}'
    asked = told(server, tmp_path, WHISPERED, fields=fields, instructions=True, model="kokoro")
    assert asked.told["seed"] == 7
    assert "stream" not in asked.told
    assert asked.told["instructions"] == "Softly. Whisper."
    assert asked.told["model"] == "kokoro"


def test_a_voice_that_is_turned_down_is_lower(server: SpeechServer, tmp_path: Path) -> None:
    loud, soft = tmp_path / "loud.wav", tmp_path / "soft.wav"
    engine = http_engine(url=server.url)
    engine.speak(HELLO, loud)
    engine.speak(replace(HELLO, voice=replace(HELLO.voice, volume=0.5)), soft)
    assert max(read_wav(soft)[1]) == pytest.approx(max(read_wav(loud)[1]) / 2, abs=1)


def test_a_long_text_is_asked_for_in_parts_and_joined(server: SpeechServer, tmp_path: Path) -> None:
    text = " ".join(f"This is sentence number {n}, and it is told." for n in range(60))
    http_engine(url=server.url).speak(replace(HELLO, spoken=text), tmp_path / "take.wav")
    asked = [one.told["input"] for one in server.asked]
    assert " ".join(asked) == text
    assert len(asked) == 3
    assert all(len(one) <= 1_000 and one.endswith("told.") for one in asked)
    _, samples = read_wav(tmp_path / "take.wav")
    assert len(samples) == sum(1_260 * len(one) for one in asked)


@pytest.mark.parametrize("nothing", ["", " \n", "...", "—", "😀", "\x00"])
def test_what_has_no_words_is_not_asked_for(
    server: SpeechServer, tmp_path: Path, nothing: str
) -> None:
    with pytest.raises(RecordingError, match="there is nothing to say"):
        http_engine(url=server.url).speak(replace(HELLO, spoken=nothing), tmp_path / "take.wav")
    assert server.asked == []


def test_parts_at_different_rates_are_refused(server: SpeechServer, tmp_path: Path) -> None:
    def at(rate: int) -> Act:
        return lambda handler, _: handler.send(200, wav_of(b"\1\1" * 900, rate))

    server.script += [at(22_050), at(24_000)]
    text = "All of this is said. " * 60
    with pytest.raises(RecordingError, match=r"changed its rate: \[22050, 24000\] Hz"):
        http_engine(url=server.url).speak(replace(HELLO, spoken=text), tmp_path / "take.wav")


def test_its_voices_are_those_the_server_lists(server: SpeechServer) -> None:
    voices = http_engine(url=server.url).voices()
    assert len(voices) == 24
    assert [(one.name, one.gender) for one in voices][:1] == [("low-01", "M")]


def test_a_list_of_the_users_own_is_taken_instead_and_nobody_is_asked(server: SpeechServer) -> None:
    engine = http_engine(url=server.url, voices="alloy F, onyx M")
    assert [one.name for one in engine.voices()] == ["alloy", "onyx"]
    assert server.asked == []


@pytest.mark.parametrize("status", [400, 404, 405, 422, 501])
def test_a_server_without_a_list_has_voices_all_the_same(server: SpeechServer, status: int) -> None:
    server.usual = lambda handler, _: handler.send_json(status, {"detail": "Not Found"})
    engine = http_engine(url=server.url)
    assert engine.voices() == ()
    alloy = engine.unlisted("alloy")
    assert alloy is not None
    assert (alloy.name, alloy.castable) == ("alloy", False)
    assert "none are listed" in dict(engine.diagnose())["voices"]


@pytest.mark.parametrize("page", [b"<html>Welcome</html>", b"\n<!DOCTYPE html>\n<title>Voices"])
def test_a_server_that_answers_with_its_page_has_no_list(server: SpeechServer, page: bytes) -> None:
    server.usual = sends(page)
    assert http_engine(url=server.url).voices() == ()


def test_a_server_that_fails_to_list_its_voices_is_told(
    server: SpeechServer, waits: list[float]
) -> None:
    server.usual = lambda handler, _: handler.send_json(500, {"detail": "no model"})
    with pytest.raises(ToolError, match=r"/v1 fails: 500: no model"):
        http_engine(url=server.url).voices()
    assert waits == [1]


def sends(body: bytes) -> Act:
    return lambda handler, _: handler.send(200, body)


def test_a_list_that_cannot_be_read_is_told_with_what_to_do(server: SpeechServer) -> None:
    for body in (b"Welcome", b'{"voices": [', b'{"voices": 5}', b"[" * 100_000):
        server.usual = sends(body)
        with pytest.raises(ToolError, match=r"list of voices .* cannot be read") as told_so:
            http_engine(url=server.url).voices()
        assert told_so.value.hint is not None
        assert "list them in voices.yaml" in told_so.value.hint


def test_without_a_server_it_tells_how_to_name_one() -> None:
    engine = find_engine("http")
    assert "set its address in voices.yaml" in dict(engine.diagnose())["server"]
    with pytest.raises(SettingsError, match="the engine http has no server"):
        engine.voices()


def test_the_doctor_is_told_of_server_model_and_key(
    server: SpeechServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = dict(http_engine(url=server.url).diagnose())
    assert found["server"] == f"{server.url}/v1"
    assert found["key"] == "none in NARRATE_SPEECH_KEY"
    assert found["voices"] == "24"
    monkeypatch.setenv("MY_KEY", "sk-1")
    mine = dict(http_engine(url=server.url, key_env="MY_KEY", instructions=True).diagnose())
    assert mine["key"] == "in MY_KEY"
    assert mine["directions"] == "rate, and in words"


def test_a_key_that_others_can_read_on_its_way_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARRATE_SPEECH_KEY", "sk-1")
    engine = http_engine(url="http://speech.example", voices="alloy")
    assert "no https" in dict(engine.diagnose())["key"]


def test_the_fingerprint_tells_what_is_heard_and_nothing_else() -> None:
    usual = http_engine(url="http://localhost:8880", fields='{"a": 1, "b": 2}')
    same = http_engine(
        url=" http://LOCALHOST:8880/v1/ ",
        fields='{"b":2,"a":1}',
        key_env="OTHER",
        jobs=3,
        voices="alloy F",
        timeout=5,
    )
    assert same.fingerprint() == usual.fingerprint()
    others = (
        http_engine(url="http://localhost:8881"),
        http_engine(url="http://localhost:8880"),
        http_engine(url="http://localhost:8880", model="kokoro"),
        http_engine(url="http://localhost:8880", format="mp3"),
        http_engine(url="http://localhost:8880", instructions=True),
    )
    assert len({one.fingerprint() for one in (usual, *others)}) == 6


def test_the_recorder_gives_it_the_time_it_may_need(server: SpeechServer) -> None:
    engine = http_engine(url=server.url)
    assert isinstance(engine, Patient)
    assert engine.limit_s(HELLO) == 2 * USUAL_LIMIT.limit_s(HELLO.spoken) + 130
    assert http_engine(url=server.url, timeout=300).limit_s(HELLO) == 730
    assert engine.jobs == 1
    assert http_engine(url=server.url, jobs=4).jobs == 4


def test_a_mixture_of_voices_is_asked_for_as_it_stands(
    server: SpeechServer, tmp_path: Path
) -> None:
    def mixes(handler: Handler, asked: Asked) -> None:
        assert asked.told["voice"] == "af_bella(2)+af_sky(1)"
        hums(handler, replace(asked, body=asked.body.replace(b"af_bella(2)+af_sky(1)", b"low-02")))

    server.usual = mixes
    engine = HttpEngine(f"{server.url}/v1")
    mixture = replace(HELLO, voice=Voice("http", "af_bella(2)+af_sky(1)"))
    engine.speak(mixture, tmp_path / "take.wav")
    rate, samples = read_wav(tmp_path / "take.wav")
    assert heard(samples, rate) == "low-02"


def test_it_speaks_beside_other_engines(server: SpeechServer, tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text(
        f"engine: tone\nnarrator: http:alloy\nengines: {{http: {{url: '{server.url}'}}}}\n", "utf-8"
    )
    settings = read_settings(path)
    engine = engine_for(settings)
    found = {voice.name: voice for voice in voices_for(settings, engine)}
    assert not found["http:alloy"].castable
    assert found["http:low-01"].engine == "http"
    engine.speak(replace(HELLO, voice=Voice("http", "http:high-02")), tmp_path / "take.wav")
    assert server.asked[-1].told["voice"] == "high-02"
