"""Whatever a speech server does wrong ends in a take, or in one line that says what it was."""

from __future__ import annotations

import ssl
import struct
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from narrate.engines.http import http_engine
from narrate.engines.http import received as received_module
from narrate.engines.http.client import retry_after_s
from narrate.errors import RecordingError, ToolError
from narrate.model import Utterance, Voice
from narrate.settings import Option
from narrate.sound.audio import Codec, Sound, encode
from narrate.testing.tone import heard
from narrate.testing.wav import read_wav
from speechserver import Act, Asked, Handler, SpeechServer, hum, hums, wav_of

HELLO = Utterance("Hello, everybody.", Voice("http", "low-01"))
WHOLE = 1_260 * len(HELLO.spoken)
"""frames"""

Say = Callable[..., int]


@pytest.fixture
def say(server: SpeechServer, tmp_path: Path, waits: list[float]) -> Say:
    """Has HELLO said with some options; the frames that came, if it is what was to be hummed."""

    def spoken(**options: Option) -> int:
        wav = tmp_path / f"{len(list(tmp_path.iterdir()))}.wav"
        http_engine(url=server.url, **options).speak(HELLO, wav)
        rate, samples = read_wav(wav)
        assert heard(samples[1_000:-2_000], rate) == "low-01"
        return len(samples)

    return spoken


def sends(status: int, body: bytes, kind: str = "application/json", **headers: str) -> Act:
    return lambda handler, _: handler.send(status, body, kind, **headers)


def drops(handler: Handler, _: Asked) -> None:
    """Close the connection without a word."""
    handler.close_connection = True
    handler.connection.close()


def breaks_off(handler: Handler, _: Asked) -> None:
    """Send half of what was promised."""
    body = hum(HELLO.spoken)
    handler.close_connection = True
    handler.send(200, body[: len(body) // 2], Content_Length=str(len(body)))


def breaks_off_amid_blocks(handler: Handler, _: Asked) -> None:
    """Begin to stream, and close the connection."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"400\r\n" + hum(HELLO.spoken)[:0x400] + b"\r\n")
    handler.close_connection = True


def half_a_file(handler: Handler, _: Asked) -> None:
    """Half a file, and no word of how long it ought to be but in the file itself."""
    body = hum(HELLO.spoken)
    handler.send(200, body[: len(body) // 2])


@pytest.mark.parametrize(
    "fault",
    [
        sends(503, b""),
        sends(408, b"too slow"),
        sends(429, b"{}"),
        sends(200, b"", "audio/wav"),
        drops,
        breaks_off,
        breaks_off_amid_blocks,
        half_a_file,
    ],
)
def test_what_may_pass_is_tried_again(
    server: SpeechServer, say: Say, waits: list[float], fault: Act
) -> None:
    server.script += [fault, fault, fault]
    assert say() == WHOLE
    assert waits == [1, 4, 16]
    assert len(server.asked) == 4


def test_a_failure_at_one_text_is_soon_tried_again(
    server: SpeechServer, say: Say, waits: list[float]
) -> None:
    server.script += [sends(500, b'{"detail": {"message": "CUDA out of memory"}}')] * 3
    assert say() == WHOLE
    assert waits == [1, 1, 1]


def test_a_server_that_keeps_failing_is_given_up_with_its_own_words(
    server: SpeechServer, say: Say, waits: list[float]
) -> None:
    server.usual = sends(500, b'{"detail": {"error": "processing", "message": "no such phoneme"}}')
    with pytest.raises(RecordingError, match="in the voice 'low-01': 500: no such phoneme"):
        say()
    assert len(server.asked) == 4


@pytest.mark.parametrize("status", [400, 404, 409, 413, 422])
def test_a_refusal_is_not_tried_again(
    server: SpeechServer, say: Say, waits: list[float], status: int
) -> None:
    server.usual = sends(status, b'{"error": {"message": "No voice low-01.", "type": "x"}}')
    with pytest.raises(RecordingError, match=rf"'Hello.*low-01': {status}: No voice low-01\."):
        say()
    assert (len(server.asked), waits) == (1, [])


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_key_that_is_not_taken_ends_the_run(
    server: SpeechServer, say: Say, waits: list[float], status: int
) -> None:
    server.usual = sends(status, b'{"error": {"message": "Who are you?"}}')
    with pytest.raises(ToolError, match=f"fails: {status}: Who are you") as told:
        say(key_env="MY_KEY")
    assert (len(server.asked), waits) == (1, [])
    assert ("MY_KEY" in str(told.value.hint)) == (status != 402)


def test_a_busy_server_is_waited_for_as_long_as_it_says(
    server: SpeechServer, say: Say, waits: list[float]
) -> None:
    server.script += [sends(429, b"{}", Retry_After="37"), sends(503, b"{}", Retry_After="0")]
    assert say() == WHOLE
    assert waits == [37, 0]


def test_a_server_that_wants_a_long_rest_ends_the_run(
    server: SpeechServer, say: Say, waits: list[float]
) -> None:
    server.usual = sends(429, b'{"error": {"message": "Quota"}}', Retry_After="3600")
    with pytest.raises(ToolError, match="429: Quota; it asks us to wait 3,600 s") as told:
        say()
    assert told.value.hint == "run again later: what was recorded is kept"
    assert (len(server.asked), waits) == (1, [])


def test_a_server_that_stays_busy_ends_the_run(server: SpeechServer, say: Say) -> None:
    server.usual = sends(429, b'{"error": {"message": "You exceeded your quota."}}')
    with pytest.raises(ToolError, match="429: You exceeded your quota"):
        say()


def test_how_long_to_wait_may_be_a_date() -> None:
    soon = datetime.now(UTC) + timedelta(seconds=60)
    waited = retry_after_s(format_datetime(soon, usegmt=True))
    assert waited is not None
    assert 0 < waited <= 60
    assert retry_after_s(format_datetime(soon - timedelta(days=1))) == 0
    assert [retry_after_s(odd) for odd in ("", "soon", "-5", "inf", "nan", "1e9")] == [None] * 6


@pytest.mark.parametrize(
    "beyond",
    [
        "9" * 30,
        f"Fri, 31 Dec {'9' * 20} 23:59:59 GMT",
        f"Fri, 31 Dec 2026 {'9' * 20}:59:59 GMT",
        f"Fri, 31 Dec 2026 23:59:59 +{'9' * 20}",
        "Fri, 31 Dec 2026 23:59:59 +120000000000000",
    ],
)
def test_a_time_to_wait_beyond_all_numbers_is_none(beyond: str) -> None:
    assert retry_after_s(beyond) is None


def test_a_server_that_wants_a_rest_until_a_far_year_ends_the_run(
    server: SpeechServer, say: Say, waits: list[float]
) -> None:
    server.usual = sends(429, b"", Retry_After="Fri, 31 Dec 9999 23:59:59 GMT")
    with pytest.raises(ToolError, match=r"429, .*; it asks us to wait \d{3},[\d,]+ s "):
        say()
    assert (len(server.asked), waits) == (1, [])


def test_a_server_that_asks_for_many_short_rests_is_waited_for_two_minutes_at_most(
    server: SpeechServer, say: Say, waits: list[float]
) -> None:
    server.usual = sends(429, b"{}", Retry_After="50")
    with pytest.raises(ToolError, match="it asks us to wait 50 s"):
        say()
    assert waits == [50, 50]


def test_nobody_there_ends_the_run(
    server: SpeechServer, tmp_path: Path, waits: list[float]
) -> None:
    engine = http_engine(url="http://127.0.0.1:1")
    with pytest.raises(ToolError, match=r"at http://127\.0\.0\.1:1/v1 fails: no connection"):
        engine.speak(HELLO, tmp_path / "take.wav")
    assert waits == [1, 4, 16]
    with pytest.raises(ToolError, match="fails: no connection"):
        engine.voices()


def hangs(handler: Handler, _: Asked) -> None:
    handler.speech.over.wait()


def drips(handler: Handler, _: Asked) -> None:
    """Send a byte now and then."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    handler.close_connection = True
    while not handler.speech.over.wait(0.02):
        try:
            handler.wfile.write(b"R")
        except OSError:
            return


def falls_silent(handler: Handler, _: Asked) -> None:
    """Begin an answer and never end it."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    handler.wfile.write(b"RIFF")
    handler.wfile.flush()
    handler.close_connection = True
    handler.speech.over.wait()


@pytest.mark.parametrize("fault", [hangs, drips, falls_silent])
def test_a_server_that_takes_too_long_is_waited_for_no_longer(
    server: SpeechServer, say: Say, waits: list[float], fault: Act
) -> None:
    server.usual = fault
    with pytest.raises(RecordingError, match=r"in time"):
        say(timeout=0.3)
    assert (len(server.asked), waits) == (1, [])


def streamed(length: int) -> bytes:
    """A WAV file whose header was written before its length was known."""
    whole = hum(HELLO.spoken)
    field = struct.pack("<I", length)
    return whole[:4] + field + whole[8:40] + field + whole[44:]


@pytest.mark.parametrize("length", [0, 0xFFFFFFFF, 0x7FFFFFFF, 0x7FFFF000, 2_000])
def test_the_frames_that_came_count_and_not_the_length_that_is_told(
    server: SpeechServer, say: Say, length: int
) -> None:
    server.usual = sends(200, streamed(length), "audio/wav")
    assert say() == WHOLE


def test_what_stands_behind_the_frames_is_no_sound(server: SpeechServer, say: Say) -> None:
    listed = (
        b"LIST" + struct.pack("<I", 26) + b"INFOISFT" + struct.pack("<I", 14) + b"Lavf60.16.100\0"
    )
    server.usual = sends(200, hum(HELLO.spoken) + listed, "audio/wav")
    assert say() == WHOLE


@pytest.mark.parametrize("form", ["pcm_s16le", "pcm_f32le"])
def test_a_wav_file_for_each_sentence_is_heard_whole(
    server: SpeechServer, say: Say, tmp_path: Path, form: str
) -> None:
    one = packed(tmp_path, "wav", "-c:a", form)
    server.usual = sends(200, one + one, "audio/wav")
    assert say() == 2 * WHOLE


def test_files_of_several_rates_are_told(server: SpeechServer, say: Say) -> None:
    server.usual = sends(200, hum(HELLO.spoken) + wav_of(bytes(2_000), 16_000), "audio/wav")
    with pytest.raises(RecordingError, match="files of several rates"):
        say()


def test_sound_that_is_no_number_is_told(server: SpeechServer, say: Say, tmp_path: Path) -> None:
    form = packed(tmp_path, "wav", "-c:a", "pcm_f32le")
    server.usual = sends(200, form[:-400] + 100 * struct.pack("<f", float("nan")), "audio/wav")
    with pytest.raises(RecordingError, match="no number"):
        say()


def packed(tmp_path: Path, container: str, *parameters: str) -> bytes:
    path = tmp_path / f"packed.{container}"
    pcm = hum(HELLO.spoken)[44:]
    encode([Sound(pcm, 22_050)], 22_050, Codec(container, parameters), path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("parameters", "rate"),
    [
        (("mp3", "-c:a", "libmp3lame"), 22_050),
        (("flac", "-c:a", "flac"), 22_050),
        (("ogg", "-c:a", "libopus"), 48_000),
        (("adts", "-c:a", "aac"), 22_050),
    ],
)
def test_another_format_than_was_asked_for_is_understood(
    server: SpeechServer, say: Say, tmp_path: Path, parameters: tuple[str, ...], rate: int
) -> None:
    server.usual = sends(200, packed(tmp_path, *parameters), "audio/wav")
    assert say() == pytest.approx(WHOLE * rate / 22_050, rel=0.1)


@pytest.mark.parametrize("form", ["pcm_f32le", "pcm_s24le", "pcm_u8"])
def test_any_kind_of_wav_file_is_understood(
    server: SpeechServer, say: Say, tmp_path: Path, form: str
) -> None:
    server.usual = sends(200, packed(tmp_path, "wav", "-c:a", form), "audio/wav")
    assert say() == WHOLE


def test_stereo_becomes_mono(server: SpeechServer, say: Say) -> None:
    pcm = hum(HELLO.spoken)[44:]
    both = b"".join(2 * pcm[at : at + 2] for at in range(0, len(pcm), 2))
    server.usual = sends(200, wav_of(both, channels=2), "audio/wav")
    assert say() == WHOLE


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"<html><title>502 Bad Gateway</title><p>x", "text/html", "text/html .*: 502 Bad Gateway"),
        (b'{"error": "model not loaded"}', "application/json", "no sound: model not loaded"),
        (b"data: {}\n\n", "text/event-stream", "it sent text/event-stream and no sound"),
        (b"\0\1\2\3" * 500, "audio/pcm", r"it sent audio/pcm and no sound$"),
        (b"\x1f\x8b" + bytes(range(256)), "audio/wav", r"it sent audio/wav and no sound$"),
    ],
)
def test_what_is_no_sound_is_told_with_its_words(
    server: SpeechServer, say: Say, body: bytes, kind: str, words: str
) -> None:
    server.usual = sends(200, body, kind)
    with pytest.raises(RecordingError, match=words):
        say()
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"RIFF\0\0\0\0WAVE", "half a file"),
        (wav_of(b""), "a file without sound"),
        (b"RIFF\0\0\0\0WAVEdata\x04\0\0\0abcd", "does not say what it holds"),
        (wav_of(b"\1\1" * 900, rate=100), "sound at 100 Hz"),
        (b"ID3" + bytes(2_000), "a broken mp3 file"),
        (b"OggS" + b"\xff" * 2_000, "a broken ogg file"),
        (b"fLaC" + b"\xff" * 2_000, "a broken flac file"),
    ],
)
def test_damaged_sound_is_tried_again_and_then_told(
    server: SpeechServer, say: Say, body: bytes, words: str
) -> None:
    server.usual = sends(200, body, "audio/wav")
    with pytest.raises(RecordingError, match=words):
        say()
    assert len(server.asked) == 4


def test_an_endless_answer_is_not_read_to_its_end(
    server: SpeechServer, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("narrate.engines.http.client.MOST_BYTES", 100_000)

    def floods(handler: Handler, _: Asked) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        while not handler.speech.over.is_set():
            try:
                handler.wfile.write(bytes(10_000))
            except OSError:
                return

    server.usual = floods
    with pytest.raises(RecordingError, match="it sent more than 100,000 bytes"):
        say()


def test_sound_that_is_packed_small_and_lasts_for_hours_is_refused(
    server: SpeechServer, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(received_module, "MOST_S", 0.5)
    server.usual = sends(200, packed(tmp_path, "flac", "-c:a", "flac"), "audio/flac")
    with pytest.raises(RecordingError, match=r"more than 0\.5 s of sound"):
        say()


def test_a_redirect_of_the_server_to_itself_is_followed(server: SpeechServer, say: Say) -> None:
    server.script.append(sends(307, b"", Location="/v1/audio/speech"))
    assert say() == WHOLE
    assert server.asked[0].body == server.asked[1].body


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("port", [":81", ":99999"])
def test_a_redirect_to_another_server_is_not_followed(
    server: SpeechServer, say: Say, status: int, port: str
) -> None:
    server.usual = sends(status, b"", Location=f"http://other.example{port}/v1/audio/speech?x=1")
    with pytest.raises(
        ToolError, match=r"it sends us on to http://other\.example:\d+/v1/audio/speech,"
    ) as told:
        say()
    assert len(server.asked) == 1
    assert told.value.hint == "if that is the right server, make it the url"


@pytest.mark.parametrize("nowhere", ["http://[::1", "http://[x]/", "//[", "http://a:b/"])
def test_a_redirect_to_what_is_no_address_is_not_followed(
    server: SpeechServer, say: Say, nowhere: str
) -> None:
    server.usual = sends(307, b"", Location=nowhere)
    with pytest.raises(ToolError, match=r"it sends us on to .*, where we do not follow"):
        say()
    assert len(server.asked) == 1


def test_a_redirect_that_would_lose_the_text_is_not_followed(
    server: SpeechServer, say: Say
) -> None:
    server.usual = sends(302, b"", Location="/v1/elsewhere")
    with pytest.raises(ToolError, match="where we do not follow"):
        say()


def test_a_server_that_sends_us_round_in_circles_is_given_up(
    server: SpeechServer, say: Say
) -> None:
    server.usual = sends(308, b"", Location="/v1/audio/speech")
    with pytest.raises(ToolError, match="round in circles"):
        say()
    assert len(server.asked) == 3


def test_a_certificate_nobody_knows_is_not_trusted(
    server: SpeechServer, tmp_path: Path, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = http_engine(url=server.url.replace("http:", "https:"))
    with pytest.raises(ToolError, match=r"no safe connection: .*(?i:wrong.version)"):
        engine.speak(HELLO, tmp_path / "take.wav")
    assert waits == []
    assert ssl.create_default_context().verify_mode is ssl.CERT_REQUIRED


def test_half_of_what_is_said_at_length_is_not_taken_for_all(
    server: SpeechServer, tmp_path: Path, waits: list[float]
) -> None:
    long = replace(HELLO, spoken="All of this is said. " * 60)
    server.script += [hums, sends(400, b'{"detail": "no more"}')]
    with pytest.raises(RecordingError, match="400: no more"):
        http_engine(url=server.url).speak(long, tmp_path / "take.wav")
    assert not (tmp_path / "take.wav").exists()
