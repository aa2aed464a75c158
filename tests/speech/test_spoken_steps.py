from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.direction import spoken_steps, spoken_text
from narrate.model import Kind, Segment, Span
from narrate.settings import LexiconEntry, Settings

STEPS = spoken_steps(Settings(lexicon=(LexiconEntry("Hermione", "Her my oh nee"),)), "en")


def said(text: str, kind: Kind = Kind.NARRATION) -> str:
    return spoken_text(Segment(Span(0, len(text)), text, kind, 1, 0), STEPS)


def test_every_step_has_a_name_and_a_sentence_of_its_own() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    for step in STEPS:
        assert step.purpose, step.name


def test_all_steps_together() -> None:
    text = "“Well--_yes_ . . .\nHermione’s  ‘room’,” she said"
    assert said(text) == "Well — yes … Her my oh nee’s room, she said"


def test_headings_alone_are_said_as_headings() -> None:
    assert said("CHAPTER IV\n\nTHE *RIVER*", Kind.HEADING) == "Chapter 4. The River"
    assert said("II\n\nHENRY VIII", Kind.HEADING) == "2. Henry The 8th"
    assert said("Part I. Louis XIV at Home", Kind.HEADING) == "Part 1. Louis the 14th at Home"
    assert said("CHAPTER IV\nTHE RIVER") == "CHAPTER 4 The RIVER"


def test_dialogue_alone_loses_its_opening_dash() -> None:
    assert said("— Yes.", Kind.DIALOGUE) == "Yes."
    assert said("— and left.") == "— and left."


@given(st.lists(st.sampled_from(["Plain", "words,", "I", "well-known", "don't", "3.50", "Mr."])))
def test_ordinary_words_are_left_as_they_are(ordinary: list[str]) -> None:
    assert said("\n".join(ordinary)) == " ".join(ordinary)


@given(st.text())
def test_words_are_never_lost_whatever_stands_around_them(noise: str) -> None:
    marked = f"“alpha” {noise} *beta*"
    words = said(marked).split()
    assert (words[0].startswith("alpha"), words[-1].endswith("beta")) == (True, True)


@given(st.text())
def test_what_is_spoken_is_folded(text: str) -> None:
    spoken = said(text)
    assert spoken == " ".join(spoken.split())


FORMS = {
    "$3.50": "3 dollars and 50 cents",
    "No. 7": "Number 7",
    "Henry VIII": "Henry the 8th",
    "1½": "1 and a half",
    "10-12": "10 to 12",
    "*very*": "very",
    "W-w-what": "Wuh-wuh-what",
    "Nooooo": "No",
    "YES": "Yes",
    "20°C": "20 degrees Celsius",
    "5 km": "5 kilometers",
    "#1": "number 1",
    "the 1840s": "the eighteen forties",
    "Baker St.": "Baker Street",
    "[a map](x.png)": "a map",
    "so.[12]": "so.",
    "he/she": "he or she",
    "ﬁre": "fire",
}


@pytest.mark.parametrize(
    ("printed", "spoken"),
    [
        ("From $5–$10.", "From 5 to 10 dollars."),
        ("It was 20 € a night.", "It was 20 euros a night."),
        ("100 m³ of sand", "100 cubic meters of sand"),
        ("60 miles/hr", "60 miles an hour"),
        ("3 yrs. later", "3 years later"),
        ("200g of sugar", "200 grams of sugar"),
        ("a 5g phone", "a 5g phone"),
        ("odds of 3:1", "odds of 3 to 1"),
        ("John 3:1", "John 3:1"),
        ("10⁶ of them, 10⁻³", "10 to the power of 6 of them, 10 to the power of minus 3"),
        ("± 5", "plus or minus 5"),
        ("≈30", "about 30"),
        ("§ 12", "section 12"),
        ("c/o Anna", "care of Anna"),
    ],
)
def test_a_form_is_said_in_words(printed: str, spoken: str) -> None:
    assert said(printed) == spoken


@given(st.lists(st.sampled_from(list(FORMS))))
def test_each_form_is_said_whatever_forms_stand_around_it(printed: list[str]) -> None:
    text = "".join(f"then {form} and " for form in printed)
    assert said(text) == " ".join(f"then {FORMS[form]} and" for form in printed)


def test_numerals_in_small_letters_are_said_as_the_numbers_they_are() -> None:
    text = "See note viii and Matt. xviii. 8. Louis xiii died in the xviiith year."
    assert said(text) == ("See note 8 and Matt. 18, 8. Louis the 13th died in the 18th year.")


_PLAIN = """
a | the | I | Ann | Tom | said | went | stood | quietly | o'clock | well-known | father's | it's
| being | good | moon | all | too | see | committee | with Mr. Smith, | see Dr. Gray;
| and Mrs. Ash: | don't! | really? | yes. | He | will | (perhaps) | mill | add | three
| the 3rd | 50% | 12,000 | is 3.14 or | at 10:30 p.m., | R&D | BBC | in the U.S.A. by | NASA
| and etc. | i.e., | e.g., | Amen | an AAA rating, | BBB+ | XXXL | IEEE | CCCP
"""
# An abbreviation stands with the words that make it what it is: "He Dr." might be a street.
PLAIN = [" ".join(words.split()) for words in _PLAIN.split("|")]


@given(st.lists(st.sampled_from(PLAIN), max_size=40))
def test_text_without_any_of_the_forms_is_said_as_it_is_printed(words: list[str]) -> None:
    assert said(" ".join(words)) == " ".join(words)


def test_in_other_languages_words_are_left_alone() -> None:
    french = spoken_steps(Settings(), "fr-fr")
    text = "«Il a *dit*: NON, No. 7, $3.50 en 1815, N-non -- Henri IV», hm. 😀"
    segment = Segment(Span(0, len(text)), text, Kind.DIALOGUE, 1, 0)
    assert spoken_text(segment, french) == (
        "Il a dit: NON, No. 7, $3.50 en 1815, N-non — Henri IV, hm."
    )


def test_the_users_lexicon_goes_before_every_step() -> None:
    entries = {"No. 7": "the seventh", "YES": "yessir", "St": "stone", "Henry VIII": "Harry"}
    lexicon = tuple(LexiconEntry(written, spoken) for written, spoken in entries.items())
    steps = spoken_steps(Settings(lexicon=lexicon), "en")
    text = "No. 7, YES, Baker St. and Henry VIII's \U000f0000\U000f0001"
    segment = Segment(Span(0, len(text)), text, Kind.NARRATION, 1, 0)
    assert spoken_text(segment, steps) == "the seventh, yessir, Baker stone. and Harry's"


TRAPS = [
    "*", "_* ", "'", " ", ". ", "-", "a", "w-", "1-", "1 1/", "[", "[a](", "$1,", "IV ", "A'",
    "1s. ", "ʰ", "¹", "http://", "😀",
]  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.DIALOGUE])
def test_runs_of_signs_are_no_trap(trap: str, kind: Kind) -> None:
    """Time that grew with the square of the length would let this test run for minutes."""
    assert isinstance(said(trap * (30_000 // len(trap)) + "a", kind), str)
