"""What must hold for whatever is read: text, bytes or settings that somebody made to do harm.

Each function here takes anything and raises if a promise is broken; ``test_hostile.py`` gives them
what hypothesis finds, and ``benchmarks/fuzz.py`` what a fuzzer does that watches the code.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from bookmaking import docx, epub, odt
from narrate.attribution import attribute
from narrate.config import read_settings
from narrate.errors import ManuscriptError, NarrateError, SettingsError
from narrate.model import Kind, Manuscript, Script, Segment, Span
from narrate.pipeline import prepare
from narrate.readers import read_manuscript
from narrate.settings import LexiconEntry, Settings
from narrate.speech.steps import spoken_steps, spoken_text
from narrate.testing import ToneEngine
from narrate.text.chapters import find_chapters
from narrate.text.normalization import in_normal_form
from narrate.text.script import write_script
from narrate.text.scriptfile import format_jsonl, format_script, parse_script

STORY = Path("story.txt")
LEXICON = (LexiconEntry("a b", "c"), LexiconEntry("Ann", "Anne"), LexiconEntry("'", "x"))


def check_bytes(raw: bytes, path: Path) -> None:
    """Any file is read, as text that is not blank, or refused as a manuscript."""
    path.write_bytes(raw)
    with suppress(ManuscriptError):
        manuscript = read_manuscript(path)
        assert manuscript.text.strip()
        check_story(manuscript.text)


def check_book(data: bytes, path: Path) -> None:
    """Any file of a rich format is read or refused; what it states lies in its text."""
    path.write_bytes(data)
    try:
        manuscript = read_manuscript(path)
    except ManuscriptError as refused:
        _check_refused(refused)
        return
    text = manuscript.text
    assert text.strip()
    assert in_normal_form(text) == text
    stated = [one.span for one in manuscript.headings or ()]
    stated += [one.span for one in manuscript.regions]
    assert all(0 <= span.start <= span.end <= len(text) for span in stated)
    assert manuscript.headings is not None
    assert sorted(manuscript.headings, key=lambda one: one.span.start) == list(manuscript.headings)
    with suppress(ManuscriptError):  # nothing but regions
        _check_tiles(write_script(find_chapters(manuscript)))


def check_pages(data: bytes, path: Path) -> None:
    """An EPUB is read or refused, whatever stands on its page and in its table of contents."""
    body, _, listed = data.decode("utf-8", "replace").partition("\x00")
    epub(path, {"a.xhtml": "", "b.xhtml": body}, listed, more={"OPS/a.xhtml": body})
    check_book(path.read_bytes(), path)


def check_docx(data: bytes, path: Path) -> None:
    """A DOCX document is read or refused, whatever stands in its body."""
    check_book(docx(path, data.decode("utf-8", "replace")).read_bytes(), path)


def check_odt(data: bytes, path: Path) -> None:
    """An ODT document is read or refused, whatever stands in its body."""
    check_book(odt(path, data.decode("utf-8", "replace")).read_bytes(), path)


def check_story(text: str) -> None:
    """Every sign of a story that is not left out is in one segment, whoever says it."""
    if not text.strip():
        return
    try:
        book = find_chapters(Manuscript(STORY, text))
    except ManuscriptError as refused:  # it holds nothing but a licence
        _check_refused(refused)
        return
    script = write_script(book)
    _check_tiles(script)
    told = attribute(script)
    assert [(one.span, one.kind) for one in told.segments] == [
        (one.span, one.kind) for one in script.segments
    ]
    names = {character.name for character in told.characters}
    assert {one.speaker for one in told.segments} <= names | {None}
    _check_prepared(told)
    _check_written(told)


def _check_tiles(script: Script) -> None:
    text, at = script.book.manuscript.text, 0
    left_out = "".join(text[span.start : span.end] for span in script.book.omitted)
    for segment in script.segments:
        assert at <= segment.span.start <= segment.span.end
        assert segment.text == text[segment.span.start : segment.span.end]
        at = segment.span.end
    kept = "".join(segment.text for segment in script.segments)
    assert sorted("".join((kept + left_out).split())) == sorted("".join(text.split()))


def _check_prepared(script: Script) -> None:
    prep = prepare(script, Settings(), ToneEngine())
    assert len(prep.utterances) == len(prep.script.segments)
    assert all(one.spoken.strip() for some in prep.utterances for one in some)


def _check_written(script: Script) -> None:
    """A script that was printed is read back the same, however odd the names in it."""
    assert format_jsonl(script).count("\n") == len(script.segments)
    if not any(segment.kind is not Kind.SCENE_BREAK for segment in script.segments):
        return
    printed = format_script(script)
    again = parse_script(Manuscript(Path("story.script.txt"), printed))
    assert format_script(again) == printed


def check_script(text: str) -> None:
    """Any text is a script, or is refused with its line."""
    try:
        script = parse_script(Manuscript(Path("story.script.txt"), text))
    except ManuscriptError as refused:
        _check_refused(refused)
        return
    _check_prepared(script)
    printed = format_script(script)
    again = parse_script(Manuscript(Path("story.script.txt"), printed))
    assert format_script(again) == printed


def _check_refused(refused: NarrateError) -> None:
    assert refused.at is not None
    assert "\n" not in str(refused)


def check_settings(raw: bytes, path: Path) -> None:
    """Any file is settings, or is refused with its place."""
    path.write_bytes(raw)
    try:
        settings = read_settings(path)
    except SettingsError as refused:
        _check_refused(refused)
        return
    with suppress(NarrateError):
        text = "Ann said hello. “Hello,” said Tom."
        script = write_script(find_chapters(Manuscript(STORY, text)))
        listed = tuple(role.character for role in settings.roles)
        prepare(attribute(script, listed, settings.narrator_is), settings, ToneEngine())


def check_spoken(text: str) -> None:
    """Any passage becomes words, and saying those changes no more than their length allows."""
    steps = spoken_steps(Settings(lexicon=LEXICON), "en")
    for kind in (Kind.HEADING, Kind.NARRATION, Kind.DIALOGUE):
        segment = Segment(Span(0, len(text)), text, kind, 1, 0)
        spoken = spoken_text(segment, steps)
        assert spoken == " ".join(spoken.split())
        assert len(spoken) <= 20 * len(text) + 40
