"""Who speaks by a noun of speech: "The voice was Ann's.", "came the answer from Bob"."""

from __future__ import annotations

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Reference, Sort
from narrate.attribution.words.reading import NONE, SENTENCE

_NEAR = 4
"""words at most from a verb to its "from": "burst all at once from Ann"."""


def owner_of_speech(grammar: Grammar, start: int, stop: int, *, behind: bool) -> Reference | None:
    """Whose speech the clause *start* to *stop* is about, if its subject is a noun of speech.

    *behind* is true after a quotation: there an answer told of in a sentence is the next one.
    """
    noun = _noun_of_speech(grammar, start, stop)
    if noun is None:
        return None
    lows, words = grammar.reading.lows, grammar.reading.language.words
    answers = behind and lows[noun] in words("answer noun")
    k = noun + 1
    if k >= stop or answers or grammar.reading.breaks[noun] != NONE:
        return None
    if lows[k] in words("copula") or lows[k] in words("being"):
        return _equated(grammar, noun, k + 1, stop)
    if lows[k] in words("belonging"):
        return _person(grammar, k + 2, stop)
    return _source(grammar, k, stop)


def speech_of(grammar: Grammar, start: int, stop: int) -> Reference | None:
    """Whose the noun of speech at word *start* is: "the voice of Ann", "the answer from Bob"."""
    noun = _noun_of_speech(grammar, start, stop)
    if noun is None or noun + 2 >= stop:
        return None
    joined = grammar.reading.lows[noun + 1] in grammar.reading.language.words("origin")
    return _person(grammar, noun + 2, stop) if joined else None


def last_voice(grammar: Grammar, opening: int, end: int) -> Reference | None:
    """Whose voice comes last in a clause: "From the kitchen came Ann's voice:"."""
    lows = grammar.reading.lows
    for k in range(end - 3, opening, -1):
        if lows[k] not in grammar.reading.language.words("presenting"):
            continue
        found = grammar.phrases.noun_phrase(k + 1, end)
        sounds = lows[end - 1] in grammar.classes.voice_nouns
        return found if found is not None and found.end == end and sounds else None
    return None


def told_voice(grammar: Grammar, start: int, stop: int) -> Reference | None:
    """Whose a voice turns out to be: "came a voice; it was Ann's"."""
    lows = grammar.reading.lows
    for k in range(start, stop - 2):
        if tuple(lows[k : k + 2]) in grammar.classes.clefts:
            return _owner_alone(grammar, k + 2, stop)
    return None


def _noun_of_speech(grammar: Grammar, start: int, stop: int) -> int | None:
    """The word that is one: "voice" in "the same quiet voice"."""
    lows, classes = grammar.reading.lows, grammar.classes
    if start >= stop or lows[start] not in classes.determiners:
        return None
    nouns = classes.utterances | grammar.reading.language.words("speaker noun")
    for k in range(start + 1, min(stop, start + 5)):
        if lows[k] in nouns and not grammar.phrases.noun_owner(start, stop):
            return k
        if k in grammar.names.at or not grammar.phrases.may_qualify(k):
            return None
    return None


def _equated(grammar: Grammar, noun: int, k: int, stop: int) -> Reference | None:
    """As in "The speaker was Ann", "The voice was Ann's", at the end of the sentence."""
    speaker = grammar.reading.lows[noun] in grammar.reading.language.words("speaker noun")
    k += grammar.phrases.adverb(k) if k < stop else 0
    if k >= stop:
        return None
    if speaker:
        found = grammar.phrases.noun_phrase(k, stop)
        return found if found is not None and _closes(grammar, found.end, stop) else None
    return _owner_alone(grammar, k, stop)


def _owner_alone(grammar: Grammar, k: int, stop: int) -> Reference | None:
    """As in "Ann's", "the old man's", where nothing follows that could be owned."""
    mention = grammar.names.at.get(k)
    if mention is not None:
        number = grammar.people.of.get(mention.form)
        if not mention.owner or number is None or not _closes(grammar, mention.end, stop):
            return None
        gender = grammar.people.everyone[number].gender
        return Reference(Sort.NAME, k, mention.end, gender, number)
    owner = grammar.phrases.noun_owner(k, stop)
    return owner if owner is not None and _closes(grammar, owner.end, stop) else None


def _source(grammar: Grammar, k: int, stop: int) -> Reference | None:
    """As in "The words burst from Ann": the person behind the "from" of a verb at word *k*."""
    lows, words = grammar.reading.lows, grammar.reading.language.words
    if not (lows[k] in grammar.classes.voice or lows[k] in words("presenting")):
        return None
    for at in range(k + 1, min(stop - 1, k + 1 + _NEAR)):
        if lows[at] in words("source"):
            return _person(grammar, at + 1, stop)
        if grammar.reading.breaks[at - 1] != NONE:
            return None
    return None


def _person(grammar: Grammar, k: int, stop: int) -> Reference | None:
    """The person that word *k* begins to name: a name, or a noun for somebody."""
    if k >= stop:
        return None
    found = grammar.phrases.noun_phrase(k, stop)
    named = found is not None and found.sort in (Sort.NAME, Sort.NOUN)
    return found if named else None


def _closes(grammar: Grammar, end: int, stop: int) -> bool:
    """Whether the clause to *stop* goes no further than word *end*, or a mark stands there."""
    return end >= stop or grammar.reading.breaks[end - 1] in range(NONE + 1, SENTENCE + 1)
