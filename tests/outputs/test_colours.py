from __future__ import annotations

import pytest

from narrate.outputs.colours import DARK, LEAST, LIGHT, contrast, palette


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


def test_every_colour_can_be_read_on_its_page_and_on_the_line_being_read() -> None:
    for light, dark in palette(60):
        assert min(contrast(light, page) for page in LIGHT) >= LEAST
        assert min(contrast(dark, page) for page in DARK) >= LEAST


def test_one_more_character_changes_nobodys_colour() -> None:
    assert palette(9)[:8] == palette(8)
    assert len(set(palette(40))) == 40
