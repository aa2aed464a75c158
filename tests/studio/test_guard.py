"""Only the page itself is let in, and it is told to run nothing but its own modules."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from narrate.studio.guard import LARGEST_EDIT, POLICY, Door

API = "/api/books"


def test_without_the_token_nothing_is_told(stranger: TestClient) -> None:
    for path in ("/", API, "/api/events", "/page/index.html", "/nothing"):
        assert stranger.get(path).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "é", "x" * 43])
def test_a_wrong_token_opens_nothing(stranger: TestClient, token: str) -> None:
    answer = stranger.get("/", params={"token": token})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_token_leads_to_the_page_and_leaves_its_address(page: TestClient) -> None:
    first = page.get("/", params={"token": page.cookies["narrate-8765"]}, follow_redirects=False)
    assert (first.status_code, first.headers["location"]) == (303, "/")


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(page: TestClient) -> None:
    token = page.cookies["narrate-8765"]
    first = page.get("/", params={"token": token}, follow_redirects=False)
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_the_page_is_told_what_there_is(page: TestClient) -> None:
    assert [one["id"] for one in page.get(API).json()["books"]] == ["the-slow-train.txt"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "[::1]:8765", ""])
def test_another_name_for_this_machine_is_no_way_in(page: TestClient, host: str) -> None:
    assert page.get(API, headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:8765", "http://127.0.0.1:80"]
)
def test_no_other_site_may_ask(page: TestClient, origin: str) -> None:
    assert page.get(API, headers={"origin": origin}).status_code == 403


def test_what_changes_something_must_say_where_it_comes_from(page: TestClient) -> None:
    del page.headers["origin"]
    assert page.post(f"{API}/x/edits").status_code == 403
    assert page.get(API).status_code == 200
    assert page.get(API, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_what_is_too_much_is_not_read(page: TestClient) -> None:
    headers = {"content-length": str(LARGEST_EDIT + 1)}
    assert page.post(f"{API}/x/edits", headers=headers).status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "²", "1 1"])
def test_a_length_that_is_no_number_is_refused(page: TestClient, length: str) -> None:
    headers = {b"content-length": length.encode()}
    assert page.post(f"{API}/x/edits", headers=headers).status_code == 413


def test_every_answer_forbids_all_but_the_own_modules(page: TestClient) -> None:
    for path in ("/", API, "/page/studio.js", "/nothing"):
        headers = page.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in POLICY
    assert "*" not in POLICY


@pytest.mark.parametrize(
    "path",
    [
        "%2e%2e",
        "..%2Fsecret.txt",
        "%2Fetc%2Fpasswd",
        ".hidden.txt",
        "link.txt",
        "x%00",
    ],
)
def test_no_path_leads_out_of_the_folder(page: TestClient, folder: Path, path: str) -> None:
    (folder.parent / "secret.txt").write_text("“A secret,” said Tom.")
    (folder / ".hidden.txt").write_text("“Hidden,” said Tom.")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    for what in ("", "/segments"):
        assert page.get(f"{API}/{path}{what}").status_code == 404
    assert page.get(f"/page/{path}").status_code == 404


def test_the_token_is_told_to_nobody_by_accident() -> None:
    door = Door(1)
    assert door.token not in repr(door)
    assert door.token != Door(1).token
