"""What the script keeps of a tag."""

from __future__ import annotations

import pytest

from casebook import read_story
from narrate.model import Kind

Told = tuple[str, str, str, list[str], str]
"""clause, verb, subject, adverbs, hearer"""


def told(story: str) -> list[list[Told]]:
    """The tags of each line of dialogue."""

    def words(one: object) -> str:
        return story[one.start : one.end] if one else ""  # type: ignore[attr-defined]

    return [
        [
            (
                words(tag.span),
                words(tag.verb),
                words(tag.subject),
                [words(one) for one in tag.adverbs],
                words(tag.hearer),
            )
            for tag in line.tags
        ]
        for line in read_story(story).segments
        if line.kind is Kind.DIALOGUE
    ]


@pytest.mark.parametrize(
    ("story", "tag"),
    [
        (
            "“No,” cautioned Ann low.",
            ("cautioned Ann low", "cautioned", "Ann", ["low"], ""),
        ),
        ("“Go,” he said, laughing.", ("he said, laughing", "said", "he", ["laughing"], "")),
        (
            "“Go,” said Ann to her son.",
            ("said Ann to her son", "said", "Ann", [], "her son"),
        ),
        ("Then Ann sadly said, “Go.”", ("Then Ann sadly said", "said", "Ann", ["sadly"], "")),
    ],
)
def test_a_line_keeps_its_tag(story: str, tag: Told) -> None:
    assert told(story) == [[tag]]


def test_a_tag_between_two_halves_stands_beside_both() -> None:
    first, second = told("“Go,” he whispered, “now.”")
    assert first == second != []


def test_each_of_two_verbs_has_its_half() -> None:
    (first,), (second,) = told("“Go,” he whispered, and then shouted, “Now!”")
    assert (first[1], second[1]) == ("whispered", "shouted")


@pytest.mark.parametrize("story", ["“Go,” he did not say.", "“Go.” He shouted for the dog."])
def test_what_was_not_said_so_is_no_tag(story: str) -> None:
    assert told(story) == [[]]


@pytest.mark.parametrize("verb", ["quipped", "chided", "confided", "conceded", "countered"])
def test_an_adverb_belongs_to_any_verb_of_saying(verb: str) -> None:
    assert told(f"“Careful,” {verb} Ann softly.")[0][0][3] == ["softly"]
