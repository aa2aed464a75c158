"""Answers without words, in a paragraph of their own, as in "The boy shook his head"."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.attribution.grammar.references import Link
from narrate.attribution.words.reading import SENTENCE, Reading
from narrate.languages.words import Vocabulary

_LONGEST = 6
"""Words of a sentence that is an answer and nothing else."""


def answers_without_words(reading: Reading, link: Link) -> bool:
    """Whether the sentence of *link* is short and tells of a gesture, or that nothing is said."""
    behind, end = link.subject.end, max(link.subject.end, link.end)
    while behind < end < len(reading.words) and reading.breaks[end - 1] < SENTENCE:
        end += 1  # what is said, too: "Ann said" goes on with "nothing"
    if end - link.start > _LONGEST or behind == end:
        return False
    lows = reading.lows[behind:end]
    return lows[0] in reading.language.words("gesture") or _is_silent(lows, reading.language)


def _is_silent(lows: Sequence[str], language: Vocabulary) -> bool:
    """Whether nobody speaks, by what stands behind the subject: "did not answer"."""
    if not language.words("silent").isdisjoint(lows):
        return True
    speaks = not language.words("answer noun").isdisjoint(lows) or any(
        low in language.say for low in lows
    )
    none = language.words("negation", "silence")
    return speaks and any(low in none or low.endswith("n't") for low in lows)
