"""Asks a language model who says the lines that narrate's rules are unsure of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from narrate.llm.chat import Chat, UnusableError
from narrate.model import Character, Kind, Script

BATCH = 25
"""lines in a question"""
WINDOW, BEFORE, AFTER = 12_000, 1_500, 600
"""characters of the passage in a question (about 3,000 tokens), and of it around the lines asked"""
CAST = 120
"""people named in a question"""
UNKNOWN = "unknown"
NARRATOR = "the narrator"

SYSTEM = (
    "You read fiction closely and know who says what. In the passage, lines of dialogue stand in"
    " angle brackets. <3? ...> is a line whose speaker you are asked for, by its number;"
    " <Ann: ...> is a line that Ann is known to say. Answer with one JSON object and nothing else,"
    ' the number of each line asked for and the name of its speaker: {"3": "Ann", "4": "Mr. Bell"}.'
    " Take names from the lists, as they are written there. If somebody speaks who is on neither"
    f' list, or you cannot tell, say "{UNKNOWN}". Give no reasons.'
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines that are asked about together: indices of segments, and the *passage* they stand in."""

    lines: tuple[int, ...]
    start: int
    end: int


def batches(script: Script, wanted: Sequence[int]) -> Iterator[Batch]:
    """*wanted* segments, in order, in batches that stand close enough together for one question."""
    batch: list[int] = []
    for index in wanted:
        if batch and (len(batch) == BATCH or _length(script, batch[0], index) > WINDOW - BEFORE):
            yield _batch(script, batch)
            batch = []
        batch.append(index)
    if batch:
        yield _batch(script, batch)


def question(script: Script, batch: Batch, speakers: Mapping[int, str | None]) -> str:
    """The question about *batch*; *speakers* are those known so far, by the segment's index."""
    inside = [
        index
        for index, segment in enumerate(script.segments)
        if batch.start <= segment.span.start < batch.end
    ]
    numbers = {index: number for number, index in enumerate(batch.lines, start=1)}
    passage = _passage(script, inside, numbers, speakers)
    present = _present(script, inside, speakers, passage)
    others = [one for one in _cast(script) if one not in present]
    return "\n\n".join(
        (
            "People of this scene: " + "; ".join(map(_named, present)),
            "Others in the book: " + "; ".join(map(_named, others[: CAST - len(present)])),
            f"Passage:\n{passage}",
            f"Who says the lines 1 to {len(numbers)}?",
        )
    )


def ask_speakers(
    chat: Chat, script: Script, batch: Batch, speakers: Mapping[int, str | None]
) -> dict[int, str | None] | None:
    """Who says each line of *batch*, None where the model cannot tell; None without an answer."""
    names = _by_name(script.characters)

    def read(answer: Any) -> dict[int, str | None]:  # noqa: ANN401 -- JSON
        return _speakers(answer, batch, names)

    return chat.ask(SYSTEM, question(script, batch, speakers), read)


def _speakers(answer: Any, batch: Batch, names: Mapping[str, str]) -> dict[int, str | None]:  # noqa: ANN401 -- JSON
    """*answer* by the segments' indices; a line it leaves out is not in it.

    Raises UnusableError for an answer in which most lines are missing, or said by nobody known.
    """
    if not isinstance(answer, Mapping):
        raise UnusableError("your answer was no JSON object")
    found: dict[int, str | None] = {}
    strange: list[str] = []
    for number, index in enumerate(batch.lines, start=1):
        told = answer.get(str(number))
        if not isinstance(told, str):
            continue
        if _folded(told) == UNKNOWN:
            found[index] = None
        elif name := names.get(_folded(told)):
            found[index] = name
        else:
            strange.append(told[:40])
    if 2 * len(found) < len(batch.lines):
        what = f"these are no names of the lists: {', '.join(strange[:5])}" if strange else ""
        raise UnusableError(what or f"lines 1 to {len(batch.lines)} were asked for")
    return found


def _by_name(people: Sequence[Character]) -> dict[str, str]:
    """The people by every name they have; a name of two of them means neither."""
    bearers: dict[str, set[str]] = {}
    for one in people:
        for name in (one.name, *one.aliases, *([NARRATOR, "narrator"] if one.narrator else [])):
            bearers.setdefault(_folded(name), set()).add(one.name)
    by_name = {name: next(iter(who)) for name, who in bearers.items() if len(who) == 1}
    return {**by_name, **{_folded(one.name): one.name for one in people}}


def _folded(name: str) -> str:
    return " ".join(re.sub(r"[.\"'’“”]", " ", name).casefold().split())


def _named(one: Character) -> str:
    """A person as the lists have them."""
    names = NARRATOR if one.narrator and one.name == "I" else one.name
    aliases = f" (also {', '.join(one.aliases[:4])})" if one.aliases else ""
    gender = {"M": ", a man", "F": ", a woman"}.get(one.gender or "", "")
    return f"{names}{aliases}{gender}"


def _cast(script: Script) -> list[Character]:
    """Everybody, those who say most first."""
    lines = Counter(segment.speaker for segment in script.segments)
    return sorted(script.characters, key=lambda one: -lines[one.name])


def _present(
    script: Script, inside: Sequence[int], speakers: Mapping[int, str | None], passage: str
) -> list[Character]:
    """Those who speak in the passage as far as is known, or are named in it."""
    speaking = {speakers.get(index, script.segments[index].speaker) for index in inside}
    return [
        one
        for one in _cast(script)
        if one.name in speaking
        or any(re.search(rf"\b{re.escape(name)}\b", passage) for name in (one.name, *one.aliases))
    ][:CAST]


def _passage(
    script: Script,
    inside: Sequence[int],
    numbers: Mapping[int, int],
    speakers: Mapping[int, str | None],
) -> str:
    """The passage as it is shown: its paragraphs, the dialogue in brackets."""
    paragraphs: dict[int, list[str]] = {}
    for index in inside:
        segment = script.segments[index]
        words = segment.text
        if segment.kind is Kind.DIALOGUE:
            known = speakers.get(index, segment.speaker)
            mark = f"{numbers[index]}?" if index in numbers else f"{known or UNKNOWN}:"
            words = f"<{mark} {words}>"
        paragraphs.setdefault(segment.paragraph, []).append(words)
    return "\n\n".join(" ".join(words) for words in paragraphs.values())


def _batch(script: Script, lines: Sequence[int]) -> Batch:
    first, last = script.segments[lines[0]].span, script.segments[lines[-1]].span
    return Batch(tuple(lines), max(0, first.start - BEFORE), last.end + AFTER)


def _length(script: Script, first: int, last: int) -> int:
    return script.segments[last].span.end - script.segments[first].span.start
