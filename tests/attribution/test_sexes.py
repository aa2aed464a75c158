from __future__ import annotations

import pytest

from telling import told

STORY = "{}\n\n“Tickets,” said the guard.\n\n“Here,” said Ada.\n"


@pytest.mark.parametrize(
    ("line", "sex"),
    [
        ("The guard swung down with his lamp.", "M"),
        ("The guard put away her whistle.", "F"),
        ("The guard came in. She was a very large woman.", "F"),
        ("The guard came in. Ada smiled. She had waited for an hour.", None),
        ("The guard came in, and Ada laid down her book.", None),
        ("The guard came in.\n\nShe had waited for an hour, Ada thought.", None),
    ],
)
def test_pronouns_tell_the_sex_of_somebody_described(line: str, sex: str | None) -> None:
    script = told(STORY.format(line))
    assert {who.name: who.gender for who in script.characters}["the guard"] == sex
