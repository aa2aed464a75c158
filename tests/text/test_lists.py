"""Lines that are items of a list."""

from __future__ import annotations

import pytest

from narrate.text.lists import list_items


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (["- salt", "- bread"], {0, 1}),
        (["She had:", "* salt", "* bread", "* a rope,", "ten yards"], {1, 2, 3}),
        (["1. Take the lamp", "2. Light it", "3. Go"], {0, 1, 2}),
        (["(1) Take", "(2) Go"], {0, 1}),
        (["a) salt", "b) bread"], {0, 1}),
        (["• salt", "• bread"], {0, 1}),
        (["— Hello", "— Goodbye"], {0, 1}),
        (["9. Nine", "10. Ten"], {0, 1}),
    ],
)
def test_an_item_begins_with_a_bullet_or_the_next_number(lines: list[str], items: set[int]) -> None:
    assert list_items(lines) == items


@pytest.mark.parametrize(
    "lines",
    [
        ["- salt"],
        ["He went on", "- and on", "- and on"],
        ["It was in", "1812. He was", "20. Or 21"],
        ["3. Three", "1. One", "9. Nine"],
        ["I. He came", "I. He went"],
        ["*Bread* is good", "*Cheese* too"],
        ["-5 degrees", "-6 degrees"],
    ],
)
def test_what_may_be_a_sentence_is_no_item(lines: list[str]) -> None:
    assert list_items(lines) == frozenset()
