"""Tells what a text with labels is like as a whole: verse, a game of roles, an interview."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from narrate.languages import any_of, find_language
from narrate.model import Span
from narrate.text.labels.forms import Label, LabelStyle, is_stamped
from narrate.text.labels.lines import acts
from narrate.text.lines import split_lines

_ENDS = frozenset(".!?…:;\"”’')]_*—-")
_FEWEST_VERSES = 5
"""Lines below another by which verse is known."""
_FEWEST_ACTS = 2
_FEW_ACT = 10
"""One line in so many tells of something done, where people write so."""
_OF_LISTS = (LabelStyle.COLON, LabelStyle.SIGN)
_FEWEST_ENTRIES = 6
"""Entries of a list; fewer lines of a talk may have nothing of talk in them."""
_LONG_TALK = 120
"""Characters of what somebody says, as a mean, in an interview that somebody wrote down."""


def is_verse(text: str, labels: Sequence[Label]) -> bool:
    """Whether what *labels* stand before is verse.

    Many of its lines end in no sentence's end, and yet the next begins with a capital.
    """
    starts = frozenset(label.start for label in labels)
    lines = split_lines(text, Span(0, len(text)))
    below = [(a, b) for a, b in pairwise(lines) if a.text and b.text and b.start not in starts]
    capital = sum(not b.text[0].islower() for _, b in below)
    open_ended = sum(a.text[-1] not in _ENDS for a, _ in below)
    verse = capital * 10 >= len(below) * 9 and open_ended * 4 >= len(below)
    return len(below) >= _FEWEST_VERSES and verse


def is_acted(text: str, paragraphs: Sequence[Span], labels: Sequence[Label]) -> bool:
    """Whether what is done stands between asterisks: ``Mia: *shrugs* No``."""
    told = sum(acts(text, said) for said in _said(text, paragraphs, labels))
    return told >= _FEWEST_ACTS and told * _FEW_ACT >= len(labels)


def is_at_length(text: str, paragraphs: Sequence[Span], labels: Sequence[Label]) -> bool:
    """Whether what stands behind *labels* is so long that it is talk with paragraphs."""
    return sum(map(len, _said(text, paragraphs, labels))) >= _LONG_TALK * len(labels)


def is_list(text: str, paragraphs: Sequence[Span], labels: Sequence[Label], tag: str) -> bool:
    """Whether *labels* begin the entries of a list in the language *tag*: ``Flour: two cups``.

    In so many lines nobody is asked, nothing exclaimed or shortened, nobody says I or you, and
    nobody has a given name.
    """
    own = find_language(tag)
    talking = own.quotation.talking if own else ()
    plain = all(label.style in _OF_LISTS and not is_stamped(text, label) for label in labels)
    if not (own and own.vocabulary and talking and plain and len(labels) >= _FEWEST_ENTRIES):
        return False
    given = own.vocabulary.given
    if any(label.name.partition(" ")[0].capitalize() in given for label in labels):
        return False
    heard = re.compile(rf"\b(?:{any_of(talking)})\b|[?!…]|\w['’]\w", re.IGNORECASE)
    return not any(
        heard.search(text[one.start : one.end]) for one in _said(text, paragraphs, labels)
    )


def _said(text: str, paragraphs: Sequence[Span], labels: Sequence[Label]) -> list[Span]:
    """What stands behind each of *labels*, up to the next or to the end of its paragraph."""
    starts = [one.start for one in paragraphs]
    nexts = [*(label.start for label in labels[1:]), len(text)]
    ends = [paragraphs[bisect_right(starts, label.end) - 1].end for label in labels]
    return [
        Span(label.end, max(label.end, min(end, following)))
        for label, end, following in zip(labels, ends, nexts, strict=True)
    ]
