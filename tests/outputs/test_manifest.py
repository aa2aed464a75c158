"""The manifests are read as a player reads them: what is heard, in which order, how long."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from narrate.model import FinishedBook
from narrate.outputs import BookOutput
from narrate.outputs.manifest import Manifest
from narrate.testing import OutputContract, finished_book


class TestManifest(OutputContract):
    def make_output(self) -> BookOutput:
        return Manifest()


def files(book: FinishedBook) -> dict[str, bytes]:
    made = {}
    for file in Manifest().files(book):
        opened = BytesIO()
        file.write(opened)
        made[file.name] = opened.getvalue()
    return made


def data(book: FinishedBook, name: str) -> Any:
    return json.loads(files(book)[name])


@pytest.fixture
def book(tmp_path: Path) -> FinishedBook:
    made = finished_book(tmp_path, "opus")
    with_subtitles = replace(made.chapters[0], subtitles=("01 - Chapter One.vtt",))
    return replace(made, chapters=(with_subtitles, made.chapters[1]))


def test_readium_knows_the_book(book: FinishedBook) -> None:
    found = data(book, "manifest.json")
    told = found["metadata"]
    assert (told["title"], told["author"], told["published"]) == ("The Boat", "A. Writer", "1913")
    assert told["belongsTo"] == {"series": {"name": "The Boats", "position": 2.5}}
    assert told["narrator"] == "narrate (voice low-01)"
    assert told["conformsTo"] == "https://readium.org/webpub-manifest/profiles/audiobook"
    assert found["links"] == [
        {"rel": "self", "href": "manifest.json", "type": "application/audiobook+json"}
    ]


def test_readium_hears_every_chapter_in_order(book: FinishedBook) -> None:
    found = data(book, "manifest.json")
    order = found["readingOrder"]
    assert [unquote(one["href"]) for one in order] == [one.file for one in book.chapters]
    assert {one["type"] for one in order} == {"audio/ogg; codecs=opus"}
    assert sum(one["duration"] for one in order) == pytest.approx(found["metadata"]["duration"])


def test_readium_lists_chapters_and_their_scenes(book: FinishedBook) -> None:
    first, second = data(book, "manifest.json")["toc"]
    assert first == {"href": "01%20-%20Chapter%20One.opus", "title": "Chapter One"}
    assert [one["title"] for one in second["children"]] == ["Chapter Two", "“So it is.”"]
    assert second["children"][1]["href"] == f"{second['href']}#t=2.500"


def test_what_lies_beside_the_chapters_is_among_the_resources(book: FinishedBook) -> None:
    found = {one["href"]: one for one in data(book, "manifest.json")["resources"]}
    assert set(found) == {"manifest.png", "01%20-%20Chapter%20One.vtt"}
    assert found["manifest.png"]["rel"] == "cover"
    assert book.cover
    assert files(book)["manifest.png"] == book.cover.data


def test_the_w3c_manifest_has_what_the_recommendation_demands(book: FinishedBook) -> None:
    found = data(book, "publication.json")
    assert found["@context"] == ["https://schema.org", "https://www.w3.org/ns/pub-context"]
    assert found["conformsTo"] == "https://www.w3.org/TR/audiobooks/"
    assert found["type"] == "Audiobook"
    lengths = [float(one["duration"][2:-1]) for one in found["readingOrder"]]
    assert sum(lengths) == pytest.approx(float(found["duration"][2:-1]))
    assert [unquote(one["url"]) for one in found["readingOrder"]] == [
        one.file for one in book.chapters
    ]
    assert found["readBy"] == [{"type": "Person", "name": "narrate (voice low-01)"}]


def test_a_chapter_without_sound_is_in_neither(book: FinishedBook) -> None:
    silent = replace(book.chapters[1], file=None, seconds=None, heard={})
    partial = replace(book, chapters=(book.chapters[0], silent))
    for name in ("manifest.json", "publication.json"):
        assert len(data(partial, name)["readingOrder"]) == 1
