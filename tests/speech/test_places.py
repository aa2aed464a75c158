"""Where each spoken word is printed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Kind, Span
from narrate.settings import LexiconEntry, Settings
from narrate.spans import Edit, Spoken
from narrate.speech.breath import in_breaths
from narrate.speech.mapped import WORD, Mapped
from narrate.speech.places import places_of_words
from narrate.speech.steps import map_spoken, spoken_steps

STEPS = spoken_steps(Settings(lexicon=(LexiconEntry("Hermione", "Her my oh nee"),)), "en")


def read_out(text: str, kind: Kind = Kind.NARRATION, limit: int = 1000) -> Spoken:
    said = map_spoken(Mapped(text), kind, STEPS)
    return Spoken(said.text, said.rounds, in_breaths(said.text, limit))


def pairs(text: str, spoken: Spoken) -> list[tuple[str, str]]:
    """Each spoken word, and what is printed for it."""
    return [
        (word[0], text[place.start : place.end])
        for part, places in zip(spoken.parts, places_of_words(text, spoken), strict=True)
        for word, place in zip(
            WORD.finditer(spoken.text[part.start : part.end]), places, strict=True
        )
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Well,” *he*\nsaid", "Well/Well he/he said/said"),
        ("$3.50 went", "3/$3.50 dollars/$3.50 and/$3.50 50/$3.50 cents/$3.50 went/went"),
        ("Hermione’s cat", "Her/Hermione my/Hermione oh/Hermione nee’s/Hermione’s cat/cat"),
        ("Baker St. he/she", "Baker/Baker Street/St. he/he or// she/she"),
        ("YES, Nooooo cafe\u0301", "Yes/YES No/No café/cafe\u0301"),
        ("at http://a.org/b/ and", "at/at a/a org/org b/b and/and"),
        ("[the map](x.png) and \ufb01re", "the/the map/map and/and fire/\ufb01re"),
    ],
)
def test_a_word_stands_for_what_it_was_made_of(text: str, words: str) -> None:
    assert pairs(text, read_out(text)) == [
        tuple(pair.split("/", maxsplit=1)) for pair in words.split(" ")
    ]


def test_of_a_heading_every_line_keeps_its_place() -> None:
    text = "## CHAPTER IV\n\n  THE *RIVER* ##"
    assert pairs(text, read_out(text, Kind.HEADING)) == [
        ("Chapter", "CHAPTER"), ("4", "IV"), ("The", "THE"), ("River", "RIVER"),
    ]  # fmt: skip


def test_words_behind_a_breath_keep_their_places() -> None:
    text = "“" + "It cost $5, he said. " * 200 + "”"
    spoken = read_out(text)
    assert len(spoken.parts) == 6
    assert pairs(text, spoken) == 200 * [
        ("It", "It"), ("cost", "cost"), ("5", "$5"), ("dollars", "$5"), ("he", "he"),
        ("said", "said"),
    ]  # fmt: skip


FORMS = (
    "plain", "words,", "don’t", "“", "”", "*", "_un_do", "\n", "  ", "$3.50", "No.", "7", "Henry",
    "VIII", "W-w-what", "Nooooo", "YES", "--", ". . .", "Hermione", "[a](b)", "e\u0301",
    "1999-12-31", "Baker St.", "he/she", "1½", "10-12", "😀", "#", "CHAPTER", "IV.", "\u00ad",
    "so.[12]", "IIe",
)  # fmt: skip
texts = st.lists(st.sampled_from(FORMS)).map(" ".join) | st.text()
kinds = st.sampled_from([Kind.HEADING, Kind.NARRATION, Kind.DIALOGUE])


@given(texts, kinds, st.integers(5, 80))
def test_places_are_in_the_text_and_never_go_back(text: str, kind: Kind, limit: int) -> None:
    spoken = read_out(text, kind, limit)
    places = [place for part in places_of_words(text, spoken) for place in part]
    assert all(0 <= place.start <= place.end <= len(text) for place in places)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(places))


@given(texts, kinds)
def test_the_edits_of_each_round_make_the_spoken_text_of_the_printed(text: str, kind: Kind) -> None:
    spoken, made = read_out(text, kind), text
    for edits in spoken.rounds:
        assert all(a.end <= b.start for a, b in pairwise(edits))
        gaps = pairwise([0, *(place for edit in edits for place in edit[:2]), len(made)])
        kept = [made[start:end] for start, end in gaps][::2]
        put = [*(edit.said for edit in edits), ""]
        made = "".join(piece for both in zip(kept, put, strict=True) for piece in both)
    assert made == spoken.text


ORDINARY = st.sampled_from(["Plain", "words,", "I", "well-known", "don't", "3.50", "Mr.", "“so”"])


@given(st.lists(ORDINARY).map("\n".join))
def test_a_word_that_is_left_as_it_is_stands_for_itself(text: str) -> None:
    assert pairs(text, read_out(text)) == [(word, word) for word in WORD.findall(text)]


@given(st.lists(st.integers(0, 12)), st.sampled_from(["", " ", "ab", " ab "]))
def test_whatever_is_cut_out_or_put_in_the_rest_stands_for_itself(
    cuts: list[int], put: str
) -> None:
    text = "0 1 2 3 4 5 6 7 8 9"
    made = Mapped(text)
    for cut in cuts:
        made = made.edited([Edit(min(cut, len(made.text)), min(cut + 1, len(made.text)), put)])
    spoken = Spoken(made.text, made.rounds, (Span(0, len(made.text)),))
    assert all(printed == word for word, printed in pairs(text, spoken) if word in text)
