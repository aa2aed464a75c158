"""The feed is read as a podcast app reads it."""

from __future__ import annotations

import json
from dataclasses import replace
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from narrate.errors import SettingsError
from narrate.model import FinishedBook
from narrate.outputs import BookOutput
from narrate.outputs.feed import Feed
from narrate.settings import Settings
from narrate.testing import OutputContract, finished_book
from narrate.testing.outputs import HOSTILE

URL = "http://192.168.0.5:8000/lamp/"
NS = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}


class TestFeed(OutputContract):
    def make_output(self) -> BookOutput:
        return Feed(URL)


def files(book: FinishedBook) -> dict[str, bytes]:
    made = {}
    for file in Feed(URL).files(book):
        opened = BytesIO()
        file.write(opened)
        made[file.name] = opened.getvalue()
    return made


def channel(book: FinishedBook) -> Any:
    return ET.fromstring(files(book)["feed.xml"]).find("channel")  # noqa: S314 -- we wrote it


@pytest.fixture
def book(tmp_path: Path) -> FinishedBook:
    made = finished_book(tmp_path)
    with_subtitles = replace(made.chapters[0], subtitles=("01 - Chapter One.vtt",))
    return replace(made, chapters=(with_subtitles, made.chapters[1]))


def test_the_channel_is_the_book(book: FinishedBook) -> None:
    found = channel(book)
    assert found.findtext("title") == "The Boat"
    assert found.findtext("language") == "en"
    assert found.findtext("itunes:author", namespaces=NS) == "A. Writer"
    assert found.findtext("itunes:type", namespaces=NS) == "serial"
    persons = {one.get("role"): one.text for one in found.findall("podcast:person", NS)}
    assert persons == {"narrator": "narrate (voice low-01)", "author": "A. Writer"}


def test_it_asks_not_to_be_listed_in_public(book: FinishedBook) -> None:
    assert channel(book).findtext("itunes:block", namespaces=NS) == "Yes"


def test_every_chapter_is_an_episode_with_its_file(book: FinishedBook) -> None:
    items = channel(book).findall("item")
    assert [one.findtext("title") for one in items] == ["Chapter One", "Chapter Two"]
    for item, chapter in zip(items, book.chapters, strict=True):
        sound = item.find("enclosure")
        name = unquote(sound.get("url").removeprefix(URL))
        assert name == chapter.file
        assert int(sound.get("length")) == (book.folder / name).stat().st_size
        assert sound.get("type") == "audio/mpeg"
        assert int(item.findtext("itunes:duration", namespaces=NS)) == round(chapter.seconds or 0)


def test_apps_that_order_by_dates_have_the_chapters_in_their_order(book: FinishedBook) -> None:
    dates = [
        parsedate_to_datetime(one.findtext("pubDate")) for one in channel(book).findall("item")
    ]
    assert dates == sorted(set(dates))


def test_the_scenes_of_a_chapter_can_be_gone_to(book: FinishedBook) -> None:
    first, second = channel(book).findall("item")
    assert first.find("podcast:chapters", NS) is None
    listed = second.find("podcast:chapters", NS)
    assert listed.get("type") == "application/json+chapters"
    data = json.loads(files(book)[unquote(listed.get("url").removeprefix(URL))])
    heard = list(book.chapters[1].heard.values())[-1][0]
    assert data == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0, "title": "Chapter Two"},
            {"startTime": heard.start_s, "title": "“So it is.”"},
        ],
    }


def test_subtitles_are_transcripts(book: FinishedBook) -> None:
    first, second = channel(book).findall("item")
    transcript = first.find("podcast:transcript", NS)
    assert transcript.get("url") == f"{URL}01%20-%20Chapter%20One.vtt"
    assert transcript.get("type") == "text/vtt"
    assert second.find("podcast:transcript", NS) is None


def test_the_cover_lies_beside_it(book: FinishedBook) -> None:
    picture = channel(book).find("itunes:image", NS).get("href")
    assert book.cover
    assert files(book)[picture.removeprefix(URL)] == book.cover.data
    bare = replace(book, cover=None)
    assert channel(bare).find("itunes:image", NS) is None


@pytest.mark.parametrize("title", HOSTILE)
def test_whatever_the_title_it_is_xml(book: FinishedBook, title: str) -> None:
    found = channel(replace(book, title=title, author=title))
    assert found.findtext("title")
    assert len(found.findall("item")) == 2


@pytest.mark.parametrize("url", ["", "lamp/", "ftp://here/"])
def test_it_must_know_where_it_is_served(url: str) -> None:
    with pytest.raises(SettingsError, match="the address at which its folder is served"):
        Feed(url).check(Settings())


def test_an_address_may_lack_its_last_stroke() -> None:
    Feed(URL.rstrip("/")).check(Settings())
    assert Feed(URL.rstrip("/"))._at("a b") == f"{URL}a%20b"
