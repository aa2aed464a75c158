"""Makes words whole that were parted by a hyphen at the end of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from narrate.spans import Shifts
from narrate.text.normalization import replaced

_PARTED = re.compile(r"-\n(?P<indent> *)(?P<second>[^\W\d_]+)(?P<rest>\S*)(?: |(?=\n)|\Z)")
_FIRST_PART = re.compile(r"(?<![\w’'-])[^\W\d_]+(?:['’][^\W\d_]+)?$")
_LONGEST_PART = 40
"""Characters."""
_MANY = 100
"""Of more words it is quicker to count all."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST = """
all bare blue cross dark deep double ever far five four great half hard high ill long low new nine
old one quick self semi seven short single six soft strong sweet ten three tight two ultra vice well
white wide twenty thirty forty fifty sixty seventy eighty ninety
"""
_OPENS = frozenset(_FIRST.split())
"""Words with which compounds begin that keep their hyphen: well-known."""
_SECOND = """
born bred clad coated coloured colored dressed eyed faced fingered footed going haired handed headed
hearted keeper knit laden legged lidded lined lipped looking made mannered minded natured paced
proof ridden sized skinned soaked spoken stained stricken tempered tipped toed toned tongued topped
winded witted worn
"""
_CLOSES = frozenset(_SECOND.split())
"""Words with which compounds end that keep it: blue-eyed, half-hearted."""
_ENDINGS = """
able age al ance ed ence en er ery est ful hood ible ier ies iest ily ing ish ive less ly ment ness
ous s self selves ship sion teen th thing tion ty ward wards y
"""
_SUFFIXES = frozenset(_ENDINGS.split())
"""What goes on with a word without a hyphen: deep-ly, six-ty."""
_OLD = frozenset({"to-day", "to-morrow", "to-night"})
_SMALL = """
a after all and are as at be but by for from had has have he her here him his how i if in is it its
me my no not now of off on or our she so than that the their them then there they this to up us was
we were what when where which who why will with would you your
"""
_GRAMMAR = frozenset(_SMALL.split())
"""Words that are rather a sentence going on behind a dash, unless the whole is a word."""
_CLOSED = """
another become before behind below beneath beside besides between beyond cannot forward herself
himself hereby herein into inside itself maybe myself nowhere onto outside somehow therefore thereof
therein thereupon throughout towards anybody anyone anywhere everybody everyone
everywhere nobody somebody someone somewhere whatever whenever wherever whoever however
until unto upon upward whereas whereby wherein
whereof within without yourself always also almost already although afternoon indeed instead inform
inland income intend forget forgive forbid become behave belong began begin begun behold become
often broken often spoken taken oven even seven given written eaten fallen softly towards
"""
_WHOLE = frozenset(_CLOSED.split())


def with_whole_words(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, with no word parted at a line's end; the word moves up a line.

    It keeps its hyphen where the text has it elsewhere, where both parts are words of the text, or
    where compounds are made so ("well-known"). What looks like a dash is left.
    """
    if "-\n" not in text:
        return text, Shifts()
    parted = list(_PARTED.finditer(text))
    parts = [(_first(found).lower(), found["second"].lower()) for found in parted]
    wanted = {word for one, other in parts for word in (one, other, one + other, f"{one}-{other}")}
    words = _counted(wanted, _unparted(text, parted)) if parts else Counter()
    return replaced(_PARTED, lambda found: _whole(found, words), text)


def _first(found: re.Match[str]) -> str:
    """The first part of a word, before its hyphen; empty if it is no word."""
    before = found.string[max(found.start() - _LONGEST_PART, 0) : found.start()]
    part = _FIRST_PART.search(before)
    return part[0] if part else ""


def _unparted(text: str, parted: Sequence[re.Match[str]]) -> str:
    """*text* in small letters, without the words that are parted."""
    pieces, at = [], 0
    for found in parted:
        pieces.append(text[at : found.start() - len(_first(found))])
        at = found.end()
    return " ".join((*pieces, text[at:])).lower()


def _counted(wanted: Collection[str], text: str) -> Counter[str]:
    """How often each of the *wanted* words is in *text*."""
    if len(wanted) > _MANY:
        return Counter(_WORD.findall(text))
    found = (word for word in wanted if word in text)
    return Counter({word: len(re.findall(rf"(?<![\w-]){word}(?![\w-])", text)) for word in found})


def _whole(found: re.Match[str], words: Counter[str]) -> str:
    first, second, rest = _first(found), found["second"], found["rest"]
    hyphen = _hyphen(first, second, rest, words) if first else None
    if hyphen is None:
        return found[0]
    end = "\n" + found["indent"] if found[0][-1] == " " else ""
    return f"{hyphen}{second}{rest}{end}"


def _hyphen(first: str, second: str, rest: str, words: Counter[str]) -> str | None:
    """What stands between the parts of a word: a hyphen, nothing, or None for no word."""
    one, other = first.lower(), second.lower()
    if rest.startswith("-") or (second[0].isupper() and not first.isupper()):
        return "-"
    whole, parted = words[one + other], words[f"{one}-{other}"]
    if whole or parted:
        return "" if whole >= parted else "-"
    if one + other in _WHOLE or other in _SUFFIXES:
        return ""
    if other in _GRAMMAR:
        return None
    compound = one in _OPENS or other in _CLOSES or f"{one}-{other}" in _OLD
    return "-" if compound or (words[one] and words[other]) else ""
