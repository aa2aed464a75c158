"""The data files, and how they are read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import narrate
from narrate.attribution.decision.weights import Weights
from narrate.languages import LANGUAGES, language, wordlists
from narrate.languages.entries import inflect
from narrate.languages.words import INFLECTION, PHRASES, SMALL, Vocabulary

WITH_VERBS = [code for code in LANGUAGES if language(code).vocabulary]


def words(code: str) -> Vocabulary:
    """The words by which speakers are told in the language *code*."""
    known = language(code).vocabulary
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("ask", {"asks", "asked", "asking"}),
        ("reply", {"replies", "replied", "replying"}),
        ("state", {"states", "stated", "stating"}),
        ("beg/begged", {"begs", "begged", "begging"}),
        ("say/said", {"says", "said", "saying"}),
        ("hiss", {"hisses", "hissed", "hissing"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("coo", {"coos", "cooed", "cooing"}),
        ("lie/lied", {"lies", "lied", "lying"}),
    ],
)
def test_a_verb_has_its_finite_forms(entry: str, forms: set[str]) -> None:
    assert set(inflect(entry)) == forms


def test_the_base_of_a_verb_is_no_tag() -> None:
    english = words("en")
    assert "answer" not in english.say
    assert "answer" in english.plain


@pytest.mark.parametrize("code", WITH_VERBS)
def test_every_language_knows_how_to_say(code: str) -> None:
    assert len(words(code).say) > 50


def test_a_verb_that_tells_how_a_line_is_said_is_one_by_which_a_speaker_is_found() -> None:
    english, directions = words("en"), language("en").manners
    assert directions is not None
    assert set(directions.verbs) <= english.say | english.think | english.voice


def test_a_title_is_known_by_all_its_spellings() -> None:
    titles = words("en").titles
    assert titles["doctor"] == titles["dr"] == ("dr", None)
    assert titles["mrs"] == ("mrs", "F")


def test_a_name_borne_by_both_sexes_tells_none() -> None:
    given = words("en").given
    assert given["Robin"] is None
    assert words("en").leaning["George"] == "M"
    assert given["Emma"] == "F"
    assert given["Henry"] == "M"


def test_short_names_share_a_group_with_the_long_one() -> None:
    groups = words("en").nicknames
    assert groups["Bob"] & groups["Robert"]
    assert not groups["Bob"] & groups["Harriet"]


def test_no_given_name_is_written_in_lower_case() -> None:
    assert all(name[0].isupper() for name in words("en").given)


@pytest.mark.parametrize("code", WITH_VERBS)
def test_the_usual_form_of_a_title_is_a_title_itself_of_the_same_sex(code: str) -> None:
    titles = words(code).titles
    assert {usual: titles.get(usual) for usual, _ in titles.values()} == {
        usual: (usual, sex) for usual, sex in titles.values()
    }


def asked(function: str) -> set[object]:
    """The names of lists that attribution asks *function* for."""
    return {
        argument.value
        for path in (Path(narrate.__file__).parent / "attribution").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and function in (getattr(call.func, "attr", ""), getattr(call.func, "id", ""))
        for argument in call.args
        if isinstance(argument, ast.Constant)
    }


def test_every_list_of_small_words_is_asked_for_and_stands_in_the_english_files() -> None:
    assert asked("words") == set(SMALL)
    assert set(SMALL) - set(INFLECTION) == set(words("en").small)


def test_every_list_that_english_has_not_stands_in_another_language() -> None:
    others = [set(words(code).small) for code in WITH_VERBS if code != "en"]
    assert set(INFLECTION) <= set().union(*others)


def test_every_list_of_phrases_is_asked_for_and_stands_in_the_english_files() -> None:
    assert asked("phrases") == set(PHRASES) == set(words("en").fixed)


def test_a_phrase_is_known_word_by_word() -> None:
    assert ("my", "name", "is") in words("en").phrases("introduction")


def test_a_language_is_read_with_the_english_roles_of_words_where_it_has_none() -> None:
    english, russian = words("en"), words("ru")
    assert russian.words("additive") == english.words("additive")
    assert russian.phrases("reveal") == english.phrases("reveal")
    assert not russian.words("conjunction")


def test_a_language_may_have_roles_of_words_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = wordlists.lines_of

    def with_own(text: str, path: Path) -> Iterator[wordlists.ListLine]:
        own = path.parts[-2:] == ("ru", "grammar.txt")
        return plain(text + "\n[additive]\nи\n[reveal]\nэто\n" if own else text, path)

    monkeypatch.setattr(wordlists, "lines_of", with_own)
    russian = language.__wrapped__("ru").vocabulary
    assert russian is not None
    assert russian.words("additive") == {"и"}
    assert russian.phrases("reveal") == (("это",),)


def test_every_field_of_a_vocabulary_and_every_weight_is_read() -> None:
    source = Path(narrate.__file__).parent
    read = {
        node.attr
        for path in (source / "languages" / "words.py", *(source / "attribution").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert {field.name for field in (*fields(Vocabulary), *fields(Weights))} <= read
