"""Small texts as people really have them, each with a trap that once cost a name or a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook import speakers
from narrate.attribution import attribute
from narrate.model import Kind, Script
from narrate.text.chapters import find_chapters
from narrate.text.plaintext import read_plain_text
from narrate.text.script import write_script


def read(text: str) -> Script:
    return attribute(write_script(find_chapters(read_plain_text(Path("story.txt"), text))))


GATE = """\
CHAPTER I

The gate stood open, and Mrs. Sherman and Lloyd looked at it. Mr. Forbes
and Mrs. Walton came up behind them.

"I have heard about that gate ever since we left," said Mr.
Forbes, laughing.

"It squeaks," said Lloyd.

"So it does, and so it always will, my dear child," said Mrs.
Walton.

"Then oil it," said Miss
Peabody.

"With what?" asked Dr.
Lane.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_title_at_the_end_of_a_line_belongs_to_the_name_on_the_next(end: str) -> None:
    found = speakers(read(GATE.replace("\n", end)))
    assert found == ["Mr. Forbes", "Lloyd", "Mrs. Walton", "Miss Peabody", "Dr. Lane"]


def test_a_soft_hyphen_is_no_part_of_a_name() -> None:
    script = read(
        "Chapter One\n\nSam\u00aduel and Olive shared the of\u00adfice.\n\n"
        "“It is cold,” said Olive.\n\n“It is,” said Sam\u00aduel.\n\n"
        "“Shut the window, Samuel,” said Olive.\n\n“I have,” said Samuel.\n"
    )
    assert speakers(script) == ["Olive", "Samuel", "Olive", "Samuel"]
    assert not any("\u00ad" in segment.text for segment in script.segments)


FERRY = """\
Title: Tales of a Ferry

Author: N. Body

*** START OF THIS PROJECT GUTENBERG EBOOK THE FERRY ***

Produced by A. Volunteer




TALES

OF

A FERRY

By N. Body



CHAPTER I

"Go," said Ann.

CHAPTER II

"Stay," said Bob.

*** END OF THIS PROJECT GUTENBERG EBOOK THE FERRY ***
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_paragraph_after_the_makers_of_a_file_is_read(end: str) -> None:
    script = read(FERRY.replace("\n", end))
    headings = [one.text for one in script.segments if one.kind is Kind.HEADING]
    assert headings == ["TALES", "OF", "A FERRY", "By N. Body", "CHAPTER I", "CHAPTER II"]


def test_a_heading_broken_at_a_margin_is_one_heading() -> None:
    script = read(
        "CHAPTER I. OF THE GREAT MEETING: MEN TAKE COUNSEL OF THE WAR-\n"
        "FARING, AND OF WHO SHALL LEAD IT\n\nThey met at noon.\n\n"
        "CHAPTER II. OF THE ROAD\n\nThey went at one.\n"
    )
    headings = [one.text for one in script.segments if one.kind is Kind.HEADING]
    assert len(headings) == 2
    assert headings[0].endswith("LEAD IT")


def test_a_name_parted_at_its_hyphen_is_one_name() -> None:
    script = read(
        "Face-of-hill came in. Ann greeted Face-of-hill.\n\n"
        "“Good day,” said Ann.\n\n“Good day,” said Face-\nof-hill.\n"
    )
    assert speakers(script) == ["Ann", "Face-of-hill"]


def test_an_apostrophe_is_the_same_letter_however_it_is_printed() -> None:
    story = "O'Hara and Ann sat. O'Hara yawned.\n\n“Late,” said O'Hara.\n\n“Yes,” said Ann.\n"
    curly = story.replace("'", "’")
    assert speakers(read(story)) == speakers(read(curly)) == ["O'Hara", "Ann"]


def spoken(script: Script) -> list[str]:
    """Everything that is not silence, paragraphs and lines folded to one blank."""
    kinds = (Kind.NARRATION, Kind.DIALOGUE)
    return [" ".join(one.text.split()) for one in script.segments if one.kind in kinds]


def left_out(script: Script) -> str:
    text = script.book.manuscript.text
    return "".join(text[one.start : one.end] for one in script.book.omitted)


MARKED = """\
CHAPTER ONE

"Puss," said Mr. Lisle, "come here."[2] The cat came.

"Never!"[3] he cried.

"Where,"[4] asked Ann, "is the cat?"¹
"""


def test_marks_of_notes_behind_speech_are_silent() -> None:
    script = read(MARKED)
    assert speakers(script)[:2] == ["Mr. Lisle", "Mr. Lisle"]
    assert speakers(script)[3:] == ["Ann", "Ann"]
    assert spoken(script)[:4] == ['"Puss,"', "said Mr. Lisle,", '"come here."', "The cat came."]
    assert spoken(script)[-1] == '"is the cat?"'


NOTED = """\
CHAPTER ONE

Mr. Lisle kept a cat.[1] It was grey,* and fat.² He fed it fish (see note 3).

[1] A tabby, by some accounts.

* Not in the first edition.

"Puss," said Mr. Lisle, "come here."[2]

² Fat: portly.

NOTES

1. The cat is buried at Lyme.

2. Some texts have "come hither".
"""


def test_notes_are_not_read_in_the_middle_of_the_story() -> None:
    script = read(NOTED)
    assert spoken(script) == [
        "Mr. Lisle kept a cat. It was grey, and fat. He fed it fish (see note 3).",
        '"Puss,"',
        "said Mr. Lisle,",
        '"come here."',
    ]
    for note in ("A tabby", "Not in the first", "Fat: portly", "Lyme", "come hither"):
        assert note in left_out(script)


QUOTING = """\
# Letters

She read:

> Dear Tob,
> the road is long.
>
> "Come home," said your mother.

"Home," said Tob.

> "Go," said Mara.
"""


def test_a_block_quote_is_read_as_what_it_holds() -> None:
    script = read(QUOTING)
    assert "Dear Tob, the road is long." in spoken(script)
    assert not any(">" in words for words in spoken(script))
    lines = [one for one in script.segments if one.kind is Kind.DIALOGUE]
    assert [(one.text, one.speaker) for one in lines[1:]] == [('"Home,"', "Tob"), ('"Go,"', "Mara")]


ESCAPED = """\
Chapter One

He went&nbsp;on &mdash; <i>slowly</i> &amp; alone.<br/>

&quot;It&#8217;s late,&quot; said Mara.

<p>"Is it?" asked <b>Tob</b>.</p>

<hr />

She said, "&hellip;yes."
"""


def test_entities_and_tags_are_what_they_stand_for() -> None:
    script = read(ESCAPED)
    assert spoken(script) == [
        "He went on — slowly & alone.",
        '"It’s late,"',
        "said Mara.",
        '"Is it?"',
        "asked Tob.",
        "She said,",
        '"…yes."',
    ]
    assert speakers(script)[:2] == ["Mara", "Tob"]
    assert any(one.kind is Kind.SCENE_BREAK for one in script.segments)


PARTED = """\
Chapter One

Marta pulled the rope until her hands were raw. The fer-
ryman did not look up. It was a well-
known joke on that bank, and he had heard it of-
ten.

"Is it far?" asked Marta.
"""


def test_words_parted_at_the_ends_of_lines_are_whole() -> None:
    told = " ".join(spoken(read(PARTED)))
    for words in ("The ferryman did not", "a well-known joke", "heard it often."):
        assert words in told


SCENES = """\
Chapter 1

Wren ran.

XxXxX

Tam ran.

XxXxX

"Stop," said Wren.

oOoOo

"No," said Tam.

xxx

They ran.

xxx

They fell.

LINE BREAK

They rose.

(line break)

They slept.

/

It was day.

~

It was night.

...

It was day again.

0-0-0-0

End.
"""


def test_whatever_stands_between_scenes_is_silence() -> None:
    script = read(SCENES)
    kinds = [one.kind for one in script.segments]
    assert kinds.count(Kind.SCENE_BREAK) == 11
    assert spoken(script)[-6:] == [
        "They rose.",
        "They slept.",
        "It was day.",
        "It was night.",
        "It was day again.",
        "End.",
    ]
    assert not {"xxx", "LINE BREAK", "/", "...", "0-0-0-0"} & set(spoken(script))


UNPARTED = """\
Chapter 1 - New Kid
"Ugh, who even IS that?" Jess whispered.
I shrugged. "No clue."
Jess's POV
I turned around and there he was.
"hey" he said
"Hey yourself," I said back.
"im Kai" he said, looking at the floor.
A/N: sorry this is short guys!! vote & comment xx
Chapter 2 - Lunch
"omg you SAT with him??" Priya squealed
"Shut up," I hissed. "He's right THERE."
Kai's POV
She was looking at me again.
'Why does she always do that?' I thought.
"Priya, right?" I asked.
"""


def test_lines_without_blank_lines_between_are_paragraphs() -> None:
    script = read(UNPARTED)
    for alone in ("Jess's POV", "Kai's POV", "I shrugged.", "Priya squealed"):
        assert alone in spoken(script)
    lines = [one.text for one in script.segments if one.kind is Kind.DIALOGUE]
    assert '"Shut up,"' in lines
    headings = [one.text for one in script.segments if one.kind is Kind.HEADING]
    assert "Chapter 2 - Lunch" in headings


LISTED = """\
Chapter One

1. Take the lamp
2. Light the lamp
3. Leave the house

Things she carried:
- salt
- a rope, ten yards
- her mother's ring

* bread
* cheese

Then they went.
"""


def test_each_item_of_a_list_is_a_paragraph() -> None:
    script = read(LISTED)
    assert spoken(script)[:5] == [
        "1. Take the lamp",
        "2. Light the lamp",
        "3. Leave the house",
        "Things she carried:",
        "- salt",
    ]
    paragraphs = [one.paragraph for one in script.segments]
    assert len(set(paragraphs)) == len(paragraphs)


@pytest.mark.parametrize("last", ["The old man looked at Ann", "The old man, Ann"])
def test_a_story_may_end_in_a_name_and_nothing_behind_it(last: str) -> None:
    script = read(f"“Go,” said Ann.\n\n“No,” said the old man.\n\n{last}\n")
    assert speakers(script) == ["Ann", "the old man"]
    assert spoken(script)[-1] == last


def test_a_heading_between_two_rules_is_a_heading() -> None:
    rule = "-" * 30
    framed = [f"{rule}\n{title}\n{rule}" for title in ("Chapter 1: Ash", "Chapter 2: Oak")]
    text = f"{framed[0]}\n\nIt rained.\n\n{framed[1]}\n\nIt shone.\n"
    headings = [one.text for one in read(text).segments if one.kind is Kind.HEADING]
    assert headings == ["Chapter 1: Ash", "Chapter 2: Oak"]
    assert not [one for one in read(text).segments if one.kind is Kind.SCENE_BREAK]


def test_marks_that_a_program_escaped_are_marks() -> None:
    plain = '"It\'s cold," said Ulla.\n\n"Then shut the door," said Max.\n'
    escaped = plain.replace('"', '\\"').replace("'", "\\'")
    assert speakers(read(escaped)) == ["Ulla", "Max"]
    assert read(escaped).segments[0].text == '"It\'s cold,"'


def test_a_motto_with_its_source_below_is_nobodys_line() -> None:
    text = 'Chapter 1\n\n"All roads lead home."\n— Old Saying\n\n"We walk," said Dora.\n'
    assert speakers(read(text)) == ["Dora"]


def test_a_verb_with_a_capital_behind_a_speech_is_no_given_name() -> None:
    text = '"I am here." Said Kai.\n\n"Where?" Asked Mei.\n\n"Behind you." He Whispered.\n'
    assert speakers(read(text)) == ["Kai", "Mei", "Kai"]


def test_numbers_of_pages_in_brackets_and_notes_at_the_side_are_not_read() -> None:
    text = "The [Pg 12] dog barked.\n\n[Sidenote: The duke's temper]\n\n[Pg 13]\n\nIt slept.\n"
    said = " ".join(one.text for one in read(f"Chapter 1\n\n{text}").segments)
    assert said == "Chapter 1 The dog barked. It slept."
