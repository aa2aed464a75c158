"""From print to speech, one small named change after the other.

What is spoken differs from what is printed by these steps and by nothing else. The steps for
English mend what eSpeak misreads; what it reads well (Mr., 3rd, 10:30 p.m., 50%) they leave alone.
Another engine may ask for fewer of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from narrate.model import Kind, Segment
from narrate.settings import Settings
from narrate.speech import (
    abbreviations,
    amounts,
    capitals,
    dates,
    figures,
    headings,
    outcry,
    typography,
)
from narrate.speech.lexicon import Lexicon
from narrate.speech.mapped import Mapped
from narrate.speech.numerals import hundreds
from narrate.speech.roman import say_roman_numerals

SPOKEN = frozenset({Kind.HEADING, Kind.NARRATION, Kind.DIALOGUE})
HEADING = frozenset({Kind.HEADING})
NARRATED = frozenset({Kind.NARRATION})
RUNNING = frozenset({Kind.NARRATION, Kind.DIALOGUE})
DIGITS = "0123456789"
YEARS_ABROAD = "years in hundreds"
Change = Callable[[Mapped], Mapped]


@dataclass(frozen=True, slots=True)
class Step:
    """A change on the way from print to speech.

    *kinds* are the kinds of segment it is for. It is taken only where the text holds one of the
    characters *triggers*; None stands for any text. *english* says it is for English books only,
    *quiet* that it changes marks and pauses, but no word.
    """

    name: str
    change: Change
    triggers: frozenset[str] | None = None
    kinds: frozenset[Kind] = SPOKEN
    english: bool = False
    quiet: bool = False

    @property
    def purpose(self) -> str:
        """What the step does, in a sentence."""
        return (self.change.__doc__ or "").partition("\n")[0]


def _marks() -> tuple[Step, ...]:
    """What is printed but is no word."""
    inches = amounts.say_feet_and_inches  # before its marks are taken for quotation marks
    return (
        Step("characters", typography.settle_characters, quiet=True),
        Step("letter forms", typography.plain_letters),
        Step("heading lines", headings.join_lines, kinds=HEADING, quiet=True),
        Step("line ends", typography.fold_white_space, quiet=True),
        Step("links", typography.follow_links, frozenset("[")),
        Step("web addresses", typography.shorten_addresses, frozenset("/wW")),
        Step("note marks", typography.drop_note_marks, frozenset("[¹²³⁰⁴⁵⁶⁷⁸⁹")),
        Step("bullets", typography.strip_bullet, frozenset("-*•◦▪‣·+"), NARRATED, quiet=True),
        Step("emphasis", typography.strip_emphasis, frozenset("*_"), quiet=True),
        Step("feet and inches", inches, frozenset(DIGITS), english=True),
        Step(
            "opening dash",
            typography.strip_opening_dash,
            kinds=frozenset({Kind.DIALOGUE}),
            quiet=True,
        ),
        Step("quotation marks", typography.strip_quotation_marks, quiet=True),
    )


def _english() -> tuple[Step, ...]:
    """What eSpeak misreads in English."""
    figure, dash = frozenset(DIGITS), frozenset("-–—")

    def step(
        name: str,
        change: Change,
        triggers: frozenset[str] | None = None,
        kinds: frozenset[Kind] = SPOKEN,
    ) -> Step:
        return Step(name, change, triggers, kinds, english=True)

    return (
        step("words struck out", outcry.uncover_words, frozenset("-_*—–")),
        step("days of the week", dates.say_days_of_the_week, dash),
        step("abbreviations", abbreviations.spell_out, frozenset(".&")),
        step("Roman numerals", say_roman_numerals, frozenset("IVXLCivxlc"), RUNNING),
        step("thousands", figures.join_thousands, figure),
        step("formulas", figures.say_formulas, frozenset("=")),
        step("molecules", figures.say_molecules, frozenset("₀₁₂₃₄₅₆₇₈₉")),
        step("money", amounts.say_money, figure),
        step("measures", amounts.say_measures, figure),
        step("days", dates.say_days, figure),
        step("dates in figures", dates.say_dates, figure),
        step("years", dates.say_years, figure),
        step("decades", dates.say_decades, figure),
        step("times", dates.say_times, figure),
        step("telephone numbers", figures.say_telephone_numbers, figure),
        step("fractions", figures.say_fractions, frozenset("/⁄" + "".join(figures.SIGNS))),
        step("ranges", figures.say_ranges, figure),
        step("number signs", figures.say_number_signs, figure | frozenset("#№²³±≈§")),
        step("alternatives", figures.say_slashes, frozenset("/")),
        step("stammers", outcry.join_stutters, dash),
        step("cries", outcry.shorten_cries),
        step("capitals", capitals.lower_shouts, kinds=RUNNING),
    )


def _abroad(language: str) -> tuple[Step, ...]:
    """What eSpeak misreads in other languages."""
    years = hundreds(language)
    return (Step(YEARS_ABROAD, years, frozenset(DIGITS)),) if years else ()


def _pauses() -> tuple[Step, ...]:
    """What is left of print when the words are settled, and how a heading is said."""
    return (
        Step("pictures", typography.drop_pictures),
        Step("signs", typography.drop_signs, frozenset(f"{typography.NAMED}=#")),
        Step("dashes", typography.set_dashes, frozenset("-–—―⸺⸻"), quiet=True),
        Step("ellipses", typography.set_ellipses, frozenset(".…"), quiet=True),
        Step("white space", typography.fold_white_space, quiet=True),
        Step("heading numbers", headings.say_numbers, kinds=HEADING),
        Step("kings in headings", say_roman_numerals, kinds=HEADING, english=True),
        Step("heading capitals", headings.lower_capitals, kinds=HEADING, quiet=True),
    )


_EVERY = (*_marks(), *_english(), *_pauses())
MISREAD = frozenset((YEARS_ABROAD, *(step.name for step in _EVERY if step.english)))
"""The names of the steps that mend what eSpeak misreads: those for English, and one for others."""


def spoken_steps(
    settings: Settings,
    language: str,
    speaker: str | None = None,
    misreads: Collection[str] = MISREAD,
) -> tuple[Step, ...]:
    """The steps for a book in *language*, in order; those for English in English books alone.

    Of those in ``MISREAD`` the engine needs what *misreads* names. A *speaker* may have words of
    their own in the lexicon.
    """
    code = language.partition("-")[0]
    lexicon = Lexicon.of(settings.lexicon, settings.lexicon_of(speaker))
    held, put_in = Step("lexicon", lexicon.hold), Step("lexicon's words", lexicon.say)
    steps = (*_marks(), held, *_english(), *_abroad(code), *_pauses(), put_in)
    left = MISREAD.difference(misreads)
    return tuple(
        step for step in steps if step.name not in left and (code == "en" or not step.english)
    )


def spoken_text(segment: Segment, steps: tuple[Step, ...]) -> str:
    """What is said of *segment*."""
    return map_spoken(Mapped(segment.text), segment.kind, steps).text


def map_spoken(text: Mapped, kind: Kind, steps: tuple[Step, ...]) -> Mapped:
    """What is said of *text*, which is of that *kind*: what the steps for it make of it in turn."""
    characters = set(text.text)
    for step in steps:
        if kind not in step.kinds:
            continue
        if step.triggers is not None and step.triggers.isdisjoint(characters):
            continue
        changed = step.change(text)
        if changed is not text:
            text, characters = changed, set(changed.text)
    return text
