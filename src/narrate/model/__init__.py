"""The vocabulary as types: frozen values that every room shares and none changes.

Text positions are offsets in characters (code points) into ``Manuscript.text``, half-open.
Times are integer frames at a stated rate. A field that holds anything else says so in its name
(``_ms``, ``_s``, ``_db``, ``_hz``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from narrate.errors import Place
from narrate.model.finished import Cover as Cover
from narrate.model.finished import FinishedBook as FinishedBook
from narrate.model.finished import FinishedChapter as FinishedChapter
from narrate.model.finished import Heard as Heard
from narrate.model.finished import Sentence as Sentence
from narrate.model.finished import Series as Series
from narrate.model.finished import narrator_name as narrator_name
from narrate.model.manuscript import Manuscript as Manuscript
from narrate.model.manuscript import Metadata as Metadata
from narrate.model.manuscript import Origin as Origin
from narrate.model.manuscript import Region as Region
from narrate.model.manuscript import Section as Section
from narrate.model.manuscript import StatedHeading as StatedHeading
from narrate.model.soundformat import SOUND_FORMATS as SOUND_FORMATS
from narrate.model.soundformat import SoundFormat as SoundFormat
from narrate.model.voices import FASTEST as FASTEST
from narrate.model.voices import SLOWEST as SLOWEST
from narrate.model.voices import Age as Age
from narrate.model.voices import Gender as Gender
from narrate.model.voices import Voice as Voice
from narrate.model.voices import VoiceInfo as VoiceInfo
from narrate.spans import UNSPOKEN, Spoken
from narrate.spans import Span as Span

Form = Literal["prose", "play", "chat"]
"""how a text says who speaks: in sentences, or by a name before each line"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A run of the manuscript that becomes one file; *number* counts from 1 in reading order.

    *span* includes the heading. *heading* is the printed heading's own span, empty (at the
    chapter's start) for a chapter that has none; *title* is how it is called in file names, tags
    and playlists. *credits* are spoken before chapter 1 (as chapter 0) or after the last one and
    stand in no manuscript: their spans, and those of their segments, are empty.
    """

    number: int
    title: str
    span: Span
    heading: Span
    credits: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """Title, author, and the chapters as spans of the manuscript.

    *omitted* lists what is deliberately not read aloud (a Project Gutenberg licence, a table of
    contents); chapters and omitted spans together cover every character that is not white space.
    *notes* says why, for the user. *language* is a tag in small letters: ``en``, ``en-gb``, ``fr``.
    """

    manuscript: Manuscript
    title: str
    author: str | None
    chapters: tuple[Chapter, ...]
    omitted: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()
    language: str = "en"


class Kind(StrEnum):
    """What a segment is."""

    HEADING = "heading"
    NARRATION = "narration"
    DIALOGUE = "dialogue"
    SCENE_BREAK = "scene_break"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a line was given to its speaker.

    *rule* is the rule's name, *words* the words of the text it rests on (may be empty), and
    *runner_up* the name that came second, if one did.
    """

    rule: str
    words: str = ""
    runner_up: str | None = None

    def __str__(self) -> str:
        return f"{self.rule}: {self.words}" if self.words else self.rule


class Manner(StrEnum):
    """How a line is said. Of several that a line gives reasons for, the first in this order counts.

    The order goes from what a listener notices most to what is noticed least.
    """

    WHISPERING = "whispering"
    SHOUTING = "shouting"
    SOBBING = "sobbing"
    MURMURING = "murmuring"
    PLEADING = "pleading"
    ANGRY = "angry"
    COLD = "cold"
    SAD = "sad"
    URGENT = "urgent"
    SLOW = "slow"
    CHEERFUL = "cheerful"
    EXCLAIMING = "exclaiming"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Tag:
    """The narrator's clause beside a line that says that, how, and to whom it is said.

    *span* is the clause, *adverbs* are the words of it that tell how: "softly", "laughing".
    """

    span: Span
    verb: Span
    subject: Span
    adverbs: tuple[Span, ...] = ()
    hearer: Span | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text with one kind and one speaker; ``text == manuscript.text[span]``.

    *chapter* is the chapter's number; *paragraph* counts from 0 through the whole book.
    *speaker* is a character's name, or None for narration and for speech nobody was found for.
    *confidence* is the probability, from 0 to 1, that the speaker is right; None where there is
    no speaker to be wrong about. *manner* is how a line of dialogue is said, if the text tells,
    and *manner_words* the words that tell it. Both may be the user's, without words or *tags*.
    *spoken* is what is said of it, once that is decided. *voice* is that of a line the user wants
    in another voice than all else that is said by its speaker, by the name it has in voices.yaml;
    and *take* tells which of several they keep.
    """

    span: Span
    text: str
    kind: Kind
    chapter: int
    paragraph: int
    speaker: str | None = None
    evidence: Evidence | None = None
    confidence: float | None = None
    manner: Manner | None = None
    manner_words: str = ""
    tags: tuple[Tag, ...] = ()
    spoken: Spoken = UNSPOKEN
    voice: str | None = None
    take: int = 1


@dataclass(frozen=True, slots=True)
class Character:
    """A person of the story.

    *aliases* are the other names the text uses, without *name* itself. *narrator* is true for
    the person who tells a story in the first person. *named* is false for a walk-on part known
    by a description only ("the woman behind the counter"). *age* is None where nobody said, which
    sounds like a grown-up.
    """

    name: str
    aliases: tuple[str, ...] = ()
    gender: Gender | None = None
    narrator: bool = False
    named: bool = True
    age: Age | None = None


@dataclass(frozen=True, slots=True)
class ToldChapters:
    """The chapters *first* to *last*, by number, that *name* tells in the first person.

    None for *last* is the end of the book.
    """

    name: str
    first: int = 1
    last: int | None = None

    @property
    def whole(self) -> bool:
        """Whether these are all chapters there may be."""
        return self.first <= 1 and self.last is None

    def __contains__(self, chapter: int) -> bool:
        return self.first <= chapter and (self.last is None or chapter <= self.last)


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user says of a story before it is read; the rest is left to its text.

    *heading* finds the lines of chapters' headings, where the usual forms do not. *language* is a
    tag. *listed* are characters, and *narrator_is* who tells which chapters in the first person.
    *read_all* leaves out no table of contents, list or note. *form* says whether names before lines
    are their speakers. *notes* says that footnotes are read where they stand.
    """

    heading: re.Pattern[str] | None = None
    language: str | None = None
    listed: tuple[Character, ...] = ()
    narrator_is: tuple[ToldChapters, ...] = ()
    read_all: bool = False
    form: Form | None = None
    notes: bool = False


NO_HINTS = Hints()
"""the text tells everything"""


@dataclass(frozen=True, slots=True)
class Note:
    """A diagnostic: a stable code, a sentence, where it stands, and a hint.

    *span* is its place in the manuscript; *at* is its place in another file of the user's,
    voices.yaml. A note has one of them at most. What is *passing* may be otherwise the next time:
    a server did not answer.
    """

    code: str
    message: str
    span: Span | None = None
    hint: str | None = None
    at: Place | None = None
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """The book's segments in order, tiling the text: who says what.

    *characters* holds everybody who is a speaker of at least one segment, and everybody the
    user listed; it is empty before attribution.
    """

    book: Book
    segments: tuple[Segment, ...]
    characters: tuple[Character, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """Which voice each speaker has.

    *engines* are those of the voices in which single lines are said, by the voices' names.
    """

    narrator: Voice
    voices: Mapping[str, Voice]
    notes: tuple[Note, ...] = ()
    engines: Mapping[str, str] = field(default_factory=dict)

    def voice_for(self, speaker: str | None) -> Voice:
        """The voice of *speaker*; narration, headings and unattributed speech are the narrator's.

        Raises KeyError for a name that was never cast: that would be a bug, not a user's mistake.
        """
        return self.narrator if speaker is None else self.voices[speaker]

    def voice_of(self, segment: Segment) -> Voice:
        """The voice in which *segment* is said.

        One of its own has the rate, the pitch and the volume of its speaker's.
        """
        usual = self.voice_for(segment.speaker)
        if segment.voice is None:
            return usual
        return replace(usual, name=segment.voice, engine=self.engines[segment.voice])


@dataclass(frozen=True, slots=True)
class Direction:
    """How a line is to be said, against the way its voice says everything else.

    *rate* is a factor on the voice's rate; *pitch* is added to its pitch setting; *range* is a
    factor on how far its melody moves. *gap_ms* is put between words. *level_db* is how much
    louder the line is when every voice has been brought to one level: no engine's business, it
    is for the mix. An engine realises of the others what it can.
    """

    manner: Manner
    rate: float = 1.0
    pitch: int = 0
    range: float = 1.0
    gap_ms: int = 0
    level_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """What an engine is asked to say: the spoken words, the voice, and how. It has no position.

    *direction* is None for what is said plainly. *take* tells one time of saying it from another,
    which an engine that never says anything twice alike says differently.
    """

    spoken: str
    voice: Voice
    direction: Direction | None = None
    take: int = 1

    @property
    def set_voice(self) -> Voice:
        """The voice with its rate and its pitch set as directed, within their bounds."""
        if self.direction is None:
            return self.voice
        rate = min(max(round(self.voice.rate * self.direction.rate), SLOWEST), FASTEST)
        pitch = min(max(self.voice.pitch + self.direction.pitch, 0), 100)
        return replace(self.voice, rate=rate, pitch=pitch)

    def key(self, fingerprint: str) -> str:
        """A name, 64 hexadecimal digits, for everything that decides how this sounds.

        *fingerprint* is the engine's own (see :class:`narrate.engines.Engine`).
        """
        voice = self.voice
        settings = str(voice.rate), str(voice.pitch), repr(float(voice.volume))
        direction = () if self.direction is None else map(str, astuple(self.direction))
        again = (f"take {self.take}",) if self.take > 1 else ()
        named = voice.engine, voice.own_name
        parts = (fingerprint, *named, *settings, self.spoken, *direction, *again)
        raws = [part.encode("utf-8", "surrogatepass") for part in parts]
        counted = b"".join(len(raw).to_bytes(8, "big") + raw for raw in raws)
        return hashlib.sha256(counted).hexdigest()


@dataclass(frozen=True, slots=True)
class Mark:
    """A word's place in a take: the characters ``spoken[start:end]`` begin to sound at *frame*."""

    frame: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Take:
    """One recording of one utterance: a mono 16-bit WAV file of *frames* frames at *rate* Hz."""

    utterance: Utterance
    wav: Path
    frames: int
    rate: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A take laid at a frame; it says *part* of what is spoken of *segment* (indices of both).

    *reference* holds the takes by which the loudness of its voice is measured; none where that is
    a passage that the voice reads.
    """

    take: Take
    segment: int
    start: int
    end: int
    part: int = 0
    reference: tuple[Take, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """A chapter's cues in order, and its whole length in frames; between the cues is silence."""

    chapter: Chapter
    rate: int
    frames: int
    cues: tuple[Cue, ...] = field(default=())
