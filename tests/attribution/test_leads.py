"""What the paragraph before a line ends with: "The old lady said:", also where a scene begins."""

from __future__ import annotations

import pytest

from telling import told, voices

ANSWER = "\n\n“It is late.”\n\n“It is,” said Ann."


def test_a_scene_may_begin_with_a_tag_that_describes_who_says_its_first_line() -> None:
    story = "Ann put down the lamp, and Bob looked on. The old lady said:" + ANSWER
    assert voices(story) == ["the old lady", "Ann"]


@pytest.mark.parametrize("tag", ["and Bob said to her:", "but then Bob asked her:"])
def test_a_scene_may_begin_with_a_tag_that_names_him(tag: str) -> None:
    first = told(f"Hugh and Ann sat down, {tag}" + ANSWER).segments[1]
    assert first.speaker == "Bob"
    assert first.confidence is not None
    assert first.confidence > 0.8


def test_who_acts_last_before_a_scene_begins_need_not_say_its_first_line() -> None:
    story = "Ann met Bob and Hugh. Hugh put down the lamp." + ANSWER
    first = told(story).segments[1]
    assert first.confidence is not None
    assert first.confidence < 0.8
