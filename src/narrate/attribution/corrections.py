"""What a person put right is a fact: the lines around it are decided anew, knowing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from narrate.model import Evidence, Kind, Script, Segment

RULE = "put right"
"""the evidence of a line that a person gave to somebody"""


def find_corrections(found: Script, edited: Script) -> dict[int, str]:
    """The lines of *found*, by their indices, that *edited* gives to somebody else, and to whom.

    *edited* is the same story as a person has it; lines that were cut, joined or written anew are
    left aside, and so are those that it gives to nobody.
    """
    return {
        index: after.speaker
        for index, after in _pairs(found.segments, edited.segments)
        if after.speaker is not None and after.speaker != found.segments[index].speaker
    }


def with_corrections(script: Script, corrections: Mapping[int, str]) -> Script:
    """*script*, before attribution, with the lines that were put right: they keep their speaker."""
    segments = list(script.segments)
    for index, name in corrections.items():
        segments[index] = corrected(segments[index], name)
    return replace(script, segments=tuple(segments))


def corrected(line: Segment, name: str) -> Segment:
    """*line*, before attribution, given to *name* by a person."""
    evidence = Evidence(RULE, runner_up=line.speaker)
    return replace(line, speaker=name, evidence=evidence, confidence=1.0)


def changed_segments(before: Script, after: Script) -> tuple[int, ...]:
    """The segments, by index, in which two scripts of the same story differ in anything."""
    pairs = enumerate(zip(before.segments, after.segments, strict=True))
    return tuple(index for index, (old, new) in pairs if old is not new and old != new)


def _pairs(ours: Sequence[Segment], theirs: Sequence[Segment]) -> Iterator[tuple[int, Segment]]:
    """The dialogue of both that has the same letters in the same order: our index, their line."""
    mine = [index for index, one in enumerate(ours) if one.kind is Kind.DIALOGUE]
    others = [one for one in theirs if one.kind is Kind.DIALOGUE]
    matcher = SequenceMatcher(
        None, [_letters(ours[index]) for index in mine], list(map(_letters, others)), autojunk=False
    )
    for start, other, size in matcher.get_matching_blocks():
        for n in range(size):
            yield mine[start + n], others[other + n]


def _letters(segment: Segment) -> str:
    return "".join(filter(str.isalnum, segment.text.casefold()))
