"""Who is there to speak where no tag tells it: who was told of, or is called; not who comes."""

from __future__ import annotations

import pytest

from telling import voices

TWO = "“Is it late?”\n\n“It is.”\n\n“Shall we go?”\n\n“We shall.”\n\n"

CALLED_LATE = """“Are you there, Stan?”

“I'm here.”

“It's a bad line.”

“You have one minute,” said the operator.

“Who's that?” said Stan.

“It's the girl. I've got the results.”

“Are they good, Vera?” said Stan.

“They are, you daft man.”
"""


@pytest.mark.parametrize("comes", ["Cora came in.", "The door opened. Cora stood outside."])
def test_who_comes_when_two_have_talked_did_not_talk_with_them(comes: str) -> None:
    story = f"Ann sat by the fire with Hugh.\n\n{TWO}{comes}\n\n“It is raining,” said Cora.\n"
    assert "Cora" not in voices(f"{story}\n“Is it?” said Hugh.\n")[:4]


def test_who_is_called_late_in_a_talk_may_have_begun_it() -> None:
    assert voices(CALLED_LATE)[0] == "Vera"
