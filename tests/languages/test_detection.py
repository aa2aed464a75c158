from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.languages import SAMPLE, contradicts, detection, tell_language
from narrate.model import Hints, Manuscript
from narrate.text.chapters import find_chapters
from narrate.text.scriptfile import parse_script

STORIES = {
    "en": "“Is the room still free?” asked Anna. The old man shook his head and closed the door.",
    "fr": "« Bonjour, dit Jeanne. Vous venez pour la chambre ? — Oui », répondit-il.",
    "de": "„Guten Tag“, sagte Anna. „Ist das Zimmer noch frei?“ Der Alte schüttelte den Kopf.",
    "es": "—Buenos días —dijo Juan—. ¿Está libre la habitación todavía? El viejo no contestó.",
    "it": "«Buongiorno» disse Anna. «La camera è ancora libera?» Il vecchio non rispose.",
    "pt": "— Bom dia — disse Ana. — O quarto ainda está livre? O velho não respondeu.",
    "nl": "“Goedemorgen,” zei Anna. “Is de kamer nog vrij?” De oude man schudde zijn hoofd.",
    "sv": "”God morgon”, sade Anna. ”Är rummet fortfarande ledigt?” Den gamle svarade inte.",
    "pl": "— Dzień dobry — powiedziała Anna. — Czy pokój jest jeszcze wolny?",
    "ru": "— Здравствуйте, — сказала Анна. — Комната ещё свободна? Старик ничего не ответил.",
    "el": "«Καλημέρα» είπε η Άννα. «Είναι ακόμα ελεύθερο το δωμάτιο;»",
    "ja": "「部屋はまだ空いていますか」とアンナは言った。老人は答えなかった。",
    "zh": "“房间还空着吗？”安娜问道。老人没有回答，只是关上了门。",
}


@pytest.mark.parametrize("language", STORIES)
def test_a_few_lines_tell_the_language(language: str) -> None:
    assert tell_language(STORIES[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", "* * *", "Hm.", "Klaus. Otto!", "“Ja, ja,” Klaus muttered. “Guten Abend.” Otto shrugged."],
)
def test_where_nothing_is_sure_it_is_english(text: str) -> None:
    assert tell_language(text) == "en"


def test_english_is_known_without_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detection, "_identifier", None)
    assert tell_language(STORIES["en"]) == "en"


def test_the_beginning_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detection, "_identifier", None)
    english = STORIES["en"] * (SAMPLE // len(STORIES["en"]) + 1)
    assert tell_language(english + STORIES["fr"] * 10_000) == "en"


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert tell_language(text).isalpha()


def test_a_licence_in_english_says_nothing_of_a_story_in_french() -> None:
    text = (
        "The Project Gutenberg eBook of La maison\n\nThis eBook is for the use of anyone.\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK LA MAISON ***\n\n" + STORIES["fr"] + "\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK LA MAISON ***\n\n"
        + "You may copy it, give it away or re-use it under the terms of the licence. "
        * 20
    )
    book = find_chapters(Manuscript(Path("story.txt"), text))
    assert book.language == "fr"
    assert [note.code for note in book.notes].count("language-told") == 1


def test_what_the_user_says_is_the_language() -> None:
    manuscript = Manuscript(Path("story.txt"), STORIES["fr"])
    book = find_chapters(manuscript, Hints(language="en-gb"))
    assert book.language == "en-gb"
    assert not [note for note in book.notes if note.code == "language-told"]


def test_a_script_is_in_the_language_of_what_is_said_in_it() -> None:
    manuscript = Manuscript(Path("a.script.txt"), f"[narrator] {STORIES['de']}\n")
    assert parse_script(manuscript).book.language == "de"
    assert parse_script(manuscript, "fr").book.language == "fr"


@pytest.mark.parametrize(
    ("words", "language", "wrong"),
    [
        ("Il pleuvait sur le pont, et personne ne venait plus. ", "en", True),
        ("Il pleuvait sur le pont, et personne ne venait plus. ", "fr", False),
        ("It rained on the bridge, and nobody came to the town. ", "fr-ca", True),
        ("It rained on the bridge, and nobody came to the town. ", "en-gb", False),
        ("Il pleuvait sur le pont, et personne ne venait plus. ", "it", False),
    ],
)
def test_a_language_somebody_names_may_be_surely_wrong(
    words: str, language: str, *, wrong: bool
) -> None:
    assert contradicts(words * 50, language) is wrong
    assert not contradicts(words, language)
