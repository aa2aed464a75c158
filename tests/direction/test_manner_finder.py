from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook import read_story
from narrate.direction import find_manners
from narrate.languages import find_language
from narrate.languages.manners import SMALL_WORDS, entries
from narrate.model import Character, Kind, Manner
from narrate.settings import Role, Settings

PLAIN = Settings()


def manners(story: str, settings: Settings = PLAIN) -> list[str]:
    """How each line of dialogue in *story* is said; "" for one that is said plainly."""
    script = find_manners(read_story(story), settings)
    return [s.manner or "" for s in script.segments if s.kind is Kind.DIALOGUE]


@pytest.mark.parametrize(
    ("manner", "story"),
    [
        ("whispering", "“Go,” he whispered."),
        ("whispering", "“Go,” whispered Ann."),
        ("whispering", "“Go,” the old man with the lamp whispered."),
        ("whispering", "“Go,” he was whispering."),
        ("whispering", "“Go,” she said in a whisper."),
        ("whispering", "“Go,” she said to her brother, in a hoarse whisper."),
        ("whispering", "“Go,” he said under his breath."),
        ("whispering", "“Go,” she said, her voice barely above a whisper."),
        ("whispering", "“Go,” he smiled and whispered."),
        ("whispering", "He bent down and whispered, “Go.”"),
        ("whispering", "She bent down to him, whispering: “Go.”"),
        ("whispering", "He dropped his voice to a whisper, “Go now!”"),
        ("murmuring", "“Go,” murmured Ann."),
        ("murmuring", "“Go,” Tom muttered."),
        ("murmuring", "“Go,” he said in a low voice."),
        ("murmuring", "“Go,” he said in a low, hurried voice."),
        ("murmuring", "“Go,” said the old man quietly."),
        ("murmuring", "“Go,” he said, very softly."),
        ("murmuring", "“Go,” he quietly said."),
        ("murmuring", "Softly she said, “Go.”"),
        ("murmuring", "In a low voice he said, “Go.”"),
        ("murmuring", "Then, in a low voice: “Go.”"),
        ("shouting", "“Go,” he shouted."),
        ("shouting", "“Go!” Ann screamed."),
        ("shouting", "“Go,” she said at the top of her lungs."),
        ("shouting", "“Go,” he said, raising his voice."),
        ("shouting", "He said loudly, “Go.”"),
        ("shouting", "“I SAID NO!” he said."),
        ("shouting", "“STOP!”"),
        ("exclaiming", "“Go,” cried Ann."),
        ("exclaiming", "“Go,” she called out."),
        ("exclaiming", "“Go home!”"),
        ("exclaiming", "“No! Not now! I have work to do.”"),
        ("sobbing", "“Go,” she sobbed."),
        ("sobbing", "“Go,” she said, weeping."),
        ("sobbing", "“Go,” she said through her tears."),
        ("sobbing", "“Go,” she said, with a little sob."),
        ("pleading", "“Go,” he begged."),
        ("pleading", "“Go,” she said pleadingly."),
        ("angry", "“Go,” he snapped."),
        ("angry", "“Go,” said Ann, angrily."),
        ("angry", "“Go,” he said in a rage."),
        ("cold", "“Go,” she sneered."),
        ("cold", "“Go,” he said coldly and slowly."),
        ("cold", "“Go,” he said in a tone of contempt."),
        ("sad", "“Go,” he sighed."),
        ("sad", "“Go,” she said dully."),
        ("sad", "“Go,” she said, slowly and sadly."),
        ("sad", "“Go,” she said with a sigh."),
        ("urgent", "“Go,” he gasped."),
        ("urgent", "“Go,” he said quickly."),
        ("slow", "“Go,” he stammered."),
        ("slow", "“Go,” he said slowly, rising."),
        ("slow", "“Well… I… do not know.”"),
        ("cheerful", "“Go,” she laughed."),
        ("cheerful", "“Go,” he said happily."),
        ("cheerful", "“Go,” she said, laughing."),
        ("cheerful", "“Go,” he exclaimed, with a sudden, boyish laugh."),
        ("interrupted", "“I thought—”"),
        ("interrupted", '"I thought--"'),
        ("whispering", "“I thought—” he whispered."),
        ("whispering", "“Go!” he whispered angrily."),
        ("murmuring", "“Go!” cried Ann softly."),
    ],
)
def test_the_tag_and_the_print_tell_how_a_line_is_said(manner: str, story: str) -> None:
    assert manners(story) == [manner]


@pytest.mark.parametrize(
    "story",
    [
        "“Go,” he said.",
        "“Where?” asked Ann.",
        "“Go.” He walked slowly to the door.",
        "“Go,” he said, and walked slowly to the door.",
        "“Go,” he said, walking slowly to the door.",
        "“Go,” he said, slowly turning away.",
        "“Go,” he said as he quietly closed the door.",
        "“Go,” he said to the girl who was sobbing.",
        "“Go,” he said, his eyes slowly closing.",
        "“Go,” said the quiet man.",
        "“Go,” said the softly smiling man.",
        "“Go,” he said. She sobbed.",
        "“Go.” He shouted for the dog.",
        "“Go.” Slowly he rose, and whispered something.",
        "“Go,” he said, without shouting.",
        "“Go,” he said, not in a whisper.",
        "“Go,” he did not shout.",
        "“Go,” he said, not unkindly or angrily but firmly.",
        "“Go,” he would have shouted.",
        "She had never shouted before. “Go.”",
        "He walked slowly to the door and said, “Go.”",
        "“Go,” he said with a thick foreign accent.",
        "“The BBC and the FBI.”",
        "“I thought so – and you?”",
        "“I thought…”",
    ],
)
def test_what_is_not_about_the_voice_directs_nothing(story: str) -> None:
    assert set(manners(story)) == {""}


@pytest.mark.parametrize(
    ("expected", "story"),
    [
        (["whispering", "shouting"], "“Go,” he whispered. “Now!” she shouted."),
        (["whispering", "whispering"], "“Go,” he whispered, “now.”"),
        (["whispering", "whispering"], "“Go,” he whispered. “Now.”"),
        (["whispering", ""], "“Go,” he whispered. “Now,” he said."),
        (["whispering", ""], "“Go,” he whispered. He got up. “Now.”"),
        (["whispering", "shouting"], "“Go,” he whispered. Then he shouted, “Now!”"),
        (["whispering", "shouting"], "“Go,” he whispered, and then shouted, “Now!”"),
        (["", "whispering"], "“Go.” She whispered, “Now.”"),
        (["", "murmuring"], "“Go,” he said. Then, in a low voice: “Now.”"),
        (["whispering", ""], "“Go,” he whispered.\n\n“Now.”"),
        (["exclaiming", "whispering"], "“Go!”\n\n“Now!” he whispered."),
        (["", ""], "“Go,” he said. “Now,” he did not shout."),
    ],
)
def test_a_tag_directs_the_line_it_belongs_to(expected: list[str], story: str) -> None:
    assert manners(story) == expected


def test_a_sentence_of_its_own_is_a_tag_where_a_writer_prints_it_so() -> None:
    assert manners("“Go!” He said, happily.") == ["cheerful"]
    assert manners("“Go…” He whispered.") == ["whispering"]


def test_a_sentence_about_another_is_not_the_tag_of_a_line() -> None:
    script = read_story("“I know.” Ann sighed. “You left.”")
    people = (Character("Ann"), Character("Bob"))
    spoken = [
        replace(one, speaker=who)
        for one, who in zip(script.segments, ("Bob", None, "Ann"), strict=True)
    ]
    script = replace(script, segments=tuple(spoken), characters=people)
    assert [one.manner for one in find_manners(script, PLAIN).segments] == [None] * 3


def test_the_words_it_rests_on_are_told() -> None:
    script = find_manners(read_story("“Go,” he said in a low voice."), PLAIN)
    assert script.segments[0].manner_words == "in a low voice"


def test_off_is_off() -> None:
    story = "“Go!” he whispered.\n\n“WHAT IS IT!” Ann shouted. “I thought—”"
    script, off = read_story(story), Settings(direction="off")
    assert find_manners(script, off) == script
    assert set(manners(story)) >= {"whispering", "shouting"}


def test_one_character_alone_can_be_off_or_on() -> None:
    script = read_story("“Go,” he whispered.\n\n“No,” he whispered.")
    spoken = [
        replace(one, speaker="Ann" if one.paragraph else "Bob")
        if one.kind is Kind.DIALOGUE
        else one
        for one in script.segments
    ]
    script = replace(script, segments=tuple(spoken))
    ann_off = Settings(roles=(Role(Character("Ann"), direction="off"),))
    ann_on = Settings(direction="off", roles=(Role(Character("Ann"), direction="full"),))
    assert [one.manner for one in find_manners(script, ann_off).segments if one.speaker] == [
        Manner.WHISPERING,
        None,
    ]
    assert [one.manner for one in find_manners(script, ann_on).segments if one.speaker] == [
        None,
        Manner.WHISPERING,
    ]


def test_in_a_language_without_words_the_print_of_a_line_still_tells() -> None:
    script = read_story("“Va!” he whispered.\n\n“Va,” he whispered.")
    russian = replace(script, book=replace(script.book, language="ru"))
    told = [one.manner for one in find_manners(russian, PLAIN).segments]
    assert told == [Manner.EXCLAIMING, None, None, None]


def test_what_happens_beside_the_saying_leaves_a_sentence_a_tag() -> None:
    assert manners("“Thank you.” Lucas whispered as he walked away.") == ["whispering"]
    assert manners("“Tell me.” She begged into the phone and he sighed.") == ["pleading"]
    assert manners("“Tell me.” He shouted for help.") == [""]


PIECES = """
“Go,”|“Now!”|“I thought—”|“STOP IT!”|he|she|Ann|whispered|shouted|said|softly,|slowly|in a low voice
with a sob|.|,|;|and|not|walked|laughing
"""
WORDS = st.sampled_from([*PIECES.replace("\n", "|").split("|"), "\n\n", "\n\n# "])


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_nothing_but_dialogue_is_ever_directed_and_nothing_else_is_changed(story: str) -> None:
    if not story.strip():
        return
    script = read_story(story)
    directed = find_manners(script, PLAIN)
    assert all(one.kind is Kind.DIALOGUE for one in directed.segments if one.manner)
    assert all(bool(one.manner) == bool(one.manner_words) for one in directed.segments)
    bare = tuple(replace(one, manner=None, manner_words="") for one in directed.segments)
    assert replace(directed, segments=bare) == script


def test_a_word_stands_once_among_the_words_of_its_kind() -> None:
    told = [(one.kind, one.word) for one in entries("en") if one.section != SMALL_WORDS]
    assert sorted(told) == sorted(set(told))
    assert {one.section for one in entries("en")} == {*Manner, SMALL_WORDS} - {Manner.INTERRUPTED}


def test_a_language_nobody_wrote_down_has_no_words() -> None:
    assert find_language("xx") is None
