"""A tag like "he continued" behind something told: whoever spoke before speaks on."""

from __future__ import annotations

import pytest

from telling import voices

STORY = (
    "Hugh and Bob sat down by the fire.\n\n“It rained all day,” said Hugh.\n\n“Is it far?” "
    "said Bob.\n\n“Ten miles.”\n\nThe wind had risen, and the shutters rattled.\n\n"
    "“The road is gone,” {}."
)


@pytest.mark.parametrize("tag", ["he continued", "he went on", "he resumed", "he proceeded"])
def test_who_spoke_before_something_told_speaks_on_behind_it(tag: str) -> None:
    assert voices(STORY.format(tag)) == ["Hugh", "Bob", "Hugh", "Hugh"]


def test_another_may_answer_behind_something_told() -> None:
    assert voices(STORY.format("he said")) == ["Hugh", "Bob", "Hugh", "Bob"]
