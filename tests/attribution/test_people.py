"""Which names are one person's, and of what sex."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from time import process_time

import pytest

from narrate.attribution.people.merging import find_people
from narrate.attribution.people.names import find_names
from narrate.attribution.words.reading import read
from narrate.model import Character, Manuscript, Script
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script
from telling import told, voices

TWO = "“Stay,” said {}. “No,” said {}. “Please,” said {}.\n\n"


def cast(story: str) -> dict[str, Character]:
    return {character.name: character for character in told(story).characters}


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Harriet Blythe", "Harriet"),
        ("Mr. Tobias Crane", "Mr. Crane"),
        ("Professor Lund", "the Professor"),
        ("Robert Vane", "Bob"),
        ("Lord Ashcombe", "Ashcombe"),
        ("Abel Skaggs", "Skaggsy"),
        ("Tom-the-Fox", "Fox"),
    ],
)
def test_a_long_and_a_short_name_are_one_person(long: str, short: str) -> None:
    story = (
        f"{long} came in and sat down by the fire.\n\n“It is cold,” said {long}.\n\n"
        f"Agatha nodded.\n\nSnow fell.\n\n“Colder than ever,” said {short}.\n\n“Yes,” said Agatha."
    )
    assert len(cast(story)) == 2


def test_a_husband_and_a_wife_are_two() -> None:
    story = (
        "“More tea?” asked Mrs. Bell.\n\n“No tea,” said Mr. Bell.\n\n“Then cake,” said Mrs. Bell."
    )
    assert {name: who.gender for name, who in cast(story).items()} == {
        "Mrs. Bell": "F",
        "Mr. Bell": "M",
    }


def test_a_pronoun_tells_the_sex_of_a_name_nobody_knows() -> None:
    story = (
        "Zerrith closed her book. She had read enough.\n\n“Well?” said Zerrith.\n\n"
        "Okk scratched his ear. He was bored.\n\n“Well what?” said Okk."
    )
    assert {name: who.gender for name, who in cast(story).items()} == {"Zerrith": "F", "Okk": "M"}


def test_what_somebody_is_called_tells_the_sex() -> None:
    story = "Robin, the miller's daughter, sang.\n\n“Hush,” said Tom.\n\n“Why?” said Robin."
    assert cast(story)["Robin"].gender == "F"


def test_a_place_is_nobody() -> None:
    story = "They lived in Marlow. “I love Marlow,” said Edith. “Who does not?” asked Walter."
    assert set(cast(story)) == {"Edith", "Walter"}


def test_every_other_name_is_an_alias() -> None:
    story = "Miss Ada Finch sat down.\n\n“Good,” said Ada.\n\n“Very good,” said Miss Finch."
    (who,) = told(story).characters
    assert {who.name, *who.aliases} >= {"Ada", "Miss Finch"}


MOTHER_AND_DAUGHTER = """Mrs. Kirke opened the door. Minnie Kirke, who was five, ran out with Kitty.

"Mama lets us do what we like," said Minnie.

"Not everything," said Mrs. Kirke.

"Nearly," said Minnie Kirke.
"""

KATIE_AND_KITTY = """Kitty Walton and Katie Mallard shared a tent.

"I don't mind the spiders," said Katie.

"I do," said Kitty.

"Kate would," said Katie.
"""


def test_a_mother_is_not_the_daughter_who_answers_her() -> None:
    assert voices(MOTHER_AND_DAUGHTER) == ["Minnie Kirke", "Mrs. Kirke", "Minnie Kirke"]


def test_a_pet_name_does_not_join_two_surnames() -> None:
    assert voices(KATIE_AND_KITTY) == ["Katie", "Kitty", "Katie"]
    assert cast(KATIE_AND_KITTY)["Kitty"].aliases == ("Kitty Walton",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mrs. Vane", "Clara Vane"),
        ("Clara Vane", "Mrs. Vane"),
        ("Lady Vane", "Clara Vane"),
        ("Miss Vane", "Clara Vane"),
        ("Mr. Vane", "Peter Vane"),
        ("Dr. Vane", "Mr. Vane"),
        ("Kate Vane", "Katie Vane"),
        ("Bob Vane", "Rob Stone"),
        ("Lizzy", "Betty"),
    ],
)
def test_who_answer_one_another_are_two(one: str, other: str) -> None:
    story = (
        f"{one} opened the door. {other} ran out with Felix.\n\n“We do what we like,” said {other}."
        f"\n\n“Not everything,” said {one}.\n\n“Nearly,” said {other}."
    )
    assert voices(story) == [other, one, other]


@pytest.mark.parametrize(
    "kin",
    [
        "Mrs. Moss's daughter Ivy sat by the fire. Ivy Moss was ten.",
        "Ivy's mother, Mrs. Moss, sat by the fire. Ivy Moss was ten.",
        "Ivy Moss looked at her mother, Mrs. Moss. Mrs. Moss smiled at Ivy Moss.",
    ],
)
def test_who_are_told_of_as_kin_are_two(kin: str) -> None:
    story = f"{kin}\n\n“It is late,” said Mrs. Moss.\n\nRain fell.\n\n“It is not,” said Ivy."
    first, second = voices(story)
    assert first == "Mrs. Moss"
    assert second in ("Ivy", "Ivy Moss")


def test_a_doubtful_tie_lowers_the_confidence_of_the_lines_that_rest_on_it() -> None:
    story = (
        "{} came home at noon. She was tired.\n\n“It is late,” said {}.\n\n“It is,” said Tom.\n\n"
        "Ivy stood up.\n\nThe rain fell.\n\n“I shall stay,” said {}."
    )
    doubtful = told(story.format("Ivy Moss", "Mrs. Moss", "Mrs. Moss"))
    sure = told(story.format("Ivy Moss", "Ivy Moss", "Ivy Moss"))

    def least(script: Script) -> float:
        return min(s.confidence or 1 for s in script.segments if s.speaker not in (None, "Tom"))

    assert len(doubtful.characters) == len(sure.characters) == 2
    assert least(doubtful) < 0.9 < least(sure)


def test_a_given_name_tells_the_sex_though_pronouns_beside_it_are_mixed() -> None:
    story = (
        "May stood there. He smiled. " * 6
        + "May said that she was cold. " * 2
        + "“Come,” said May."
    )
    assert cast(story)["May"].gender == "F"


def test_pronouns_that_agree_often_tell_another_sex_than_the_given_name() -> None:
    story = "“Come,” said May. " + "May took his hat. May rubbed his eyes. " * 3
    assert cast(story)["May"].gender == "M"


@pytest.mark.parametrize("called", ["Miss Ada", "Lady Ada"])
def test_any_lady_may_be_called_miss_by_her_given_name(called: str) -> None:
    story = (
        f"“Good day,” said Mrs. Moss.\n\n“Will you have tea, {called}?” asked the maid.\n\n"
        "Ada Moss sat down by the fire.\n\n“No tea,” said Ada."
    )
    assert len({voice for voice in voices(story) if voice != "the maid"}) == 1


def test_mrs_is_the_one_of_the_women_who_is_not_called_miss() -> None:
    story = (
        "Ada Moss and Ivy Moss came in.\n\n“Sit down, Miss Moss,” said Tom. “You too, Ada.”\n\n"
        "“I would rather stand,” said Ivy. She was always called Miss Moss.\n\n"
        "“Miss Ivy Moss is proud,” said Tom.\n\n“She is,” said Mrs. Moss.\n\n“I am,” said Ivy."
        "\n\n“Well,” said Ada."
    )
    said = voices(story)
    assert said[4] == said[6] != said[5]


def test_a_first_name_that_once_stands_last_is_no_surname() -> None:
    story = "Newbold Archer took his hat. " * 12 + (
        "Luyten Newbold slept.\n\n“Good night,” said Ada.\n\n"
        "“Here,” said Archer.\n\nSnow fell.\n\n“Cold,” said Newbold."
    )
    assert voices(story)[1] == voices(story)[2]


def test_who_take_turns_are_two_although_a_whole_name_fits_both() -> None:
    talk = "“No,” said Charles.\n\n“Yes,” said Mr. Wyatt.\n\n" * 3
    story = f"Mr. Charles Wyatt was at home. So was his son.\n\n{talk}“Enough,” said Charles."
    assert len(cast(story)) == 2


def test_who_answers_to_a_name_bears_it() -> None:
    talk = (
        "“Is he ill, Aunt Juley?” asked Ann.\n\n“He is,” said Mrs. Munt.\n\nThe clock struck.\n\n"
    )
    story = talk * 3 + "“Good night,” said Aunt Juley.\n\n“Good night,” said Ann."
    assert len(cast(story)) == 2


def test_who_answers_is_not_who_is_called_by_himself() -> None:
    talk = "“Is he ill, Aunt Juley?” asked Ann.\n\n“Yes, Aunt Juley,” said Mrs. Munt.\n\nRain.\n\n"
    story = talk * 3 + "“Good night,” said Aunt Juley.\n\n“Good night,” said Ann."
    assert len(cast(story)) == 3


def test_a_surname_and_a_given_name_that_take_the_same_turns_are_one_person() -> None:
    talk = (
        "“Here,” said Mr. Wyatt.\n\n“So soon?” asked Ann.\n\n“So soon,” said Henry.\n\n"
        "“Sit down,” said Ann.\n\n"
    )
    assert len(cast(talk * 2 + "“Thank you,” said Mr. Wyatt.")) == 2


def test_a_surname_called_out_is_nobody_s_who_has_another() -> None:
    talk = "“Where is he, Lyon?” asked Ann.\n\n“Here,” said Tom.\n\nThe clock struck.\n\n"
    known = "Tom Harwood sat down. Mr. Lyon slept. " * 2
    story = known + "\n\n" + talk * 3 + "“Good night,” said Mr. Lyon.\n\n“Good night,” said Ann."
    assert len(cast(story)) == 3


def test_old_and_young_of_one_name_are_two() -> None:
    story = (
        "Old Mr. Tarrant had built the mill. Young Mr. Tarrant meant to sell it.\n\n"
        "“Never,” said old Mr. Tarrant.\n\n“It will be soon,” young Mr. Tarrant said.\n\n"
        "“Who says so?” old Mr. Tarrant asked.\n\n“I do.”\n"
    )
    names = ["Old Mr. Tarrant", "Young Mr. Tarrant"]
    assert [name and name.title() for name in voices(story)] == names * 2


def test_who_is_once_called_old_is_one_person() -> None:
    story = (
        "Mr. Tarrant had built the mill.\n\n“Never,” said old Mr. Tarrant.\n\n"
        "“When I was young,” Mr. Tarrant said, and stopped.\n\n“Never,” said Mr. Tarrant.\n"
    )
    assert list(cast(story)) == ["Mr. Tarrant"]


def test_a_captain_is_not_his_wife() -> None:
    story = "“Land,” said Captain Hale.\n\nHe rose.\n\n“Where?”\n\n“There,” said Mrs. Hale.\n"
    assert {"Captain Hale", "Mrs. Hale"} <= cast(story).keys()


def test_two_sisters_of_whom_one_has_no_given_name_are_two() -> None:
    story = (
        "Miss Bell ran the shop. Miss Clara Bell, her younger sister, ran the accounts.\n\n"
        "“We are out of blue,” said Miss Bell.\n\n“We are never out of blue,” said Miss Clara.\n"
    )
    assert voices(story) == ["Miss Bell", "Miss Clara"]


def test_a_sergeant_major_is_no_major() -> None:
    story = (
        "Major Strange crossed the square.\n\n“A button, Sergeant Major,” said the private.\n\n"
        "“Well, Sergeant Major?” asked Major Strange.\n\n“Sir!” said the Sergeant Major.\n"
    )
    assert voices(story)[1:] == ["Major Strange", "Sergeant Major"]


def test_a_niece_who_answers_her_aunt_is_not_the_aunt_of_her_name() -> None:
    story = "“You slouch,” said Aunt Margaret.\n\n“I read,” said Margaret.\n\nThe clock struck.\n"
    assert voices(story) == ["Aunt Margaret", "Margaret"]


def test_who_are_told_of_together_are_two_though_both_are_short_for_one_name() -> None:
    story = (
        "Liz Crowe and Beth Crowe were cousins.\n\n“I write,” said Liz.\n\n“I don't,” said Beth.\n"
    )
    assert voices(story) == ["Liz", "Beth"]


def test_a_doctor_whose_whole_name_has_that_title_may_be_a_woman() -> None:
    story = (
        "Dr. Amelia Hart looked up. She had paid.\n\n“Pay him,” Dr. Hart said.\n\n"
        "“No,” said Tom.\n\n“He bites,” said Amelia.\n"
    )
    assert voices(story)[0] == voices(story)[2]


def test_a_lord_is_called_by_his_bare_title_name_though_there_is_a_lady() -> None:
    story = (
        "“Snow,” said Lord Ashcombe.\n\n“Is it deep?” asked Lady Ashcombe.\n\n"
        "He nodded.\n\n“Deeper than ever,” said Ashcombe."
    )
    assert len(cast(story)) == 2


def test_a_wife_called_by_her_husband_s_whole_name_is_not_he() -> None:
    story = (
        "“Snow,” said Mrs. Lovell Vane.\n\nThe clock struck.\n\n“Is it deep?” asked Lovell Vane."
    )
    assert len(cast(story)) == 2


def test_a_hyphened_given_name_may_be_shortened() -> None:
    story = "“Snow,” said Mary-Jane.\n\nThe clock struck.\n\n“Is it deep?” asked Mary."
    assert len(cast(story)) == 1


def test_a_pet_name_is_he_whose_given_name_alone_begins_so() -> None:
    story = (
        "Dunstan Cass came in. Dunstan Cass sat down.\n\n“Snow,” said Dunstan Cass.\n\n"
        "The clock struck.\n\n“Is it deep?” asked Dunsey."
    )
    assert len(cast(story)) == 1


def test_mister_is_not_the_squire_who_talks_with_the_bearer_of_that_name() -> None:
    talk = "“Snow,” said the Squire.\n\n“Deep,” said Godfrey Cass.\n\n"
    story = f"Squire Cass slept. {talk * 2}“So,” said the Squire.\n\n“Cold,” said Mr. Cass."
    said = voices(story)
    assert said[0] != said[1] == said[5]


def test_a_rank_is_not_a_lady_s_of_the_same_name() -> None:
    story = "“Snow,” said Mrs. Vane.\n\nThe clock struck.\n\n“Is it deep?” asked Captain Vane."
    assert len(cast(story)) == 2


def test_mister_is_he_whom_the_text_once_writes_out_so() -> None:
    story = (
        "Mr. Paul Vane and Dick Vane sat down. Paul Vane sighed.\n\n“So,” said Dick.\n\n"
        "Dick Vane coughed.\n\n“Snow,” said Mr. Vane.\n\n“Yes,” said Dick.\n\n“Cold,” said Paul."
    )
    assert voices(story)[1] == voices(story)[3]


def test_old_mrs_s_is_she_whose_whole_name_is_called_old() -> None:
    story = (
        "Old Mrs. Basil Vane slept. Mrs. Adam Vane read. Mrs. Adam Vane sighed.\n\n"
        "“Snow,” said old Mrs. Vane.\n\n“Deep?” asked Tom.\n\n“Deep,” said Mrs. Basil Vane.\n\n"
        "“Cold,” said Mrs. Adam Vane.\n\n“Yes,” said Tom."
    )
    said = voices(story)
    assert said[0] == said[2] != said[3]


def test_lady_s_is_not_her_daughter() -> None:
    story = (
        "Sir Hugh Vane came in with Martha Vane.\n\n“Tea, Miss Martha?” asked Lady Vane.\n\n"
        "The clock struck.\n\n“No,” said Martha."
    )
    assert len(set(voices(story))) == 2


@pytest.mark.parametrize("short", ["R. Vane", "Dicky"])
def test_an_initial_or_a_pet_name_fits_one_of_the_given_names(short: str) -> None:
    story = (
        "Richard Vane, or Dick Vane, sat down. Dick sighed. Dicky Vane was cold.\n\n"
        f"“So,” said Dick Vane.\n\nThe clock struck.\n\n“Snow,” said {short}."
    )
    assert len(set(voices(story))) == 1


def test_a_name_mostly_borne_by_men_is_not_mrs() -> None:
    story = "“Snow,” said George Vane.\n\nThe clock struck.\n\n“Is it deep?” asked Mrs. Vane."
    assert len(cast(story)) == 2


def test_two_short_forms_of_one_rare_name_are_two_where_they_are_names_of_their_own() -> None:
    story = (
        "Amy Vane sat down.\n\n“It is hot,” said Amy Vane.\n\nThe sun sank. Mabel Vane read.\n\n"
        "“It is cold,” said Mabel Vane.\n"
    )
    assert voices(story) == ["Amy Vane", "Mabel Vane"]


def test_thousands_of_names_are_joined_in_reasonable_time() -> None:
    syllables = ("ba", "ko", "ri", "tu", "ne", "la", "mi", "so")
    made = ["".join(parts).title() for parts in product(syllables, repeat=4)]
    pairs = zip(made, reversed(made), strict=True)
    story = "“No,” said Ann. " + "".join(f"Then {a} {b} saw {b}nay. " for a, b in pairs) * 2
    reading = read(write_script(find_chapters(Manuscript(Path("story.txt"), story))))
    names = find_names(reading)
    started = process_time()
    assert len(find_people(reading, names).everyone) > 3000
    assert process_time() - started < 15
