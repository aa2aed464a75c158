from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from narrate.release.alignment import REACH, Match, align

WORDS = st.lists(st.sampled_from(["the", "a", "he", "she", "3", "no", "x"]), max_size=60)


def places(printed: str, spoken: str) -> list[float]:
    return [match.at for match in align(printed.split(), spoken.split())]


def test_equal_texts_go_word_by_word() -> None:
    assert align(["a", "b"], ["a", "b"]) == (Match(0, sure=True), Match(1, sure=True))


def test_a_figure_said_in_several_words_begins_with_the_first_of_them() -> None:
    assert places("he paid 3.50 for it", "he paid three dollars fifty for it") == [0, 1, 2, 5, 6]


def test_several_words_said_as_one_share_it() -> None:
    assert places("at No. Seven here", "at seventh here") == [0, 1, 1.5, 2]


def test_a_word_that_is_not_said_is_where_the_next_one_is() -> None:
    matches = align(["go", "1", "on", "then"], ["go", "on", "then"])
    assert [match.at for match in matches] == [0, 1, 1, 2]
    assert [match.sure for match in matches] == [True, False, True, True]


def test_a_word_in_common_by_chance_is_no_meeting() -> None:
    assert places("in 1815 the war ended", "in the year fifteen the war ended") == [0, 1, 4, 5, 6]


def test_texts_that_never_meet_again_share_the_time() -> None:
    printed, spoken = ["p"] * (2 * REACH), ["s"] * (4 * REACH)
    assert [match.at for match in align(printed, spoken)] == [2.0 * n for n in range(2 * REACH)]


@given(WORDS, WORDS)
def test_every_printed_word_has_its_place_in_order(printed: list[str], spoken: list[str]) -> None:
    matches = align(printed, spoken)
    assert len(matches) == len(printed)
    assert all(0 <= match.at <= len(spoken) for match in matches)
    assert all(a.at <= b.at for a, b in pairwise(matches))
    assert all(match.at < len(spoken) for match in matches if match.sure)


@given(st.integers(0, REACH), st.integers(0, REACH), WORDS)
def test_what_both_texts_end_with_is_found(printed: int, spoken: int, end: list[str]) -> None:
    end = ["here", *end]
    matches = align(["p"] * printed + end, ["s"] * spoken + end)
    assert matches[printed:] == tuple(Match(spoken + n, sure=True) for n in range(len(end)))
