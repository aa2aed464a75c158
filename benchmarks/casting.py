"""How far apart the voices of people are who talk to each other.

    python benchmarks/casting.py STORY...
    narrate cast STORY --format json > before.json    # with another version of narrate
    python benchmarks/casting.py STORY --cast before.json

For each story: its speakers, the pairs of them who answer each other, how far apart their voices
are by narrate's own ear (see :mod:`narrate.casting.ear`; weighed by how often they do, and the
nearest pair), how many of those pairs are close and how many not clearly apart, the nearest
anybody comes to the narrator, the share of what people say that is likely misheard in their voices
as they are (see :mod:`narrate.engines.espeak_voices`), and how long the casting took. A person who
has the narrator's voice, and two whom the user gave one voice, are left out.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from narrate.casting import cast_voices
from narrate.casting.conversations import exchanges, spoken_lines
from narrate.casting.ear import CLEAR, CLOSE, Ear
from narrate.casting.parts import find_parts
from narrate.engines import find_engine
from narrate.model import Cast, Script, Voice
from narrate.pipeline import read_script
from narrate.settings import Settings

HEAD = (
    "story",
    "speakers",
    "pairs",
    "mean",
    "nearest",
    "close",
    "unclear",
    "narrator",
    "misheard",
    "ms",
)


@dataclass(frozen=True)
class Pair:
    """Two people who answer each other so many *times*, and how far apart they sound."""

    names: tuple[str, str]
    times: int
    apart: float


def pairs(script: Script, cast: Cast, ear: Ear) -> list[Pair]:
    """Everybody who answers somebody in another voice than the narrator's, the nearest first."""
    lines = spoken_lines(script, find_parts(script, Settings()))
    found = []
    for (a, b), times in exchanges(lines).items():
        names = a.names[0], b.names[0]
        first, second = (cast.voice_for(name) for name in names)
        if cast.narrator not in {first, second}:
            found.append(Pair(names, times, ear.distance(first, second)))
    return sorted(found, key=lambda pair: pair.apart)


def row(script: Script, cast: Cast, ear: Ear, took_s: float) -> tuple[object, ...]:
    """The line of the table for one story, without its name."""
    found = pairs(script, cast, ear)
    weight = sum(pair.times for pair in found)
    mean = sum(pair.times * pair.apart for pair in found) / weight if weight else 0.0
    others = [voice for voice in cast.voices.values() if voice != cast.narrator]
    return (
        len(cast.voices),
        len(found),
        f"{mean:.2f}",
        f"{found[0].apart:.2f}" if found else "",
        sum(pair.apart < CLOSE for pair in found),
        sum(pair.apart < CLEAR for pair in found),
        f"{min((ear.distance(each, cast.narrator) for each in others), default=0.0):.2f}",
        f"{likely_misheard(script, cast, ear):.3f}",
        f"{1000 * took_s:.0f}",
    )


def likely_misheard(script: Script, cast: Cast, ear: Ear) -> float:
    """The share of the words of all dialogue; a voice nobody measured is left out."""
    words = misheard = 0.0
    for segment in script.segments:
        info = ear.known.get(cast.voice_for(segment.speaker).name)
        if segment.speaker is not None and info is not None and info.misheard is not None:
            said = len(segment.text.split())
            words, misheard = words + said, misheard + said * info.misheard
    return misheard / words if words else 0.0


def voice_of(about: Mapping[str, Mapping[str, object]]) -> Voice:
    """A voice as ``narrate cast --format json`` tells it."""
    return Voice(**about["voice"])  # type: ignore[arg-type]  # the fields of Voice, by their names


def read_cast(path: Path) -> Cast:
    """The cast in a file that ``narrate cast --format json`` printed."""
    told = json.loads(path.read_text(encoding="utf-8"))
    people = [one for one in told["characters"] if one["voice"]]
    return Cast(voice_of(told["narrator"]), {one["name"]: voice_of(one) for one in people})


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("story", nargs="+", type=Path)
    parser.add_argument("--cast", type=Path, help="judge this cast of the one story instead")
    parser.add_argument("--pairs", action="store_true", help="print every pair, the nearest first")
    asked = parser.parse_args()
    settings = Settings()
    voices = find_engine(settings.engine).voices()
    ear = Ear({info.name: info for info in voices})
    print("\t".join(HEAD))
    for story in asked.story:
        script = read_script(story, settings)
        start = time.perf_counter()
        cast = read_cast(asked.cast) if asked.cast else cast_voices(script, settings, voices)
        took_s = time.perf_counter() - start
        name = story.stem if story.stem != "text" else story.parent.name
        print(name, *row(script, cast, ear, took_s), sep="\t")
        for pair in pairs(script, cast, ear) if asked.pairs else ():
            print(f"\t{' and '.join(pair.names)}\t{pair.times}\t{pair.apart:.2f}")


if __name__ == "__main__":
    main()
