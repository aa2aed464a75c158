from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from narrate.direction.credits import with_credits
from narrate.errors import Place, SettingsError
from narrate.languages import LANGUAGES
from narrate.pipeline import Prep
from narrate.settings import USUAL_CREDITS, BookInfo, Credits, Settings
from soundstage import NARRATOR, book_of

BOOK = book_of(["It rained.", "“Hello.”"], ["“So?”"])
YAML = Path("voices.yaml")


def framed(wanted: Credits, info: BookInfo | None = None, prep: Prep = BOOK) -> Prep:
    settings = Settings(credits=wanted, book=info or BookInfo())
    script, utterances = with_credits(prep.script, prep.utterances, prep.cast, settings)
    return Prep(script, prep.cast, utterances)


def said(prep: Prep, number: int) -> str:
    lines = zip(prep.script.segments, prep.utterances, strict=True)
    return " ".join(
        one.spoken
        for segment, utterances in lines
        for one in utterances
        if segment.chapter == number
    )


def test_they_are_chapters_before_and_after_and_no_other_number_changes() -> None:
    prep = framed(USUAL_CREDITS)
    told = [(one.number, one.title, one.credits) for one in prep.script.book.chapters]
    assert told == [
        (0, "Opening credits", True),
        (1, "Part 1", False),
        (2, "Part 2", False),
        (3, "Closing credits", True),
    ]
    assert said(prep, 0) == "The Book. Written by A. Writer. Read by narrate."
    assert said(prep, 3) == "The end. This has been The Book, by A. Writer. Read by narrate."
    assert (said(prep, 1), said(prep, 2)) == (said(BOOK, 1), said(BOOK, 2))


def test_the_narrator_reads_them() -> None:
    prep = framed(USUAL_CREDITS)
    for utterances in (prep.utterances[0], prep.utterances[-1]):
        assert [one.voice for one in utterances] == [NARRATOR]


def test_either_may_be_wanted_alone() -> None:
    assert [one.number for one in framed(Credits(closing="Bye.")).script.book.chapters] == [1, 2, 3]
    opened = framed(Credits(opening="Hark."))
    assert [one.number for one in opened.script.book.chapters] == [0, 1, 2]
    assert said(opened, 0) == "Hark."


def test_without_any_everything_stays_as_it_is() -> None:
    assert framed(Credits()) == BOOK


def test_a_story_without_a_word_to_say_gets_none() -> None:
    silent = replace(BOOK, utterances=tuple(() for _ in BOOK.utterances))
    assert framed(USUAL_CREDITS, prep=silent) == silent


def test_what_the_user_says_of_the_book_goes_before_the_manuscript() -> None:
    info = BookInfo(title="Other", author="B. Author", year=1913)
    prep = framed(Credits(opening="{title}, {author}, {year}, {"), info)
    assert prep.script.segments[0].text == "Other, B. Author, 1913, {"


def in_language(language: str) -> Prep:
    book = replace(BOOK.script.book, language=language)
    return replace(BOOK, script=replace(BOOK.script, book=book))


def test_the_usual_words_are_those_of_the_book_s_language() -> None:
    prep = framed(USUAL_CREDITS, prep=in_language("fr-ca"))
    first, *_, last = prep.script.book.chapters
    assert (first.title, last.title) == ("Générique d'ouverture", "Générique de fin")
    assert said(prep, 0) == "The Book. Écrit par A. Writer. Lu par narrate."
    assert said(prep, 3).startswith("Fin. ")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_usual_words_of_every_language_name_title_and_author(code: str) -> None:
    prep = framed(USUAL_CREDITS, prep=in_language(code))
    for number in (0, 3):
        for name in ("The Book", "A. Writer", "narrate"):
            assert name in said(prep, number)
        assert "{" not in said(prep, number)


def test_in_a_language_without_usual_words_they_must_be_written() -> None:
    settings = Settings(credits=USUAL_CREDITS, path=YAML, lines={"credits": 4})
    with pytest.raises(SettingsError, match="no usual credits in the language 'tr'") as caught:
        with_credits(in_language("tr").script, BOOK.utterances, BOOK.cast, settings)
    assert caught.value.at == Place(YAML, 4)
    assert caught.value.hint is not None
    assert "credits: {opening: ..., closing: ...}" in caught.value.hint
    own = framed(Credits(opening="Merhaba."), prep=in_language("tr"))
    assert said(own, 0) == "Merhaba."


@pytest.mark.parametrize(("name", "template"), [("year", "{year}"), ("author", "By {author}.")])
def test_what_is_not_known_cannot_be_said(name: str, template: str) -> None:
    book = replace(BOOK.script.book, author=None)
    script = replace(BOOK.script, book=book)
    settings = Settings(credits=Credits(closing=template), path=YAML, lines={"credits.closing": 7})
    with pytest.raises(SettingsError, match=f"name the {name} of the book") as caught:
        with_credits(script, BOOK.utterances, BOOK.cast, settings)
    assert caught.value.at == Place(YAML, 7)
    assert caught.value.hint == f"write it as {name}: under book:"
