"""What a user can set, as frozen values; :mod:`narrate.config` reads them from voices.yaml.

Every default stands here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from narrate.errors import Place
from narrate.model import SOUND_FORMATS, Book, Character, Form, Script, Series, ToldChapters

Option = str | int | float | bool
"""what may be written for an option of an engine, a reader, an output"""
CACHE_LIMIT = 5_000_000_000
"""How many bytes are kept from one run to the next, unless NARRATE_CACHE_LIMIT says otherwise.

A novel of 100,000 words makes 1.7 GB of takes and 0.3 GB of MP3, so that two of them fit.
"""


AUDIO = Path("audio")
"""the folder in which each story gets a folder of its own"""
DOUBTFUL = 0.5
"""a line of dialogue that is less sure than this is more likely wrong than right"""


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """What is asked of a voice; None leaves that part to the casting.

    *rate* in words a minute, *pitch* 0 to 100, *volume* 0 to 1. *at* is where the user wrote it.
    """

    name: str | None = None
    rate: int | None = None
    pitch: int | None = None
    volume: float | None = None
    at: Place | None = field(default=None, compare=False)


Strength = Literal["off", "subtle", "full"]
"""how much of a direction is heard"""


Alphabet = Literal["ipa", "espeak"]
"""how sounds are written: the International Phonetic Alphabet, or eSpeak's own mnemonics"""


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """Say *spoken* wherever *written* stands as a whole word (or words).

    *spoken* is a spelling, or the sounds themselves in an *alphabet*.
    """

    written: str
    spoken: str
    at: Place | None = field(default=None, compare=False)
    alphabet: Alphabet | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A character the user listed, the voice wanted for it, and how strongly it is directed.

    *direction* None leaves it to what stands for everybody. *lexicon* is how it says words that
    others say otherwise.
    """

    character: Character
    voice: VoiceChoice = VoiceChoice()
    at: Place | None = field(default=None, compare=False)
    direction: Strength | None = None
    lexicon: tuple[LexiconEntry, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the character is listed under."""
        return (self.character.name, *self.character.aliases)


@dataclass(frozen=True, slots=True)
class Pool:
    """Voices to draw from, by the gender of who needs one; empty leaves it to the engine's list."""

    female: tuple[VoiceChoice, ...] = ()
    male: tuple[VoiceChoice, ...] = ()
    unknown: tuple[VoiceChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class Pauses:
    """The silences, in milliseconds."""

    head: int = 700
    """before the first word of a file"""
    tail: int = 2000
    """after the last word of a file"""
    heading: int = 1000
    """after a heading"""
    scene: int = 1500
    """at a scene break"""
    paragraph: int = 550
    """between paragraphs"""
    turn: int = 300
    """where the speaker changes inside a paragraph"""
    tag: int = 150
    """where the voice changes inside a sentence, as between a quote and its 'he said'"""
    sentence: int = 250
    """between the parts of a long speech that is recorded in several takes"""


@dataclass(frozen=True, slots=True)
class Credits:
    """What is said before the first and after the last chapter, in files of their own.

    ``{title}``, ``{author}`` and ``{year}`` stand for the book's own; None leaves the file out.
    """

    opening: str | None = None
    closing: str | None = None
    usual: bool = False
    """whether both say the usual words of the book's language instead"""


USUAL_CREDITS = Credits(usual=True)
"""what ``credits: yes`` asks for"""


@dataclass(frozen=True, slots=True)
class BookInfo:
    """What the user says of the book.

    None where the manuscript's own title and author serve, and the language its text is found in.
    """

    title: str | None = None
    author: str | None = None
    cover: Path | None = None
    year: int | None = None
    language: str | None = None
    chapters: tuple[str, ...] = ()
    """the lines that are headings of chapters, as they are printed; empty leaves it to the text"""
    read_all: bool = False
    """whether a table of contents, lists and notes are read, too"""
    form: Form | None = None
    """prose, play or chat; None tells it from the text"""
    notes: bool = False
    """whether footnotes and endnotes are read where they stand"""
    series: Series | None = None


JOINED = ("m4b", "mp3")
"""the kinds of sound file that may hold the whole book, which are their suffixes too"""
EPUB = "epub"
"""the output that makes an e-book to read along"""
LIBRARIES = ("audiobookshelf",)
"""the servers whose libraries a book can be made for; each is an output, too"""
BOOKS = (*JOINED, EPUB)
"""the kinds of file that may hold the whole book"""
LOSSY = tuple(name for name, form in SOUND_FORMATS.items() if not form.is_lossless)
LOSSY_HINT = f"leave the bitrate out, or choose {', '.join(LOSSY[:-1])} or {LOSSY[-1]}"
"""for whoever asks a format for a bitrate that has none to choose"""


@dataclass(frozen=True, slots=True)
class Output:
    """The form of the finished files; *bitrate* in kbit/s, None for the format's own default."""

    format: str = "mp3"
    bitrate: int | None = None
    preset: str = "listen"
    """what they are for: to be listened to, or ``acx``, to be handed in to audiobook shops"""
    book: str | None = None
    """the kind of file, m4b, mp3 or epub, that holds the whole book beside the chapters' files"""
    names: str | None = None
    """the template for the names of chapters' files (see :func:`narrate.filenames.name_by`); None
    for number and title"""
    subtitles: tuple[str, ...] = ()
    """the kinds of subtitles, vtt or srt, that each chapter's file gets"""
    words: bool = False
    """whether WebVTT and book.json tell when each word is heard"""
    also: tuple[str, ...] = ()
    """the outputs, by name, that make further files of the finished book"""
    stems: bool = False
    """whether each speaker of a chapter gets a file, as long as the chapter, of what they say"""
    library: str | None = None
    """the server, audiobookshelf, for whose library folders are called and metadata written"""
    sample: float | None = None
    """the most minutes that a retail sample may last; None for no sample"""

    @property
    def joined(self) -> str | None:
        """The kind of sound file, m4b or mp3, that holds the whole book, if there is to be one."""
        return self.book if self.book in JOINED else None

    @property
    def outputs(self) -> tuple[str, ...]:
        """All outputs that are asked for, each once; EPUB and library are such, too."""
        asked = (*self.also, EPUB if self.book == EPUB else None, self.library)
        return tuple(dict.fromkeys(name for name in asked if name))


Plugins = Literal["engines", "readers", "outputs"]
"""the sections of voices.yaml that hold options, by the name of what has them"""


@dataclass(frozen=True, slots=True)
class PluginOptions:
    """What the user sets of what is called *name*: pairs of an option's name and its value."""

    kind: Plugins
    name: str
    options: tuple[tuple[str, Option], ...]


RULES = "rules"
"""our own method of telling who speaks"""


@dataclass(frozen=True, slots=True)
class Attribution:
    """How it is found out who speaks: by the *method* so called, with its options by name."""

    method: str = RULES
    options: tuple[tuple[str, Option], ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything voices.yaml can say; *path* is the file it was read from, if any."""

    engine: str = "pyttsx3"
    """whose voices are called by their names alone"""
    more_engines: tuple[str, ...] = ()
    """further engines whose voices are given unasked"""
    plugins: tuple[PluginOptions, ...] = ()
    """the options of engines, readers and outputs"""
    narrator: VoiceChoice = VoiceChoice(rate=165)
    """a little slower than the characters: most of a book is narration"""
    attribution: Attribution = Attribution()
    narrator_is: tuple[ToldChapters, ...] = ()
    """who tells a story in the first person, and which chapters of it"""
    roles: tuple[Role, ...] = ()
    cast: tuple[Role, ...] = ()
    """the people of a series, with the voices they have in all its books"""
    unnamed: Pool = Pool()
    casting: Pool = Pool()
    lexicon: tuple[LexiconEntry, ...] = ()
    direction: Strength = "subtle"
    """how strongly a line is said the way its text tells: whispered, shouted"""
    announce_chapters: bool | str = True
    """whether a chapter begins with its printed heading, read aloud, or the template
    for what is said in its place (see :func:`narrate.direction.announcing.announced`)"""
    credits: Credits = Credits()
    pauses: Pauses = Pauses()
    book: BookInfo = BookInfo()
    output: Output = Output()
    path: Path | None = None
    lent: tuple[VoiceChoice, ...] = ()
    """the voices of single lines, which the script tells"""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """the line, from 1, of each key that was written, by its path: ``book.cover``"""

    @property
    def voice_choices(self) -> Iterator[VoiceChoice]:
        """Every voice that the user wrote, in an order that stays."""
        yield self.narrator
        yield from (role.voice for role in (*self.roles, *self.cast))
        for pool in (self.unnamed, self.casting):
            yield from (*pool.female, *pool.male, *pool.unknown)
        yield from self.lent

    def lending(self, script: Script) -> Settings:
        """These with the voices of single lines in *script*."""
        manuscript, found = script.book.manuscript, dict[str, VoiceChoice]()
        for one in script.segments:
            if one.voice is not None and one.voice not in found:
                at = Place(manuscript.path, manuscript.line(one.span.start))
                found[one.voice] = VoiceChoice(one.voice, at=at)
        return replace(self, lent=tuple(found.values())) if found else self

    @property
    def heading(self) -> str | None:
        """The template for what is said in place of a printed heading; None for no other words."""
        return self.announce_chapters if isinstance(self.announce_chapters, str) else None

    @property
    def teller(self) -> str | None:
        """The character who tells all of the story in the first person, if the user named one."""
        return next((told.name for told in self.narrator_is if told.whole), None)

    def title_of(self, book: Book) -> tuple[str, str | None]:
        """Title and author of *book*: what the user says, else what its manuscript does."""
        return self.book.title or book.title, self.book.author or book.author

    def series_of(self, book: Book) -> Series | None:
        """The series that *book* is of: what the user says, else what its manuscript does."""
        told = book.manuscript.metadata
        return self.book.series or (Series(told.series, told.number) if told.series else None)

    def options_of(self, kind: Plugins, name: str) -> dict[str, Option]:
        """The options of the engine, reader or output so called, by name."""
        return {
            option: value
            for one in self.plugins
            if (one.kind, one.name) == (kind, name)
            for option, value in one.options
        }

    def strength_for(self, speaker: str | None) -> Strength:
        """How strongly the lines of *speaker* are directed; *speaker* may be an alias."""
        own = (role.direction for role in self.roles if speaker in role.names)
        return next(own, None) or self.direction

    def lexicon_of(self, speaker: str | None) -> tuple[LexiconEntry, ...]:
        """What *speaker* says otherwise than others; *speaker* may be an alias."""
        return next((role.lexicon for role in self.roles if speaker in role.names), ())

    def at(self, key: str) -> Place | None:
        """Where *key* was written; None if it was not."""
        return Place(self.path, self.lines[key]) if self.path and key in self.lines else None
