"""Figures that are no plain count: fractions, ranges, telephone numbers, ordinals, number signs."""

from __future__ import annotations

import re
from functools import cache

from narrate.languages import any_of
from narrate.speech.english import forms, said, words
from narrate.speech.mapped import Mapped

SIGNS = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5",
    "⅗": "3/5", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}  # fmt: skip
SIGN = re.compile(f"(\\d)?[ \u2064]?([{''.join(SIGNS)}])")
FRACTION = re.compile(
    r"(?<![\w.,/:-])(?:(\d{1,3})(?:[ -]| and ))?(\d)[/⁄](16|10|[23458])(?![\w/⁄]|[.,]\d|-\d)"
)
ROUND_THE_CLOCK = re.compile(r"(?<![\w/.])(24/7|9/11|50/50|[2-9]/[48](?= time\b))(?![\w/]|\.\d)")

RANGE = re.compile(
    r"(?<![\w.,:/–-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)[-–]"
    r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w/:–-]|[.,]\d)"
)
ROW = re.compile(r"(?<![\w.,:/-])\d++(?:-\d++){2,}(?![\w-])")
TELEPHONE = re.compile(
    r"(?<![\w.,:/–-])(?:\+?(\d{1,3})[-. ])?(?:\((\d{3})\) ?|(\d{3})[-. ])?"
    r"(\d{3})[-.](\d{4})(?![\w–-]|[.,]\d)"
)
GROUPED = re.compile(
    r"(?<![\w.,:/–-])(?:\+\d{1,3}(?:[ -](?:\(0\))?\d{1,5}){2,5}"
    r"|0\d{1,4}(?:[ -/]\d{2,8}){1,5}|\(0\d{1,5}\)(?: ?\d{2,8}){1,4}"
    r"|\(?\d{3}\)?[ -]\d{3} \d{4})(?![\w–-]|[.,]\d)"
)
"""Numbers with the code of a country or a town: "+44 20 7946 0958", "020 7946 0958"."""
THOUSANDS = re.compile(r"(?<![\w.,:/+-])(?<!\d )([1-9]\d{0,2})((?: \d{3})+)(?![\w-]|[.,]\d| \d)")
FORMULA = re.compile(r"(?<![\w=])([A-Za-z])\s?=\s?((?:[A-Za-z]{1,3}(?![A-Za-z])|\d+|[²³+*/^()-])+)")
MOLECULE = re.compile(r"\b(?:[A-Z][a-z]?[₀-₉]*)*[A-Z][a-z]?[₀-₉]+(?:[A-Z][a-z]?[₀-₉]*)*")
ATOMS = re.compile(r"[A-Z][a-z]?|[₀-₉]+")
OLD_ORDINAL = re.compile(r"(?<![\w.,])(\d*(?:(?<!1)[23]))d(?![\w.])")
NUMBER_SIGN = re.compile(r"(?:#|\b[Nn]º|№)\.? ?(?=\d)")
HASHTAG = re.compile(r"(?<![\w&])#(?=[^\W\d_])")
TIMES = re.compile(r"(?<=\d) ?[*×] ?(?=\d)|(?<=\d) x (?=\d)")
ABOUT = re.compile(r"(?<![\w~])~ ?(?=[$£€]?\d)")
BORN = re.compile(r"(?<![\w.,])\.(?=\d)")
SQUARED, CUBED = re.compile(r"(?<=[A-Za-z0-9])²(?!\w)"), re.compile(r"(?<=[A-Za-z0-9])³(?!\w)")
RATIO = re.compile(r"(?<![\w.,:/-])(\d{1,3}):(\d|100)(?![\w:/]|[.,]\d)")
VERSE = re.compile(r"[A-Z][a-z]+\.? \Z")
"""The book of the Bible before a chapter and a verse."""
POWER = re.compile(r"(?<=\b10)(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SAID_BEFORE_FIGURE = re.compile(r"(±|≈|§{1,2}) ?(?=[$£€]?\d)")
WITH = re.compile(r"(?<![\w/.])w/(?:(o)\b|(?=\s))")


@cache
def _dated() -> re.Pattern[str]:
    """What stands before a day in figures."""
    return re.compile(rf"\b(?:{any_of(words('before date'))}) $")


@cache
def _of() -> re.Pattern[str]:
    """What a fraction in figures is a part of."""
    return re.compile(rf" (?:{any_of(words('behind fraction'))})\b")


@cache
def _called() -> re.Pattern[str]:
    """A number of three figures that is called: "Call 911"."""
    call, between = any_of(words("call")), any_of(words("behind call"))
    return re.compile(
        rf"((?i:\b(?:{call})(?: (?:{between}))? ))([0-9]{{3}})(?![\w:%/-]|[.,]\d| [a-z])"
    )


@cache
def _alternatives() -> re.Pattern[str]:
    """Two words that a slash joins; those that are said in a way of their own have no groups."""
    either, other = any_of(words("either")), any_of(words("or"))
    whole = any_of(said("slashed"))
    return re.compile(rf"\b(?:{whole}|({either})/({other}))\b", re.IGNORECASE)


def say_fractions(text: Mapped) -> Mapped:
    """Fractions in words: "three quarters", "1 and a half"; what may be a date is left."""
    text = text.sub(ROUND_THE_CLOCK, lambda found: found[0].replace("/", " "))
    return text.sub(SIGN, _sign).sub(FRACTION, _fraction)


def _sign(found: re.Match[str]) -> str:
    return f"{found[1]} and {SIGNS[found[2]]}" if found[1] else f"{found[0][:-1]}{SIGNS[found[2]]}"


def _fraction(found: re.Match[str]) -> str:
    whole, top, bottom = found.groups()
    text, start = found.string, found.start()
    if int(top) >= int(bottom) or top not in said("numerator"):
        return found[0]
    is_dated = _dated().search(text[max(start - 7, 0) : start]) and not _of().match(
        text, found.end()
    )
    if is_dated and not whole:
        return found[0]
    one, many = forms("denominator")[bottom]
    if top == "1":
        return f"{whole} and {_article(one)}" if whole else _article(one, alone=True)
    parts = f"{said('numerator')[top]} {many}"
    return f"{whole} and {parts}" if whole else parts


def _article(name: str, *, alone: bool = False) -> str:
    return f"one {name}" if alone else f"{'an' if name[0] == 'e' else 'a'} {name}"


def join_thousands(text: Mapped) -> Mapped:
    """A comma for the blank between thousands: "5,000", "12,500"."""
    return text.sub(THOUSANDS, lambda found: f"{found[1]}{found[2].replace(' ', ',')}")


def say_formulas(text: Mapped) -> Mapped:
    """Formulas letter by letter: "E equals m c²"."""
    return text.sub(FORMULA, _formula)


def _formula(found: re.Match[str]) -> str:
    letters = re.sub(r"(?<=[A-Za-z0-9²³])(?=[A-Za-z])", " ", found[2])
    return f"{found[1]} equals {letters.replace('+', ' plus ')}"


def say_molecules(text: Mapped) -> Mapped:
    """Chemical formulas letter by letter: "C O 2"."""
    return text.sub(MOLECULE, lambda found: " ".join(ATOMS.findall(found[0])))


def say_telephone_numbers(text: Mapped) -> Mapped:
    """Telephone numbers figure by figure: "5 5 5, 1 2 3 4"."""
    text = text.sub(GROUPED, _grouped).sub(TELEPHONE, _telephone)
    return text.sub(_called(), lambda found: found[1] + " ".join(found[2]))


def _grouped(found: re.Match[str]) -> str:
    groups = re.findall(r"\d+", found[0])
    said = ", ".join(" ".join(group) for group in groups)
    return f"plus {said}" if found[0].startswith("+") else said


def _telephone(found: re.Match[str]) -> str:
    groups = [group for group in found.groups() if group]
    if len(groups) == 2 and groups[1].endswith("00"):
        return found[0]
    return ", ".join(" ".join(group) for group in groups)


def say_ranges(text: Mapped) -> Mapped:
    """The dash in a range of figures: "10 to 12", and in "1, 2, 3"; eSpeak says "dash"."""
    text = text.sub(RANGE, lambda found: f"{found[1]} to {found[2]}")
    return text.sub(ROW, lambda found: ", ".join(found[0].split("-")))


def say_number_signs(text: Mapped) -> Mapped:
    """Signs around figures: "#1" is "number 1", "2 * 3" is "2 times 3", "2d" is "2nd"."""
    text = text.sub(POWER, _power).sub(SQUARED, " squared").sub(CUBED, " cubed")
    text = text.sub(RATIO, _ratio).sub(SAID_BEFORE_FIGURE, _sign_before)
    text = text.sub(HASHTAG, "hashtag ").sub(NUMBER_SIGN, "number ").sub(TIMES, " times ")
    return text.sub(ABOUT, "about ").sub(BORN, "point ").sub(OLD_ORDINAL, _old_ordinal)


def _power(found: re.Match[str]) -> str:
    return f" to the power of {'minus ' if found[1] else ''}{found[2].translate(RAISED)}"


def _ratio(found: re.Match[str]) -> str:
    book = VERSE.search(found.string, max(found.start() - 20, 0), found.start())
    return found[0] if book else f"{found[1]} to {found[2]}"


def _sign_before(found: re.Match[str]) -> str:
    return f"{said('sign')[found[1]]} "


def _old_ordinal(found: re.Match[str]) -> str:
    return f"{found[1]}{'nd' if found[1].endswith('2') else 'rd'}"


def say_slashes(text: Mapped) -> Mapped:
    """Alternatives: "he or she" for he/she, "and or" for and/or."""
    return text.sub(WITH, lambda found: "without" if found[1] else "with").sub(
        _alternatives(), _either
    )


def _either(found: re.Match[str]) -> str:
    if found[1]:
        return f"{found[1]} or {found[2]}"
    return said("slashed")[found[0].lower()]
