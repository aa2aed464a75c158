"""Connections go where the environment says, and no further than they must."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from narrate.engines.web import WebError, ask, blocks, connections, is_loopback, within
from narrate.errors import ToolError
from speechserver import Asked, Handler, SpeechServer, speech_server

PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def says_hello(handler: Handler, _: Asked) -> None:
    handler.send(200, b"hello", "text/plain")


@pytest.fixture
def proxy() -> Iterator[SpeechServer]:
    with speech_server(says_hello) as running:
        yield running


def get(url: str) -> bytes:
    """What is at *url*."""
    deadline = within(30)
    answer = ask("GET", url, deadline)
    body = b"".join(blocks(answer, deadline))
    connections(url).clear()
    return body


def test_a_proxy_is_asked_where_the_environment_names_one(
    proxy: SpeechServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = proxy.url.replace("http://", "http://ann:sesame@")
    monkeypatch.setenv("HTTP_PROXY", place)
    assert get("http://speech.example/v1/models") == b"hello"
    (asked,) = proxy.asked
    assert asked.path == "http://speech.example/v1/models"
    assert asked.headers["proxy-authorization"].startswith("Basic ")


def test_it_is_not_asked_for_those_it_is_not_for(
    proxy: SpeechServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "speech.invalid")
    with pytest.raises(WebError, match="no such host"):
        get("http://speech.invalid/")
    assert proxy.asked == []


def test_this_machine_is_never_asked_by_a_proxy(
    proxy: SpeechServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert get(f"{proxy.url}/x") == b"hello"
    assert [one.path for one in proxy.asked] == ["/x"]


def test_a_proxy_of_another_kind_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1")
    with pytest.raises(ToolError, match="a proxy by socks5:// cannot be used"):
        get("https://speech.example/")


def test_a_proxy_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "127.0.0.1:1")
    with pytest.raises(WebError, match="the proxy does not let us through"):
        get("https://speech.example/")


def test_nothing_is_asked_when_the_time_is_over(proxy: SpeechServer) -> None:
    with pytest.raises(WebError, match="no time left"):
        ask("GET", proxy.url, within(-1))
    assert proxy.asked == []


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "a.localhost", "127.0.0.9", "::1"])
def test_this_machine_has_many_names(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "localhost.example", "example.com", ""])
def test_others_are_not_this_machine(host: str) -> None:
    assert not is_loopback(host)
