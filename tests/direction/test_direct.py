from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from narrate.direction import direct, put_in_words, spoken_steps, spoken_text, spoken_words
from narrate.model import (
    Book,
    Cast,
    Chapter,
    Kind,
    Manuscript,
    Script,
    Segment,
    Span,
    Utterance,
    Voice,
)
from narrate.settings import LexiconEntry, Settings

NARRATOR, ANN = Voice("tone", "low-01", 165), Voice("tone", "high-01")
CAST = Cast(NARRATOR, {"Ann": ANN})


def a_script(*segments: tuple[Kind, str, str | None]) -> Script:
    text = "".join(words for _, words, _ in segments)
    manuscript = Manuscript(Path("a.txt"), text)
    book = Book(manuscript, "A", None, (Chapter(1, "A", Span(0, len(text)), Span(0, 0)),))
    made = []
    for kind, words, speaker in segments:
        made.append(Segment(Span(0, len(words)), words, kind, 1, 0, speaker))
    return Script(book, tuple(made))


def said(script: Script, settings: Settings) -> tuple[tuple[Utterance, ...], ...]:
    return direct(put_in_words(script, settings), CAST, settings)


def test_each_segment_is_said_in_its_speakers_voice() -> None:
    script = a_script(
        (Kind.HEADING, "CHAPTER I", None),
        (Kind.NARRATION, "She said:", None),
        (Kind.DIALOGUE, "“Hermione!”", "Ann"),
        (Kind.SCENE_BREAK, "* * *", None),
        (Kind.DIALOGUE, "“Who?”", None),
    )
    settings = Settings(lexicon=(LexiconEntry("Hermione", "Her my oh nee"),))
    assert said(script, settings) == (
        (Utterance("Chapter 1", NARRATOR),),
        (Utterance("She said:", NARRATOR),),
        (Utterance("Her my oh nee!", ANN),),
        (),
        (Utterance("Who?", NARRATOR),),
    )


def test_a_line_may_have_a_voice_of_its_own_and_be_said_again() -> None:
    script = a_script((Kind.DIALOGUE, "“Who?”", "Ann"))
    (line,) = script.segments
    other = replace(script, segments=(replace(line, voice="more:deep", take=2),))
    cast = replace(CAST, engines={"more:deep": "more"})
    settings = Settings()
    ((told,),) = direct(put_in_words(other, settings), cast, settings)
    assert told == Utterance("Who?", replace(ANN, engine="more", name="more:deep"), take=2)
    assert told.key("f") != replace(told, take=1).key("f")


def test_what_cannot_be_pronounced_is_not_said() -> None:
    for text in ("…", "“—!”", "***", "  ", "?!", "\u00ad"):
        assert said(a_script((Kind.DIALOGUE, text, "Ann")), Settings()) == ((),)


def test_segments_whose_words_are_not_said_as_printed_can_be_listed() -> None:
    script = a_script(
        (Kind.HEADING, "CHAPTER I", None),
        (Kind.NARRATION, "She said--", None),
        (Kind.DIALOGUE, "“It *is* $5 . . .”", "Ann"),
        (Kind.SCENE_BREAK, "* * *", None),
        (Kind.DIALOGUE, "“\nWho?”", None),
        (Kind.DIALOGUE, "“👍”", "Ann"),
    )
    assert spoken_words(script, Settings()) == {0: "Chapter 1", 2: "It is 5 dollars …", 5: ""}


def test_a_scene_break_is_silent_even_with_letters_in_it() -> None:
    assert said(a_script((Kind.SCENE_BREAK, "o0o", None)), Settings()) == ((),)


def test_a_word_left_out_by_the_lexicon_leaves_nothing_to_say() -> None:
    settings = Settings(lexicon=(LexiconEntry("Hm", ""),))
    assert said(a_script((Kind.DIALOGUE, "“Hm.”", "Ann")), settings) == ((),)


def test_long_speech_is_said_in_parts() -> None:
    speech = "“" + "I went to see Mr. Scott, and he was out. " * 60 + "”"
    ((*parts,),) = said(a_script((Kind.DIALOGUE, speech, "Ann")), Settings())
    assert len(parts) == 3
    assert {part.voice for part in parts} == {ANN}
    assert all(part.spoken.endswith("out.") for part in parts)


words = st.text(st.sampled_from("abc .,!?—-*_'\"“”’ \n"), max_size=60)


@given(st.lists(words, max_size=60))
def test_the_parts_hold_the_words_of_the_segment_and_no_others(pieces: list[str]) -> None:
    script = a_script((Kind.NARRATION, " ".join(pieces), None))
    spoken = spoken_text(script.segments[0], spoken_steps(Settings(), "en"))
    ((*parts,),) = said(script, Settings())

    def letters(text: str) -> list[str]:
        return [word for word in text.split() if any(map(str.isalnum, word))]

    assert letters(" ".join(part.spoken for part in parts)) == letters(spoken)
