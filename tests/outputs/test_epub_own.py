"""The reader's own EPUB, with its sound: pages stay as they are, and sentences light up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from bookmaking import NCX_ITEM, epub, links, ncx
from epubchecking import complaints, needs_epubcheck
from narrate.errors import OutputError, SettingsError
from narrate.model import (
    Cast,
    Chapter,
    FinishedBook,
    FinishedChapter,
    Kind,
    Script,
    Sentence,
    Span,
    Voice,
)
from narrate.outputs.epub import Epub
from narrate.pipeline import read_script
from narrate.release.sentences import sentences
from narrate.settings import Settings

SOUND = b"no sound at all"
IDENTIFIED = (
    '<dc:identifier id="uid">urn:x:a</dc:identifier><dc:title>A Book</dc:title>'
    "<dc:language>en</dc:language>"
)
FIRST = (
    "<h2 id='one'>One</h2>\n"
    "<p class='first'>It was <em>very</em> late. &#8220;Who is there?&#8221; said Tom.</p>"
)
SECOND = (
    "<h2 id='two'>Two</h2><p>Nobody came<sup><a href='#two'>1</a></sup> that day. It rained.</p>"
)
PAGES = {"a.xhtml": FIRST, "b.xhtml": SECOND}


def finished(path: Path) -> FinishedBook:
    """The book at *path*, of which each sentence is heard for a second."""
    script = read_script(path, Settings(engine="tone"))
    chapters = tuple(_finished(one, script, path.parent) for one in script.book.chapters)
    cast = Cast(Voice("tone", "low-01"), {})
    return FinishedBook(path.parent, script, cast, script.book.title, chapters)


def _finished(chapter: Chapter, script: Script, folder: Path) -> FinishedChapter:
    segments = {n: one for n, one in enumerate(script.segments) if one.chapter == chapter.number}
    heard: dict[int, tuple[Sentence, ...]] = {}
    at = 0
    for index, segment in segments.items():
        spans = sentences(segment.text)
        if segment.kind is not Kind.SCENE_BREAK:
            heard[index] = tuple(
                Sentence(span, at + n, at + n + 1, estimated=False) for n, span in enumerate(spans)
            )
            at += len(spans)
    name = f"{chapter.number:02}.mp3"
    (folder / name).write_bytes(SOUND)
    return FinishedChapter(chapter, segments, name, float(at), heard)


class Made:
    """An EPUB that was made of the one at *path*."""

    def __init__(self, path: Path, book: FinishedBook | None = None, pages: str = "own") -> None:
        (file,) = Epub(pages).files(book or finished(path))
        self.path = path.with_name("made.epub")
        with self.path.open("wb") as opened:
            file.write(opened)
        self.notes = file.notes
        self.file = ZipFile(self.path)

    def text(self, part: str) -> str:
        return self.file.read(part).decode()

    @property
    def package(self) -> str:
        return self.text("OPS/book.opf")

    def pars(self) -> list[tuple[str, str, float, float]]:
        """The words of every element that is heard, in which file, from when to when."""
        return [par for name in sorted(self.file.namelist()) for par in self._pars(name)]

    def _pars(self, smil: str) -> Iterator[tuple[str, str, float, float]]:
        if not smil.endswith(".smil"):
            return
        for par in ET.fromstring(self.file.read(smil)).iter("{http://www.w3.org/ns/SMIL}par"):  # noqa: S314 -- we wrote it
            text, audio = par
            part, _, name = normpath(join(smil, "..", text.attrib["src"])).partition("#")
            found = re.search(rf'<span id="{name}"[^>]*>(.*?)</span>', self.text(part))
            assert found is not None, name
            begin, end = (float(audio.attrib[key][:-1]) for key in ("clipBegin", "clipEnd"))
            yield re.sub(r"<[^>]*>", "", found[1]), audio.attrib["src"], begin, end


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.epub"


def plain(path: Path, pages: dict[str, str]) -> Path:
    titles = {name: f"Page {n}" for n, name in enumerate(pages)}
    epub(path, pages, links(titles), metadata=IDENTIFIED)
    return path


def words(made: Made) -> list[str]:
    return [one[0] for one in made.pars()]


def test_a_page_is_kept_but_for_the_elements_of_its_sentences(path: Path) -> None:
    plain(path, PAGES)
    with ZipFile(path) as before:
        old = before.read("OPS/a.xhtml").decode()
    new = Made(path).text("OPS/a.xhtml")
    bare = re.sub(r'<span id="s\d+"[^>]*>|</span>|<link [^>]*>', "", new)
    assert bare.split() == old.replace("'utf-8'", '"utf-8"').split()


def test_every_sentence_has_an_element_with_its_speaker(path: Path) -> None:
    new = Made(plain(path, PAGES)).text("OPS/a.xhtml")
    assert "<p class='first'><span id=\"s1\">It was <em>very</em> late.</span> " in new
    assert re.search(r'<span id="s2" class="speaker-0">&#8220;Who is there\?&#8221;</span>', new)


def test_clips_of_a_chapter_follow_each_other_and_are_its_whole_sound(path: Path) -> None:
    book = finished(plain(path, PAGES))
    made = Made(path, book)
    for number, chapter in enumerate(book.chapters, start=1):
        times = [one[2:] for one in made.pars() if one[1] == f"c{number:03}.mp3"]
        assert times[0][0] == 0
        assert [end for _, end in times[:-1]] == [begin for begin, _ in times[1:]]
        assert times[-1][1] == chapter.seconds
        assert made.file.read(f"OPS/narrate/c{number:03}.mp3") == SOUND


def test_a_mark_of_a_note_parts_no_sentence_and_is_not_looked_for(path: Path) -> None:
    assert words(Made(plain(path, PAGES)))[-2:] == ["Nobody came1 that day.", "It rained."]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>A <b>big. Dog</b> ran.</p>", ["A", "big.", "Dog", "ran."]),
        ("<p><i>All of it.</i> Then.</p>", ["All of it.", "Then."]),
        ("<p>Co&#173;operate now. Yes.</p>", ["Co&#173;operate now.", "Yes."]),
        ("<p>Caf&#233; noir. Yes.</p>", ["Caf&#233; noir.", "Yes."]),
        ("<p>Cafe\u0301 noir. Yes.</p>", ["Cafe\u0301 noir.", "Yes."]),
        ("<p>Tea &amp; milk. Yes.</p>", ["Tea &amp; milk.", "Yes."]),
        ("<p>One <!-- no words. --> two. Yes.</p>", ["One  two.", "Yes."]),
        (
            "<p>Here <img src='x.png' alt='a very old dog'/> it is. Yes.</p>",
            ["Here  it is.", "Yes."],
        ),
    ],
)
def test_a_sentence_is_found_however_it_is_marked_up(
    path: Path, body: str, expected: list[str]
) -> None:
    found = words(Made(plain(path, {"a.xhtml": f"{body}<p>It rained for days.</p>"})))
    assert found == [*expected, "It rained for days."]


def test_a_sentence_in_several_elements_goes_through_them_in_time(path: Path) -> None:
    made = Made(plain(path, {"a.xhtml": "<p>A <b>big. Dog</b> ran off.</p>"}))
    times = [one[2:] for one in made.pars()]
    assert times[0][1] == times[1][0] == pytest.approx(0.2)
    assert [end for _, end in times[:-1]] == [begin for begin, _ in times[1:]]


def test_what_is_left_out_stays_on_its_page_in_silence(path: Path) -> None:
    note = "<aside epub:type='footnote'><p>A note nobody reads.</p></aside>"
    made = Made(plain(path, {**PAGES, "b.xhtml": SECOND + note}))
    assert note in made.text("OPS/b.xhtml")
    assert not any("nobody reads" in one for one in words(made))


def test_the_package_tells_of_overlays_narrator_and_lengths(path: Path) -> None:
    package = Made(plain(path, PAGES)).package
    assert re.search(r'href="a.xhtml"[^>]* media-overlay="narrate-overlay-1"', package)
    assert '<meta property="media:narrator">narrate (voice low-01)</meta>' in package
    lengths = re.findall(r'media:duration"( refines="[^"]+")?>0:00:0(\d)', package)
    own = [int(seconds) for refines, seconds in lengths if refines]
    assert [int(seconds) for refines, seconds in lengths if not refines] == [sum(own)]


def test_an_overlay_that_the_book_had_gives_way(path: Path) -> None:
    items = '<item id="mo" href="a.smil" media-type="application/smil+xml"/>'
    epub(
        path,
        PAGES,
        links({"a.xhtml": "One", "b.xhtml": "Two"}),
        more={"OPS/a.smil": "<smil/>"},
        items=items,
    )
    made = Made(path)
    assert "OPS/a.smil" not in made.file.namelist()
    assert "a.smil" not in made.package


def test_names_that_are_taken_are_not_given_again(path: Path) -> None:
    made = Made(plain(path, {"a.xhtml": "<p id='s0'>It rained. Then it did not.</p>"}))
    path.write_bytes(made.path.read_bytes())
    again = Made(path)
    text = again.text("OPS/a.xhtml")
    names = re.findall(r'\bid=["\']([^"\']+)', text)
    assert len(names) == len(set(names)) == 5
    assert "OPS/narrate1/001.smil" in again.file.namelist()


def test_a_page_that_is_no_xml_is_made_anew_and_that_is_told(path: Path) -> None:
    plain(path, {"a.xhtml": FIRST + "<p id='there'>Left open.", "b.xhtml": SECOND})
    made = Made(path)
    assert made.notes == (
        "OPS/a.xhtml is no well-formed page, so it is made anew, without its pictures",
    )
    assert 'id="there"' in made.text("OPS/a.xhtml")
    assert "Left open." in words(made)


def test_credits_that_stand_on_no_page_get_one(path: Path) -> None:
    book = finished(plain(path, PAGES))
    (path.parent / "00.mp3").write_bytes(SOUND)
    segment = replace(book.script.segments[0], span=Span(0, 0), text="A Book.", chapter=0)
    chapter = Chapter(0, "Credits", Span(0, 0), Span(0, 0), credits=True)
    heard = {900: (Sentence(Span(0, 7), 0.0, 1.0, estimated=False),)}
    first = FinishedChapter(chapter, {900: segment}, "00.mp3", 1.0, heard)
    made = Made(path, replace(book, chapters=(first, *book.chapters)))
    assert re.findall(r'idref="([^"]+)"', made.package) == ["narrate-page-0", "i0", "i1"]
    assert words(made)[0] == "A Book."
    assert re.search(r'id="narrate-page-0"[^>]* media-overlay="narrate-overlay-\d"', made.package)
    assert not made.notes


def test_an_old_book_becomes_a_new_one(path: Path) -> None:
    old = path.parent / "old.epub"
    oldest(old)
    made = Made(old)
    assert 'version="3.0"' in made.package
    assert "opf:role" not in made.package
    assert 'property="role" scheme="marc:relators">aut</meta>' in made.package
    page = made.text("OPS/a.xhtml")
    assert "<!DOCTYPE html>" in page
    assert '<p style="text-align: center">' in page
    assert "<center>" not in page
    assert "caf\u00e9" in page
    nav = made.text("OPS/narrate/nav.xhtml")
    assert '<li><a href="../a.xhtml">The One</a></li>' in nav


def oldest(path: Path) -> None:
    """An EPUB 2 with what EPUB 3 has no more."""
    first = (
        "<center>One</center><p align='center'>It was late in the caf&eacute;. "
        "<tt>He</tt> slept.</p><p><a name='x'/>Then <font color='red'>all</font> went.</p>"
    )
    metadata = IDENTIFIED + (
        '<dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="aut">A. Writer</dc:creator>'
    )
    pages = {"a.xhtml": first, "b.xhtml": "<p>It rained. Nobody came.</p>"}
    more = {"OPS/toc.ncx": ncx({"a.xhtml": "The One", "b.xhtml": "The Two"})}
    epub(path, pages, metadata=metadata, more=more, items=NCX_ITEM)
    replaced = path.with_name("replaced.epub")
    with ZipFile(path) as source, ZipFile(replaced, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            target.writestr(
                name, content.replace('version="3.0"', 'version="2.0"').replace("A page", " ")
            )
    replaced.rename(path)


def test_pages_are_made_of_the_script_for_whoever_asks(path: Path) -> None:
    made = Made(plain(path, PAGES), pages="script")
    assert "EPUB/package.opf" in made.file.namelist()


def test_other_pages_than_there_are_cannot_be_asked_for() -> None:
    with pytest.raises(SettingsError, match="choose own or script"):
        Epub("mine").check(Settings())


def test_a_book_that_changed_meanwhile_is_told(path: Path) -> None:
    book = finished(plain(path, PAGES))
    path.write_bytes(b"no book")
    with pytest.raises(OutputError, match="cannot be read any more"):
        Made(path, book)


@needs_epubcheck
def test_epubcheck_finds_nothing_wrong(path: Path) -> None:
    """Even where the pages were those of an EPUB 2: each question is dear."""
    old = path.parent / "old.epub"
    oldest(old)
    assert not complaints(Made(old).path)
