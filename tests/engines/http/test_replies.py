"""A server's own words about its failure."""

from __future__ import annotations

import json

import pytest

from narrate.engines.http.replies import said


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"error": {"message": "No such voice.", "type": "invalid"}}, "No such voice."),
        ({"error": "No such voice."}, "No such voice."),
        ({"detail": "No such voice."}, "No such voice."),
        ({"detail": {"error": "validation", "message": "No such voice."}}, "No such voice."),
        (
            {"detail": [{"loc": ["body", "speed"], "msg": "too fast"}, {"msg": "too long"}]},
            "speed: too fast; too long",
        ),
        ("No such\nvoice.", "No such voice."),
        ({"code": 5}, ""),
        ([], ""),
    ],
)
def test_they_are_found_wherever_servers_put_them(told: object, words: str) -> None:
    assert said(json.dumps(told).encode()) == words


def test_plain_text_and_pages_are_words_too() -> None:
    assert said(b"no such voice\n") == "no such voice"
    page = b"<html><head><title>502 Bad &amp; Gone</title></head><body>nginx</body></html>"
    assert said(page) == "502 Bad & Gone"
    assert said(b"<h1>Error</h1><script>var x</script><p>Out of memory") == "Error Out of memory"
    assert said(b"") == ""


def test_they_are_short_and_hold_no_key() -> None:
    assert said(b"Incorrect key: sk-123.", "sk-123") == "Incorrect key: ***."
    assert len(said(b"many words " * 1_000)) == 300


def test_they_cannot_take_hold_of_a_terminal() -> None:
    assert said(b"\x1b[2J\x07Out of\0memory\xc2\x9b1m") == "[2J Out of memory 1m"
    assert said(b'{"error": "\\u001b[2JOut of memory"}') == "[2JOut of memory"


def test_what_is_no_text_says_nothing() -> None:
    assert said(bytes(range(256))) == ""
    assert said("Die Stimme f\xfchrt \xe4lter".encode("latin-1")).startswith("Die Stimme f")


@pytest.mark.parametrize("odd", [b"[" * 50_000, b"<" * 50_000, b"<script" * 9_000, b"\xff\xfe\0"])
def test_odd_bytes_do_no_harm(odd: bytes) -> None:
    assert len(said(odd)) <= 300
