"""The names of eSpeak's voices, and what was measured of them.

A voice is a language's own (``en-us``, ``en-gb-x-rp``) or that with a variant, a description of
another throat, behind a plus sign (``en-us+f3``, ``en-gb+Annie``). Every language goes with every
variant, more than 14,000 in all. ``espeak_voices.tsv`` holds what ``benchmarks/voices.py`` measured
of the English ones; eSpeak itself claims that nearly all of them are men.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from narrate.engines.measurement import COLUMNS, Measurement, read_row
from narrate.model import Age, VoiceInfo

TABLE = Path(__file__).with_name("espeak_voices.tsv")
HEARING = Path(__file__).with_name("espeak_hearing.tsv")
UNCLEAR = 0.2
"""A variant of which so many more words are misheard than of its language's own voice, a share of
all, is given to nobody unasked: of two sentences of ten words, four words would be lost more."""
AGES: Mapping[str, Age] = {"grandma": "old", "grandpa": "old"}
"""The variants that were made for somebody's age, by their names."""


@dataclass(frozen=True, slots=True)
class MeasuredVoice:
    """The voice *name*, and what was measured of it.

    *fit* is false for what nobody should be given unasked, and *why* says what is odd about it.
    """

    name: str
    figures: Measurement
    fit: bool
    why: str


def read_table(path: Path = TABLE) -> dict[str, MeasuredVoice]:
    """The table by the voices' names."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: _measured(row) for row in csv.DictReader(file, delimiter="\t")}


def _measured(row: Mapping[str, str]) -> MeasuredVoice:
    figures = read_row([row[column] for column in COLUMNS])
    return MeasuredVoice(row["name"], figures, row["fit"] == "yes", row["why"])


def read_hearing(path: Path = HEARING) -> dict[str, float]:
    """The share of words misheard at 175 words a minute, by the voices' names.

    ``benchmarks/hearing.py`` measures it with a speech recogniser.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t")
        return {row["name"]: round(int(row["misheard"]) / int(row["words"]), 3) for row in rows}


def base_voices(data: Path) -> dict[str, str]:
    """The languages' own voices in *data*: name -> eSpeak's identifier, English first.

    The name is the language tag by which eSpeak prefers the voice (``en-gb`` for ``gmw/en``), in
    lower case; voices that share a tag are called like their files. Left out are voices without
    a dictionary, which say nothing, and MBROLA's, which lie elsewhere.
    """
    tags = {path: tag for path in _voice_files(data) if (tag := _tag(path, data))}
    claims = Counter(tags.values())
    named = {
        tag if claims[tag] == 1 else path.name.lower(): path.relative_to(data / "lang").as_posix()
        for path, tag in tags.items()
    }
    return dict(sorted(named.items(), key=lambda item: (not item[0].startswith("en-"), item[0])))


def _voice_files(data: Path) -> list[Path]:
    return sorted(path for path in (data / "lang").rglob("*") if path.is_file())


def _tag(path: Path, data: Path) -> str | None:
    """The first language of a voice file; None when its dictionary is missing and it is mute.

    A line of the file is a keyword and its values. The dictionary is called like the language,
    without region, unless the file names another.
    """
    first: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        keyword, *values = line.split() or [""]
        first.setdefault(keyword, values[0] if values else "")
    tag = first.get("language", path.name).lower()
    dictionary = first.get("dictionary", tag.split("-")[0])
    return tag if (data / f"{dictionary}_dict").exists() else None


def variants(data: Path) -> tuple[str, ...]:
    """The variants in *data*, spelled as eSpeak needs them, in order."""
    return tuple(sorted(path.name for path in (data / "voices" / "!v").iterdir()))


@lru_cache(maxsize=2)
def identifiers(data: Path) -> Mapping[str, str]:
    """Every voice: the name a user writes -> what eSpeak calls it."""
    tails = ("", *(f"+{variant}" for variant in variants(data)))
    return {
        name + tail: identifier + tail
        for name, identifier in base_voices(data).items()
        for tail in tails
    }


@lru_cache(maxsize=2)
def list_voices(data: Path) -> tuple[VoiceInfo, ...]:
    """Every voice a user may write, English ones first, with what is known of each.

    Like their identifiers it is worked out once for all engines of a process.
    """
    return tuple(_infos(data, read_table(), read_hearing()))


def _infos(
    data: Path, table: Mapping[str, MeasuredVoice], hearing: Mapping[str, float]
) -> Iterator[VoiceInfo]:
    """An unmeasured voice is taken for what its variant is in American English.

    The variant makes the voice: median pitch and brightness of eight of them in French, German,
    Spanish and Russian were within a semitone and a twelfth of what they are in English.
    """
    tails = ("", *(f"+{variant}" for variant in variants(data)))
    for language in base_voices(data):
        own = _misheard(hearing, language, "")
        for tail in tails:
            name = language + tail
            row = table.get(name) or table.get(f"en-us{tail}")
            if row is None:
                yield VoiceInfo(name, language, None, castable=False)
            else:
                misheard = _misheard(hearing, language, tail)
                unclear = own is not None and misheard is not None and misheard > own + UNCLEAR
                fit = row.fit and not unclear
                age = AGES.get(tail.removeprefix("+"))
                yield VoiceInfo(
                    name, language, castable=fit, misheard=misheard, age=age, **row.figures.heard()
                )


def _misheard(hearing: Mapping[str, float], language: str, tail: str) -> float | None:
    """What is misheard of a variant: what was measured, else what its American twin makes likely.

    An accent and a variant each add their part.
    """
    american = hearing.get(f"en-us{tail}")
    if language + tail in hearing or american is None:
        return hearing.get(language + tail)
    accent = hearing.get(language, hearing["en-us"]) - hearing["en-us"]
    return round(min(max(american + accent, 0.0), 1.0), 3)
