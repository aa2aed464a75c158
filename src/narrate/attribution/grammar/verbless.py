"""Tags without a verb of saying: "This from Ann", "was his reply"."""

from __future__ import annotations

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Force, Link, Reference, Sort
from narrate.attribution.grammar.speech_nouns import speech_of
from narrate.attribution.words.reading import NONE


def verbless_tag(grammar: Grammar, start: int, stop: int, *, comma: bool) -> Link | None:
    """As in "This from Dorrit", "That was Ann, by the door", "was her reply", "was all he said"."""
    lows, words = grammar.reading.lows, grammar.reading.language.words
    k = start
    if comma and lows[k] in words("source"):
        subject = grammar.phrases.noun_phrase(k + 1, stop)
        ends = subject is not None and subject.end >= stop
        return Link(Force.TAG, subject, start, stop, inverted=True) if ends and subject else None
    if lows[k] in words("demonstrative"):
        k += 1
    if k < stop and lows[k] in words("presenting"):
        k += 1
    if k < stop and k > start and lows[k] in words("source"):
        k += 1
        subject = grammar.phrases.noun_phrase(k, stop)
    elif (
        k < stop
        and k > start
        and lows[k] in words("free relative")
        and lows[k - 1] in words("copula")
    ):
        subject = grammar.phrases.noun_phrase(k + 1, stop)
        if subject is None or not grammar.spoken_by(subject, stop):
            return None
    elif k == start + 2 and lows[start] in words("singular demonstrative"):
        subject = _shown(grammar, k, stop)
    elif (k == start + 1 and k in grammar.names.at) or (
        lows[start] in words("reply verb") and k == start + 1 < stop
    ):
        subject = grammar.utterance(k, stop) or speech_of(grammar, k, stop)
    else:
        return None
    if subject is None or subject.oblique or subject.sort is Sort.MANY:
        return None
    return Link(Force.TAG, subject, start, subject.end, inverted=True)


def _shown(grammar: Grammar, start: int, stop: int) -> Reference | None:
    """Who it was, by words that end there or go on with "who": "Ann, by the door"."""
    reading = grammar.reading
    subject = grammar.phrases.noun_phrase(start, stop)
    if subject is None or subject.end >= stop:
        return None if subject is None or subject.sort is Sort.NOUN else subject
    if reading.lows[subject.end] in reading.language.words("relative subject"):
        return subject
    ends = reading.breaks[subject.end - 1] != NONE
    return subject if ends and subject.sort is not Sort.NOUN else None
