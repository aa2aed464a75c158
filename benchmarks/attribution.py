"""Measure who-says-what against a gold folder and print the table.

    python benchmarks/attribution.py --gold GOLD [--only NAME,NAME] [--jobs 2] [--listed]

GOLD holds text folders, at any depth: text.txt, quotes.jsonl (``spans``, ``speaker``, ``type``) and
characters.json (``id``, ``name``, ``aliases``, ``gender``, ``category``, ``narrator``). A quotation
counts for the speaker who has most of its letters.

With ``--listed`` the gold characters who say anything, their aliases and genders are given as a
user's list is.

* segF1: predicted dialogue against gold quotations, letters and digits only
* strict: the predicted name means the gold speaker; 1to1: names and characters paired one to one,
  as well as can be; also by type of quotation
* wrong: share of the quoted letters heard in a wrong voice
* names, split: speaker names used, and surplus ones of a character
* words/s: text to script with speakers, one core, start-up left out
* reliability: of the lines with this confidence, how many are right (1to1)
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.attribution import attribute
from narrate.model import Character, Kind, Script
from narrate.readers import read_manuscript
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

TYPES = ("explicit", "anaphoric", "implicit")
SAME = {
    "mister": "mr", "doctor": "dr", "mistress": "mrs", "ms": "miss", "madam": "madame",
    "mme": "madame", "mlle": "mademoiselle", "monsieur": "m", "capt": "captain", "col": "colonel",
    "prof": "professor", "reverend": "rev", "auntie": "aunt",
}  # fmt: skip
MEN = frozenset(
    [
        "baron",
        "count",
        "duke",
        "herr",
        "king",
        "lord",
        "m",
        "master",
        "mr",
        "prince",
        "signor",
        "sir",
        "uncle",
    ]
)
WOMEN = frozenset(
    [
        "aunt",
        "countess",
        "dame",
        "duchess",
        "frau",
        "lady",
        "madame",
        "mademoiselle",
        "miss",
        "mrs",
        "princess",
        "queen",
    ]
)
RANKS = frozenset(
    [
        "captain",
        "colonel",
        "comrade",
        "constable",
        "dean",
        "detective",
        "dr",
        "general",
        "inspector",
        "judge",
        "lieutenant",
        "major",
        "nurse",
        "president",
        "professor",
        "rev",
        "saint",
        "sergeant",
        "st",
    ]
)
LEADING = frozenset(
    ["a", "an", "dear", "her", "his", "little", "my", "old", "our", "poor", "the", "their", "your"]
)
PLAIN = frozenset(
    [
        "and",
        "at",
        "boy",
        "boys",
        "brother",
        "by",
        "child",
        "clerk",
        "daughter",
        "driver",
        "fat",
        "father",
        "fellow",
        "first",
        "friend",
        "from",
        "gentleman",
        "girl",
        "girls",
        "guard",
        "guest",
        "husband",
        "in",
        "lady",
        "maid",
        "man",
        "men",
        "mother",
        "of",
        "officer",
        "on",
        "one",
        "other",
        "people",
        "person",
        "policeman",
        "second",
        "servant",
        "sister",
        "son",
        "stranger",
        "tall",
        "thin",
        "third",
        "to",
        "voice",
        "waiter",
        "who",
        "wife",
        "with",
        "woman",
        "women",
        "young",
    ]
)
Name = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass
class Tally:
    """Counts of one text, or of several together."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, other: Tally) -> None:
        """Take in the counts of *other*."""
        self.counts.update(other.counts)
        self.seconds += other.seconds

    def share(self, part: str, whole: str) -> float:
        """*part* of *whole* in per cent."""
        return 100 * self.counts[part] / self.counts[whole] if self.counts[whole] else float("nan")


def split_name(name: str) -> Name:
    """The titles of *name* and the rest, folded, without articles."""
    text = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    text = "".join(mark for mark in re.sub(r"'s\b", "", text) if not unicodedata.combining(mark))
    words = [SAME.get(word, word) for word in re.findall(r"[^\W_]+", text)]
    while len(words) > 1 and words[0] in LEADING:
        words.pop(0)
    titles = []
    while len(words) > 1 and words[0] in MEN | WOMEN | RANKS:
        titles.append(words.pop(0))
    return tuple(titles), tuple(words)


def told_sex(titles: Iterable[str]) -> str | None:
    """The sex that titles tell."""
    return next((("M" if t in MEN else "F") for t in titles if t in MEN | WOMEN), None)


def may_be(mine: Iterable[str], gold: Iterable[str], gender: str | None) -> bool:
    """Whether a name with titles *mine* may mean one with titles *gold* of this gender."""
    mine, gold = set(mine), set(gold)
    a, b = told_sex(mine), told_sex(gold)
    if a and (b or gender) and a not in (b or a, gender or a):
        return False
    if (a and b and a != b) or (a and gender and a != gender):
        return False
    return not ({"mrs", "miss"} <= mine | gold and not {"mrs", "miss"} & mine & gold)


class Gold:
    """The characters of a text, and which of them a name can mean."""

    def __init__(self, characters: list[dict[str, Any]]) -> None:
        self.by_id = {who["id"]: who for who in characters}
        self.rows = [
            (who["id"], split_name(alias), who.get("gender"))
            for who in characters
            for alias in sorted({who["name"], *(who.get("aliases") or ())})
        ]

    def meant(self, name: str) -> set[str]:
        """The ids that *name* can mean, by the strongest likeness that finds any."""
        titles, core = split_name(name)
        same = {i for i, gold, _ in self.rows if gold == (titles, core)}
        if same or not core:
            return same
        if " ".join((*titles, *core)) in {"narrator", "i", "me"}:
            return {i for i, who in self.by_id.items() if who.get("narrator")}
        same = {i for i, (t, c), sex in self.rows if c == core and may_be(titles, t, sex)}
        return same or {
            i for i, (t, c), sex in self.rows if _within(core, c) and may_be(titles, t, sex)
        }


def _within(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    small = a if set(a) <= set(b) else b if set(b) <= set(a) else ()
    return any(word not in PLAIN and len(word) > 2 for word in small)


def pair(weights: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """The one-to-one pairing of names and characters with the greatest weight.

    Bertsekas' auction would do; with whole numbers this small, augmenting along the best path
    (successive shortest paths, 1957) is plain and exact.
    """
    names = sorted({name for name, _ in weights})
    golds = sorted({gold for _, gold in weights})
    gold_of: dict[str, str] = {}
    name_of: dict[str, str] = {}
    for _ in names:
        gain, path = _best_path(names, golds, weights, gold_of, name_of)
        if gain <= 0:
            break
        for name, gold in path:
            gold_of[name], name_of[gold] = gold, name
    return gold_of


def _best_path(  # noqa: C901  # one loop of Bellman and Ford
    names: list[str],
    golds: list[str],
    weights: Mapping[tuple[str, str], int],
    gold_of: Mapping[str, str],
    name_of: Mapping[str, str],
) -> tuple[int, list[tuple[str, str]]]:
    """The augmenting path that gains most, as the pairs it makes (Bellman-Ford)."""
    far = -(10**12)
    reach = {name: (0, [(name, "")][:0]) for name in names if name not in gold_of}
    best: tuple[int, list[tuple[str, str]]] = (0, [])
    ends: dict[str, tuple[int, list[tuple[str, str]]]] = {}
    for _ in range(len(names) + 1):
        changed = False
        for name, (gain, path) in list(reach.items()):
            for gold in golds:
                weight = weights.get((name, gold))
                if weight is None or gold_of.get(name) == gold:
                    continue
                new = (gain + weight, [*path, (name, gold)])
                if new[0] <= ends.get(gold, (far, []))[0]:
                    continue
                ends[gold] = new
                holder = name_of.get(gold)
                if holder is not None:
                    left = (new[0] - weights[holder, gold], new[1])
                    if left[0] > reach.get(holder, (far, []))[0]:
                        reach[holder] = left
                        changed = True
        if not changed:
            break
    for gold, end in ends.items():
        if gold not in name_of and end[0] > best[0]:
            best = end
    return best


def measure(folder: Path, listed: bool = False) -> Tally:  # noqa: FBT001, FBT002  # for map
    """Read, attribute and compare one text, its characters *listed* or not."""
    tally = Tally()
    lines = (folder / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
    quotes = [json.loads(line) for line in lines if line.strip()]
    characters = json.loads((folder / "characters.json").read_text(encoding="utf-8"))["characters"]
    speaking = {quote["speaker"] for quote in quotes}
    known = [as_listed(who) for who in characters if who["id"] in speaking] if listed else []
    start = time.process_time()
    script = write_script(find_chapters(read_manuscript(folder / "text.txt")))
    script = attribute(script, tuple(known))
    tally.seconds = time.process_time() - start
    compare(script, quotes, characters, tally)
    return tally


def as_listed(who: Mapping[str, Any]) -> Character:
    """A gold character as a user would list it."""
    aliases = dict.fromkeys(alias for alias in who.get("aliases") or () if alias != who["name"])
    gender = who.get("gender")
    return Character(who["name"], tuple(aliases), gender if gender in ("F", "M") else None)


def compare(
    script: Script, quotes: list[dict[str, Any]], characters: list[dict[str, Any]], tally: Tally
) -> None:
    """Count into *tally* how *script* fares against the gold."""
    manuscript, gold = script.book.manuscript, Gold(characters)
    text = manuscript.original
    owner = [-1] * len(text)
    for n, segment in enumerate(script.segments):
        if segment.kind is Kind.DIALOGUE:
            start = manuscript.in_source(segment.span.start)
            end = manuscript.in_source(segment.span.end)
            owner[start:end] = [n] * (end - start)
    inside = [False] * len(text)
    for quote in quotes:
        for a, b in quote["spans"]:
            inside[a:b] = [True] * (b - a)
    letters = [i for i, mark in enumerate(text) if mark.isalnum()]
    tally.counts["words"] += len(text.split())
    tally.counts["said"] += sum(inside[i] for i in letters)
    tally.counts["found"] += sum(owner[i] >= 0 for i in letters)
    tally.counts["both"] += sum(inside[i] and owner[i] >= 0 for i in letters)
    _judge(script, quotes, gold, owner, tally)


def _judge(  # noqa: C901  # a list of counts
    script: Script, quotes: list[dict[str, Any]], gold: Gold, owner: list[int], tally: Tally
) -> None:
    text = script.book.manuscript.original
    rows = []
    for quote in quotes:
        at = [owner[i] for a, b in quote["spans"] for i in range(a, b) if text[i].isalnum()]
        if at and quote["speaker"] in gold.by_id:
            heard = Counter(script.segments[n].speaker if n >= 0 else None for n in at)
            top = min(heard, key=lambda name: (-heard[name], name is None, str(name)))
            rows.append((quote, heard, top, at[0]))
    lines, sounds = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for quote, heard, top, _ in rows:
        if top is not None:
            lines[top, quote["speaker"]] += 1
        for name, count in heard.items():
            if name is not None:
                sounds[name, quote["speaker"]] += count
    speakers = {s.speaker for s in script.segments if s.kind is Kind.DIALOGUE and s.speaker}
    means = {name: settle(name, gold, lines) for name in sorted(speakers)}
    voice_of = pair({k: n * 1000 + (means[k[0]] == k[1]) for k, n in lines.items()})
    sound_of = pair({k: n * 1000 + (means[k[0]] == k[1]) for k, n in sounds.items()})
    sexes = {who.name: who.gender for who in script.characters}
    for quote, heard, top, segment in rows:
        who, kind = quote["speaker"], quote.get("type") or "untyped"
        right = top is not None and voice_of.get(top) == who
        for label in ("all", kind):
            tally.counts[f"n {label}"] += 1
            tally.counts[f"1to1 {label}"] += right
        tally.counts["strict"] += top is not None and means[top] == who
        tally.counts["letters"] += heard.total()
        tally.counts["wrong"] += sum(
            n for name, n in heard.items() if name is not None and sound_of.get(name) != who
        )
        if gold.by_id[who].get("gender"):
            tally.counts["sexed"] += 1
            tally.counts["sex right"] += (top and sexes.get(top) == gold.by_id[who]["gender"]) or 0
        sure = script.segments[segment].confidence if segment >= 0 else None
        if sure is not None:
            bucket = min(9, int(sure * 10))
            tally.counts[f"sure {bucket}"] += 1
            tally.counts[f"sure right {bucket}"] += right
    used = Counter(who for who in means.values() if who)
    tally.counts["names"] += len(speakers)
    tally.counts["split"] += sum(n - 1 for n in used.values())


def settle(name: str, gold: Gold, lines: Counter[tuple[str, str]]) -> str | None:
    """The character that *name* means; of several the one it mostly speaks for."""
    can = sorted(gold.meant(name))
    return max(can, key=lambda i: (lines[name, i], gold.by_id[i].get("quotes") or 0), default=None)


def row(label: str, tally: Tally) -> str:
    """One line of the table."""
    counts = tally.counts
    both = counts["found"] + counts["said"]
    cells = [
        200 * counts["both"] / both if both else float("nan"),
        tally.share("strict", "n all"),
        tally.share("1to1 all", "n all"),
        *(tally.share(f"1to1 {kind}", f"n {kind}") for kind in TYPES),
        tally.share("wrong", "letters"),
        tally.share("sex right", "sexed"),
    ]
    numbers = " ".join(f"{cell:6.1f}" if cell == cell else "     -" for cell in cells)  # noqa: PLR0124  # NaN
    speed = counts["words"] / tally.seconds if tally.seconds else 0
    names = f"{counts['names']:6} {counts['split']:5} {speed:8.0f}"
    return f"{label[:30]:30} {counts['n all']:6} {numbers} {names}"


def main() -> None:
    """Print the table of all texts under the gold folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True, help="a folder with gold texts")
    parser.add_argument("--only", default="", help="names of text folders, with commas between")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--listed", action="store_true", help="the characters are known")
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    folders = sorted(path.parent for path in asked.gold.rglob("quotes.jsonl"))
    folders = [folder for folder in folders if not only or folder.name in only]
    if not folders:
        parser.error(f"no gold text under {asked.gold}")
    heads = "segF1 strict   1to1  expl.  anaph  impl.  wrong gender"
    print(f"{'':30} quotes  {heads}  names split  words/s")
    total, each = Tally(), []
    with ProcessPoolExecutor(asked.jobs) as pool:
        for folder, tally in zip(
            folders, pool.map(measure, folders, [asked.listed] * len(folders)), strict=True
        ):
            print(row(folder.name, tally))
            total.add(tally)
            each.append(tally.share("1to1 all", "n all"))
    print(row("all quotations", total))
    print(f"mean 1to1 over texts {sum(each) / len(each):.1f}")
    print("confidence  lines  right")
    for bucket in range(10):
        seen, right = total.counts[f"sure {bucket}"], total.counts[f"sure right {bucket}"]
        if seen:
            print(
                f"{bucket / 10:.1f} to {bucket / 10 + 0.1:.1f} {seen:6} {100 * right / seen:6.1f}"
            )


if __name__ == "__main__":
    main()
