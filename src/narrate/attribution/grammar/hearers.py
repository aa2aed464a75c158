"""To whom something is said: "said Ann to her mother", "he asked Tom", "She turned to Tom."."""

from __future__ import annotations

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Force, Link, Reference, Sort
from narrate.attribution.words.reading import CLAUSE

_FAR = 14
"""words after a tag in which its hearer must stand"""


def find_hearer(grammar: Grammar, link: Link) -> Reference | None:
    """The person that the clause of *link* says the words, or a gesture, are meant for."""
    reading = grammar.reading
    start = link.end if link.force is Force.TAG else link.subject.end
    stop = grammar.sentence_end(start, min(start + _FAR, len(reading.lows)))
    for k in range(start, stop):
        if k > start and reading.breaks[k - 1] >= CLAUSE:
            return None
        if reading.speech[k]:
            return None
        at = _object(grammar, link, k)
        found = grammar.phrases.noun_phrase(at, stop) if at is not None else None
        if found is not None and (found.sort is Sort.NAME or found.head in grammar.classes.persons):
            return found
    return None


def _object(grammar: Grammar, link: Link, k: int) -> int | None:
    """Where the object begins whose verb or preposition stands before word *k* or at it."""
    lows, language = grammar.reading.lows, grammar.reading.language
    before = lows[k - 1]
    if k == link.end and not link.inverted and before in language.words("hearer"):
        return k
    if lows[k] not in language.words("towards"):
        return None
    dative = lows[k] in language.words("dative")
    tag = link.force is Force.TAG and dative and k <= link.end + 1
    return k + 1 if tag or before in language.words("turning") else None
