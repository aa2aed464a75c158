"""Learns from a text whether names stand before what people say in it, and how they are set.

They do if a few names, all set in one layout, come again and again, by turns, before nearly all
that stands there, and what they stand before is what people say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log2

from narrate.model import Span
from narrate.text.labels.forms import Label, LabelForms
from narrate.text.labels.layouts import NameLayout, by_layout
from narrate.text.labels.names import called
from narrate.text.labels.runs import LabelledText, is_within

_FEWEST, _FEWEST_AT_ALL = 6, 4
"""Lines by which a layout is learned; and where nothing else is known, and all the text has it."""
_GAP = 2
"""Paragraphs that may stand between two lines of a talk."""
_COVERED = 0.7
"""The share of paragraphs, where the talk stands, that have a name before them."""
_CHANGES = 0.4
"""The share of lines that are somebody else's than the one before, at least."""
_MANY, _MUCH = 0.75, 0.1
_ENOUGH = 4.75
"""What a talk scores; a glossary, a list of prices, a diary score less."""
_ASKING = 1.25
"""What it tells that something is asked, and that much is."""
_ASKED = frozenset("?？؟")
_EXCLAIMED = frozenset("!！¡")
_ENDED = frozenset('.!?…"”’»」』)—？！。')


def learned_labels(
    page: LabelledText, forms: LabelForms, omitted: Sequence[Span], known: Sequence[Label]
) -> list[Label]:
    """The labels in the layout that *page* has, in order; none where it is no talk.

    What is *omitted*, in order, has none. Where some are *known* it takes more to learn others.
    """
    fewest = _FEWEST if known else _FEWEST_AT_ALL
    talks = [
        (_score(page, talk, layout), talk, layout, begun)
        for layout, labels in by_layout(page.text, forms).items()
        if len(labels) >= fewest
        and (begun := [one for one in page.begun(labels) if not is_within(one, omitted)])
        and (talk := _talk(page, begun, fewest))
    ]
    if not talks:
        return []
    score, talk, layout, begun = max(talks, key=lambda one: one[:2])
    return page.without_cast_list(_with_rare(page, talk, layout, begun)) if score >= _ENOUGH else []


def _talk(page: LabelledText, labels: Sequence[Label], fewest: int) -> list[Label]:
    """Those of *labels* whose names come again, in long runs of lines near each other."""
    alike = _alike(labels)
    times = Counter(called(label.name) for label in alike)
    again = [label for label in alike if times[called(label.name)] > 1]
    least = fewest if page.is_whole(again) else _FEWEST
    return [one for run in _runs(page, again) if len(run) >= least for one in run]


def _with_rare(
    page: LabelledText, talk: Sequence[Label], layout: NameLayout, labels: Sequence[Label]
) -> list[Label]:
    """*talk* with those of *labels* that are of its people, where most of the text is theirs.

    Where the *layout* is plain to see, theirs may stand anywhere, and beside them are also those of
    who speaks once.
    """
    large = all(one.name.isupper() for one in talk)
    plain_to_see = large or bool(layout.lead)
    whole = page.is_whole(talk)
    names = {called(one.name) for one in talk}
    taken = {one.start for one in talk}
    near = {page.paragraph(one) + n for one in talk for n in range(-_GAP, _GAP + 1)}
    beside = (
        one
        for one in labels
        if one.name.isupper() == large
        and (plain_to_see or (whole and called(one.name) in names))
        and (whole or called(one.name) in names or page.paragraph(one) in near)
    )
    return sorted((*talk, *(one for one in beside if one.start not in taken)))


def _alike(labels: Sequence[Label]) -> Sequence[Label]:
    """*labels*, or those in capitals where nearly all are."""
    large = [label for label in labels if label.name.isupper()]
    return large if len(large) * 10 >= len(labels) * 9 else labels


def _runs(page: LabelledText, labels: Sequence[Label]) -> Iterator[list[Label]]:
    run: list[Label] = []
    for label in labels:
        if run and page.paragraph_at(label.start) - page.paragraph_at(run[-1].end) > _GAP:
            yield run
            run = []
        run.append(label)
    if run:
        yield run


def _score(page: LabelledText, labels: Sequence[Label], layout: NameLayout) -> float:
    """How likely it is that *labels*, all set in *layout*, are names before what people say."""
    names = [called(label.name) for label in labels]
    people = len(set(names))
    changes = sum(a != b for a, b in pairwise(names)) / (len(names) - 1)
    few = 2 <= people <= len(names) / 2
    if not few or changes < _CHANGES or _covered(page, labels) < _COVERED:
        return 0.0
    if layout.bare and not page.is_whole(labels):
        return 0.0
    large = all(label.name.isupper() for label in labels)
    turns = log2(len(names) / people) + (changes >= _MANY) - 2 * _in_circles(names)
    looks = (bool(layout.lead) or not layout.plain) + large - (layout.mark == " ")
    return turns + looks + _sounds(_said(page, labels), layout)


def _sounds(said: Sequence[str], layout: NameLayout) -> float:
    """How much what is *said* is like speech: it asks, exclaims, and ends as sentences do."""
    asked = sum(not _ASKED.isdisjoint(one) for one in said) / len(said)
    exclaimed = any(not _EXCLAIMED.isdisjoint(one) for one in said)
    ended = sum(one[-1:] in _ENDED for one in said) / len(said)
    asking = _ASKING * ((asked > 0) + (asked >= _MUCH))
    listed = ended < 0.5 and layout.plain
    return asking + 0.5 * exclaimed + (ended >= _MANY) - 2 * listed


def _said(page: LabelledText, labels: Sequence[Label]) -> list[str]:
    """What stands behind each of *labels*, up to the next or to the end of its paragraph."""
    nexts = [*(label.start for label in labels[1:]), len(page.text)]
    ends = [page.paragraphs[page.paragraph_at(label.end)].end for label in labels]
    return [
        page.text[label.end : min(end, following)].strip()
        for label, end, following in zip(labels, ends, nexts, strict=True)
    ]


def _covered(page: LabelledText, labels: Sequence[Label]) -> float:
    """The share of the paragraphs that are theirs, where runs of *labels* stand."""
    places = [_places(page, run) for run in _runs(page, labels)]
    return sum(map(len, places)) / sum(max(one) - min(one) + 1 for one in places)


def _places(page: LabelledText, run: Sequence[Label]) -> set[int]:
    return {page.paragraph_at(place) for label in run for place in (label.start, label.end)}


def _in_circles(names: Sequence[str]) -> bool:
    """Whether *names* always follow each other in one order, as times of the day do."""
    people = len(set(names))
    return people > 2 and all(a == b for a, b in zip(names, names[people:], strict=False))
