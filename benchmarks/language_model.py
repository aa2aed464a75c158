"""Measure the attributor ``llm`` with a model that knows so many answers out of a hundred.

    python benchmarks/language_model.py --gold GOLD [--only NAME,NAME] [--right 70,80,90]
    python benchmarks/language_model.py --gold GOLD [--only NAME,NAME] --url URL --model NAME

GOLD is as :mod:`attribution` has it. For each share a server on this machine answers the questions
of narrate, by the gold in so many cases and with another person of the scene in the others; of who
is one person with whom it knows nothing. So the whole chain is measured, and not a model. With
``--url`` it is: the server there answers. What it answered is kept, as in any run.

A line a novel: 1to1 by the rules alone, then for each share, or by the model; and how many calls it
took of the last one, or what narrate notes of a real one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attribution import Gold, Tally, compare
from narrate.attribution import attribute
from narrate.llm import llm_attributor
from narrate.model import Script
from narrate.readers import read_manuscript
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from chatserver import chat_server

LINE = re.compile(r"<(\d+)\? ([^>]*)>")
PEOPLE = re.compile(r"^(?:People of this scene|Others in the book): (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Novel:
    """A novel with its gold."""

    text: Path
    quotes: list[dict[str, Any]]
    characters: list[dict[str, Any]]

    def script(self) -> Script:
        """The novel before attribution."""
        return write_script(find_chapters(read_manuscript(self.text)))

    def right(self, script: Script) -> Tally:
        """How *script* fares."""
        tally = Tally()
        compare(script, self.quotes, self.characters, tally)
        return tally

    def speakers(self) -> Mapping[str, str]:
        """The gold speaker of each line, by the letters of it."""
        text = read_manuscript(self.text).original
        heard: dict[str, Counter[str]] = defaultdict(Counter)
        for quote in self.quotes:
            for start, end in quote["spans"]:
                heard[letters(text[start:end])][quote["speaker"]] += 1
        return {line: who.most_common(1)[0][0] for line, who in heard.items()}


def letters(text: str) -> str:
    """*text* without anything that depends on how it is printed."""
    return "".join(filter(str.isalnum, text.casefold()))


def model(novel: Novel, share: float) -> Callable[[list[dict[str, str]]], str]:
    """What answers a question, right in that *share* of the lines."""
    gold, speakers, chance = Gold(novel.characters), novel.speakers(), random.Random(11)  # noqa: S311 -- no secret

    def answer(messages: list[dict[str, str]]) -> str:
        question = messages[1]["content"]
        names = [
            re.sub(r" \(also .*|, a (?:wo)?man$", "", one)
            for people in PEOPLE.findall(question)
            for one in people.split("; ")
        ]
        said = {}
        for number, line in LINE.findall(question):
            who = speakers.get(letters(line))
            fit = [name for name in names if who in gold.meant(name)]
            others = [name for name in names[:8] if name not in fit] or ["unknown"]
            knows = chance.random() < share
            said[number] = (fit or ["unknown"])[0] if knows else chance.choice(others)
        return json.dumps(said)

    return answer


def read_novel(folder: Path) -> Novel:
    """The novel in *folder*."""
    lines = (folder / "quotes.jsonl").read_text("utf-8").splitlines()
    characters = json.loads((folder / "characters.json").read_text("utf-8"))["characters"]
    quotes = [json.loads(line) for line in lines if line.strip()]
    return Novel(folder / "text.txt", quotes, characters)


def measured(novel: Novel, share: float) -> tuple[Tally, int]:
    """How the novel fares with a model that is right in *share* of the lines, and the calls."""
    with TemporaryDirectory() as cache, chat_server(model(novel, share)) as server:
        os.environ["NARRATE_CACHE"] = cache
        script = llm_attributor(url=server.url, model=f"gold {share}").attribute(novel.script())
        return novel.right(script), len(server.requests)


def really_measured(novel: Novel, url: str, name: str) -> tuple[Tally, str]:
    """How the novel fares with the model *name* at *url*, and what is noted of it."""
    script = llm_attributor(url=url, model=name).attribute(novel.script())
    return novel.right(script), "; ".join(note.message for note in script.notes)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--only", default="", help="names of novels, parted by commas")
    parser.add_argument("--right", default="70,80,90")
    parser.add_argument("--url", default="", help="of a server with a real model")
    parser.add_argument("--model", default="", help="what that server calls it")
    args = parser.parse_args()
    shares = [] if args.url else [int(each) / 100 for each in args.right.split(",")]
    only = set(filter(None, args.only.split(",")))
    heads = [args.model[:6]] if args.url else [f"{share:.0%}" for share in shares]
    totals = [Tally() for _ in range(len(heads) + 1)]
    print(f"{'novel':30} {'rules':>6} " + " ".join(f"{head:>6}" for head in heads) + "  calls")
    for text in sorted(args.gold.rglob("quotes.jsonl")):
        if only and text.parent.name not in only:
            continue
        novel = read_novel(text.parent)
        results: list[tuple[Tally, int | str]] = [(novel.right(attribute(novel.script())), 0)]
        results += [measured(novel, share) for share in shares]
        if args.url:
            results.append(really_measured(novel, args.url, args.model))
        for total, (tally, _) in zip(totals, results, strict=True):
            total.add(tally)
        print(_row(text.parent.name, [tally for tally, _ in results]), f"{results[-1][1]:>6}")
    print(_row("all", totals))


def _row(label: str, tallies: list[Tally]) -> str:
    cells = " ".join(f"{tally.share('1to1 all', 'n all'):6.1f}" for tally in tallies)
    return f"{label[:30]:30} {cells}"


if __name__ == "__main__":
    main()
