"""The data files, and how they are read."""

from __future__ import annotations

import pytest

from narrate.attribution.language import LANGUAGES, inflect, language, sections


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
        ("lie/lied", {"lies", "lied", "lying"}),
    ],
)
def test_a_verb_has_its_finite_forms(entry: str, forms: set[str]) -> None:
    assert set(inflect(entry)) == forms


def test_the_base_of_a_verb_is_no_tag() -> None:
    english = language("en")
    assert "answer" not in english.say
    assert "answer" in english.plain


def test_sections_hold_the_words_under_their_heading_and_no_comments() -> None:
    assert sections("# note\n[one]\na b # c\n[two]\nd\n") == {
        "": [],
        "one": ["a", "b"],
        "two": ["d"],
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_knows_how_to_say_and_its_commonest_words(code: str) -> None:
    assert len(language(code).say) > 50
    assert len(language(code).words("function")) > 15


def test_a_title_is_known_by_all_its_spellings() -> None:
    titles = language("en").titles
    assert titles["doctor"] == titles["dr"] == ("dr", None)
    assert titles["mrs"] == ("mrs", "F")


def test_a_name_borne_by_both_sexes_tells_none() -> None:
    given = language("en").given
    assert given["Robin"] is None
    assert given["Emma"] == "F"
    assert given["Henry"] == "M"


def test_short_names_share_a_group_with_the_long_one() -> None:
    groups = language("en").nicknames
    assert groups["Bob"] & groups["Robert"]
    assert not groups["Bob"] & groups["Harriet"]


def test_no_given_name_is_written_in_lower_case() -> None:
    assert all(name[0].isupper() for name in language("en").given)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_usual_form_of_a_title_is_a_title_itself_of_the_same_sex(code: str) -> None:
    titles = language(code).titles
    assert {usual: titles.get(usual) for usual, _ in titles.values()} == {
        usual: (usual, sex) for usual, sex in titles.values()
    }
