"""Writes a decision into the script: speakers, what they rest on, tags, and who plays in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.attribution.corrections import corrected
from narrate.attribution.decision.tagging import tagging_of
from narrate.attribution.decision.verdict import Verdict, cast_of
from narrate.attribution.groundwork import Groundwork
from narrate.attribution.stage.scene import Stage
from narrate.model import Script, Segment, Tag

Tagged = tuple[tuple[int, Tag], ...]
"""the tags in the clauses of a turn, each with the line it belongs to"""


@dataclass(frozen=True, slots=True)
class Written:
    """A script, and of what it is put together.

    *verdicts* are those on the turns; *lines* its segments without tags, and *tags* those of each
    turn.
    """

    verdicts: tuple[Verdict, ...]
    corrections: Mapping[int, str]
    lines: tuple[Segment, ...]
    tags: tuple[Tagged, ...]
    script: Script


def write(
    ground: Groundwork,
    stage: Stage,
    verdicts: Sequence[Verdict],
    corrections: Mapping[int, str],
    before: Written | None = None,
) -> Written:
    """The script of *ground* with its lines given to speakers by *verdicts* and *corrections*.

    What was written *before* is taken over where nothing differs.
    """
    verdicts = tuple(verdicts)
    lines = _lines(ground, verdicts, corrections, before)
    tags = tuple(_tags(ground, stage, lines, before))
    of_line: defaultdict[int, tuple[Tag, ...]] = defaultdict(tuple)
    for line, tag in (pair for turn in tags for pair in turn):
        of_line[line] += (tag,)
    segments = list(lines)
    for n, found in of_line.items():
        segments[n] = replace(lines[n], tags=found)
    cast = tuple(cast_of(stage, segments, ground.listed))
    script = replace(ground.script, segments=tuple(segments), characters=cast)
    return Written(verdicts, dict(corrections), lines, tags, script)


def _lines(
    ground: Groundwork,
    verdicts: Sequence[Verdict],
    corrections: Mapping[int, str],
    before: Written | None,
) -> tuple[Segment, ...]:
    lines = list(ground.script.segments)
    for t, (turn, (name, evidence, sure)) in enumerate(zip(ground.turns, verdicts, strict=True)):
        for n in turn.segments:
            if before and verdicts[t] is before.verdicts[t] and n not in before.corrections:
                lines[n] = before.lines[n]
            elif lines[n].speaker is None:
                lines[n] = replace(lines[n], speaker=name, evidence=evidence, confidence=sure)
    for n, name in corrections.items():
        lines[n] = corrected(ground.script.segments[n], name)
    return tuple(lines)


def _tags(
    ground: Groundwork, stage: Stage, lines: Sequence[Segment], before: Written | None
) -> Iterator[Tagged]:
    """The tags of each turn; they are the same as long as its speaker is."""
    script = replace(ground.script, segments=tuple(lines))
    tagging = tagging_of(script, ground.grammar, stage)
    for t, turn in enumerate(ground.turns):
        if before and all(lines[n].speaker == before.lines[n].speaker for n in turn.segments):
            yield before.tags[t]
        else:
            yield tuple(tagging.of(turn)) if tagging else ()
