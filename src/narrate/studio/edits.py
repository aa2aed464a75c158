"""Everything a person may change of a book: a closed set of values.

An edit is sent as an object whose ``kind`` is the name of its class in small letters with
underscores: ``{"kind": "set_speaker", "lines": [4, 5], "person": "Rose"}``. *line* and *lines* are
indices of segments, as :class:`narrate.studio.messages.Segment` has them, in the version of the
book that the edit is sent for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from narrate.model import Age, Gender, Manner
from narrate.settings import Alphabet, Strength

Break = Literal["none", "paragraph", "scene"]
"""what stands before a segment: it goes on in the same paragraph, begins another, another scene"""


@dataclass(frozen=True, slots=True)
class SetSpeaker:
    """*person* says *lines*; None for nobody known. The lines are facts from then on.

    A person whom nobody knows yet is added to the cast.
    """

    lines: tuple[int, ...]
    person: str | None


@dataclass(frozen=True, slots=True)
class Confirm:
    """The speakers of *lines* are right: facts from then on."""

    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unconfirm:
    """The speakers of *lines* are no facts any more: they are decided by the rest of the story."""

    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """*person* is called *name* from now on, which nobody else is; the old name stays an alias."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class Merge:
    """*person* is somebody already known, *into*: all lines go there, the names become aliases."""

    person: str
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """*lines* of *person* are said by somebody else, *name*, who is new to the cast.

    Where *name* was an alias of *person* it is one no longer.
    """

    person: str
    lines: tuple[int, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Nobody:
    """*person* is no person: each line goes to who came second for it, or to nobody known."""

    person: str


@dataclass(frozen=True, slots=True)
class Describe:
    """*gender* and *age* of *person* in the cast; None where they are not known."""

    person: str
    gender: Gender | None
    age: Age | None


@dataclass(frozen=True, slots=True)
class SetVoice:
    """The voice of *person*, None for the narrator; *name* is that of an offered voice.

    What is None is left to the casting. *rate* in words a minute, *pitch* 0 to 100, *volume* 0 to
    1.
    """

    person: str | None
    name: str | None = None
    rate: int | None = None
    pitch: int | None = None
    volume: float | None = None


@dataclass(frozen=True, slots=True)
class SetVoices:
    """Several voices at once: those that everybody has, to keep them as they are.

    A voice that nobody wrote down may be another when somebody else says more.
    """

    voices: tuple[SetVoice, ...]


@dataclass(frozen=True, slots=True)
class SetStrength:
    """How strongly the lines of *person* are directed; None is as strongly as everybody's."""

    person: str
    direction: Strength | None


@dataclass(frozen=True, slots=True)
class SetSetting:
    """The setting of voices.yaml at *path* (``["pauses", "scene"]``); None takes it out."""

    path: tuple[str, ...]
    value: str | int | float | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Direct:
    """*lines* of dialogue are said in this *manner*; None for plainly."""

    lines: tuple[int, ...]
    manner: Manner | None


@dataclass(frozen=True, slots=True)
class KeepTake:
    """Of *line* of dialogue this take is kept: in that *manner*, None for plainly, and *voice*.

    That is the name of an offered voice, None for its speaker's. *take* tells one of several of
    the same voice and manner.
    """

    line: int
    manner: Manner | None
    voice: str | None = None
    take: int = 1


@dataclass(frozen=True, slots=True)
class Pronounce:
    """*word* is said as *spoken*: another spelling or, in an *alphabet*, its sounds.

    By everybody, or by *person* alone; or, where *line* is told, here only: then the line itself
    is written so, and only a spelling will do. None for *spoken* takes the entry out.
    """

    word: str
    spoken: str | None
    alphabet: Alphabet | None = None
    person: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """What stands before *line*: nothing, the pause of a paragraph, or that of a scene."""

    line: int
    before: Break


@dataclass(frozen=True, slots=True)
class RenameChapter:
    """The heading of chapter *number* is *title*; a chapter without one gets it."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class JoinChapters:
    """Chapter *number* goes on with what was the next one, whose headings stay as lesser ones."""

    number: int


@dataclass(frozen=True, slots=True)
class PartChapter:
    """A chapter called *title* begins with the segment *line*."""

    line: int
    title: str


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Chapter *number* is not read."""

    number: int


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The chapter at *index* of those left out is read again, at the place where it stood."""

    index: int


@dataclass(frozen=True, slots=True)
class SetKind:
    """*lines* are narration, or dialogue of *person*."""

    lines: tuple[int, ...]
    dialogue: bool
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """The segment *line* is two: the second begins with the character *at* of its text."""

    line: int
    at: int


@dataclass(frozen=True, slots=True)
class Join:
    """The segment *line* and the next of its paragraph are one, of the first one's speaker."""

    line: int


@dataclass(frozen=True, slots=True)
class BookData:
    """What is said of the book in voices.yaml; what is empty is left to the story."""

    title: str = ""
    author: str = ""
    year: int | None = None
    series: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class SetCredits:
    """What is said before and after the book: nothing, words, or the *usual* ones.

    ``{title}``, ``{author}`` and ``{year}`` in *opening* and *closing* stand for the book's own.
    """

    opening: str = ""
    closing: str = ""
    usual: bool = False


Edit = (
    SetSpeaker
    | Confirm
    | Unconfirm
    | Rename
    | Merge
    | Split
    | Nobody
    | Describe
    | SetVoice
    | SetVoices
    | SetStrength
    | SetSetting
    | Direct
    | KeepTake
    | Pronounce
    | Pause
    | RenameChapter
    | JoinChapters
    | PartChapter
    | LeaveOut
    | TakeBack
    | SetKind
    | Cut
    | Join
    | BookData
    | SetCredits
)
