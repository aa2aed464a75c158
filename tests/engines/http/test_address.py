"""What may be written as the address of a speech server."""

from __future__ import annotations

import pytest

from narrate.engines.http.address import base_url, is_open, origin
from narrate.plugins import OptionError


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("http://localhost:8880", "http://localhost:8880/v1"),
        (" http://localhost:8880/ ", "http://localhost:8880/v1"),
        ("http://LocalHost:8880/v1/", "http://localhost:8880/v1"),
        ("https://api.openai.com/v1", "https://api.openai.com/v1"),
        ("https://api.groq.com/openai/v1", "https://api.groq.com/openai/v1"),
        ("https://host.example/api", "https://host.example/api/v1"),
        ("https://host.example/v1beta", "https://host.example/v1beta"),
        ("https://host.example/openai/audio/speech", "https://host.example/openai"),
        ("http://[::1]:5000", "http://[::1]:5000/v1"),
    ],
)
def test_an_address_may_be_short_or_whole(written: str, base: str) -> None:
    assert base_url(written) == base


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "localhost:8880",
        "ftp://localhost",
        "file:///etc/passwd",
        "http://",
        "http://host:99999999/",
        "http://host:port/",
        "http://host/v1?key=secret",
        "http://host/#part",
        "http://ho st/",
        "http://hôst/",
        "http://[::1/",
    ],
)
def test_anything_else_is_told_before_it_is_asked(wrong: str) -> None:
    with pytest.raises(OptionError) as told:
        base_url(wrong)
    assert told.value.option == "url"
    assert told.value.hint == "such as http://localhost:8880"


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(OptionError, match="must not hold a name or a password") as told:
        base_url("https://ann:sesame@host/v1")
    assert "sesame" not in str(told.value)


def test_a_server_is_the_same_with_its_usual_port_or_without() -> None:
    assert origin("https://Host.example/a") == origin("https://host.example:443/b")
    assert origin("http://host.example/a") != origin("https://host.example/a")


def test_what_goes_to_another_machine_without_https_is_open() -> None:
    assert is_open("http://192.168.1.5:8880/v1")
    assert not is_open("https://speech.example/v1")
    for own in ("localhost", "127.0.0.1", "[::1]", "speech.localhost"):
        assert not is_open(f"http://{own}:8880/v1")
