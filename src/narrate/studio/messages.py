"""What the studio tells the page: each class is an object with these fields.

A *version* counts the changes of an opened book, its files' included, from 1. Times are seconds,
levels dB of full scale, colours ``#rrggbb``. Indices count segments of the script from 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from narrate.model import Age, Gender, Kind, Manner, Voice
from narrate.settings import Alphabet, Credits, Output, Pauses, Strength


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong: a sentence, its place in a file, a hint (may be empty).

    *code* is ``conflict`` where the book is newer than the version that was sent (its *version*
    says which), ``refused`` for a request that cannot be met, ``failed`` for everything else.
    """

    code: Literal["conflict", "refused", "failed"]
    message: str
    at: str = ""
    hint: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Shelved:
    """A book of the folder: *id* is its file's name, as it stands in the addresses of requests.

    *script* says whether it has a script already, *finished* how many chapters are finished.
    """

    id: str
    script: bool
    finished: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The books of a *folder*, by name; *opened* is the one the command named, if it named one."""

    folder: str
    books: tuple[Shelved, ...]
    opened: str | None


@dataclass(frozen=True, slots=True)
class ChapterInfo:
    """A chapter: its segments from *first*, *count* of them; *number* counts from 1."""

    number: int
    title: str
    first: int
    count: int
    lines: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks; *colour* is that of the text on a light page and on a dark one.

    *lines* and *words* of dialogue, of which *doubtful* lines are less sure than 0.5 and
    *confirmed* are facts; *first* is the first line's index. *listed* says that voices.yaml lists
    the person, and *direction* how strongly it has the lines directed, if otherwise than all.
    """

    name: str
    aliases: tuple[str, ...]
    gender: Gender | None
    age: Age | None
    narrator: bool
    named: bool
    lines: int
    words: int
    doubtful: int
    confirmed: int
    first: int | None
    colour: tuple[str, str]
    listed: bool
    direction: Strength | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A chapter that is not read: its title, and after how many chapters it stands."""

    title: str
    after: int


@dataclass(frozen=True, slots=True)
class Book:
    """A book as it is opened; its segments are asked for in windows.

    *story*, *script* and *settings* are its files' names; *settings* is empty where there is none.
    *undo* and *redo* name the kind of
    edit that would be undone and done again, None if there is none. *decided* says whether a
    reading stands beside the script, so that lines have confidence; *ready* whether the rest can
    be decided anew after an edit; until then it is as soon as it can be. *settled* says that
    nothing is being decided: what is comes as a new version.
    *problems* are those of the files: while there are any, the book is shown as it last was.
    """

    id: str
    version: int
    title: str
    author: str
    language: str
    story: str
    script: str
    settings: str
    decided: bool
    ready: bool
    settled: bool
    segments: int
    lines: int
    doubtful: int
    confirmed: int
    chapters: tuple[ChapterInfo, ...]
    left_out: tuple[LeftOut, ...]
    people: tuple[Person, ...]
    undo: str | None
    redo: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of the script, with why its speaker was found.

    *speaker* is None for narration and for speech of nobody known. *confidence* is 0 to 1, None
    where there is nothing to be sure of. *reason* is the rule that told, *words* those of the story
    it rests on, *others* who else it may be, the likeliest first. *automatic* is whom the reading
    alone would say, and *changed* whether the script says otherwise. *manner* is how the line is
    said, *voice* a voice of its own, None for its speaker's, and *take* which take of it is kept.
    """

    index: int
    kind: Kind
    chapter: int
    paragraph: int
    text: str
    speaker: str | None
    confidence: float | None
    doubtful: bool
    confirmed: bool
    reason: str
    words: str
    others: tuple[str, ...]
    automatic: str | None
    changed: bool
    manner: Manner | None
    voice: str | None
    take: int


@dataclass(frozen=True, slots=True)
class Segments:
    """The segments *start*, *start* + 1 ... of a version of the book."""

    version: int
    start: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Indices of segments, in the order they were asked for."""

    version: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The book is another: how it is now, and the lines that are others than before.

    *told* are the segments that edits named, *also* those that were decided anew because of them.
    If *moved*, segments have other indices than before, or too many are others to be told here: ask
    for the windows again.
    """

    book: Book
    told: tuple[Segment, ...]
    also: tuple[Segment, ...]
    moved: bool


@dataclass(frozen=True, slots=True)
class Casting:
    """The voices of a version: the narrator's, and of everybody who speaks, by name.

    *notes* are sentences: who has no voice of their own, who is hard to tell apart.
    """

    version: int
    narrator: Voice
    voices: Mapping[str, Voice]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A voice that can be chosen by its *name*; what was measured is None where nobody has.

    *accent* is a language's tag. *pitch_hz* is the median pitch; *misheard* the share of words, 0
    to 1, that a speech recogniser takes for others. *castable* says that it may be given unasked.
    """

    name: str
    engine: str
    accent: str
    gender: Gender | None
    age: Age | None
    pitch_hz: float | None
    misheard: float | None
    castable: bool


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices there are for the book's language first, then the others."""

    voices: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class ChapterSound:
    """How much of a chapter is recorded: all *of* its segments but the *stale* ones.

    *files* are the names of its finished files, none where it is not finished. They are *fresh* if
    they say what the script says now, in the same voices, and no take of the chapter is missing.
    """

    number: int
    title: str
    of: int
    stale: tuple[int, ...]
    files: tuple[str, ...]
    fresh: bool


@dataclass(frozen=True, slots=True)
class Sound:
    """What is recorded of a version of the book; *seconds* is about how long it will last."""

    version: int
    chapters: tuple[ChapterSound, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Suspect:
    """A segment to listen to, and why: it is ``silent``, ``quiet``, ``long`` or ``clipped``."""

    line: int
    reason: Literal["silent", "quiet", "long", "clipped"]


@dataclass(frozen=True, slots=True)
class Suspects:
    """The takes of a chapter that may be wrong; *missing* segments are not recorded."""

    suspects: tuple[Suspect, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Peaks:
    """A sound of *seconds* as a row of its highest levels, 0 to 1, evenly in time."""

    seconds: float
    peaks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a finished file: its name, its value, what ACX asks for, whether it passes."""

    name: str
    value: str
    wanted: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """The figures of a finished *file*."""

    file: str
    passed: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Acx:
    """What ACX would say of the chapters' files."""

    files: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of the finished book: its name in the book's folder, its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class MadeFiles:
    """The files of the finished book, by name."""

    files: tuple[MadeFile, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """How far the recording of a book is; it is also the event ``recording``.

    ``none`` says that none was begun. *lines* of all *of* its lines are recorded; *seconds_left* is
    None as long as it cannot be told. *message* says why it failed. *chapters* are the numbers of
    those that were asked for, None for all; they are recorded one after the other.
    """

    id: str
    state: Literal["none", "running", "done", "cancelled", "failed"]
    lines: int = 0
    of: int = 0
    seconds_left: float | None = None
    message: str = ""
    chapters: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ChosenVoice:
    """What voices.yaml asks of a voice; what is None is left to the casting."""

    name: str | None
    rate: int | None
    pitch: int | None
    volume: float | None


@dataclass(frozen=True, slots=True)
class Word:
    """How a word is said: another spelling, or its sounds in an *alphabet*."""

    word: str
    spoken: str
    alphabet: Alphabet | None


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody whom voices.yaml lists."""

    name: str
    aliases: tuple[str, ...]
    voice: ChosenVoice
    direction: Strength | None
    lexicon: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What voices.yaml says, and the defaults of what it does not say.

    *title*, *author*, *series* and its *number* are empty where they are left to the story.
    *outputs* are the names of those there are. *announced* says whether headings are read, or the
    words in which they are.
    """

    version: int
    engine: str
    narrator: ChosenVoice
    people: tuple[ListedPerson, ...]
    lexicon: tuple[Word, ...]
    direction: Strength
    pauses: Pauses
    output: Output
    outputs: tuple[str, ...]
    credits: Credits
    announced: bool | str
    title: str
    author: str
    year: int | None
    series: str
    number: str
    has_cover: bool
