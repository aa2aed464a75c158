"""An opened book as the page is told of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from narrate.errors import NarrateError
from narrate.model import Kind
from narrate.model import Segment as Said
from narrate.outputs.colours import palette
from narrate.settings import DOUBTFUL
from narrate.studio.book import OpenBook
from narrate.studio.messages import Book, ChapterInfo, LeftOut, Person, Problem, Segment
from narrate.studio.script_text import LEFT_OUT

CONFIRMED = "confirmed"
"""the reason for a fact"""


@dataclass(frozen=True, slots=True)
class Session:
    """What is told of an opened book beside what its files say; see :class:`.messages.Book`."""

    version: int
    undo: str | None
    redo: str | None
    ready: bool
    settled: bool
    problems: tuple[Problem, ...]


def confidence_of(book: OpenBook, index: int) -> float | None:
    """How likely it is that the speaker of a segment is right; None if there is none to be right.

    A fact is certain, and so is what a script says that has no story beside it. None, too, where
    what is decided by now is another than the script has.
    """
    speaker, decided = book.script.segments[index].speaker, book.of(book.decided, index)
    if speaker is None:
        return None
    if decided is None or index in book.facts:
        return 1.0
    return decided.confidence if book.called_by(decided) == speaker else None


def is_doubtful(book: OpenBook, index: int) -> bool:
    """Whether a person should look at who says a segment."""
    segment = book.script.segments[index]
    if segment.kind is not Kind.DIALOGUE or index in book.facts:
        return False
    return (confidence_of(book, index) or 0.0) < DOUBTFUL


def doubtful_lines(book: OpenBook) -> tuple[int, ...]:
    """What a person should look at, in the order of the story."""
    return tuple(n for n in range(len(book.script.segments)) if is_doubtful(book, n))


def lines_by_worth(book: OpenBook, asked: Sequence[int]) -> tuple[int, ...]:
    """What a person should look at, what tells most first.

    That are the segments of the reading that are *asked*, then what is doubtful, the least sure
    first.
    """
    places = {at: n for n, at in enumerate(book.matches) if at is not None}
    first = [places[at] for at in asked if at in places and places[at] not in book.facts]
    spoken = [n for n in first if book.script.segments[n].kind is Kind.DIALOGUE]
    rest = sorted(doubtful_lines(book), key=lambda n: confidence_of(book, n) or 0.0)
    return tuple(dict.fromkeys((*spoken, *rest)))


def is_changed(book: OpenBook, index: int) -> bool:
    """Whether somebody else says a segment than the story's reading alone has it."""
    is_read = book.of(book.decided, index) is not None
    return is_read and book.speaker(book.found, index) != book.script.segments[index].speaker


def changed_by_hand(book: OpenBook) -> tuple[int, ...]:
    """The segments that somebody else says than the story's reading alone has it."""
    return tuple(n for n in range(len(book.script.segments)) if is_changed(book, n))


def lines_by(book: OpenBook, person: str | None) -> tuple[int, ...]:
    """The lines of dialogue of *person*; all of them for None."""
    return tuple(
        n
        for n, one in enumerate(book.script.segments)
        if one.kind is Kind.DIALOGUE and person in (None, one.speaker)
    )


def segment_view(book: OpenBook, index: int) -> Segment:
    """The segment at *index*."""
    said, decided = book.script.segments[index], book.of(book.decided, index)
    fact = index in book.facts
    evidence = decided.evidence if decided else None
    return Segment(
        index=index,
        kind=said.kind,
        chapter=said.chapter,
        paragraph=said.paragraph,
        text=said.text,
        speaker=said.speaker,
        confidence=confidence_of(book, index),
        doubtful=is_doubtful(book, index),
        confirmed=fact and said.kind is Kind.DIALOGUE,
        reason=CONFIRMED if fact else evidence.rule if evidence else "",
        words=evidence.words if evidence and not fact else "",
        others=_others(book, said, decided),
        automatic=book.speaker(book.found, index),
        changed=is_changed(book, index),
        manner=said.manner,
        voice=said.voice,
        take=said.take,
    )


def _others(book: OpenBook, said: Said, decided: Said | None) -> tuple[str, ...]:
    """Who else may say it, as far as the reading tells, the likeliest first."""
    evidence = decided.evidence if decided else None
    names = (decided.speaker, evidence.runner_up) if decided and evidence else ()
    called = (book.names.get(name, name) for name in names if name)
    return tuple(name for name in dict.fromkeys(called) if name != said.speaker)


def book_view(book: OpenBook, session: Session) -> Book:
    """The whole of *book*, without its segments."""
    doubtful = frozenset(doubtful_lines(book))
    title, author = book.settings.title_of(book.script.book)
    lines = lines_by(book, None)
    return Book(
        id=book.files.story.name,
        version=session.version,
        title=title,
        author=author or "",
        language=book.script.book.language,
        story=book.files.story.name,
        script=book.files.script.name,
        settings=book.settings.path.name if book.settings.path else "",
        decided=book.decided is not None,
        ready=session.ready,
        settled=session.settled,
        segments=len(book.script.segments),
        lines=len(lines),
        doubtful=len(doubtful),
        confirmed=sum(n in book.facts for n in lines),
        chapters=tuple(_chapters(book, doubtful)),
        left_out=tuple(_left_out(book)),
        people=_people(book, doubtful),
        undo=session.undo,
        redo=session.redo,
        problems=session.problems,
    )


def changed_lines(before: OpenBook, after: OpenBook) -> frozenset[int] | None:
    """The segments that are said by others, or otherwise, than before; None if others are there."""
    old, new = before.script.segments, after.script.segments
    if list(map(_place, old)) != list(map(_place, new)):
        return None
    pairs = enumerate(zip(old, new, strict=True))
    return frozenset(n for n, (one, two) in pairs if _said(one) != _said(two))


def problem_of(error: NarrateError) -> Problem:
    """*error* as the page is told of it."""
    return Problem("failed", error.message, str(error.at or ""), error.hint or "")


def _place(one: Said) -> tuple[Kind, int, int]:
    return one.kind, one.chapter, one.paragraph


def _said(one: Said) -> tuple[object, ...]:
    return one.speaker, one.manner, one.voice, one.take, one.text


def _chapters(book: OpenBook, doubtful: frozenset[int]) -> Iterator[ChapterInfo]:
    segments = enumerate(book.script.segments)
    for number, of_chapter in groupby(segments, key=lambda one: one[1].chapter):
        within = list(of_chapter)
        yield ChapterInfo(
            number=number,
            title=book.script.book.chapters[number - 1].title,
            first=within[0][0],
            count=len(within),
            lines=sum(one.kind is Kind.DIALOGUE for _, one in within),
            doubtful=sum(n in doubtful for n, _ in within),
        )


def _left_out(book: OpenBook) -> Iterator[LeftOut]:
    text = book.text
    for hidden in text.left_out:
        before = bisect_left(text.places, hidden.start)
        after = text.script.segments[before - 1].chapter if before else 0
        yield LeftOut(text.lines[hidden.start].removeprefix(LEFT_OUT).strip(), after)


def _people(book: OpenBook, doubtful: frozenset[int]) -> tuple[Person, ...]:
    """Everybody, those who say most first, then in the order they speak."""
    said: dict[str, list[int]] = {one.name: [] for one in book.script.characters}
    for n, one in enumerate(book.script.segments):
        if one.speaker is not None:
            said[one.speaker].append(n)
    found = [_person(book, n, lines, doubtful) for n, lines in enumerate(said.values())]
    return tuple(sorted(found, key=lambda one: (-one.lines, one.first or 0)))


def _person(book: OpenBook, number: int, said: list[int], doubtful: frozenset[int]) -> Person:
    """The character of that *number*, who has *said* these segments."""
    one = book.script.characters[number]
    names = map(str.casefold, (one.name, *one.aliases))
    role = next((book.roles[name] for name in names if name in book.roles), None)
    return Person(
        name=one.name,
        aliases=one.aliases,
        gender=one.gender,
        age=one.age,
        narrator=one.narrator,
        named=one.named,
        lines=len(said),
        words=sum(len(book.script.segments[n].text.split()) for n in said),
        doubtful=sum(n in doubtful for n in said),
        confirmed=sum(n in book.facts for n in said),
        first=said[0] if said else None,
        colour=_colours(len(book.script.characters))[number],
        listed=role is not None,
        direction=role.direction if role else None,
    )


_colours = lru_cache(maxsize=4)(palette)
