"""Who "I" is where several people tell a story, each a part of it."""

from __future__ import annotations

import pytest

from narrate.model import Character, Gender, Kind, Script, ToldChapters
from telling import told, voices

ALTERNATING = "I met {0} on the pier.\n\n“You are late,” said {0}.\n\n“I know,” I said.\n\n"
"""A part of a story that somebody tells who met {0}."""


def alternating(first: str, second: str) -> str:
    """A story that Nora tells, and then Felix, under the bylines *first* and *second*."""
    return f"{first}\n\n{ALTERNATING.format('Felix')}{second}\n\n{ALTERNATING.format('Nora')}"


NORA_THEN_FELIX = ["Felix", "Nora", "Nora", "Felix"]


def narrators(script: Script) -> list[str]:
    return [character.name for character in script.characters if character.narrator]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("**Nora's POV**", "**Felix's POV**"),
        ("Nora’s POV", "Felix’s POV"),
        ("NORA POV", "FELIX POV"),
        ("*Nora's point of view*", "*Felix's point of view*"),
        ("POV: Nora", "POV: Felix"),
        ("Chapter 1 (Nora)", "Chapter 2 (Felix)"),
        ("Chapter One: Nora", "Chapter Two: Felix"),
        ("# Nora", "# Felix"),
        ("**Nora**", "**Felix**"),
        ("NORA", "FELIX"),
        ("1. Nora", "2. Felix"),
        ("# Nora, Monday morning", "# Felix, Monday evening"),
        ("NORA VALE'S JOURNAL", "MR. FELIX ARDEN'S DIARY—_continued_"),
        ("_Miss Vale's Phonograph Diary, kept by Nora_", "_From the diary of Felix Arden._"),
        ("THE STORY BEGUN BY NORA VALE", "THE STORY CONTINUED BY FELIX ARDEN (of Gray's Inn)"),
        (
            "# Chapter 1\n\n_Contributed by Nora; niece of the late Sir John._",
            "# 2\n\nTold by Felix",
        ),
        ("_Letter, Nora Vale to Felix Arden._", "_Telegram, Felix, London, to Nora._"),
        ("# Nora's side of the story", "# Felix's side of the story"),
    ],
)
def test_a_label_says_who_tells_what_follows(first: str, second: str) -> None:
    assert voices(alternating(first, second)) == NORA_THEN_FELIX


def test_a_label_is_nobodys_speech() -> None:
    script = told(alternating("**Nora's POV**", "**Felix's POV**"))
    bylines = [segment for segment in script.segments if "POV" in segment.text]
    assert [(byline.kind, byline.speaker) for byline in bylines] == [
        (Kind.HEADING, None),
        (Kind.NARRATION, None),
    ]


def test_none_of_several_tellers_shares_the_voice_of_the_narrator() -> None:
    assert narrators(told(alternating("**Nora**", "**Felix**"))) == []


def test_who_tells_nearly_all_has_the_voice_of_the_narrator() -> None:
    story = "\n\n".join(
        ["# Nora", *[ALTERNATING.format("Felix")] * 6, "# Felix", ALTERNATING.format("Nora")]
    )
    assert narrators(told(story)) == ["Nora"]


def test_a_teller_may_be_told_of_by_the_next_one() -> None:
    story = (
        "**Jess's POV**\n\nI dropped my books.\n\n“Sorry,” I said.\n\n“It's fine,” said Kai.\n\n"
        "**Kai's POV**\n\nShe was looking at me again.\n\n“You're Jess, right?” I asked.\n\n"
        "“Yeah,” she said.\n"
    )
    assert voices(story) == ["Jess", "Kai", "Kai", "Jess"]


def test_a_teller_whom_the_text_never_names_has_the_name_of_his_label() -> None:
    story = "Chapter 1 (Ann)\n\n“Up,” I said.\n\nChapter 2 (Bob)\n\n“Down,” I said.\n"
    script = told(story)
    assert voices(story) == ["Ann", "Bob"]
    assert {(who.name, who.gender) for who in script.characters} == {("Ann", "F"), ("Bob", "M")}


def test_a_chapter_without_a_label_is_told_by_the_teller_before() -> None:
    story = alternating("# Chapter 1: Nora's Narrative", "# Chapter 2: Felix's Narrative")
    story += "# Chapter 3: The Harbour\n\n" + ALTERNATING.format("Nora")
    assert voices(story) == [*NORA_THEN_FELIX, "Nora", "Felix"]


def test_a_chapter_in_the_third_person_has_no_teller() -> None:
    third = (
        "# Chapter 3: The Harbour\n\nMr. Vale met Mrs. Dunn on the pier. He took off his hat.\n\n"
        "“You are late,” said Mr. Vale.\n\n“And you are early,” said Mrs. Dunn.\n\n“Always.”\n"
    )
    story = alternating("# Chapter 1: Nora's Narrative", "# Chapter 2: Felix's Narrative") + third
    assert voices(story) == [*NORA_THEN_FELIX, "Mr. Vale", "Mrs. Dunn", "Mr. Vale"]


def test_who_a_chapter_is_about_does_not_tell_it() -> None:
    about = (
        "# Steerforth\n\nI met Steerforth on the pier. Steerforth was late. Steerforth laughed.\n\n"
        "“I know,” I said.\n\n“Hurry, Nora!” said Steerforth.\n\n"
        "# Agnes\n\nI met Agnes. Agnes was in white. I saw Agnes smile.\n\n"
        "“You are early,” I said.\n\n“Hush, Nora!” said Agnes.\n"
    )
    assert voices(about) == ["Nora", "Steerforth", "Nora", "Agnes"]


def test_names_above_chapters_in_the_third_person_make_no_teller() -> None:
    story = (
        "# Nora\n\nNora met Felix on the pier.\n\n“You are late,” said Felix.\n\n"
        "“I am,” she said.\n\n"
        "# Felix\n\nFelix met Nora again.\n\n“Late again,” said Nora.\n\n“Always,” he said.\n"
    )
    assert voices(story) == ["Felix", "Nora", "Nora", "Felix"]


LETTER = (
    "Nora opened the letter.\n\n{0}\n\nI met Felix on the pier.\n\n“You are late,” he said.\n\n"
    "“I know,” I said.\n\nI went home.\n\n{1}\n\n“He is well,” said Nora.\n"
)


@pytest.mark.parametrize(
    ("salutation", "signature"),
    [
        ("Dear Nora,", "Yours ever,\n\nTheo"),
        ("My dearest Nora,", "Your loving brother,\nTheo"),
        ("Dear Nora,", "Theo"),
        ("My dear Nora,", "Affectionately yours, Theo"),
    ],
)
def test_a_letter_is_told_by_who_signs_it(salutation: str, signature: str) -> None:
    assert voices(LETTER.format(salutation, signature)) == ["Felix", "Theo", "Nora"]


def test_behind_a_letter_the_story_is_told_as_before() -> None:
    story = ALTERNATING.format("Felix") + (
        "Dear sister,\n\nI saw Felix.\n\n“Are you well?” I asked.\n\nYours ever,\n\nTheo\n\n"
        "I folded the letter.\n\n“Bad news, Nora?” said Felix.\n\n“None,” I said.\n\n“Ah, Nora!”\n"
    )
    assert voices(story)[:5] == ["Felix", "Nora", "Theo", "Felix", "Nora"]


@pytest.mark.parametrize(("call", "gender"), [("sir", "M"), ("ma'am", "F"), ("then", None)])
def test_what_others_call_a_teller_tells_the_sex(call: str, gender: Gender | None) -> None:
    story = (
        f"I met Felix on the pier. I was late.\n\n“You are late, {call},” said Felix.\n\n"
        f"“I know,” I said.\n\n“Come, {call}.”\n"
    )
    teller = next(who for who in told(story).characters if who.narrator)
    assert (teller.name, teller.gender) == ("I", gender)


def test_the_user_says_who_tells_which_chapters() -> None:
    story = "".join(f"Chapter {n}\n\n{ALTERNATING.format('Ruth')}" for n in range(1, 5))
    said = (ToldChapters("Nora", 1, 1), ToldChapters("Felix Arden", 2, 3))
    script = told(story, Character("Felix Arden", ("Felix",), "M"), narrator_is=said)
    speakers = [one.speaker for one in script.segments if one.kind is Kind.DIALOGUE]
    assert speakers[1::2] == ["Nora", "Felix Arden", "Felix Arden", "I"]
    assert narrators(script) == []


def test_the_user_overrides_a_label() -> None:
    story = alternating("# Chapter 1: Nora's Story", "# Chapter 2: Felix's Story")
    assert voices(story, narrator_is=(ToldChapters("Ida", 1, 1),))[1::2] == ["Ida", "Felix"]


@pytest.mark.parametrize("date", ["April 29, 1773.", "April 1822", "April 15th, 1822."])
def test_nobody_is_called_as_the_month_of_a_date(date: str) -> None:
    story = told(alternating(date, date.replace("April", "June")))
    assert not {"April", "June"} & {character.name for character in story.characters}


def test_to_whom_a_book_is_dedicated_does_not_tell_it() -> None:
    assert voices(alternating("NORA", "FELIX")) == NORA_THEN_FELIX
    assert voices(alternating("TO\n\nNORA", "FELIX")) != NORA_THEN_FELIX


def test_a_name_between_the_paragraphs_of_a_scene_is_a_tellers_where_they_take_turns() -> None:
    story = "".join(
        f"{teller}\n\n{ALTERNATING.format(other)}"
        for teller, other in (("Nora", "Felix"), ("Felix", "Nora"), ("Nora", "Felix"))
    )
    assert voices(f"It was May.\n\n{story}") == [*NORA_THEN_FELIX, "Felix", "Nora"]


def test_a_name_that_stands_below_what_is_told_does_not_tell_what_follows() -> None:
    letter = (
        "It was May, and I went to the town. I met the baker.\n\n“I am alone,” I said to him.\n\n"
        "It rained. I went home again.\n\n{}\n\n"
    )
    said = voices("".join(map(letter.format, ("Nora", "Felix", "Nora", "Felix"))).rstrip())
    assert said == ["I"] * 4


def test_the_head_of_an_e_mail_says_who_tells_it() -> None:
    head = "From: {0} <{0}@example.org>\nTo: {1}\nSubject: Why the boat was late"
    assert voices(alternating(head.format("Nora", "Felix"), head.format("Felix", "Nora"))) == (
        NORA_THEN_FELIX
    )


def test_a_line_that_opens_with_what_is_told_says_who_tells_it() -> None:
    heads = ("Log of Nora Vale, engineer, day 40", "Log of Felix Arden, cook, day 41")
    assert voices(alternating(*heads)) == NORA_THEN_FELIX


def test_who_is_only_called_by_a_title_tells_under_his_name_too() -> None:
    story = (
        "Log of Captain Reyes\n\nI met Nora.\n\n“Late, Captain,” said Nora.\n\n“I am.”\n\n"
        "Log of Nora Vale\n\nI met the captain.\n\n“Late again,” I said.\n\n“Log it,” he said."
    )
    assert len({voices(story)[1], voices(story)[3]}) == 1


def test_the_teller_is_whom_others_call_though_he_once_tells_what_another_said_to_him() -> None:
    calls = "“Come, Ellen,” he cried.\n\nI took his hat. “I am here,” I said.\n\n"
    story = "I was young then, and I was happy. " + calls * 45
    story += (
        "“Sit down, Rob, or lie down, Rob,” I said.\n\n“Ellen!” said Ellen. “Well?” said Ellen."
    )
    assert voices(story)[1] == "Ellen"


def test_who_says_i_twice_in_a_book_does_not_tell_it() -> None:
    talk = "The snow fell on the roof. “Snow,” said Tom.\n\n“Deep,” said Ann. The clock struck.\n\n"
    story = talk * 100 + "“Well,” I said.\n\n“Well,” I said."
    assert {character.name for character in told(story).characters} == {"Tom", "Ann"}
