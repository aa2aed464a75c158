"""Texts in which a name stands before each line: plays, screenplays, chats, interviews, scripts."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from narrate.attribution import attribute
from narrate.model import Character, Form, Kind, Script
from narrate.text.chapters import find_chapters
from narrate.text.plaintext import read_plain_text
from narrate.text.script import write_script

Line = tuple[str | None, str]


def read(text: str, form: Form | None = None, listed: tuple[Character, ...] = ()) -> Script:
    book = find_chapters(read_plain_text(Path("story.txt"), text))
    return attribute(write_script(book, form), listed)


def told(script: Script) -> list[Line]:
    """Who says what; narration has no speaker."""
    kinds = (Kind.NARRATION, Kind.DIALOGUE)
    return [
        (one.speaker, " ".join(one.text.split())) for one in script.segments if one.kind in kinds
    ]


def lines(text: str) -> list[Line]:
    return told(read(text))


def is_prose(text: str) -> bool:
    return not any(note.code.startswith("read-as") for note in read(text).notes)


LEITH: list[Line] = [
    ("Morag", "Is the kettle on?"),
    ("Ian", "It is. It was on when you asked me last."),
    ("Morag", "I only asked."),
    ("Peter", "Where shall I put it?"),
    ("Ian", "Anywhere."),
]

INLINE = """\
ACT I

SCENE I. A kitchen in Leith.

MORAG. Is the kettle on?

IAN. [Not looking up.] It is. It was on when you asked me last.

MORAG. I only asked.

Enter PETER with a sack.

PETER. Where shall I put it?

IAN. Anywhere.
"""

ABOVE = """\
ACT ONE

A kitchen in Leith. Rain.

MORAG
Is the kettle on?

IAN
(not looking up)
It is. It was on when you asked me last.

MORAG
I only asked.

PETER comes in with a sack.

PETER
Where shall I put it?

IAN
Anywhere.
"""


def test_names_before_the_lines_of_a_play_are_the_speakers() -> None:
    script = read(INLINE)
    assert [line for line in told(script) if line[0]] == LEITH
    assert [words for name, words in told(script) if name is None] == [
        "[Not looking up.]",
        "Enter PETER with a sack.",
    ]
    assert [note.code for note in script.notes] == ["read-as-play"]


def test_names_above_the_lines_of_a_play_are_the_speakers() -> None:
    script = read(ABOVE)
    assert [line for line in told(script) if line[0]] == LEITH
    assert [words for name, words in told(script) if name is None] == [
        "A kitchen in Leith. Rain.",
        "(not looking up)",
        "PETER comes in with a sack.",
    ]


def test_a_labelled_line_is_certain_and_says_why() -> None:
    (line, *_) = [one for one in read(INLINE).segments if one.speaker]
    assert (line.confidence, str(line.evidence)) == (1.0, "label: MORAG")


MESSAGES = """\
Chapter 1

Mia looked at her phone.

Mia: are you awake?
Tomas: no
Mia: liar
Tomas: what do you want
Mia: come to the pier. bring the key 🔑
Tomas: it's 2am!!! wtf

She put it away and sighed.

"He's coming," she said to Lou.

[14:02] <lou_k> did he answer
[14:03] <mia99> yes
[14:03] * lou_k grins
"""

GROUP = """\
# Group Chat

**Mia:** are you awake?

**Tomas:** no

**Mia:** liar. come to the pier

*Tomas is typing...*

**Tomas:** fine

Mia put the phone down. "He's coming," she said.
"""


def test_messages_inside_a_story_are_those_of_their_writers() -> None:
    script = read(MESSAGES)
    assert told(script)[1:7] == [
        ("Mia", "are you awake?"),
        ("Tomas", "no"),
        ("Mia", "liar"),
        ("Tomas", "what do you want"),
        ("Mia", "come to the pier. bring the key 🔑"),
        ("Tomas", "it's 2am!!! wtf"),
    ]
    assert told(script)[-3:] == [
        ("lou_k", "did he answer"),
        ("mia99", "yes"),
        (None, "lou_k grins"),
    ]
    assert ("Mia", '"He\'s coming,"') in told(script)


def test_names_may_be_bold() -> None:
    assert lines(GROUP)[:5] == [
        ("Mia", "are you awake?"),
        ("Tomas", "no"),
        ("Mia", "liar. come to the pier"),
        (None, "*Tomas is typing...*"),
        ("Tomas", "fine"),
    ]
    assert ("Mia", '"He\'s coming,"') in lines(GROUP)


WAYS = (
    "{A}: {one}\n{B}: {two}\n{A}: {three}\n",
    "{A}: {one}\n\n{B}: {two}\n\n{A}: {three}\n",
    "**{A}**: {one}\n\n**{B}**: {two}\n\n**{A}**: {three}\n",
    "**{A}:** {one}\n**{B}:** {two}\n**{A}:** {three}\n",
    "__{A}:__ {one}\n\n__{B}:__ {two}\n\n__{A}:__ {three}\n",
    "*{A}:* {one}\n\n*{B}:* {two}\n\n*{A}:* {three}\n",
    "_{A}_. {one}\n\n_{B}_. {two}\n\n_{A}_. {three}\n",
    "_{A}._ {one}\n\n_{B}._ {two}\n\n_{A}._ {three}\n",
    "[{A}] {one}\n[{B}] {two}\n[{A}] {three}\n",
    "[{A}]: {one}\n\n[{B}]: {two}\n\n[{A}]: {three}\n",
    "<{A}> {one}\n<{B}> {two}\n<{A}> {three}\n",
    "[14:02] {A}: {one}\n[14:03] {B}: {two}\n[14:03] {A}: {three}\n",
    "14:02 - {A}: {one}\n14:03 - {B}: {two}\n14:03 - {A}: {three}\n",
    "1/3/2024, 2:02 PM - {A}: {one}\n1/3/2024, 2:03 PM - {B}: {two}\n2:03 PM - {A}: {three}\n",
    "[2024-03-12 14:02:11] {A}: {one}\n[14:02:14] {B}: {two}\n[14:02:20] {A}: {three}\n",
    "{A} [14:02]: {one}\n{B} [14:03]: {two}\n{A} [14:03]: {three}\n",
    "{A} (14:02): {one}\n{B} (14:03): {two}\n{A} (14:03): {three}\n",
    "{A}:\n{one}\n\n{B}:\n{two}\n\n{A}:\n{three}\n",
    "@{A}: {one}\n@{B}: {two}\n@{A}: {three}\n",
    "{A} > {one}\n{B} > {two}\n{A} > {three}\n",
    "{A} | {one}\n{B} | {two}\n{A} | {three}\n",
    "{{{A}}} {one}\n{{{B}}} {two}\n{{{A}}} {three}\n",
    "[{A}]\n{one}\n\n[{B}]\n{two}\n\n[{A}]\n{three}\n",
    "{A} says:\n{one}\n{B} says:\n{two}\n{A} says:\n{three}\n",
    (
        "{A}, [12.03.2024 21:14]\n{one}\n\n{B}, [12.03.2024 21:15]\n{two}\n\n"
        "{A}, [12.03.2024 21:15]\n{three}\n"
    ),
    (
        "{A}\n — \nToday at 9:14 PM\n{one}\n\n{B}\n — \nToday at 9:14 PM\n{two}\n\n"
        "{A}\n — \nToday at 9:15 PM\n{three}\n"
    ),
    "**{A}** 9:14 PM\n{one}\n\n**{B}** 9:15 PM\n{two}\n\n**{A}** 9:15 PM\n{three}\n",
    (
        "[12-Mar-24 09:14 PM] {A}\n{one}\n\n[12-Mar-24 09:15 PM] {B}\n{two}\n\n"
        "[12-Mar-24 09:15 PM] {A}\n{three}\n"
    ),
    (
        "[00:00.000 --> 00:03.120] {A}: {one}\n[00:03.120 --> 00:05.900] {B}: {two}\n"
        "[00:05.900 --> 00:07.000] {A}: {three}\n"
    ),
    "Mar 12 14:02:15 <{A}>\t{one}\nMar 12 14:02:31 <{B}>\t{two}\nMar 12 14:02:40 <{A}>\t{three}\n",
    (
        "2024-03-12 14:02:15\t{A}\t{one}\n2024-03-12 14:02:31\t@{B}\t{two}\n"
        "2024-03-12 14:02:40\t{A}\t{three}\n"
    ),
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("story", ["{}", "Ann looked at it.\n\n{}\nThen she slept.\n"])
def test_names_may_be_set_off_in_many_ways(way: str, story: str) -> None:
    said = ("are you there", "no. go away", "why not?")
    text = way.format(A="Lena", B="Oskar", one=said[0], two=said[1], three=said[2])
    assert [line for line in lines(story.format(text)) if line[0]] == [
        ("Lena", said[0]),
        ("Oskar", said[1]),
        ("Lena", said[2]),
    ]


PLAYS = (
    "{A}. {one}\n\n{B}. {two}\n\n{A}. {three}\n",
    "{A}: {one}\n\n{B}: {two}\n\n{A}: {three}\n",
    "{A}.—{one}\n\n{B}.—{two}\n\n{A}.—{three}\n",
    "{A}\n{one}\n\n{B}\n{two}\n\n{A}\n{three}\n",
    "          {A}\n  {one}\n\n          {B}\n  {two}\n\n          {A}\n  {three}\n",
    "{A}.\n{one}\n\n{B}.\n{two}\n\n{A}.\n{three}\n",
    "{A} (CONT'D)\n{one}\n\n{B} (V.O.)\n{two}\n\n{A} (O.S.)\n{three}\n",
    "{A}\n\n{one}\n\n{B}\n\n{two}\n\n{A}\n\n{three}\n\n{B}\n\nSo.\n",
)


def test_no_sign_need_part_a_name_in_capitals_from_its_line() -> None:
    tabs = "ANSEL\tWho let it out?\nBEA\tIt let itself out.\nANSEL\tFires do that?\n" * 2
    assert (
        lines(tabs)
        == [
            ("Ansel", "Who let it out?"),
            ("Bea", "It let itself out."),
            ("Ansel", "Fires do that?"),
        ]
        * 2
    )
    bold = "**ROSA** You're late.\n\n**LEN** The ducks were early.\n\n**ROSA** All of them?\n"
    assert lines(bold)[0] == ("Rosa", "You're late.")


def test_names_in_brackets_need_no_line_of_their_own() -> None:
    text = "[S1] Is it on? [S2] It is. (laughs) [S1] I only asked.\n\n[S2] Good. [S1] Yes.\n"
    assert lines(text) == [
        ("S1", "Is it on?"),
        ("S2", "It is."),
        (None, "(laughs)"),
        ("S1", "I only asked."),
        ("S2", "Good."),
        ("S1", "Yes."),
    ]


def test_how_a_line_is_said_may_stand_beside_the_name_in_its_brackets() -> None:
    text = "[Ida, whispering] Don't move.\n\n[Kurt] I won't.\n\n[Ida - louder] Don't!\n"
    assert lines(text) == [
        (None, "whispering]"),
        ("Ida", "Don't move."),
        ("Kurt", "I won't."),
        (None, "louder]"),
        ("Ida", "Don't!"),
    ]


def test_what_is_done_in_a_game_of_roles_is_told_by_the_narrator() -> None:
    text = """\
Kira: *She leans against the gate.* You took your time.

Rook: *shrugs* The bridge was *out*.

Kira: *narrows her eyes* There is no bridge.

Rook: Not any more. *He grins.*
"""
    assert lines(text) == [
        (None, "*She leans against the gate.*"),
        ("Kira", "You took your time."),
        (None, "*shrugs*"),
        ("Rook", "The bridge was *out*."),
        (None, "*narrows her eyes*"),
        ("Kira", "There is no bridge."),
        ("Rook", "Not any more."),
        (None, "*He grins.*"),
    ]


def test_an_emphasised_word_is_said_where_nothing_is_done() -> None:
    text = "Ann: *No.* I won't.\n\nBen: You *will*.\n\nAnn: I *said* no.\n"
    assert all(speaker for speaker, _ in lines(text))


def test_what_a_program_writes_in_a_chat_is_the_narrators_without_its_time() -> None:
    text = """\
3/12/24, 9:02 PM - Ivy created group "Roof"
3/12/24, 9:03 PM - Ivy: who took the ladder
3/12/24, 9:05 PM - +44 7700 900123: what ladder
3/12/24, 9:06 PM - Ivy: THAT ladder
3/12/24, 9:07 PM - Ivy left
"""
    assert lines(text) == [
        (None, 'Ivy created group "Roof"'),
        ("Ivy", "who took the ladder"),
        ("+44 7700 900123", "what ladder"),
        ("Ivy", "THAT ladder"),
        (None, "Ivy left"),
    ]


TRAIN = """\
MORAG. I shall come by the train that leaves the town at
9.30 tomorrow, and you will wait.

IAN. Will I?

MORAG. You will.

9.45 on the clock. The kettle boils.
"""


@pytest.mark.parametrize("form", [None, "play"])
def test_a_time_that_is_told_of_in_a_play_is_read(form: Form | None) -> None:
    said = told(read(TRAIN, form))
    whole = "I shall come by the train that leaves the town at 9.30 tomorrow, and you will wait."
    assert said[0] == ("Morag", whole)
    assert said[-1] == (None, "9.45 on the clock. The kettle boils.")


def test_a_path_of_menus_is_nobodys_line() -> None:
    text = "Home > Books > Poems\nShop > Books > Prose\nHome > Books > Prose\n"
    assert is_prose(f"She clicked.\n\n{text}\nIt was late.\n")


def test_initials_stay_in_capitals() -> None:
    text = "HQ: When did you buy it?\n\nTM: In May.\n\nHQ: For what?\n\nTM: A song.\n"
    assert [speaker for speaker, _ in lines(text)] == ["HQ", "TM", "HQ", "TM"]


def test_a_cast_list_with_dashes_says_nothing() -> None:
    text = "MORAG – a cook\n\nIAN – her son\n\n" + INLINE
    assert next(line for line in lines(text) if line[0]) == ("Morag", "Is the kettle on?")


ALOFT = """\
_Anna._

Is it far?

_The Boy (laughing)._

You can see it from here.

_Anna._

I see nothing.

_The Boy._

Then it is far.
"""


def test_names_in_italics_may_stand_above_their_lines() -> None:
    assert [line for line in lines(ALOFT) if line[0]] == [
        ("Anna", "Is it far?"),
        ("The Boy", "You can see it from here."),
        ("Anna", "I see nothing."),
        ("The Boy", "Then it is far."),
    ]


def test_several_names_with_commas_speak_together() -> None:
    assert ("Pat, Mike, and Joe", "He did!") in lines(
        INLINE + "\nPAT, MIKE, and JOE. [Together.] He did!\n\nMORAG. Which?\n"
    )


def test_a_dash_may_follow_a_name_or_a_direction_whatever_comes_next() -> None:
    more = "\nIAN.--and it boils.\n\nMORAG (rising)--but not over.\n\nIAN. I--\n\nMORAG. NO.\n"
    assert [line for line in lines(INLINE + more) if line[0]][-4:] == [
        ("Ian", "and it boils."),
        ("Morag", "--but not over."),
        ("Ian", "I--"),
        ("Morag", "NO."),
    ]


def test_the_title_page_and_the_cast_list_of_a_long_play_say_nothing() -> None:
    front = "THE KETTLE\n\nA Play\n\nLONDON: SOMEBODY AND SONS\n\nPRICE\nOne shilling\n\n"
    play = INLINE.partition("\n\n")[2] * 20
    assert {speaker for speaker, _ in lines(front + "ACT I\n\n" + play)} == {
        None,
        "Morag",
        "Ian",
        "Peter",
    }


LONG = "It was long ago, and nobody who was there has ever told it as it was, or will. " * 2

TALK = f"""\
**Gail Frost:** [00:01:02] Welcome. {LONG}

**Sid Marl:** Hello, Gail. {LONG}

{LONG}It began on a Monday.

[00:07:57.12] And then it ended. {LONG}

**Gail Frost:** Did it? {LONG}

**Sid Marl:** It did. {LONG}
"""


def test_what_is_said_at_length_goes_on_in_the_next_paragraph() -> None:
    said = [(speaker, words.removesuffix(LONG).strip()) for speaker, words in lines(TALK)]
    assert [(speaker, words.split(".")[0][:12]) for speaker, words in said] == [
        ("Gail Frost", "Welcome"),
        ("Sid Marl", "Hello, Gail"),
        ("Sid Marl", "It was long "),
        ("Sid Marl", "And then it "),
        ("Gail Frost", "Did it? It w"),
        ("Sid Marl", "It did"),
    ]


@pytest.mark.parametrize("way", PLAYS)
@pytest.mark.parametrize(
    ("first", "second", "called"),
    [
        ("NORA", "HELMER", ("Nora", "Helmer")),
        ("LADY BRACKNELL", "DR. RANK", ("Lady Bracknell", "Dr. Rank")),
        ("FIRST LORD", "GUARD 2", ("First Lord", "Guard 2")),
        ("HENRY IV", "KING OF FRANCE", ("Henry IV", "King of France")),
        ("1ST SAILOR", "2ND SAILOR", ("1st Sailor", "2nd Sailor")),
        ("O'NEIL", "ÉLISE", ("O'Neil", "Élise")),
    ],
)
def test_plays_print_names_in_capitals(
    way: str, first: str, second: str, called: tuple[str, str]
) -> None:
    said = ("Is that the boat?", "It is. Come.", "Not yet.")
    text = way.format(A=first, B=second, one=said[0], two=said[1], three=said[2])
    found = [line for line in lines(f"ACT II\n\n{text}") if line[0]]
    assert found[:3] == [(called[0], said[0]), (called[1], said[1]), (called[0], said[2])]


def test_directions_are_the_narrators() -> None:
    assert lines(
        "NORA (laughing). Yes. (She sits.) No!\n\nHELMER [to himself]. So. [A bell.] Who is it?\n\n"
        "NORA, quietly. I (as you know) am ill.\n\nNORA. _(aside)_ No. (_Exit._)\n\nHELMER. Wait.\n"
    ) == [
        (None, "(laughing)."),
        ("Nora", "Yes."),
        (None, "(She sits.)"),
        ("Nora", "No!"),
        (None, "[to himself]."),
        ("Helmer", "So."),
        (None, "[A bell.]"),
        ("Helmer", "Who is it?"),
        (None, "NORA, quietly. I (as you know) am ill."),
        (None, "_(aside)_"),
        ("Nora", "No."),
        (None, "(_Exit._)"),
        ("Helmer", "Wait."),
    ]


SCREENPLAY = """\
FADE IN:

INT. KITCHEN - NIGHT

Rain on the window.

              LENA
        (quietly)
    You came.

              OSKAR
    I said I would.

He sits.

              LENA (CONT'D)
    You say a lot
    of things.

CUT TO:

EXT. PIER - DAY

              OSKAR (V.O.)
    It was cold.
"""


def test_a_screenplay_is_read_as_one() -> None:
    assert lines(SCREENPLAY) == [
        (None, "FADE IN:"),
        (None, "INT. KITCHEN - NIGHT"),
        (None, "Rain on the window."),
        (None, "(quietly)"),
        ("Lena", "You came."),
        ("Oskar", "I said I would."),
        (None, "He sits."),
        ("Lena", "You say a lot of things."),
        (None, "CUT TO:"),
        (None, "EXT. PIER - DAY"),
        ("Oskar", "It was cold."),
    ]


def test_a_narrator_in_a_script_is_the_narrator() -> None:
    assert lines(
        "[Narrator] It rained.\n[Lena] Hello.\n[Oskar] Hello.\n[Narrator] They left.\n[Lena] So.\n"
    ) == [
        (None, "It rained."),
        ("Lena", "Hello."),
        ("Oskar", "Hello."),
        (None, "They left."),
        ("Lena", "So."),
    ]


def test_an_interview_has_two_speakers() -> None:
    text = "Q: Who are you?\n\nA: A sailor.\n\nQ: And before?\n\nA: [laughs] A cook.\n"
    assert lines(text) == [
        ("Q", "Who are you?"),
        ("A", "A sailor."),
        ("Q", "And before?"),
        (None, "[laughs]"),
        ("A", "A cook."),
    ]


def test_the_letters_of_an_interview_may_be_bold() -> None:
    text = "**Q:** Who are you?\n\n**A:** A sailor.\n\n**Q:** And before?\n\n**A:** A cook.\n"
    assert [speaker for speaker, _ in lines(text)] == ["Q", "A", "Q", "A"]


def play_of(*names: str) -> str:
    return "".join(f"{name}. [To the other.] Here I am again.\n\n" for name in names * 15)


def test_a_title_before_a_name_has_a_stop_of_its_own() -> None:
    found = {speaker for speaker, _ in lines(play_of("Dr. Stockmann", "Petra"))}
    assert found == {"Dr. Stockmann", "Petra", None}


def test_a_direction_at_the_beginning_of_a_line_is_no_name() -> None:
    letter = "Jack. Give it to me.\n[Reading] ‘From your uncle.’ So.\n\n"
    found = {speaker for speaker, _ in lines(f"{play_of('Jack', 'Lane')}{letter}{letter}")}
    assert found == {"Jack", "Lane", None}


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_the_ends_of_lines_do_not_make_a_direction(gap: str) -> None:
    said = f"Suppose (as you{gap}said){gap}I borrowed it."
    assert ("Nora", " ".join(said.split())) in lines(
        f"NORA. {said}\n\nHELMER. No.\n\nNORA. Yes.\n\nHELMER. No.\n"
    )


def wrapped(play: str, width: int) -> str:
    return "\n\n".join(textwrap.fill(line, width) for line in play.split("\n\n"))


@pytest.mark.parametrize("width", range(45, 80))
def test_a_name_at_the_beginning_of_a_line_is_none_where_lines_are_broken(width: int) -> None:
    said = (
        "Pray do not talk to me about the weather, Mr. Worthing. Whenever people talk to me about "
        "it, Mr. Worthing. Nothing else. They mean, Mr. Worthing. Something quite different."
    )
    play = f"Gwendolen. {said}\n\nWorthing. {said}\n\n" * 12
    found = lines(wrapped(play, width))
    assert found == [("Gwendolen", said), ("Worthing", said)] * 12


@pytest.mark.parametrize("width", [45, 60, 200])
def test_a_direction_goes_on_in_the_next_line(width: int) -> None:
    does = "[playing with the buttons of his coat, and without raising her eyes to his face]"
    said = "If you really want to give me something, you might."
    play = f"NORA {does} {said}\n\nHELMER. Well, out with it.\n\n" * 4
    assert lines(wrapped(play, width))[:3] == [
        (None, does),
        ("Nora", said),
        ("Helmer", "Well, out with it."),
    ]


def test_a_direction_that_ends_its_line_puts_no_name_above_it() -> None:
    lone = "LIZA [who has had the chocolate]\nI never would have.\n\n"
    assert ("Liza", "I never would have.") in lines(f"{play_of('LIZA', 'HIGGINS')}{lone}")


def test_a_song_behind_a_direction_is_sung_by_whom_it_is_told_of() -> None:
    song = "   “Oh that the heart was warmed,\n   By all the flames of love!”\n\n"
    sung = f"LIZA. A mandoline. [Sings]\n\n{song}"
    assert lines(f"{play_of('LIZA', 'HIGGINS')}{sung}")[-1] == (
        "Liza",
        "“Oh that the heart was warmed, By all the flames of love!”",
    )


SONG = """\
The street was dark.

ZOE: Sing, then.

STEPHEN:

The fox is in the wood to-day,
The bells begin to ring.

ZOE: (Yawns.) More.

STEPHEN: No more.

He went to bed, and they let him go without another word.
"""


def test_a_name_with_a_colon_above_a_song_is_no_heading() -> None:
    assert [speaker for speaker, _ in lines(SONG)][1:-1] == [
        "Zoe", "Stephen", None, "Zoe", "Stephen",
    ]  # fmt: skip


VERSE = """\
ACT I

ROBIN.
The leaves are down, the year is old,
    The wind is in the tree;

The moon is up, the night is long,
    The owl is on the wall.

Enter a Keeper with
Marian.

MARIAN.
Be still; the keeper wakes.

They hide behind the hedge and
The keeper passes.

ROBIN.
Come down.
"""


def test_the_next_stanza_of_a_verse_is_said_by_whom_the_first_is() -> None:
    assert [speaker for speaker, _ in lines(VERSE)] == [
        "Robin", "Robin", None, "Marian", None, "Robin",
    ]  # fmt: skip


GUARDS = """
ANNA
The gate is shut.

BEN
It was open.

ANNA
Not to us.

BEN
Hush.

First Guard
Who calls?

ANNA
It is the night's cold hand upon the latch,
And I who come with it.

_Exit First Guard_

He fears the dark; I fear the day.

Second Guard
She laughs.

_Exeunt_

The moon goes down.

ANNA
Alone.
"""


def test_nameless_parts_may_be_in_small_letters_beside_names_in_capitals() -> None:
    speakers = [speaker for speaker, _ in lines(GUARDS) if speaker]
    assert set(speakers) == {"Anna", "Ben", "First Guard", "Second Guard"}


def test_who_speaks_goes_on_below_a_direction_unless_they_go_off_by_it() -> None:
    said = {words: speaker for speaker, words in lines(GUARDS)}
    assert said["He fears the dark; I fear the day."] == "Anna"
    assert said["The moon goes down."] is None


def test_a_line_of_a_name_alone_is_prose_where_there_is_no_play() -> None:
    assert is_prose("Anna waited.\n\nDear Sir\nI write to you.\n\nFirst Guard\nwas he.\n")


def test_what_is_left_out_has_no_speakers() -> None:
    head = "Release Date: May 2\n\nLast Updated: May 3\n\nLast Updated: May 4\n\nLanguage: English"
    start = "*** START OF THIS PROJECT GUTENBERG EBOOK THE FERRY ***"
    assert is_prose(f"{head}\n\n{start}\n\nChapter 1\n\nThe ferry lay at the pier all day.\n")


def test_a_name_the_user_listed_stands_for_its_aliases() -> None:
    script = read(INLINE, listed=(Character("Morag Reid", ("Morag",), "F"),))
    assert next(one.speaker for one in script.segments if one.speaker) == "Morag Reid"
    assert "Morag" not in {one.name for one in script.characters}


@pytest.mark.parametrize(
    "text",
    [
        "He had one wish: to sleep.\n\nTom said: no.\n\nTom: it was a name.\n\nSo.\n",
        "JESS\n\nI left.\n\n“No,” I said.\n\nKAI\n\n“Yes,” I said.\n\nJESS\n\n“So,” I said.\n",
        "Strength: 10\nMagic: 12\nStrength: 11\nMagic: 13\n\n“Good,” said Ann.\n",
        "Name: Ann\nAge: 12\nName: Bob\nAge: 13\n",
        "From: Ann\nTo: Bob\nSubject: Ferry\n\nFrom: Bob\nTo: Ann\nSubject: Boat\n",
        "Yes. I went.\n\nNo. I stayed.\n\nYes. I went.\n\nNo. I stayed.\n",
        "CHAPTER I. The boat left.\n\nCHAPTER II. The boat came.\n",
        "NOTE. One.\n\nNOTE. Two.\n\nNOTE. Three.\n",
        "Monday: rain\nTuesday: sun\nMonday: rain\nTuesday: sun\n",
        "THE END\nof it\n\nTHE END\nof all\n\nSo.\n",
        "Tom: hello\n\nThe ferry left.\n\nIt came back.\n\nAnn: hello\n\nTom: bye\n",
        "First: it is far.\n\nSecondly: it is cold.\n\nFirst: it is dear.\n\nThird: no.\n",
        (
            "BOOK I. (_Folio_), CHAPTER I. Big.\n\nBOOK I. (_Folio_), CHAPTER II. Small.\n\n"
            "BOOK II. (_Quarto_), CHAPTER I. Odd.\n\nBOOK II. (_Quarto_), CHAPTER II. Rare.\n"
        ),
        (
            "Lust: to the mob a fire.\n\nLust: to the free a garden.\n\nLust: to the old a poison."
            "\n\nLust: to the young a wine.\n\nLust: a song.\n\nPride: a whip.\n\n"
            "Pride: a jest.\n\nPride: a yoke.\n\nPride: an earthquake.\n"
        ),
        "And I: “My master, wait.”\n\nAnd he: “Come on.”\n\nAnd I: “I come.”\n\nAnd he: “So.”\n",
        "U. S. GRANT, General.\n\nHe replied.\n\nR. E. LEE, General.\n\nU. S. GRANT, General.\n",
        "requested: maren\n\nrequested: fen\n\nstatus: override\n\nstatus: one-time\n",
        "[Picture: a boat]\n\n[Picture: a pier]\n\n[Map: a bay]\n\n[Map: a sea]\n",
    ],
)
def test_prose_is_not_taken_for_a_play_or_a_chat(text: str) -> None:
    assert is_prose(f"Chapter One\n\nThe ferry lay at the pier all day.\n\n{text}")


def test_the_user_may_say_what_it_is() -> None:
    assert all(speaker is None for speaker, _ in told(read(INLINE, form="prose")))
    short = "Tom: hello\n\nThe ferry left.\n\nIt came back.\n\nTom: bye\n"
    assert ("Tom", "hello") not in lines(short)
    assert ("Tom", "hello") in told(read(short, form="chat"))


def test_the_first_line_of_a_chapter_is_no_part_of_its_title() -> None:
    script = read(
        "CHAPTER I\n\nAnn: hello there\n\nBob: hi\n\nAnn: no\n\n"
        "CHAPTER II\n\nBob: so\n\nAnn: well\n\nCHAPTER III\n\nBob: so\n\nAnn: it is\n"
    )
    titles = [chapter.title for chapter in script.book.chapters]
    assert titles == ["Chapter I", "Chapter II", "Chapter III"]
    assert told(script)[3] == ("Bob", "so")
