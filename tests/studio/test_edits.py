"""Every edit of a script does what it says, leaves the rest to the byte, and reads back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import NarrateError
from narrate.model import Kind, Manner
from narrate.production import Request
from narrate.settings import USUAL_CREDITS, Credits
from narrate.studio.applying import apply
from narrate.studio.book import OpenBook, book_of
from narrate.studio.edits import (
    Cut,
    Describe,
    Direct,
    Edit,
    Join,
    JoinChapters,
    LeaveOut,
    Merge,
    Nobody,
    PartChapter,
    Pause,
    Pronounce,
    Rename,
    RenameChapter,
    SetCredits,
    SetKind,
    SetSetting,
    SetSpeaker,
    SetStrength,
    SetVoice,
    Split,
    TakeBack,
)
from narrate.studio.files import Files, Stored

SCRIPT = """\
; my own remark
title: The Lamp
cast: Rose (F)
cast: Tom (M) also Thomas; Mr. Todd

# One
## A subtitle

[Rose]   "Who is there?"
; another remark
[narrator] asked Rose.

[Thomas] "Only me. I have the lamp."
; confirmed

# Two

[Rose | whispering] "It is late."

* * *

[?] "I know."
"""
FILES = Files(Path("lamp.script.txt"), Path("lamp.script.txt"), Path("voices.yaml"))
REQUEST = Request(engine="tone")
SUBTITLE, WHO, ASKED, ONLY, TWO, LATE, SCENE, KNOW = range(1, 9)


def book(script: str = SCRIPT, voices: str | None = None) -> OpenBook:
    stored = Stored(script.encode(), voices.encode() if voices is not None else None)
    return book_of(FILES, stored, None, REQUEST, None)


def after(edit: Edit, script: str = SCRIPT, voices: str | None = None) -> OpenBook:
    return book_of(FILES, apply(book(script, voices), edit), None, REQUEST, None)


def changed(edit: Edit) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that are new."""
    old, new = SCRIPT.splitlines(), after(edit).text.text.splitlines()
    gone, came = list(old), []
    for line in new:
        if line in gone:
            gone.remove(line)
        else:
            came.append(line)
    return [line for line in gone if line], [line for line in came if line]


HIS = '[Thomas] "Only me. I have the lamp."'
TOM = "cast: Tom (M) also Thomas; Mr. Todd"
LATELY = '[Rose | whispering] "It is late."'


@pytest.mark.parametrize(
    ("edit", "gone", "came"),
    [
        (
            SetSpeaker((WHO,), "Mr. Todd"),
            ['[Rose]   "Who is there?"'],
            ['[Tom] "Who is there?"', "; confirmed"],
        ),
        (SetSpeaker((KNOW,), "Ann"), ['[?] "I know."'], ['[Ann] "I know."', "; confirmed"]),
        (
            Direct((LATE, KNOW), Manner.SAD),
            [LATELY, '[?] "I know."'],
            ['[Rose | sad] "It is late."', '[? | sad] "I know."'],
        ),
        (Direct((LATE,), None), [LATELY], ['[Rose] "It is late."']),
        (
            Rename("Rose", "Rosa"),
            ["cast: Rose (F)", '[Rose]   "Who is there?"', LATELY],
            [
                "cast: Rosa (F) also Rose",
                '[Rosa] "Who is there?"',
                '[Rosa | whispering] "It is late."',
            ],
        ),
        (
            Merge("Tom", "Rose"),
            [
                "cast: Rose (F)",
                TOM,
                HIS,
            ],
            ["cast: Rose (F) also Tom; Thomas; Mr. Todd", '[Rose] "Only me. I have the lamp."'],
        ),
        (
            Split("Tom", (ONLY,), "Mr. Todd"),
            [TOM, HIS],
            ["cast: Tom (M) also Thomas", '[Mr. Todd] "Only me. I have the lamp."'],
        ),
        (
            Nobody("Tom"),
            [
                TOM,
                HIS,
                "; confirmed",
            ],
            [
                "; nobody: Tom",
                "; nobody: Thomas",
                "; nobody: Mr. Todd",
                '[?] "Only me. I have the lamp."',
            ],
        ),
        (Describe("Rose", "F", "old"), ["cast: Rose (F)"], ["cast: Rose (F, old)"]),
        (SetKind((KNOW,), dialogue=False), ['[?] "I know."'], ['[narrator] "I know."']),
        (
            SetKind((ASKED,), dialogue=True, person="Ann"),
            ["[narrator] asked Rose."],
            ["[Ann] asked Rose.", "; confirmed"],
        ),
        (
            Cut(ONLY, 9),
            [HIS],
            ['[Tom] "Only me.', '[Tom] I have the lamp."', "; confirmed"],
        ),
        (
            Join(WHO),
            ['[Rose]   "Who is there?"', "[narrator] asked Rose."],
            ['[Rose] "Who is there?" asked Rose.'],
        ),
        (RenameChapter(1, "Dusk"), ["# One"], ["# Dusk"]),
        (JoinChapters(1), ["# Two"], ["## Two"]),
        (PartChapter(ONLY, "Night"), [], ["# Night"]),
        (PartChapter(SUBTITLE, "Night"), ["## A subtitle"], ["# Night"]),
        (Pause(KNOW, "paragraph"), ["* * *"], []),
        (Pause(ONLY, "scene"), [], ["* * *"]),
        (
            Pronounce("lamp", "lump", line=ONLY),
            [HIS],
            ['[Tom] "Only me. I have the lump."'],
        ),
    ],
)
def test_an_edit_changes_its_own_lines(edit: Edit, gone: list[str], came: list[str]) -> None:
    assert changed(edit) == (gone, came)


def test_pauses_are_paragraphs_and_scenes() -> None:
    def paragraphs(script: OpenBook) -> list[int]:
        return [one.paragraph for one in script.script.segments]

    joined = after(Pause(ONLY, "none"))
    assert paragraphs(joined)[ONLY] == paragraphs(joined)[ASKED]
    assert paragraphs(after(Pause(ASKED, "paragraph")))[ASKED] > paragraphs(book())[ASKED]
    scene = after(Pause(ONLY, "scene")).script.segments
    assert scene[ONLY].kind is Kind.SCENE_BREAK
    assert len(after(Pause(KNOW, "none")).script.segments) == len(book().script.segments) - 1


def test_a_chapter_is_left_out_and_taken_back_to_the_byte() -> None:
    for number in (1, 2):
        left = after(LeaveOut(number))
        assert [one.title for one in left.script.book.chapters] == ["Two" if number == 1 else "One"]
        assert len(left.text.left_out) == 1
        assert after(TakeBack(0), left.text.text).text.text == SCRIPT


def test_two_neighbours_are_left_out_and_taken_back() -> None:
    three = f'{SCRIPT}\n# Three\n\n[Rose] "Good night."\n'
    left = after(LeaveOut(2), after(LeaveOut(2), three).text.text)
    assert len(left.text.left_out) == 2
    assert len(left.script.book.chapters) == 1
    second = after(TakeBack(1), left.text.text)
    assert [one.title for one in second.script.book.chapters] == ["One", "Three"]
    assert after(TakeBack(0), second.text.text).text.text == three


def test_settings_are_changed_with_their_comments_kept() -> None:
    voices = "# ours\npauses:\n  scene: 1000 # long\n"
    edited = after(SetSetting(("pauses", "scene"), 900), voices=voices)
    assert edited.stored.settings == b"# ours\npauses:\n  scene: 900 # long\n"
    edited = after(SetVoice("Tom", rate=150), voices=voices)
    assert edited.stored.settings == voices.encode() + (
        b"characters:\n  Tom:\n    aliases: [Thomas, Mr. Todd]\n    gender: M\n    rate: 150\n"
    )
    short = "characters:\n  Tom: x  # his\n"
    assert after(SetVoice("Tom", "y"), voices=short).stored.settings == (
        b"characters:\n  Tom: y  # his\n"
    )
    assert after(SetVoice("Tom"), voices=short).stored.settings == b""


def test_how_strongly_somebody_is_directed_stands_beside_their_voice() -> None:
    voices = "characters:\n  Tom:\n    voice: x  # his\n    direction: full  # and this\n"
    assert after(SetVoice("Tom", "y"), voices=voices).stored.settings == (
        b"characters:\n  Tom:\n    voice: y  # his\n    direction: full  # and this\n"
    )
    assert after(SetStrength("Tom", "off"), voices=voices).stored.settings == (
        b"characters:\n  Tom:\n    voice: x  # his\n    direction: off  # and this\n"
    )
    assert after(SetStrength("Tom", None), voices=voices).stored.settings == (
        b"characters:\n  Tom:\n    voice: x  # his\n"
    )
    assert after(SetStrength("Rose", None), voices=voices).stored.settings == voices.encode()
    rose = after(SetStrength("Rose", "subtle"), voices=voices).settings.roles[-1]
    assert (rose.character.name, rose.direction) == ("Rose", "subtle")


def test_credits_are_the_usual_ones_ones_own_or_none() -> None:
    voices = "# ours\ncredits: yes  # for shops\n"
    own = after(SetCredits("{title}.", ""), voices=voices)
    assert own.settings.credits == Credits(opening="{title}.")
    again = after(SetCredits(usual=True), voices=(own.stored.settings or b"").decode())
    assert again.settings.credits == USUAL_CREDITS
    none = after(SetCredits(), voices=(again.stored.settings or b"").decode())
    assert none.settings.credits == Credits()
    assert (none.stored.settings or b"").startswith(b"# ours\n")


def test_a_word_is_said_by_everybody_or_by_one() -> None:
    everywhere = after(Pronounce("lamp", "læmp", "ipa"))
    assert everywhere.settings.lexicon[0].spoken == "læmp"
    by_rose = after(Pronounce("lamp", "lump", person="Rose"))
    assert by_rose.settings.lexicon_of("Rose")[0].spoken == "lump"
    assert not by_rose.settings.lexicon
    again = after(Pronounce("lamp", None), voices="lexicon:\n  lamp: lump\n")
    assert not again.settings.lexicon


LINES = st.lists(st.integers(0, 10), min_size=1, max_size=3).map(tuple)
NAMES = st.sampled_from(["Rose", "Tom", "Thomas", "Ann", "Mr. Todd", "narrator", "?", "a|b", "[x]"])
EDITS: st.SearchStrategy[Any] = st.one_of(
    st.builds(SetSpeaker, LINES, st.none() | NAMES),
    st.builds(Direct, LINES, st.none() | st.sampled_from(Manner)),
    st.builds(Rename, NAMES, NAMES),
    st.builds(Merge, NAMES, NAMES),
    st.builds(Split, NAMES, LINES, NAMES),
    st.builds(Nobody, NAMES),
    st.builds(Describe, NAMES, st.sampled_from(["M", "F", None]), st.sampled_from(["old", None])),
    st.builds(SetKind, LINES, st.booleans(), st.none() | NAMES),
    st.builds(Cut, st.integers(0, 10), st.integers(-1, 30)),
    st.builds(Join, st.integers(0, 10)),
    st.builds(Pause, st.integers(0, 10), st.sampled_from(["none", "paragraph", "scene"])),
    st.builds(RenameChapter, st.integers(0, 3), NAMES),
    st.builds(JoinChapters, st.integers(0, 3)),
    st.builds(PartChapter, st.integers(0, 10), NAMES),
    st.builds(LeaveOut, st.integers(0, 3)),
    st.builds(TakeBack, st.integers(0, 1)),
    st.builds(SetVoice, st.none() | NAMES, rate=st.none() | st.integers(80, 450)),
    st.builds(Pronounce, st.sampled_from(["lamp", "late"]), st.none() | NAMES),
)


@given(st.lists(EDITS, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_done_the_files_can_be_read_and_lose_no_word(
    edits: list[Edit], newline: str
) -> None:
    now = book(SCRIPT.replace("\n", newline))
    for edit in edits:
        try:
            now = book_of(FILES, apply(now, edit), None, REQUEST, now)
        except NarrateError:
            continue  # it made no sense here, and changed nothing
    text = now.text.text
    for word in ("Who", "there", "asked", "Only", "lamp", "late", "know", "; my own remark"):
        assert word in text
    assert newline == "\n" or text.replace("\r\n", "").count("\n") == 0
