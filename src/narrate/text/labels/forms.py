"""What a label looks like: the name before a line of a play, a chat or an interview."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple

from narrate.languages import USUAL, LabelWords, any_of, find_language, language
from narrate.model import Span
from narrate.text.labels.stamps import CLOCK, CUE, DATE, LOGGED, SIGN, STAMP, TIME, has_stamp


class LabelStyle(Enum):
    """How a label is set off from the line that is said."""

    CAPITALS = "MORAG. Is it on?"
    ABOVE = "MORAG, on a line of its own"
    ROLE = "First Guard, on a line of its own, beside names in capitals"
    ITALIC = "_Morag._ Is it on?"
    TITLE = "Morag. Is it on?"
    COLON = "Morag: is it on?"
    BOLD = "**Morag:** is it on?"
    BRACKET = "[Morag] Is it on?"
    NICK = "<morag> is it on?"
    STAMPED = "morag — Today at 9:14 PM, above the line"
    POSTED = "[12-Mar-24 09:14 PM] morag, above the line"
    LOGGED = "2024-03-12 14:02:15 morag is it on?"
    ACTION = "* morag grins"
    NOTICE = "[14:02] Morag was added."
    SIGN = "Morag = Is it on?"
    GOES_ON = "[00:14] And it is still on, in a paragraph of its own"

    @property
    def theatrical(self) -> bool:
        """Whether plays and screenplays are printed so."""
        return self in _THEATRICAL

    @property
    def narrated(self) -> bool:
        """Whether what stands behind is told of somebody, not said."""
        return self in _NARRATED


_THEATRICAL = frozenset(
    (
        LabelStyle.CAPITALS,
        LabelStyle.ABOVE,
        LabelStyle.ROLE,
        LabelStyle.ITALIC,
        LabelStyle.TITLE,
    )
)
_NARRATED = frozenset((LabelStyle.ACTION, LabelStyle.NOTICE))


class Label(NamedTuple):
    """A name before a line: from *start* to *end* it is not said; then comes what is.

    *direction* is what stands between the name and the line: "(laughing)". A *mark* behind it is
    not said: the sign in ``Ann (laughing) = No``.
    """

    start: int
    end: int
    name: str
    style: LabelStyle
    direction: Span | None = None
    mark: Span | None = None


_FACE = "(?:[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d]{1,8}[ ])"
DIRECTION = r"(?:_?\((?:[^()\n]|\n(?!\s*\n)){1,160}\)_?|_?\[(?:[^\[\]\n]|\n(?!\s*\n)){1,160}\]_?)"
"""What is done or how it is said, which may go on in the next line."""
_WORD = r"[^\W\d_][\w.'’-]{0,24}"
_NAME = rf"@?{_WORD}(?:[ ](?:{_WORD}|&|\d{{1,2}})){{0,3}}"
_NICK = r"[\w@+~&^`|\[\]{}\\.-]{1,30}"
_PHONE = r"\+\d[\d ()-]{6,20}\d"
"""Who is in nobody's address book."""
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŒŠŽ][A-ZÀ-ÖØ-ÞŒŠŽ'’-]*\.?|Mc[A-Z]+)"
_WITHIN = r"(?:(?<!\.)[ ]|(?<=[^\W\d_]\.)(?<![^\W\d_]{5}\.)[ ](?![IO](?:—|--|[.!?,:])))"
"""What parts the words of a name in capitals; a stop stands behind what is short for a word."""
_NUMBERED = r"\d{1,2}(?:[A-Za-z]{2})?"
"""In the names of nameless parts: 2ND SAILOR, GUARD 1."""
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][a-zß-ÿœ]{1,12}"
_HOW = r"[^\W\d_][^\[\]{}()\n]{1,40}"
_CAPITALS_ONLY = r"(?![\W_]*[a-zß-öø-ÿœ])"
"""No small letter comes next: what is said begins a sentence."""
_SAID = r"(?=\s)(?=[ ]*\n?[ ]*\S)"
"""The blanks before what is said, which may begin on the next line."""
_CLOCK_FIRST = re.compile(r"[\[(]\d{1,2}(?::\d\d){1,2}(?:\.\d{1,3})?[\])][ ]?(?=\S)")
"""When somebody spoke, before what they said: ``**Morag:** [00:04:05] Is it on?``."""
_ACTION = re.compile(rf"^[ ]*{STAMP}[ ]?\*[ ]+(?=(?P<name>{_NICK})[ ])", re.MULTILINE)
_NOTICE = re.compile(
    rf"^[ ]*(?:{STAMP}|{LOGGED})(?::[ ]*\n?[ ]*|{SIGN})(?=[^\s\d<*])", re.MULTILINE
)
_IN_BRACKETS = re.compile(rf"(?<= )[\[{{](?P<name>{_NAME})[\]}}]:?[ ]+(?=\S)")
_BLANKS, _BLANKS_IN_PARAGRAPH = re.compile(r"\s*"), re.compile(r"[ ]*\n?[ ]*")
_NUMERAL = re.compile(r"[IVXLC]+")
_STOPPED = re.compile(r"[.:][*_]|[*_][.:]")
_LONGEST = 40
"""Characters."""


@dataclass(frozen=True, slots=True)
class LabelForms:
    """What labels look like in one language: *words* are its lists, *parts* what it counts.

    *small* are the words that a name in capitals and small letters writes small.
    """

    pattern: re.Pattern[str]
    words: LabelWords
    parts: frozenset[str]
    small: frozenset[str]

    def find_all(self, text: str) -> list[Label]:
        """Everything in *text* that looks like a label, in order.

        A name in brackets that begins a line somewhere is one in the middle of a line, too.
        """
        labels = list(self.find(text))
        names = {label.name for label in labels if label.style is LabelStyle.BRACKET}
        begun = {label.start for label in labels}
        labels += (
            Label(found.start(), found.end(), found["name"], LabelStyle.BRACKET)
            for found in (_IN_BRACKETS.finditer(text) if names else ())
            if found["name"] in names and found.start() not in begun
        )
        return sorted(labels)

    def find(self, text: str) -> Iterator[Label]:
        """Everything in *text* that looks like a label at the beginning of a line, in order."""
        actions = [
            Label(found.start(), found.end(), found["name"], LabelStyle.ACTION)
            for found in _ACTION.finditer(text)
        ]
        labels = [label for found in self.pattern.finditer(text) if (label := self._label(found))]
        named = {label.start for label in (*labels, *actions)}
        notices = [
            Label(found.start(), found.end(), "", LabelStyle.NOTICE)
            for found in _NOTICE.finditer(text)
            if found.start() not in named
        ]
        yield from sorted((*labels, *actions, *notices))

    def _label(self, found: re.Match[str]) -> Label | None:
        named = found.groupdict()
        for style in LabelStyle:
            kind = style.name.lower()
            if named.get(kind) is not None:
                name = self._named(found, kind)
                if not self._may_be_name(name, style, stopped=bool(_STOPPED.search(found[0]))):
                    return None
                hows = (how for how in (f"{kind}_how", f"{kind}_in") if named.get(how))
                direction = next((Span(*found.span(how)) for how in hows), None)
                start = found.start() + len(found[0]) - len(found[0].lstrip())
                end = direction.start if direction else _said_from(found, style)
                if clock := _CLOCK_FIRST.match(found.string, end):
                    end = clock.end()
                label = Label(start, end, name, style, direction)
                none = _are_initials(found.string, label) or self._stands_above_place(found, label)
                return None if none else label
        return None

    def _named(self, found: re.Match[str], kind: str) -> str:
        """The name that was *found*, without what only says that somebody speaks: "Mia says:"."""
        words = found[kind].rstrip(".:").lstrip("@").split()
        above = found.string.startswith("\n", found.end())
        if len(words) > 1 and above and words[-1] in self.words["says"]:
            words.pop()
        return " ".join(words)

    def _stands_above_place(self, found: re.Match[str], label: Label) -> bool:
        """Whether a scene begins below: ``THE FERRY``, and then ``INT. CABIN - DAY``, ``ACT 1``."""
        below = found.string[label.end : label.end + _LONGEST].partition("\n")[0]
        first = below.partition(" ")[0].rstrip(".:").lower()
        begins = first in self.words["leave"] or first in self.parts
        return label.style is LabelStyle.ABOVE and below.isupper() and begins

    def _may_be_name(self, name: str, style: LabelStyle, *, stopped: bool) -> bool:
        words = name.lower().rstrip(".").split()
        if not words or len(name) > _LONGEST or _NUMERAL.fullmatch(name.partition(" ")[0]):
            return False
        if len(words) == 1 and words[0] in self.words["interview"]:
            if style in (LabelStyle.COLON, LabelStyle.BOLD):
                return True
            film = words[0] in self.words["leave"]
            return name.isupper() and not film and style is not LabelStyle.ABOVE
        first = words[0].rstrip(".")
        none = self.words["no name"] | self.words["order"] if len(words) == 1 else frozenset()
        if first in self.words["direction"] or words[0] in none:
            return False
        return self._is_set_as(name, style, first, stopped=stopped)

    def _is_set_as(self, name: str, style: LabelStyle, first: str, *, stopped: bool) -> bool:
        """Whether names that begin with the word *first* are set in *style* as *name* is."""
        match style:
            case LabelStyle.ROLE:
                return name.lower().rstrip(".").partition(" ")[0] not in self.words["no name"]
            case LabelStyle.COLON:
                return first not in self.words["said"] and self._is_named(name) and _is_whole(name)
            case LabelStyle.ITALIC | LabelStyle.POSTED:
                return stopped or self._is_named(name)
            case LabelStyle.CAPITALS | LabelStyle.ABOVE:
                last = name.lower().rpartition(" ")[2] if style is LabelStyle.ABOVE else ""
                part = first in self.parts or last in self.parts | self.words["direction"]
                return sum(map(str.isalpha, name)) > 1 and not part and self._is_named(name)
        return True

    def _is_named(self, name: str) -> bool:
        """Whether the words of *name* have capitals; a nickname of one word needs none."""
        words = name.split()
        small = self.words["small"]
        return len(words) == 1 or not any(one[0].islower() and one not in small for one in words)


def label_forms(tag: str) -> LabelForms:
    """What labels look like in the language *tag*; as in English, where nothing is known of it."""
    return _label_forms((find_language(tag) or language(USUAL)).code)


@cache
def _label_forms(code: str) -> LabelForms:
    own = language(code)
    words = next(one.labels for one in (own, language(USUAL)) if one.labels)
    parts = frozenset(label.rstrip(".") for label in own.headings.labels) | words["act"]
    small = words["small"] | frozenset(own.headings.lists["small"])
    return LabelForms(_pattern(words), words, parts, small)


def _pattern(words: LabelWords) -> re.Pattern[str]:
    small, titles = any_of(words["small"]), any_of(word.capitalize() for word in words["title"])
    days = any_of(words["sent"])
    before = rf"(?:{_NUMBERED}[ ]|(?:{titles})\.?[ ](?=[^\W\d_]{{2}}))?"
    between = rf"(?:{_CAPITAL}|&|(?i:{small})\b|{_NUMBERED})"
    capitals = rf"{before}{_CAPITAL}(?:{_WITHIN}{between}){{0,4}}"
    several = rf"{capitals}(?:(?:,[ ]{capitals}){{1,4}},?[ ](?:(?i:{small})|&)[ ]{capitals})?"
    marks = "|".join(r"['’.]?[ ]?".join(word) for word in words["heard"])
    heard = rf"(?:[ ]?\((?i:{marks})\.?\))*"
    return re.compile(
        rf"^[ ]*(?:{LOGGED}[@+%~&]?(?P<logged>(?=\w){_NICK})[ ](?=\S)"
        rf"|(?:(?P<stamp>{STAMP})|{CUE}|{_FACE})?(?:"
        rf"<[@+%~&]?[ ]?(?P<nick>{_NICK})>[ ]+(?=\S)"
        rf"|(?:\*\*|__)?(?P<stamped>{_NAME}|{_NICK})(?:\*\*|__)?,?(?:[ \n][ ]*[-–—|·•])?"
        rf"[ \t\n][ ]*[\[(]?(?:(?i:{days})[ ](?:at[ ])?|{DATE})?"
        rf"[\[(]?{TIME}[\])]?(?=\n[ ]*\S)"
        rf"|(?(stamp)(?P<posted>{_NAME}|{_NICK}(?:\#\d{{4}})?)(?=\n[ ]*\S)|(?!))"
        rf"|(?P<mark>\*\*|__)(?P<bold>{_NAME}){CLOCK}{heard}(?:[ ]?(?P<bold_how>{DIRECTION}))?"
        rf"(?:[:.](?P=mark)|(?P=mark)[ ]?[:.—]|(?P=mark)(?=[ ]){_CAPITALS_ONLY})[ ]*(?=\S)"
        rf"|(?P<slant>[*_])(?P<italic>{_NAME})(?:[ ](?P<italic_in>{DIRECTION}))?"
        rf"(?:[:.](?P=slant)|(?P=slant)(?=[ .:,\n]))"
        rf"(?:,?[ ]?(?P<italic_how>{DIRECTION}))?[.:]?(?:—|--)?(?:[ ]+|(?<=[.:_*])\n\s*)(?=\S)"
        rf"|(?P<open>[\[{{])(?P<bracket>{_NAME})(?<!\.)"
        rf"(?:(?:,|[ ]?[-–—:(])[ ]?(?P<bracket_how>{_HOW})\)?)?[\]}}]:?(?:[ ]+|[ ]*\n[ ]*)(?=\S)"
        rf"|@?(?P<above>{capitals}|(?<=@){_NAME}){heard}(?:,?[ ]?(?P<above_how>{DIRECTION}))?"
        rf"[ ]?[:^]?(?=\n\s*\S)"
        rf"|(?P<role>{_CAPITALISED}(?:[ ](?:{_CAPITALISED}|{_NUMBERED})){{0,2}})(?=\n[ ]*\S)"
        rf"|(?P<capitals>{several}){CLOCK}{heard}"
        rf"(?:,?[ ](?P<capitals_how>{DIRECTION})[.:,]?(?:{_SAID}|[ ]?(?:—|--)(?=\S))"
        rf"|(?:(?<=\.)|[.:]){_SAID}"
        rf"|[.:](?:[ ]?—|--)[ ]*(?=\S)|(?:[ ]?—|--|[.:]?[ ][–-](?=[ ])){_CAPITALS_ONLY}[ ]*(?=\S))"
        rf"|(?P<colon>{_NAME}|{_PHONE}|{_NICK}){CLOCK}{heard}"
        rf"(?:[ ]?(?P<colon_how>{DIRECTION}))?[ ]?"
        rf"(?::(?!\d\d\b)(?=[ ]*\n?[ ]*[^\s/])|(?<!-)>{{1,2}}(?=[ ]\S)(?![^\n]*[ ]>)"
        rf"|(?<=[ ])\|(?=[ ]\S)(?![^\n]*\|))"
        r"))",
        re.MULTILINE,
    )


def is_stamped(text: str, label: Label) -> bool:
    """Whether a time, or a number, stands beside the name of *label* in *text*."""
    return label.style is LabelStyle.STAMPED or has_stamp(text, label.start)


def _are_initials(text: str, label: Label) -> bool:
    """Whether the surname follows: "U. S. GRANT", as a letter is signed."""
    last = label.name.rpartition(" ")[2]
    return (
        last.isalpha()
        and len(last) == 1 < len(label.name)
        and text[label.end : label.end + 2].isupper()
    )


def _is_whole(name: str) -> bool:
    """Whether the brackets in a nickname are closed."""
    return name.count("[") == name.count("]") and name.count("{") == name.count("}")


def _said_from(found: re.Match[str], style: LabelStyle) -> int:
    """Where what is said begins; below a name alone, blank lines may part them."""
    blanks = _BLANKS if style is LabelStyle.ABOVE else _BLANKS_IN_PARAGRAPH
    between = blanks.match(found.string, found.end())
    return between.end() if between else found.end()
