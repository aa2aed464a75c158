"""Two names side by side that are not one: "To Ann Bob said"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from narrate.attribution.people.forms import Form, Mention
from narrate.attribution.words.reading import Reading


def part_neighbours(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """*mentions*, with two names parted that only stand side by side once: "To Ann Bob said"."""
    seen = Counter(mention.form for mention in mentions)
    for one in mentions:
        core, led = one.form.core, one.start and reading.lows[one.start - 1]
        alone = seen[one.form] == 1 and led in reading.language.words("dative")
        for size in range(1, len(core)) if alone else ():
            left, right = Form(one.form.titles, core[:size]), Form((), core[size:])
            if min(seen[left], seen[right]) > 0:
                middle = one.end - len(right.core)
                yield Mention(one.start, middle, left, owner=False)
                yield replace(one, start=middle, form=right)
                break
        else:
            yield one
