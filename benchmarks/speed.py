"""Measure how fast narrate is, beside what speaking and encoding cost at the very least.

    python benchmarks/speed.py [--words 100000 | --story novel.txt] [--jobs 2] [--grow [1000000]]
    python benchmarks/speed.py --books 100 [--jobs 2]
    python benchmarks/speed.py --engine piper [--words 500 | --story novel.txt] [--jobs 2]

The last is for engines that are slow: what narrate takes beside what the engine takes alone, with
several processes and with one, and for a story that is three times as long (or a third of --story
and the whole of it). Piper takes five minutes for it, Kokoro a quarter of an hour.

Everything runs in a fresh cache, one after the other. CPU seconds (user and system, of every
process) are what to compare: on a busy machine the seconds on the clock say little. The ratio is
of CPU seconds to the floor's. Memory is the proportional set size of all processes together, taken
ten times a second at most, and less often where that would take time from them (Linux only).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from pathlib import Path

from ruamel.yaml import YAML

import narrate
from floor import Cost, Line, floor
from narrate.config import read_settings
from narrate.engines import find_engine
from narrate.engines.espeak_library import find_espeak
from narrate.engines.espeak_voices import identifiers
from narrate.pipeline import Prep, prepare, read_script
from narrate.settings import Settings
from prose import story
from slow_engine import LONGER, measure_engine
from watching import Run, make, watched

BENCHMARKS = Path(__file__).parent
ESPEAK = "pyttsx3"
WORDS, FEW_WORDS = 100_000, 500
"""of the story where none is named: for eSpeak, and for a slower engine"""
NAIVE_LIMIT_S = 600
SHORT_WORDS = 300, 1500
"""the least and the most words of a short story"""


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    compile_dir(Path(narrate.__file__).parent, quiet=2)  # as an installation does
    with tempfile.TemporaryDirectory(prefix="narrate-speed-") as name:
        folder = Path(name)
        if asked.books:
            _measure_books(asked.books, folder, asked.jobs)
            return
        if asked.engine != ESPEAK:
            _measure_engine(folder, asked)
            return
        text = asked.story.read_text(encoding="utf-8") if asked.story else story(asked.words)
        _measure_book(text, folder, asked)
        if asked.grow is not None:
            _measure_growth([asked.words // 10, asked.words, *asked.grow], folder, asked.jobs)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--words", type=int, help="of prose that is made up")
    parser.add_argument("--story", type=Path, help="a text file to take instead")
    parser.add_argument("--engine", default=ESPEAK, help="what speaks")
    parser.add_argument("--jobs", type=int, default=2, help="processes that work at once")
    parser.add_argument("--sample", type=int, default=150, help="lines for the naive program")
    grow = "also a tenth of the words, and so many (a million takes ten minutes)"
    books = "only this: so many short stories in one call, and in a call for each"
    parser.add_argument("--books", type=int, metavar="NUMBER", help=books)
    parser.add_argument("--grow", type=int, nargs="*", metavar="WORDS", help=grow)
    asked = parser.parse_args()
    asked.words = asked.words or (WORDS if asked.engine == ESPEAK else FEW_WORDS)
    return asked


def _measure_engine(folder: Path, asked: argparse.Namespace) -> None:
    if asked.story:
        paragraphs = asked.story.read_text(encoding="utf-8").split("\n\n")
        texts = "\n\n".join(paragraphs[: len(paragraphs) // LONGER]), "\n\n".join(paragraphs)
    else:
        texts = story(asked.words), story(LONGER * asked.words)
    short, long = folder / "short.txt", folder / "long.txt"
    for path, text in zip((short, long), texts, strict=True):
        path.write_text(text, encoding="utf-8")
    print(" and ".join(f"{len(text.split()):,}" for text in texts), "words\n")
    _write_settings(folder, {"engine": asked.engine})
    measure_engine(asked.engine, short, long, asked.jobs)


def _measure_book(text: str, folder: Path, asked: argparse.Namespace) -> None:
    book = folder / "book.txt"
    book.write_text(text, encoding="utf-8")
    prep = _prepare(book, Settings(engine=ESPEAK))
    lines = list(_lines(prep))
    takes = sum(map(len, prep.utterances))
    print(f"{len(text.split()):,} words, {takes:,} takes, {asked.jobs} processes\n")
    bare = floor(list(dict.fromkeys(lines)), asked.jobs)
    _write_settings(folder, {"engine": ESPEAK})
    runs = list(_runs(book, folder, prep, asked))
    sound_s = float(json.loads(runs[0][1].out)["stories"][0]["seconds"])
    least_s = _whole_floor(bare, sound_s)
    print(f"{'':36}{'seconds':>9}{'CPU s':>9}{'to floor':>9}{'real time':>10}{'MB':>6}")
    _row("floor: eSpeak and LAME alone", Run(bare.wall_s, least_s, 0, ""), least_s, sound_s)
    for what, run in runs:
        _row(f"narrate, {what}", run, least_s, sound_s)
    _naive(lines, folder, asked.sample, least_s, sound_s)


def _whole_floor(bare: Cost, sound_s: float) -> float:
    """CPU seconds for every line once and for all of the sound, repetitions and pauses too."""
    return bare.speaking_s + bare.encoding_s * sound_s / bare.sound_s


def _row(what: str, run: Run, least_s: float, sound_s: float) -> None:
    ratio, speed = run.cpu_s / least_s, sound_s / run.wall_s
    memory = f"{run.peak_mb:6.0f}" if run.peak_mb else ""
    print(f"{what:36}{run.wall_s:9.1f}{run.cpu_s:9.1f}{ratio:9.2f}{speed:10,.0f}{memory}")


def _prepare(book: Path, settings: Settings) -> Prep:
    return prepare(read_script(book, settings), settings, find_engine(settings.engine))


def _lines(prep: Prep) -> Iterator[Line]:
    called = identifiers(find_espeak().data)
    for said in prep.utterances:
        for one in said:
            yield called[one.set_voice.name], one.set_voice.rate, one.spoken


def _runs(
    book: Path, folder: Path, prep: Prep, asked: argparse.Namespace
) -> Iterator[tuple[str, Run]]:
    """Narrate the book, then again and again with one thing changed and everything else kept."""
    jobs, engine = asked.jobs, ESPEAK
    text = book.read_text(encoding="utf-8")
    yield "first run", _narrate(book, folder, jobs)
    yield "nothing changed", _narrate(book, folder, jobs)
    words = list(re.finditer(r"[a-z]{4,}", text))
    word = words[len(words) // 2]
    book.write_text(f"{text[: word.start()]}wherever{text[word.end() :]}", encoding="utf-8")
    yield "one word changed", _narrate(book, folder, jobs)
    book.write_text(text, encoding="utf-8")
    if lines := Counter(one.speaker for one in prep.script.segments if one.speaker):
        name, count = lines.most_common(1)[0]
        _write_settings(folder, {"engine": engine, "characters": {name: {"rate": 190}}})
        yield f"another voice for {count} lines", _narrate(book, folder, jobs)
    _write_settings(folder, {"engine": engine, "pauses": {"paragraph": 600}})
    yield "other pauses everywhere", _narrate(book, folder, jobs)


def _write_settings(folder: Path, settings: dict[str, object]) -> None:
    path = folder / "voices.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(settings, file)
    read_settings(path)


def _narrate(book: Path, folder: Path, jobs: int) -> Run:
    return make([book], folder / f"cache-{book.stem}", folder / "out", jobs)


def _naive(
    lines: Sequence[Line], folder: Path, sample: int, least_s: float, sound_s: float
) -> None:
    """The naive program on the first lines, scaled by the characters to the whole book."""
    some = lines[:sample]
    work = folder / "naive"
    work.mkdir()
    (work / "lines.json").write_text(json.dumps(some), encoding="utf-8")
    command = [sys.executable, str(BENCHMARKS / "naive.py"), str(work)]
    run = watched(["timeout", str(NAIVE_LIMIT_S), *command], {})
    share = sum(len(text) for _, _, text in some) / sum(len(text) for _, _, text in lines)
    scaled = Run(run.wall_s / share, run.cpu_s / share, 0, "")
    _row("pyttsx3 and pydub, naively*", scaled, least_s, sound_s)
    lost = run.out.split()[-1]
    print(
        f"\n* Its first {len(some)} lines took {run.wall_s:.1f} s, and {lost} of them are missing."
    )
    print("  The figures are scaled from those to the whole book, which flatters it: it copies all")
    print("  it has for each line it adds, and holds the whole book in memory.")


def _measure_growth(sizes: Sequence[int], folder: Path, jobs: int) -> None:
    print(f"\n{'words':>10}{'seconds':>9}{'CPU s':>9}{'CPU s a 1,000 words':>21}{'MB':>6}")
    (folder / "voices.yaml").unlink(missing_ok=True)
    for size in sizes:
        book = folder / f"book-{size}.txt"
        book.write_text(story(size), encoding="utf-8")
        run = _narrate(book, folder, jobs)
        each = 1000 * run.cpu_s / size
        print(f"{size:10,}{run.wall_s:9.1f}{run.cpu_s:9.1f}{each:21.2f}{run.peak_mb:6.0f}")


def _measure_books(number: int, folder: Path, jobs: int) -> None:
    """Make short stories in one call, which shares its workers, and in a call for each."""
    chance = random.Random(number)  # noqa: S311 -- prose, no secret
    books = [folder / f"story-{one}.txt" for one in range(1, number + 1)]
    for seed, book in enumerate(books):
        book.write_text(story(chance.randint(*SHORT_WORDS), seed), encoding="utf-8")
    words = sum(len(book.read_text(encoding="utf-8").split()) for book in books)
    print(f"{number:,} stories of {words:,} words together, {jobs} processes\n")
    alone = [make([book], folder / "cache-each", folder / "each", jobs) for book in books]
    apart = Run(
        sum(run.wall_s for run in alone),
        sum(run.cpu_s for run in alone),
        max(run.peak_mb for run in alone),
        "",
    )
    print(f"{'':20}{'seconds':>9}{'CPU s':>9}{'MB':>6}")
    together = make(books, folder / "cache-all", folder / "all", jobs)
    for what, run in (("a call for each", apart), ("one call", together)):
        print(f"{what:20}{run.wall_s:9.1f}{run.cpu_s:9.1f}{run.peak_mb:6.0f}")
    print(f"{'ratio':20}{apart.wall_s / together.wall_s:9.2f}{apart.cpu_s / together.cpu_s:9.2f}")


if __name__ == "__main__":
    main()
