"""Who says each line, by the kind of evidence, and what the user's word is worth."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from narrate.attribution import RuleAttributor, attribute
from narrate.model import Character, Kind, Manuscript, Script, ToldChapters
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script
from telling import told, voices

TALK = (
    "Nora and Felix stood on the pier.\n\n“Is that the boat?” asked Nora.\n\n"
    "“No,” said Felix.\n\n“Then what is it?”\n\n“A cloud.”\n\n“It has a flag.”\n\n"
    "“So have many clouds,” said Felix.\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "“Yes,” said Nora.",
        "“Yes,” Nora said.",
        "“Yes,” said poor Nora.",
        "“Yes!” cried Nora at once.",
        "“Yes,” Nora quietly replied.",
        "Nora said, “Yes.”",
        "Then Nora turned to Felix and said: “Yes.”",
        "Felix looked at Nora, who whispered, “Yes.”",
        "“Yes.” This from Nora.",
        "“Yes,” was Nora's answer.",
        "Nora nodded. “Yes.”",
        "Nora's voice shook. “Yes.”",
        "“Yes,” corroborated Nora.",
    ],
)
def test_the_words_beside_a_line_tell_its_speaker(line: str) -> None:
    story = f"“Do you know Felix?” asked Felix.\n\n{line}\n\n“Good,” said Felix.\n"
    assert voices(story)[1] == "Nora"


def test_two_people_take_turns() -> None:
    assert voices(TALK) == ["Nora", "Felix", "Nora", "Felix", "Nora", "Felix"]


def test_a_pronoun_means_the_one_of_its_sex() -> None:
    story = TALK.replace("asked Nora", "she asked").replace("said Felix", "he said")
    assert voices(story) == ["Nora", "Felix", "Nora", "Felix", "Nora", "Felix"]


def test_who_is_called_answers() -> None:
    story = (
        "Nora, Felix and Ursula stood on the pier.\n\n“Ursula, is that the boat?” asked Nora.\n\n"
        "“I see none.”\n"
    )
    assert voices(story) == ["Nora", "Ursula"]


def test_somebody_without_a_name_is_one_character_throughout() -> None:
    story = (
        "Nora went to the desk.\n\n“One ticket,” she said.\n\n“Where to?” asked the man behind the "
        "desk.\n\n“Anywhere.”\n\n“That is four pounds,” the man said.\n"
    )
    assert voices(story) == ["Nora", "the man behind the desk"] * 2
    man = next(who for who in told(story).characters if who.name.startswith("the man"))
    assert not man.named
    assert man.gender == "M"


def test_a_name_that_only_an_address_tells_is_an_alias() -> None:
    story = (
        "Felix put his bag on the counter. The clerk yawned.\n\n“Here is your key, Mr. Voss,” said "
        "the clerk.\n\n“Thank you,” said Felix.\n"
    )
    felix = next(who for who in told(story).characters if who.name == "Felix")
    assert "Mr. Voss" in felix.aliases


def test_a_crowd_is_nobody() -> None:
    story = "“Who wants cake?” asked Nora.\n\n“We do!” they all cried.\n"
    assert voices(story) == ["Nora", None]


def test_who_tells_the_story_is_the_character_i() -> None:
    story = (
        "I met Felix on the pier. I was late.\n\n“You are late,” he said.\n\n“I know,” I said.\n"
    )
    script = told(story)
    assert voices(story) == ["Felix", "I"]
    assert [who.name for who in script.characters if who.narrator] == ["I"]


def test_the_teller_has_the_name_he_is_called_by() -> None:
    story = (
        "I met Felix on the pier. I was late.\n\n“Hurry, Nora,” said Felix.\n\n“I am hurrying,” I "
        "said.\n\nI took his arm.\n\n“Slower, Nora!” he cried.\n"
    )
    assert voices(story) == ["Felix", "Nora", "Felix"]


def test_the_user_says_who_tells_the_story() -> None:
    story = (
        "I met Felix on the pier. I was late.\n\n“You are late,” he said.\n\n“I know,” I said.\n"
    )
    script = told(story, narrator_is=(ToldChapters("Ursula"),))
    assert [s.speaker for s in script.segments if s.kind is Kind.DIALOGUE] == ["Felix", "Ursula"]
    assert [who.narrator for who in script.characters if who.name == "Ursula"] == [True]


def test_listed_aliases_are_one_voice_under_the_listed_name() -> None:
    story = "“Stay,” said Nora.\n\n“Why?” said Felix.\n\n“Because,” said the Countess.\n"
    countess = Character("Nora Vale", ("Nora", "the Countess"), "F")
    assert voices(story, countess) == ["Nora Vale", "Felix", "Nora Vale"]


def test_a_listed_gender_overrides_the_name() -> None:
    story = "Nora met Felix.\n\n“Stay,” he said.\n"
    assert voices(story, Character("Nora", (), "M"), Character("Felix", (), "F")) == ["Nora"]


def test_everybody_listed_is_in_the_cast() -> None:
    names = [who.name for who in told(TALK, Character("Ursula", (), "F")).characters]
    assert sorted(names) == ["Felix", "Nora", "Ursula"]


def test_every_line_says_what_it_rests_on_and_how_sure_it_is() -> None:
    for segment in told(TALK).segments:
        if segment.kind is Kind.DIALOGUE:
            assert segment.evidence is not None
            assert segment.confidence is not None
            assert 0 < segment.confidence < 1
    tagged = told(TALK).segments[1]
    assert tagged.evidence is not None
    assert (tagged.evidence.rule, tagged.evidence.words) == ("tag", "asked Nora")


def test_a_tag_is_surer_than_a_turn() -> None:
    sure = [s.confidence or 0 for s in told(TALK).segments if s.kind is Kind.DIALOGUE]
    assert sure[1] > sure[3]


@pytest.mark.parametrize(
    ("story", "name"),
    [
        (
            "— Où donc ? demanda Mathilde.\n\n— À la gare, répondit Gaston. Il est tard.\n",
            "Gaston",
        ),
        (
            "„Wohin?“, fragte Mathilde.\n\n„Zum Bahnhof“, antwortete Gaston. Es ist spät.\n",
            "Gaston",
        ),
    ],
)
def test_other_languages_go_through(story: str, name: str) -> None:
    assert set(voices(story)) <= {"Mathilde", name, None}


def blank(script: Script) -> Script:
    segments = tuple(
        replace(s, speaker=None, evidence=None, confidence=None, tags=()) for s in script.segments
    )
    return replace(script, segments=segments, characters=())


PIECES = st.sampled_from(
    [
        "“Yes,” said Nora.",
        "“No.”",
        "Felix came in.",
        "“Mr. Voss!” he cried",
        "* * *",
        "she said, “Oh",
        "I sat down.",
        "“”",
        "the old man's",
        "“Who?” asked the",
        "Mrs.",
        "’",
        "12",
        "They all",
        "\n\n",
        "— Go, they said.",
        "A",
        "de la Cruz",
    ]
)


@given(st.lists(PIECES, max_size=25))
@example(["de la Cruz", "’", "the old man's", "“Yes,” said Nora."])
def test_attribution_changes_who_speaks_and_nothing_else(pieces: list[str]) -> None:
    script = write_script(
        find_chapters(Manuscript(Path("story.txt"), " ".join(["Once.", *pieces])))
    )
    result = attribute(script)
    assert blank(result) == script
    speakers = {segment.speaker for segment in result.segments} - {None}
    assert speakers <= {who.name for who in result.characters}
    told = [s for s in result.segments if s.kind is not Kind.DIALOGUE]
    assert all(s.speaker is None and not s.tags for s in told)


def test_talk_with_nobody_there_is_nobodys() -> None:
    assert voices("“No.”\n\n“No.”\n\n“No.”\n") == [None, None, None]


def test_the_class_does_what_the_function_does() -> None:
    script = write_script(find_chapters(Manuscript(Path("story.txt"), TALK)))
    assert RuleAttributor().attribute(script) == attribute(script)


def test_the_result_does_not_hang_on_the_order_of_sets(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]; from telling import told\n"
        "from test_method import TALK\n"
        "print([(s.speaker, s.confidence, str(s.evidence)) for s in told(TALK).segments])"
    )
    here = Path(__file__).parent
    found = {
        subprocess.run(
            [sys.executable, "-c", program, str(here), str(here.parent / "support")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_an_echo_of_somebody_talked_about_calls_nobody() -> None:
    story = (
        "Nora and Felix stood on the pier. Ursula had gone home.\n\n"
        "“What does Ursula say?” asked Nora.\n\n“Ursula! She says nothing,” said Felix.\n\n"
        "“Then we go.”\n\n“We go,” said Felix.\n"
    )
    assert voices(story) == ["Nora", "Felix", "Nora", "Felix"]


def test_somebody_who_is_only_talked_about_does_not_answer() -> None:
    story = TALK.replace("“A cloud.”", "“Ask Ursula. I saw Ursula with it, and Ursula knows.”")
    assert "Ursula" not in voices(story)


def test_a_place_is_nobody() -> None:
    story = (
        TALK + "They were at Selby. In Selby it rained. At Selby, and in Selby, it always did.\n"
    )
    story += "\n“I like Selby,” she said.\n\n“In Selby?” said Felix.\n\n“Yes.”\n"
    assert "Selby" not in voices(story)


@pytest.mark.parametrize(
    "entrance",
    ["It was Ursula.", "In came Ursula.", "The door opened, and Ursula smiled.", "Ursula bowed."],
)
def test_who_enters_speaks_next(entrance: str) -> None:
    story = f"{TALK}\n{entrance} “Good evening.”\n"
    assert voices(story)[-1] == "Ursula"


def test_the_words_that_end_a_tag_name_no_new_speaker() -> None:
    story = "“Go,” said Nora to Felix, with a look that Felix knew, “and do not come back.”\n"
    assert voices(story) == ["Nora", "Nora"]


def test_a_story_told_to_you_is_told_by_you() -> None:
    story = (
        "You knock, and you wait. The landlord opens.\n\n“It is the first,” he says.\n\n"
        "“I know,” you say. You do not go.\n"
    )
    assert voices(story) == ["the landlord", "you"]


def test_a_line_that_nobody_is_likely_to_have_said_is_nobodys() -> None:
    crowd = "Nora, Felix, Ursula, Ada, Bert, Carl, Dora and Emil sat in the hall.\n\n"
    script = told(f"{crowd}“Listen.”\n")
    (line,) = (segment for segment in script.segments if segment.kind is Kind.DIALOGUE)
    assert (line.speaker, line.confidence) == (None, None)
    assert line.evidence is not None
    assert line.evidence.rule == "too doubtful"
    assert line.evidence.runner_up
    assert line.evidence.runner_up in crowd


def test_a_dash_opens_another_speech_though_the_last_one_ended_in_the_middle_of_its_line() -> None:
    story = (
        "Ana entró en la cocina.\n\n—¿Tienes hambre? —preguntó Pedro.\n\n"
        "—Un poco —dijo Ana—. ¿Y tú?\n\n—Siempre.\n"
    )
    assert voices(story) == ["Pedro", "Ana", "Ana", "Pedro"]


def test_a_comma_behind_the_closing_mark_leaves_no_speech_open() -> None:
    story = "Ann met Bob.\n\n“Go”, said Ann.\n\n“No”, said Bob.\n\n“Why”, said Ann.\n"
    assert voices(story) == ["Ann", "Bob", "Ann"]


@pytest.mark.parametrize(
    "story",
    [
        "— Bonjour, monsieur, dit Jeanne. Vous venez pour la chambre ?\n\n— Oui, dit Marcel.\n",
        "„Guten Abend“, sagte Jeanne. „Sie kommen wegen des Zimmers?“\n\n„Ja“, sagte Marcel.\n",
        "—Buenos días —dijo Jeanne—. ¿Es por la habitación?\n\n—Sí —dijo Marcel.\n",
        "— Здравствуйте, — сказала Jeanne. — Вы по поводу комнаты?\n\n— Да, — сказал Marcel.\n",
    ],
)
def test_a_greeting_is_nobodys_name_in_any_language(story: str) -> None:
    assert voices(story) == ["Jeanne", "Jeanne", "Marcel"]


def test_their_mother_is_neither_of_the_two() -> None:
    story = (
        "“It is,” said Nell.\n\n“It isn't,” said Owen.\n\n"
        "Their mother called, “What is?” and Nell called back, “Nothing!”\n"
    )
    assert voices(story)[2:] == ["their mother", "Nell"]


def test_who_tells_his_name_past_a_beat_spoke_before() -> None:
    story = (
        "“You're new,” said the baker's son.\n\nI nodded.\n\n“I'm Bruno,” he said. “And you?”\n\n"
        "“Just new,” I said.\n"
    )
    assert voices(story)[:3] == ["Bruno"] * 3


def test_who_tells_his_name_past_a_beat_of_his_is_not_who_asked_him() -> None:
    story = (
        "“Who are you?” asked the guard.\n\nThe boy looked down at his feet.\n\n"
        "“I'm Bruno,” he said.\n\n“Go on, then.”\n"
    )
    assert voices(story) == ["the guard", "Bruno", "the guard"]


@pytest.mark.parametrize(
    "asked",
    [
        "What name shall we look for? On the posters, I mean.",
        "And you are?",
        "Name?",
    ],
)
def test_who_was_only_described_is_the_one_whose_name_he_is_asked_for(asked: str) -> None:
    story = (
        "“One to the city,” said the young woman.\n\n“Evening, miss,” said the guard.\n\n* * *\n\n"
        "The young woman stood on the platform.\n\n"
        f"“Good luck, miss,” said the guard. “{asked}”\n\n“Anna Weir.”\n\nHe wrote it down.\n\n"
        "“I don't own a bicycle,” said Anna.\n\n“Nor do I,” said the guard.\n"
    )
    assert voices(story) == [
        "Anna",
        "the guard",
        "the guard",
        "the guard",
        "Anna",
        "Anna",
        "the guard",
    ]


@pytest.mark.parametrize("asked", ["give her", "give the child", "choose for the ship"])
def test_who_is_asked_for_a_name_for_somebody_else_does_not_give_his_own(asked: str) -> None:
    story = (
        "The girl sat down by Ned.\n\n“She is small,” said the girl.\n\n"
        f"“What name shall we {asked}?” asked Ned.\n\n“Molly,” said the girl.\n\n"
        "“I like it,” said Ned.\n\nYears went by.\n\n“I am hungry,” said Molly.\n"
    )
    assert voices(story) == ["the girl", "Ned", "the girl", "Ned", "Molly"]


def test_who_names_somebody_else_when_asked_is_not_the_one_named() -> None:
    story = (
        "“I saw him,” said the clerk.\n\n“What name did he give?” asked Holt.\n\n"
        "“Tom Carey,” said the clerk.\n\n“I never was here,” said Tom Carey.\n"
    )
    assert voices(story) == ["the clerk", "Holt", "the clerk", "Tom Carey"]


@pytest.mark.parametrize(
    "told",
    [
        "Tobias opened his mouth, but Maud got there first. “It is late.”",
        "Tobias opened his mouth, but it was Maud who spoke. “It is late.”",
        "“It is late,” Tobias heard her say.",
        "“It is late,” said Maud; then, when Tobias said nothing, “It is late.”",
    ],
)
def test_who_only_hears_or_keeps_silent_does_not_speak(told: str) -> None:
    story = f"“Is it safe?” asked Tobias.\n\n“It never is,” said Maud.\n\n{told}\n\nIt was dark.\n"
    assert set(voices(story)[2:]) == {"Maud"}


@pytest.mark.parametrize(
    "told",
    [
        "Maud sighed, but Tobias was no quicker. “It is late.”",
        "The dog barked, and then said little Maud, “It is late.”",
    ],
)
def test_who_is_no_quicker_does_not_speak_and_who_is_little_does(told: str) -> None:
    story = f"“Is it safe?” asked Tobias.\n\n“It never is,” said Maud.\n\n{told}\n\nIt was dark.\n"
    assert voices(story)[2:] == ["Maud"]


@pytest.mark.parametrize(
    "story",
    [
        "Ann sat. " + "Bob nodded. “No,” she said. " * 4000,
        "“No,” said the man. " * 4000 + "\n\n" + "“No,” said Bob. " * 4000,
    ],
    ids=["beats", "tags"],
)
def test_paragraphs_as_long_as_a_book_are_decided_in_reasonable_time(story: str) -> None:
    started = process_time()
    assert len(set(voices(story))) <= 2
    assert process_time() - started < 10


@pytest.mark.parametrize(
    "silence",
    ["Cole said nothing.", "Cole did not answer.", "Cole made no reply.", "Cole shrugged."],
)
def test_whoever_answers_nothing_has_had_a_turn(silence: str) -> None:
    story = (
        f"“Did you take it?” asked Anna.\n\n{silence}\n\n“Did you?”\n\n“Yes,” he said at last.\n\n"
        "“I am sorry,” said Cole."
    )
    assert voices(story) == ["Anna", "Anna", "Cole", "Cole"]
