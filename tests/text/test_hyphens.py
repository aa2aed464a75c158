"""Words that a hyphen parts at a line's end are whole."""

from __future__ import annotations

import pytest

from narrate.text.hyphens import with_whole_words


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("The fer-\nryman slept.", "The ferryman\nslept."),
        ("He came of-\nten.", "He came often."),
        ("won-\nderful, he said", "wonderful,\nhe said"),
        ("high-\nly, old-\ner and can-\nnot", "highly,\nolder\nand cannot"),
        ("the WAR-\nFARING men", "the WARFARING\nmen"),
    ],
)
def test_a_word_is_joined(printed: str, whole: str) -> None:
    assert with_whole_words(printed)[0] == whole


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("a well-\nknown joke", "a well-known\njoke"),
        ("a blue-\neyed cat", "a blue-eyed\ncat"),
        ("twenty-\none men", "twenty-one\nmen"),
        ("mother-\nin-law said", "mother-in-law\nsaid"),
        ("Anglo-\nSaxon words", "Anglo-Saxon\nwords"),
        ("to-\nmorrow he", "to-morrow\nhe"),
    ],
)
def test_a_compound_keeps_its_hyphen(printed: str, whole: str) -> None:
    assert with_whole_words(printed)[0] == whole


def test_the_rest_of_the_text_tells_how_a_word_is_written() -> None:
    assert with_whole_words("the fire-\nplace. A fireplace")[0] == "the fireplace.\nA fireplace"
    assert with_whole_words("a tea-\ncosy. A tea-cosy")[0] == "a tea-cosy.\nA tea-cosy"
    assert with_whole_words("moss-\ngrown. Moss had grown")[0] == "moss-grown.\nMoss had grown"


def test_a_doubtful_word_is_as_most_others_are() -> None:
    kept = "a well-\nknown, blue-\neyed, twenty-\none, mother-\nin-law"
    parted = "it was remem-\nbered, depart-\nment, happi-\nness, dark-\nness"
    assert "sword-bitten" in with_whole_words(f"{kept}, sword-\nbitten man")[0]
    assert "swordbitten" in with_whole_words(f"{parted}, sword-\nbitten man")[0]


@pytest.mark.parametrize(
    "printed", ["so it was--\nand he", "he said-\nand she", "a -\nb", "10-\nfold"]
)
def test_a_dash_is_no_hyphen(printed: str) -> None:
    assert with_whole_words(printed)[0] == printed
