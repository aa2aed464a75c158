"""What conversations tell of two names: who takes turns with whom, and who calls whom what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from narrate.attribution.people.forms import Form, Mention, Names
from narrate.attribution.people.name_counts import is_vocative
from narrate.attribution.words.reading import NONE, Reading
from narrate.model import Kind

_PAUSE = 2
"""paragraphs from one speech to the next in one conversation"""
_TURNS = 6
"""turns within which two tags are compared"""

Pair = tuple[Form, Form]


@dataclass(frozen=True, slots=True)
class Conversations:
    """How the tags and the forms of address in conversations stand to each other.

    Of the tags of two names, in alphabetical order, *same* counts those an even number of turns
    apart, where two people who take turns have the same speaker, and *other* those an odd number
    apart. *answers* counts for a name in a tag and another one what is said right before and after
    that calls the other; *calls* what is said by the first and calls the other; *called* the calls
    by a name beside any tag.
    """

    same: Mapping[Pair, int]
    other: Mapping[Pair, int]
    answers: Mapping[Pair, int]
    calls: Mapping[Pair, int]
    called: Mapping[Form, int]
    tags: Mapping[Form, int]


def read_conversations(reading: Reading, names: Names) -> Conversations:
    """Note the names in tags and in address, by paragraph, and compare those that are near."""
    tags: dict[int, Form | None] = {}
    calls: defaultdict[int, set[Form]] = defaultdict(set)
    for mention in names.mentions:
        if mention.plural:
            continue
        paragraph = reading.paragraphs[mention.start]
        if reading.speech[mention.start]:
            if is_vocative(reading, mention):
                calls[paragraph].add(mention.form)
        elif is_tag(reading, mention):
            several = tags.get(paragraph, mention.form) != mention.form
            tags[paragraph] = None if several else mention.form
    single = {paragraph: form for paragraph, form in tags.items() if form is not None}
    same, other = _by_turns(reading, single)
    return Conversations(same, other, *_by_address(single, calls), Counter(single.values()))


def is_tag(reading: Reading, mention: Mention) -> bool:
    """Whether the name, with a verb of saying beside it, opens the narration beside a quotation."""
    start, end, say = mention.start, mention.end, reading.language.say
    articles = reading.language.words("article")
    if start and not reading.opens(start) and reading.lows[start - 1] in articles:
        start -= 1
    if start and not reading.opens(start) and reading.breaks[start - 1] == NONE:
        return reading.lows[start - 1] in say and reading.opens(start - 1)
    closed = end >= len(reading.lows) or reading.opens(end) or reading.breaks[end - 1] != NONE
    return reading.opens(start) and not closed and reading.lows[end] in say


def spoken_paragraphs(reading: Reading) -> list[int]:
    """The paragraphs that have speech, in order."""
    parts = zip(reading.segments, reading.numbers, strict=True)
    return sorted({number for segment, number in parts if segment.kind is Kind.DIALOGUE})


def _by_turns(
    reading: Reading, tags: Mapping[int, Form]
) -> tuple[Mapping[Pair, int], Mapping[Pair, int]]:
    """How often two names tag turns an even and an odd number apart."""
    same, other = Counter[Pair](), Counter[Pair]()
    near: list[tuple[int, Form]] = []
    last = -_PAUSE
    for turn, paragraph in enumerate(spoken_paragraphs(reading)):
        if paragraph - last > _PAUSE:
            near = []
        last = paragraph
        form = tags.get(paragraph)
        if form is None:
            continue
        near = [(t, name) for t, name in near if turn - t <= _TURNS]
        for t, name in near:
            if name != form:
                (other if (turn - t) % 2 else same)[min(name, form), max(name, form)] += 1
        near.append((turn, form))
    return same, other


def _by_address(
    tags: Mapping[int, Form], calls: Mapping[int, set[Form]]
) -> tuple[Mapping[Pair, int], Mapping[Pair, int], Mapping[Form, int]]:
    """Who, by the names in tags, answers to which names, who calls them, and how often they do."""
    answers, own, called = Counter[Pair](), Counter[Pair](), Counter[Form]()
    for paragraph, form in tags.items():
        own.update((form, name) for name in calls.get(paragraph, ()))
        for beside in (paragraph - 1, paragraph + 1):
            if tags.get(beside) != form:
                names = calls.get(beside, ())
                called.update(names)
                answers.update((form, name) for name in names)
    return answers, own, called
