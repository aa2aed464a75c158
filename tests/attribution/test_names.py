"""Which capitalised words are names, and which are nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.attribution.people.names import find_names
from narrate.attribution.words.reading import read
from narrate.model import Character, Manuscript
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script
from telling import told, voices

NAMES_THAT_ARE_WORDS = """Mr. Day and Miss Sunday sat down with young Will Carver. Mrs. August \
came in with Grace and Hope.

"Are we all here?" asked Mr. Day.

"Not yet," said Miss Sunday.

"Who is late?" asked Mrs. August.

"Summer," said Will.

"She is always late," said Hope.

"Always," said Mrs. March.

"Not always," said Mr. English.
"""

MARCH_AND_WILL = """May put down the tray. Laurie and Jo stood by the table.

"Good evening, Miss Jo," said Laurie.

"How does Amy get on?" asked May, with a smile.

"Well," said Jo.

"I am glad," said May.

"So am I," said Mrs. March decidedly.

"It is June," said April. "Mark and Will will come."

"Will it rain?" asked Will.

"It will," said Mark.
"""

TEA = """Anna sat by Ben.

"Tea?" asked Ben.

Yes, she thought. Tea would help. "Please," she said.
"""


def test_a_title_and_a_tag_make_a_person_of_any_word() -> None:
    assert voices(NAMES_THAT_ARE_WORDS) == [
        "Mr. Day", "Miss Sunday", "Mrs. August", "Will", "Hope", "Mrs. March", "Mr. English",
    ]  # fmt: skip


def test_a_name_is_told_from_the_same_word_that_opens_a_question() -> None:
    assert voices(MARCH_AND_WILL) == [
        "Laurie", "May", "Jo", "May", "Mrs. March", "April", "April", "Will", "Mark",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Captain March", "Aunt April", "Dr. English", "Professor Time", "Mr. Street", "Ms. Church",
     "Inspector Bath", "Uncle Christmas", "Miss Friday", "Mrs. Long", "Cousin May"],
)  # fmt: skip
def test_a_title_makes_a_name_of_any_word(name: str) -> None:
    story = f"“Is it far?” asked Nora.\n\n“A mile,” said {name}.\n\n“Too far,” said Nora."
    assert voices(story) == ["Nora", name, "Nora"]


@pytest.mark.parametrize("title", ["Sir", "Miss", "Madam"])
def test_a_title_that_ends_a_sentence_names_nobody(title: str) -> None:
    story = f"“Yes, {title}. Why not?” said Tom. “Yes, {title}. May I go?”\n\n“No,” said Ann."
    assert {who.name for who in told(story).characters} == {"Tom", "Ann"}


@pytest.mark.parametrize("name", ["Hill", "Church", "Friday", "Street", "English", "Winter", "Day"])
def test_a_verb_of_saying_makes_a_name_of_any_word(name: str) -> None:
    story = (
        f"“Is it far?” asked Nora.\n\n“A mile,” said {name}.\n\n"
        f"“Too far,” said Nora.\n\n“Then stay,” {name} said."
    )
    assert voices(story) == ["Nora", name, "Nora", name]


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Will", "Will you stay?"),
        ("May", "May I sit?"),
        ("Mark", "Mark my words."),
        ("Frank", "To be frank, no."),
        ("Bill", "The bill was too much."),
        ("Hope", "Hope for the best."),
        ("Faith", "Have faith."),
        ("Grace", "Grace before meat."),
        ("Pat", "Pat the dog."),
        ("Sunny", "It is sunny."),
        ("Summer", "Summer is late."),
        ("Rose", "Rose is a colour."),
    ],
)
def test_a_name_is_not_the_word_it_is(name: str, spoken: str) -> None:
    story = (
        f"“{spoken}” said Oscar.\n\n“Never,” said {name}.\n\n“{spoken}” said Oscar.\n\n"
        f"“Well, well,” {name} said."
    )
    assert voices(story) == ["Oscar", name, "Oscar", name]


def test_a_word_that_opens_a_sentence_is_nobody() -> None:
    assert voices(TEA) == ["Ben", "Anna"]


@pytest.mark.parametrize("word", ["Coffee", "Rain", "Supper", "Music", "Snow", "Dinner"])
def test_a_thing_that_only_is_or_has_is_nobody(word: str) -> None:
    story = (
        f"Clara sat by Hugh.\n\n“{word}?” asked Hugh.\n\n"
        f"She shook her head. {word} was no help. {word} would be worse. “Never,” she said."
    )
    assert voices(story) == ["Hugh", "Clara"]


def test_what_is_cried_out_and_what_is_drawn_together_is_nobody() -> None:
    story = (
        "“No'm,” said Tom. “Laws, no'm. I'd say I'd go.”\n\n“Goshen!” said Ann.\n\n"
        "“Land of Goshen! Laws!” cried Ann.\n\n“We'd better,” said Tom."
    )
    assert {who.name for who in told(story).characters} == {"Tom", "Ann"}


@pytest.mark.parametrize("date", ["in June", "by June 1898", "on 4 June", "for the June roses"])
def test_a_month_is_nobody(date: str) -> None:
    script = write_script(find_chapters(Manuscript(Path("x.txt"), f"It was ready {date}.")))
    assert find_names(read(script)).mentions == ()


@pytest.mark.parametrize("name", ["Tea", "Pooh", "Time", "Yes", "Coffee", "North", "Paris"])
def test_a_listed_name_is_a_person_whatever_word_it_is(name: str) -> None:
    story = (
        f"{name} would not look at Ben. “{name}?” asked Ben.\n\n“Well?” said {name}.\n\n"
        f"“Stay, {name},” said Ben.\n\n{name} was tired. “I will,” she said."
    )
    listed = Character(name, gender="F")
    assert voices(story, listed, Character("Ben", gender="M")) == ["Ben", name, "Ben", name]


def test_a_listed_name_with_a_title_makes_no_name_of_the_word() -> None:
    story = "“It is late,” said Mr. Day. Day after day it rained. “Day is done,” he said."
    assert voices(story, Character("Mr. Day")) == ["Mr. Day", "Mr. Day"]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("\"Well, 'Enery, here's luck,\" he said.", False),
        ('"Well, \'Enery."', False),
        ("\"He said, 'Enery went out,' as he always does.\"", True),
        ("\"He said, 'Enery.'\"", True),
    ],
)
def test_a_straight_apostrophe_before_a_name_begins_no_sentence(line: str, begins: bool) -> None:  # noqa: FBT001 -- a parameter
    book = find_chapters(Manuscript(Path("story.txt"), f"Ann sat.\n\n{line}\n"))
    reading = read(write_script(book))
    assert reading.begins(reading.words.index("Enery")) is begins


def test_who_often_opens_a_sentence_and_acts_is_somebody_whatever_the_word() -> None:
    story = (
        "“Who was the baker?” asked Ann.\n\n“I was not,” Ben said.\n\nBaker smiled.\n\n"
        "“Was it you, Ben?” Baker asked.\n\nBaker looked at the loaf.\n\nAnn looked at Baker.\n"
    )
    assert voices(story) == ["Ann", "Ben", "Baker"]


def test_a_surname_that_is_a_word_goes_without_its_title_where_it_acts() -> None:
    story = (
        "It was the last day of the week. Every day had been long.\n\n"
        "“Short again,” said Mr. Day.\n\nAda laughed. “By how much?”\n\n"
        "Day looked into the till.\n\n“By a pound,” he said.\n"
    )
    assert voices(story)[0] == voices(story)[-1]


def test_a_word_before_then_calls_nobody() -> None:
    assert "Talk" not in voices("“Talk, then,” Ann said.\n\n“What about?” he asked.\n\nBen sat.\n")


def test_a_surname_may_be_the_word_for_a_place() -> None:
    story = (
        "Tobias Lane came from Mincing Lane.\n\n“Is it far?” Ann asked.\n\n"
        "“No,” said Tobias Lane.\n"
    )
    assert voices(story) == ["Ann", "Tobias Lane"]


def _names(story: str) -> set[str]:
    script = write_script(find_chapters(Manuscript(Path("story.txt"), story)))
    return {word for mention in find_names(read(script)).mentions for word in mention.form.core}


@pytest.mark.parametrize("mass", ["Water ran off", "Panic took hold of", "Breakfast came for"])
def test_a_noun_that_needs_no_article_is_nobody_where_it_opens_a_sentence(mass: str) -> None:
    assert _names(f"{mass} her hat. Sorrel looked up.") == {"Sorrel"}


@pytest.mark.parametrize("verb", ["didn't look up", "could hear them", "has the knife"])
def test_a_noun_without_an_article_is_somebody_before_any_verb(verb: str) -> None:
    assert _names(f"It was late. Sorrel {verb}. The door was shut.") == {"Sorrel"}


@pytest.mark.parametrize("said", ["Morning, team", "Seriously, all", "Ticket, sir"])
def test_what_is_said_to_somebody_is_not_what_he_is_called(said: str) -> None:
    assert _names(f"“{said}!” said Ann.") == {"Ann"}


def test_a_word_that_stands_before_a_name_alone_is_part_of_it() -> None:
    story = "Li Wei bowed.\n\n“Forgive me,” Li Wei said.\n\n“Sit,” said Master Chen. Li Wei sat."
    assert voices(story) == ["Li Wei", "Master Chen"]


def test_who_has_figures_in_the_name_is_somebody() -> None:
    story = (
        "Agent 47 met Agent 12 on the roof, and R2-K9 rolled behind.\n\n“Late,” said Agent 47.\n\n"
        "“The lift broke,” said Agent 12.\n\n“It did,” said R2-K9.\n\n“In May 12,” said the sign."
    )
    assert voices(story)[:3] == ["Agent 47", "Agent 12", "R2-K9"]


def test_a_name_with_figures_may_be_broken_at_a_margin() -> None:
    story = "Agent 47 sat.\n\n“Late,” said Agent\n47.\n\n“Very,” said Ann."
    assert voices(story) == ["Agent 47", "Ann"]
