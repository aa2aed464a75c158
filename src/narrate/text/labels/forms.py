"""What a label looks like: the name before a line of a play, a chat or an interview."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from narrate.model import Span


class LabelStyle(Enum):
    """How a label is set off from the line that is said."""

    CAPITALS = "MORAG. Is it on?"
    ABOVE = "MORAG, on a line of its own"
    ITALIC = "_Morag._ Is it on?"
    TITLE = "Morag. Is it on?"
    COLON = "Morag: is it on?"
    BOLD = "**Morag:** is it on?"
    BRACKET = "[Morag] Is it on?"
    NICK = "<morag> is it on?"
    ACTION = "* morag grins"

    @property
    def theatrical(self) -> bool:
        """Whether plays and screenplays are printed so."""
        return self in (LabelStyle.CAPITALS, LabelStyle.ABOVE, LabelStyle.ITALIC, LabelStyle.TITLE)


class Label(NamedTuple):
    """A name before a line: from *start* to *end* it is not said; then comes what is.

    *direction* is what stands between the name and the line: "(laughing)".
    """

    start: int
    end: int
    name: str
    style: LabelStyle
    direction: Span | None = None


_STAMP = (
    r"(?:[\[(]?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ ])?\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:[ ]?[AaPp]\.?[Mm]\.?)?[\])]?[ ]?[-–—|]?[ ]?)"
)
"""When a message was sent: ``[14:02]``, ``12/03/2024, 2:02 PM -``."""
_DIRECTION = r"(?:_?\([^()\n]{1,160}\)_?|_?\[[^\[\]\n]{1,160}\]_?)"
_WORD = r"[^\W\d_][\w.'’-]{0,24}"
_NAME = rf"@?{_WORD}(?:[ ](?:{_WORD}|&|\d{{1,2}})){{0,3}}"
_NICK = r"[\w@+~&^`|\[\]{}\\.-]{1,30}"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŒŠŽ][A-ZÀ-ÖØ-ÞŒŠŽ'’-]*\.?|Mc[A-Z]+)"
_CAPITALS = rf"{_CAPITAL}(?:[ ](?:{_CAPITAL}|&|[Aa]nd|of|the|\d{{1,2}})){{0,4}}"
_TITLE = (
    r"(?:(?:Mrs?|Dr|St|Rev|Capt)\. )?[A-ZÀ-ÖØ-Þ][a-zß-ÿœ]{1,12}(?:[ ][A-ZÀ-ÖØ-Þ]?[a-zß-ÿœ]{1,12})?"
)
_SAID = r"(?=\s)(?=[ ]*\n?[ ]*\S)"
"""The blanks before what is said, which may begin on the next line."""
_MODIFIED = (
    r"(?:[ ]?\((?:V\.?[ ]?O\.?|O\.?[ ]?S\.?|O\.?[ ]?C\.?|(?i:cont['’]?d\.?|continu(?:ed|ing)))\))*"
)
_LABEL = re.compile(
    rf"^[ ]*(?:{_STAMP})?(?:"
    rf"<[@+%~&]?(?P<nick>{_NICK})>[ ]+(?=\S)"
    rf"|(?P<mark>\*\*|__)(?P<bold>{_NAME})(?:[ ]?(?P<bold_how>{_DIRECTION}))?"
    rf"(?:[:.](?P=mark)|(?P=mark)[ ]?[:.—])[ ]*(?=\S)"
    rf"|(?P<slant>[*_])(?P<italic>{_NAME})(?:[:.](?P=slant)|(?P=slant)(?=[ .:,]))"
    rf"(?:,?[ ]?(?P<italic_how>{_DIRECTION}))?[.:]?(?:—|--)?[ ]+(?=\S)"
    rf"|\[(?P<bracket>{_NAME})\]:?[ ]+(?=\S)"
    rf"|(?P<above>{_CAPITALS}){_MODIFIED}(?:[ ]?(?P<above_how>{_DIRECTION}))?[ ]?:?(?=\n\s*\S)"
    rf"|(?P<capitals>{_CAPITALS})(?:,?[ ](?P<capitals_how>{_DIRECTION})[.:]?{_SAID}"
    rf"|(?:(?<=\.)|[.:]){_SAID}|[.:]?(?:—|--)[ ]*(?=\S))"
    rf"|(?P<colon>{_NAME}|{_NICK})(?:[ ]?(?P<colon_how>{_DIRECTION}))?[ ]?:"
    rf"(?=[ ]*\n?[ ]*[^\s/])"
    rf"|(?P<title>{_TITLE})(?:[ ](?P<title_how>{_DIRECTION}))?\.{_SAID}"
    r")",
    re.MULTILINE,
)
_ACTION = re.compile(rf"^[ ]*{_STAMP}[ ]?\*[ ]+(?=(?P<name>{_NICK})[ ])", re.MULTILINE)
_BLANKS, _BLANKS_IN_PARAGRAPH = re.compile(r"\s*"), re.compile(r"[ ]*\n?[ ]*")
_NUMERAL = re.compile(r"[IVXLC]+")
_OTHER = """
a an the i and but so then well yes no oh ah now why what who where when how if it he she they we
you note notes warning title author authors chapter act scene part book volume page section verse
summary rating warnings fandom pairing tags disclaimer update updated edit words date time place
location setting from to cc bcc subject re sent received ps p.s nb n.b contents prologue epilogue
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december exeunt exit enter curtain int ext cut fade dissolve
name age level class race hp mp xp str dex con wis cha strength agility dexterity intelligence
stamina vitality luck skill skills status health mana gold quest reward item items total type gender
height weight eyes hair occupation address phone tel email http https example moral remember
result results question answer step ingredients method serves source sources translator editor
persons characters mr mrs ms dr st vol fig no nos sir
"""
_DIRECTIONS = """
angle back close curtain cut dissolve end enter exeunt exit ext fade int later montage smash super
title
"""
_SCREEN = frozenset(_DIRECTIONS.split())
"""What begins a direction of a screenplay."""
_SMALL = frozenset({"of", "the", "and", "de", "la", "von", "van", "der", "du"})
_SAYING = frozenset({"said", "spake", "quoth", "cried", "asked", "answered", "crying", "thought"})
_PARTS = frozenset({"chapter", "act", "scene", "part"})
_LONGEST = 40
"""Characters."""
_NO_NAMES = frozenset(_OTHER.split())
"""Words before a colon or a stop that nobody is called."""


def find_labels(text: str) -> Iterator[Label]:
    """Everything in *text* that looks like a label, in order."""
    actions = [
        Label(found.start(), found.end(), found["name"], LabelStyle.ACTION)
        for found in _ACTION.finditer(text)
    ]
    labels = [label for found in _LABEL.finditer(text) if (label := _label(found))]
    yield from sorted((*labels, *actions))


def _label(found: re.Match[str]) -> Label | None:
    for style in LabelStyle:
        kind = style.name.lower()
        if style is not LabelStyle.ACTION and found[kind] is not None:
            name = " ".join(found[kind].split()).rstrip(".:").lstrip("@")
            how = f"{kind}_how"
            direction = Span(*found.span(how)) if found.groupdict().get(how) else None
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            end = direction.start if direction else _said_from(found, style)
            return Label(start, end, name, style, direction) if _may_be_name(name, style) else None
    return None


def _is_named(word: str) -> bool:
    """Whether *word* may stand in a name of several."""
    return not word[0].islower() or word in _SMALL


def _said_from(found: re.Match[str], style: LabelStyle) -> int:
    """Where what is said begins; below a name alone, blank lines may part them."""
    blanks = _BLANKS if style is LabelStyle.ABOVE else _BLANKS_IN_PARAGRAPH
    between = blanks.match(found.string, found.end())
    return between.end() if between else found.end()


def _may_be_name(name: str, style: LabelStyle) -> bool:
    words = name.lower().rstrip(".").split()
    first = words[0].rstrip(".") if words else ""
    if not words or len(name) > _LONGEST or first in _SCREEN or _NUMERAL.fullmatch(first.upper()):
        return False
    if len(words) == 1 and (words[0] in _NO_NAMES or _NUMERAL.fullmatch(name)):
        return name == "A" and style in (LabelStyle.COLON, LabelStyle.CAPITALS)  # an answer
    match style:
        case LabelStyle.TITLE:
            return words[0] not in _NO_NAMES
        case LabelStyle.COLON:
            return first not in _SAYING and all(map(_is_named, name.split()[len(words) == 1 :]))
        case LabelStyle.CAPITALS | LabelStyle.ABOVE:
            return name == "Q" or (sum(map(str.isalpha, name)) > 1 and words[0] not in _PARTS)
    return True
