r"""The script as text that a user can read, correct and record, and as JSON lines.

    title: The Ticket
    cast: Lucas (M) also Lucas Scott; Luke

    # Chapter One

    [narrator] His heart was pounding.
    [Lucas] "I need to go to New York!"

    * * *

    [?] "Who is there?"

One segment a line, its speaker in front; a blank line parts paragraphs. ``# `` begins a chapter
(several in a row are one chapter's heading), ``## `` is any other heading. White space inside
a segment is folded to one blank, and a scene break is always printed ``* * *``. A backslash takes
a sign in a name for what it is: ``[\narrator]`` is somebody called narrator. How a line is said
may stand behind the name (see :mod:`narrate.text.speakermarks`). A line that begins with a
semicolon is a remark: it is not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from narrate.errors import ManuscriptError, Place
from narrate.languages import SAMPLE, tell_language
from narrate.model import (
    Book,
    Chapter,
    Character,
    Evidence,
    Kind,
    Manuscript,
    Script,
    Segment,
    Span,
)
from narrate.text.castlines import format_character, parse_character
from narrate.text.lines import Line, split_lines
from narrate.text.speakermarks import (
    NARRATOR,
    UNKNOWN,
    MarkError,
    SpeakerMark,
    format_mark,
    parse_mark,
)
from narrate.text.titles import chapter_title, fold, naming_lines, title_from_path

ENDING = ".script.txt"
SCENE_BREAK = "* * *"
REMARK = ";"
HINT = "a line is '[Name] words', '# heading', '* * *' or blank"

_SEGMENT = re.compile(r"\[((?:\\.|[^\\\]])*)\]\s*")
_SCENE_BREAK = re.compile(r"\*\s?\*\s?\*")
_FIELD = re.compile(r"(\w+):\s*(.*)")
_SO_IT_SAYS = Evidence("script file")
UNMARKED = SpeakerMark("")


def is_scriptfile(path: Path) -> bool:
    """Whether *path* is named like a script in text form."""
    return path.name.lower().endswith(ENDING)


def format_jsonl(script: Script) -> str:
    """One JSON object a line for each segment.

    Offsets are half-open, into the decoded file with its newlines untouched; the text is in normal
    form. In a book of a rich format they lead into the text that was read of it, and the section
    of the file is told.
    """
    manuscript = script.book.manuscript
    rows = (
        {
            "start": manuscript.in_source(segment.span.start),
            "end": manuscript.in_source(segment.span.end),
            **({"section": manuscript.section(segment.span.start)} if manuscript.sections else {}),
            "kind": str(segment.kind),
            "speaker": segment.speaker,
            "direction": segment.manner,
            **({"voice": segment.voice} if segment.voice is not None else {}),
            **({"take": segment.take} if segment.take > 1 else {}),
            "text": segment.text,
            "chapter": segment.chapter,
            "paragraph": segment.paragraph,
            "confidence": segment.confidence,
            "evidence": None if segment.evidence is None else str(segment.evidence),
        }
        for segment in script.segments
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def format_script(script: Script, remarks: Mapping[int, str] | None = None) -> str:
    """The script as text; :func:`parse_script` reads it back.

    *remarks* holds what is to be said about segments, by their index; it stands below them.
    """
    said = remarks or {}
    book = script.book
    lines = [f"title: {fold(book.title)}"]
    if book.author:
        lines.append(f"author: {fold(book.author)}")
    lines += (f"cast: {format_character(character)}" for character in script.characters)
    paragraph, before = None, 0
    for chapter, of_chapter in groupby(script.segments, key=lambda segment: segment.chapter):
        segments = list(of_chapter)
        titles = naming_lines(segments, book.chapters[chapter - 1].title)
        for index, segment in enumerate(segments):
            if segment.paragraph != paragraph:
                lines.append("")
            lines.append(format_segment(segment, title=index in titles))
            if remark := said.get(before + index):
                lines.append(f"{REMARK} {fold(remark)}")
            paragraph = segment.paragraph
        before += len(segments)
    return "\n".join(lines) + "\n"


def format_segment(segment: Segment, *, title: bool = False) -> str:
    """The line of *segment*; *title* says that it is a heading that begins a chapter."""
    words = fold(segment.text)
    match segment.kind:
        case Kind.HEADING:
            return f"# {words}" if title else f"## {words}"
        case Kind.SCENE_BREAK:
            return SCENE_BREAK
        case Kind.NARRATION:
            return f"[{NARRATOR}] {words}"
        case Kind.DIALOGUE:
            return f"[{format_mark(segment)}] {words}"


def parse_script(manuscript: Manuscript, language: str | None = None) -> Script:
    """Read a script in text form; its *language* is told from what is said, unless it is known.

    Raises ManuscriptError, with the line, for anything that is no part of the form.
    """
    lines = split_lines(manuscript.text, Span(0, len(manuscript.text)))
    script = _Reading(manuscript, lines).script()
    if language is None:
        language = tell_language(" ".join(_beginning(script)))
    return replace(script, book=replace(script.book, language=language))


def _beginning(script: Script) -> Iterator[str]:
    """As many of the texts as tell the language."""
    length = 0
    for segment in script.segments:
        if length < SAMPLE:
            yield segment.text
        length += len(segment.text)


class _Reading:
    """One walk down the lines of a script."""

    def __init__(self, manuscript: Manuscript, lines: Sequence[Line]) -> None:
        self.manuscript = manuscript
        self.lines = lines
        self.title: str | None = None
        self.author: str | None = None
        self.characters: dict[str, Character] = {}
        self.segments: list[Segment] = []
        self.headings: list[list[Segment]] = []
        self.starts: list[int] = []
        self.paragraph = -1
        self.only_headings = False

    def script(self) -> Script:
        body = self._header()
        self._body(body)
        if not self.segments:
            raise ManuscriptError(
                "there is nothing in this script to read aloud",
                at=Place(self.manuscript.path),
                hint=HINT,
            )
        header_end = self.lines[body].start if body < len(self.lines) else 0
        title = self.title or title_from_path(self.manuscript.path)
        omitted = (Span(0, header_end),) if self.manuscript.text[:header_end].strip() else ()
        chapters = tuple(self._chapters(title))
        book = Book(self.manuscript, title, self.author, chapters, omitted)
        return Script(book, tuple(self.segments), tuple(self.characters.values()))

    def _chapters(self, title: str) -> Iterator[Chapter]:
        ends = [*self.starts[1:], len(self.manuscript.text)]
        for number, (start, end) in enumerate(zip(self.starts, ends, strict=True), 1):
            printed = self.headings[number - 1]
            name = chapter_title([fold(segment.text) for segment in printed]) or title
            heading = Span(start, printed[-1].span.end if printed else start)
            yield Chapter(number, name, Span(start, end), heading)

    def _header(self) -> int:
        """Read the header; the index of the first line after it."""
        begun = False
        for index, line in enumerate(self.lines):
            if not line.text:
                if begun:
                    return index + 1
            elif line.text.startswith(("#", "[", "*")):
                return index
            elif not line.text.startswith(REMARK):
                self._field(line)
                begun = True
        return len(self.lines)

    def _field(self, line: Line) -> None:
        field = _FIELD.fullmatch(line.text)
        match field.groups() if field else ("", ""):
            case "title", value if self.title is None and value:
                self.title = fold(value)
            case "author", value if self.author is None and value:
                self.author = fold(value)
            case "cast", value:
                self._cast(value, line)
            case "title" | "author" as key, value:
                problem = f"a second {key}" if value else f"there is nothing after '{key}:'"
                raise self._error(problem, line, "write it once")
            case _:
                raise self._error(
                    f"not a line of a script's header: {_brief(line)}",
                    line,
                    "the header holds 'title:', 'author:' and 'cast:' lines, then a blank line",
                )

    def _cast(self, value: str, line: Line) -> None:
        character = parse_character(fold(value))
        if character is None:
            hint = "write 'cast: Name (M) also Other Name; Third Name'"
            raise self._error(f"not a member of the cast: {_brief(line)}", line, hint)
        if character.name in self.characters:
            raise self._error(f"{character.name!r} is in the cast twice", line, "keep one line")
        self.characters[character.name] = character

    def _body(self, first: int) -> None:
        fresh = True
        for line in self.lines[first:]:
            if not line.text:
                fresh = True
            elif not line.text.startswith(REMARK):
                self.paragraph += fresh
                fresh = False
                self._line(line)

    def _line(self, line: Line) -> None:
        segment = _SEGMENT.match(line.text)
        if line.text.startswith("# "):
            if not (self.starts and self.only_headings):
                self._open(line.start)
            self._add(line, 2, Kind.HEADING)
            self.headings[-1].append(self.segments[-1])
            return
        if not self.starts:
            self._open(line.start)
        if line.text.startswith("## "):
            self._add(line, 3, Kind.HEADING)
            return
        self.only_headings = False
        if segment and segment.end() < len(line.text):
            self._spoken(line, segment)
        elif _SCENE_BREAK.fullmatch(line.text):
            self._add(line, 0, Kind.SCENE_BREAK)
        elif segment:
            raise self._error(f"nobody says anything here: {_brief(line)}", line, HINT)
        else:
            raise self._error(f"no speaker in front of: {_brief(line)}", line, HINT)

    def _open(self, start: int) -> None:
        self.starts.append(start)
        self.headings.append([])
        self.only_headings = True

    def _spoken(self, line: Line, found: re.Match[str]) -> None:
        try:
            mark = parse_mark(found.group(1))
        except MarkError as error:
            raise self._error(str(error), line, error.hint) from None
        if mark.written.lower() == NARRATOR:
            if mark.says_how:
                hint = "write [?] for speech that nobody is known for"
                raise self._error("narration cannot be directed", line, hint)
            self._add(line, found.end(), Kind.NARRATION)
        elif not mark.written:
            raise self._error("no name between the brackets", line, "write [?] for nobody known")
        else:
            speaker = None if mark.written == UNKNOWN else self._speaker(mark.name)
            self._add(line, found.end(), Kind.DIALOGUE, speaker, mark)

    def _speaker(self, name: str) -> str:
        """The character that goes by *name*; somebody new if nobody does."""
        if name in self.characters:
            return name
        for character in self.characters.values():
            if name in character.aliases:
                return character.name
        self.characters[name] = Character(name, narrator=name == "I")
        return name

    def _add(
        self,
        line: Line,
        skip: int,
        kind: Kind,
        speaker: str | None = None,
        mark: SpeakerMark = UNMARKED,
    ) -> None:
        words = line.text[skip:].lstrip()
        self.segments.append(
            Segment(
                Span(line.end - len(words), line.end),
                words,
                kind,
                len(self.starts),
                self.paragraph,
                speaker,
                None if speaker is None else _SO_IT_SAYS,
                None if speaker is None else 1.0,
                mark.manner,
                voice=mark.voice,
                take=mark.take,
            )
        )

    def _error(self, message: str, line: Line, hint: str) -> ManuscriptError:
        place = Place(self.manuscript.path, self.manuscript.line(line.start))
        return ManuscriptError(message, at=place, hint=hint)


def _brief(line: Line) -> str:
    return repr(line.text if len(line.text) <= 40 else f"{line.text[:39]}…")
