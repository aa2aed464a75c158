"""Follows who the narration is about, sentence by sentence, through its pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from narrate.attribution.actors import Actor
from narrate.attribution.clauses import Grammar
from narrate.attribution.reading import SENTENCE, Reading
from narrate.attribution.references import Force, Sort
from narrate.attribution.turns import Turn
from narrate.attribution.walkons import walkon_key
from narrate.model import Gender

_CHAIN = 400
"""words back in which a pronoun finds its subject"""


def follow_subjects(
    reading: Reading,
    grammar: Grammar,
    actors: Sequence[Actor],
    walkons: Mapping[str, int],
    narrator: int | None,
    known: Mapping[int, int] | None = None,
    tags: Sequence[tuple[int, int]] = (),
) -> list[tuple[int, int]]:
    """The subject of every told sentence, pronouns resolved to the last subject of their sex.

    *known* gives the actors of subjects, by word, that are known better; *tags* holds, in order,
    (word, actor) for the tags that name somebody.
    """
    known = known or {}
    coming = list(reversed(tags))
    found: list[tuple[int, int]] = []
    last: dict[Gender, tuple[int, int]] = {}
    for start, end in _sentences(reading):
        while coming and coming[-1][0] < end:
            word, actor = coming.pop()
            gender = actors[actor].gender
            if gender:
                last[gender] = (word, actor)
        subject = grammar.subject(start, end)
        if subject is None:
            continue
        number: int | None = known.get(subject.start)
        if number is not None:
            pass
        elif subject.sort is Sort.NAME:
            number = subject.person
        elif subject.sort is Sort.NOUN:
            number = walkons.get(walkon_key(reading, subject))
        elif subject.sort is Sort.SELF:
            number = narrator
        elif subject.sort is Sort.PRONOUN and subject.gender in last:
            place, number = last[subject.gender]
            if start - place > _CHAIN:
                number = None
        if number is None:
            continue
        found.append((subject.start, number))
        gender = actors[number].gender
        if gender:
            last[gender] = (subject.start, number)
    return found


def naming_tags(turns: Iterable[Turn]) -> list[tuple[int, int]]:
    """(word, actor) of every tag that names its speaker."""
    return sorted(
        (link.subject.start, link.subject.person)
        for turn in turns
        for link in turn.links
        if link.force is Force.TAG and link.subject.person is not None
    )


def leaves(reading: Reading, subject: int) -> bool:
    """Whether the clause that begins with its subject at word *subject* takes it off the stage."""
    lows, exits = reading.lows, reading.language.words("exit")
    for k in range(subject, min(subject + 14, len(lows) - 1)):
        if lows[k] in exits and reading.breaks[k] >= SENTENCE:
            return True
        if lows[k] in exits and lows[k + 1] in {
            "the",
            "them",
            "her",
            "him",
            "us",
            "at",
            "for",
            "with",
            "without",
        }:
            return lows[k] == "left" and lows[k + 1] != "with"
        if lows[k] in _GOING and lows[k + 1] in _AWAY:
            return True
        if reading.breaks[k] >= SENTENCE:
            return False
    return False


_GOING = frozenset(
    [
        "went",
        "walked",
        "ran",
        "hurried",
        "strode",
        "marched",
        "stormed",
        "slipped",
        "rushed",
        "rode",
        "drove",
        "hung",
        "goes",
        "walks",
        "runs",
        "crept",
        "stole",
    ]
)

_AWAY = frozenset(
    ["out", "away", "off", "upstairs", "downstairs", "home", "up", "outside", "indoors"]
)


def _sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    """The told sentences as ranges of words."""
    start = 0
    size = len(reading.words)
    for i in range(size):
        over = i + 1 == size or reading.speech[i] != reading.speech[i + 1]
        over = (
            over
            or reading.breaks[i] >= SENTENCE
            or reading.paragraphs[i] != reading.paragraphs[i + 1]
        )
        if over:
            if not reading.speech[i]:
                yield start, i + 1
            start = i + 1
