"""Who speaks though no list has him for somebody: "the mongoose said", "and the ship replied,"."""

from __future__ import annotations

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Reference, Sort


def speaking_thing(grammar: Grammar, start: int, stop: int) -> Reference | None:
    """Any noun that speaks: "the mongoose said"."""
    if grammar.reading.lows[start] not in grammar.classes.determiners:
        return None
    for k in range(start + 2, min(stop, start + 6)):
        if grammar.speaks(k, stop):
            found = grammar.phrases.noun_phrase(start, k + 1, loose=True)
            return found if found is not None and found.end == k else None
    return None


def thing_before(grammar: Grammar, opening: int, verb: int) -> Reference | None:
    """Any noun that speaks next, as in "and the ship said", but for writings."""
    k = opening
    while k < verb and grammar.reading.lows[k] in grammar.classes.conjunctions:
        k += 1
    found = speaking_thing(grammar, k, verb + 1)
    writings = grammar.reading.language.words("message")
    return None if found is None or found.end != verb or found.head in writings else found


def speaking_it(grammar: Grammar, start: int, stop: int) -> Reference | None:
    """What speaks by "it said" in the sentence of what is said: a pronoun without a sex."""
    said = start + 1 < stop and grammar.speaks(start + 1, stop)
    neuter = grammar.reading.lows[start] in grammar.reading.language.words("neuter pronoun")
    return Reference(Sort.PRONOUN, start, start + 1) if said and neuter else None
