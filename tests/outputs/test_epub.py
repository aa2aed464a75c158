"""An EPUB is taken apart as a reading system does it, and heard."""

from __future__ import annotations

import shutil
import subprocess
from array import array
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest

from epubchecking import complaints, needs_epubcheck
from narrate.errors import SettingsError
from narrate.model import FinishedBook, Sentence, Series, Span
from narrate.outputs import BookOutput
from narrate.outputs.epub import Epub
from narrate.outputs.epub.script_pages import clips
from narrate.pipeline import prepare, produce, read_script
from narrate.recording import Recorder, Store
from narrate.settings import Output, Settings
from narrate.sound import audio
from narrate.testing import OutputContract, ToneEngine, finished_book, heard
from narrate.testing.outputs import HOSTILE
from soundstage import Report, inline

NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "smil": "http://www.w3.org/ns/SMIL",
    "html": "http://www.w3.org/1999/xhtml",
}
STORY = """\
The Lighthouse Keeper

by A. Writer

Chapter One

Ada climbed the last step. “Is anybody there?” she called.

“Only me,” said Tom. “Mind the _lamp_, it is hotter than you think.”

* * *

Ada sat down, and for a long time neither of them spoke.

Chapter Two

“You might have said so,” said Ada. The rain went on.
"""
RATE = 22050


class TestEpub(OutputContract):
    def make_output(self) -> BookOutput:
        return Epub()


def written(book: FinishedBook, path: Path) -> Path:
    (file,) = Epub().files(book)
    with path.open("wb") as opened:
        file.write(opened)
    return path


@dataclass(frozen=True)
class Opened:
    """An EPUB as it is read: by its container, its package and its manifest."""

    file: ZipFile

    @property
    def package_name(self) -> str:
        container = parsed(self.file.read("META-INF/container.xml"))
        return str(
            next(one.get("full-path") for one in container.iter() if "full-path" in one.attrib)
        )

    @property
    def package(self) -> Any:
        return parsed(self.file.read(self.package_name))

    def item(self, name: str) -> Any:
        return self.package.find(f".//opf:item[@id='{name}']", NS)

    def read(self, href: str, seen_from: str | None = None) -> bytes:
        return self.file.read(normpath(join(seen_from or self.package_name, "..", href)))

    def pages(self) -> list[Any]:
        """The items of the spine, in its order."""
        return [
            self.item(one.attrib["idref"]) for one in self.package.findall(".//opf:itemref", NS)
        ]

    def metas(self, name: str) -> dict[str | None, str]:
        """What the package says of that property, by what it refines."""
        found = self.package.findall(f".//opf:meta[@property='{name}']", NS)
        return {one.get("refines"): one.text for one in found}

    def pars(self, page: Any) -> list[tuple[str, str, float, float]]:
        """Every span of *page* that is heard: its identity, the sound file, from, to."""
        overlay = parsed(self.read(self.item(page.attrib["media-overlay"]).attrib["href"]))
        found = []
        for par in overlay.iter(f"{{{NS['smil']}}}par"):
            text, sound = par.find("smil:text", NS), par.find("smil:audio", NS)
            assert text is not None
            assert sound is not None
            href, _, place = text.attrib["src"].partition("#")
            assert href == page.attrib["href"]
            times = [
                float(sound.attrib[name].removesuffix("s")) for name in ("clipBegin", "clipEnd")
            ]
            found.append((place, sound.attrib["src"], times[0], times[1]))
        return found


def parsed(data: bytes) -> Any:
    return ET.fromstring(data)  # noqa: S314 -- we wrote it


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(rest)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a book that was made whole."""
    folder = tmp_path_factory.mktemp("epub")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    settings = Settings(engine="tone", output=Output(book="epub"))
    prep = prepare(read_script(folder / "story.txt", settings), settings, ToneEngine())
    with Recorder(ToneEngine(), Store(folder / "cache"), start=inline) as recorder:
        out = folder / "out"
        release = recorder.run(produce(prep, settings, recorder, out, Report()))
    assert [one.name for one in release.outputs] == ["The Lighthouse Keeper.epub"]
    assert release.book is None
    return out


@pytest.fixture
def epub(made: Path) -> Opened:
    return Opened(ZipFile(made / "The Lighthouse Keeper.epub"))


def spans(page: Any) -> dict[str, tuple[str, str | None]]:
    """Text and class of whoever says it, of every span that has an identity."""
    parents = {one: parent for parent in page.iter() for one in parent}
    return {
        one.attrib["id"]: ("".join(one.itertext()), parents[one].get("class"))
        for one in page.iter()
        if "id" in one.attrib
    }


def test_it_begins_with_what_it_is(epub: Opened) -> None:
    first = epub.file.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert epub.file.read(first) == b"application/epub+zip"


def test_every_chapter_is_a_page_with_its_text(epub: Opened) -> None:
    pages = [parsed(epub.read(page.attrib["href"])) for page in epub.pages()]
    texts = ["".join(page.itertext()) for page in pages]
    headings = ["".join(page.find(".//html:h1", NS).itertext()) for page in pages]
    assert headings == ["The Lighthouse Keeper", "Chapter Two"]
    assert "“Only me,” said Tom. “Mind the lamp, it is hotter than you think.”" in texts[0]
    assert pages[0].findtext(".//html:em", namespaces=NS) == "lamp"
    assert len(pages[0].findall(".//html:hr", NS)) == 1
    assert "The rain went on." in texts[1]


def test_the_contents_lead_to_the_pages(epub: Opened) -> None:
    nav = parsed(epub.read(epub.package.find(".//opf:item[@properties='nav']", NS).get("href")))
    links = {one.attrib["href"]: one.text for one in nav.iter(f"{{{NS['html']}}}a")}
    hrefs = [page.attrib["href"] for page in epub.pages()]
    assert list(links.items()) == list(zip(hrefs, ["Chapter One", "Chapter Two"], strict=True))


def test_a_sentence_lights_up_while_its_speaker_is_heard(epub: Opened, made: Path) -> None:
    """In the middle of each clip sounds the voice of whoever has the colour of its span."""
    voices: dict[str | None, set[str]] = {}
    for page in epub.pages():
        texts = spans(parsed(epub.read(page.attrib["href"])))
        pars = epub.pars(page)
        assert [place for place, *_ in pars] == list(texts)
        samples = decode(epub.read(pars[0][1]), made / "decoded.mp3")
        for place, _, start, end in pars:
            middle = samples[round(start * RATE) : round(end * RATE)]
            loud = next(
                at for at in range(0, len(middle), 200) if max(middle[at : at + 200]) > 3000
            )
            voices.setdefault(texts[place][1], set()).add(
                str(heard(middle[loud + 400 : loud + 2600]))
            )
    assert {who: len(names) for who, names in voices.items()} == {
        None: 1,
        "speaker-0": 1,
        "speaker-1": 1,
    }
    assert len(set.union(*voices.values())) == 3


def decode(data: bytes, path: Path) -> array[int]:
    path.write_bytes(data)
    command = [str(audio.find_ffmpeg().program), "-v", "error", "-i", str(path)]
    command += ["-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    return array("h", subprocess.run(command, capture_output=True, check=True).stdout)


def test_clips_follow_each_other_without_a_gap_and_are_the_whole(epub: Opened) -> None:
    lengths = epub.metas("media:duration")
    whole = lengths.pop(None)
    assert seconds(whole) == pytest.approx(sum(map(seconds, lengths.values())), abs=0.002)
    for page in epub.pages():
        pars = epub.pars(page)
        assert pars[0][2] == 0
        assert [one[3] for one in pars[:-1]] == [one[2] for one in pars[1:]]
        length = seconds(lengths[f"#{page.attrib['media-overlay']}"])
        assert pars[-1][3] == pytest.approx(length, abs=0.001)
        assert all(start < end for _, _, start, end in pars)


def test_the_package_tells_who_wrote_and_who_reads_it(epub: Opened) -> None:
    package = epub.package
    assert package.findtext(".//dc:title", namespaces=NS) == "The Lighthouse Keeper"
    assert package.findtext(".//dc:creator", namespaces=NS) == "A. Writer"
    assert epub.metas("media:narrator")[None].startswith("narrate (voice low-")
    active = epub.metas("media:active-class")[None]
    style = epub.read("style.css").decode()
    assert f".{active} {{ background" in style
    assert ".speaker-0 { color: #" in style


def test_the_series_and_the_place_in_it_are_told(tmp_path: Path) -> None:
    found = Opened(ZipFile(written(finished_book(tmp_path), tmp_path / "a.epub")))
    assert found.metas("belongs-to-collection") == {None: "The Boats"}
    assert found.metas("group-position") == {"#series": "2.5"}


def test_sound_that_no_reading_system_plays_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"holds no flac .*mp3 or opus"):
        Epub().check(Settings(output=Output("flac")))
    Epub().check(Settings(output=Output("opus")))


def test_a_sentence_too_short_to_be_told_from_the_next_has_no_clip(tmp_path: Path) -> None:
    chapter = finished_book(tmp_path).chapters[0]
    times = [(0.5, 1.0), (1.0, 1.0001), (1.0001, 2.0), (9.0, 9.5)]
    sentences = tuple(Sentence(Span(0, 1), *one, estimated=True) for one in times)
    found = clips(replace(chapter, heard={1: sentences}, seconds=5.0))
    assert [(one.number, one.start_s, one.end_s) for one in found] == [(0, 0, 1), (1, 1, 5)]


def test_a_chapter_without_sound_is_a_page_to_read(tmp_path: Path) -> None:
    book = finished_book(tmp_path)
    silent = replace(book.chapters[1], file=None, seconds=None, heard={})
    path = written(replace(book, chapters=(book.chapters[0], silent)), tmp_path / "a.epub")
    pages = Opened(ZipFile(path)).pages()
    assert ["media-overlay" in page.attrib for page in pages] == [True, False]


@needs_epubcheck
def test_epubcheck_finds_nothing_wrong(made: Path, tmp_path: Path) -> None:
    """Even where titles are hostile, and one chapter is without sound: each question is dear."""
    sound = made / "01 - Chapter One.mp3"
    book = finished_book(tmp_path)
    for one in book.chapters:
        shutil.copy(sound, tmp_path / str(one.file))
    worst = "".join(HOSTILE)
    first, second = book.chapters
    first = replace(first, chapter=replace(first.chapter, title=worst))
    second = replace(second, chapter=replace(second.chapter, title="\0 "), file=None, heard={})
    series = Series(worst, worst)
    hostile = replace(book, title=worst, author=worst, series=series, chapters=(first, second))
    assert not complaints(written(hostile, tmp_path / "hostile.epub"))
