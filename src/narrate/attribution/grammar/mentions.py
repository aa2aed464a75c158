"""Who a clause tells of that has somebody in it but no subject who speaks or acts."""

from __future__ import annotations

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Reference, Sort
from narrate.attribution.words.reading import CLAUSE, NONE

_FORESTALLING = 3
"""words of "got there first", and at most of what else says that somebody is quicker"""
_LONG = 16
"""words of a clause at most in which the only one named is taken to be the one it is about"""


def only_person(grammar: Grammar, start: int, stop: int) -> Reference | None:
    """The only one whom a short clause mentions, as in "There was a sigh from Ann.".

    Or the only one but for whose face, or the like, it is: "Something in Bob's face made Ann
    pause.", "Bob's silence troubled Ann." None if a pronoun may mean somebody else.
    """
    if stop - start > _LONG:
        return None
    found: Reference | None = None
    aside = False
    k = start
    while k < stop:
        one = _mentioned(grammar, k, stop)
        manner = one is not None and one.head in grammar.classes.voice_nouns
        if one is None or (manner and k > start):  # "in a small voice"
            k += 1
            continue
        if one.sort is Sort.MANY:
            k = max(one.end, k + 1)
            continue
        if one.sort not in (Sort.NAME, Sort.NOUN):
            return None
        by_the_way = _is_aside(grammar, one, start) or _owns_thing(grammar, one, stop)
        if found is not None and (by_the_way or not aside):
            return None
        found, aside, k = one, by_the_way, max(one.end, k + 1)
    return found


def excepted(grammar: Grammar, start: int, stop: int) -> Reference | None:
    """Who alone does what a clause denies of all others: "Nobody answered but Ann."."""
    lows, words = grammar.reading.lows, grammar.reading.language.words
    for k in range(stop - 2, start, -1):
        if lows[k] in words("exceptive") and grammar.reading.breaks[k - 1] == NONE:
            found = _mentioned(grammar, k + 1, stop)
            ends = found is not None and found.end == stop
            return found if ends and lows[start] in words("universal") else None
    return None


def heard_voice(grammar: Grammar, start: int, stop: int) -> Reference | None:
    """Whose voice is heard at the end of a clause: "Bob turned at the sound of Ann's voice"."""
    lows, words = grammar.reading.lows, grammar.reading.language.words
    if lows[stop - 1] not in grammar.classes.utterances:
        return None
    for k in range(stop - 2, start, -1):
        if lows[k - 1] in words("perceiving") or tuple(lows[k - 2 : k]) in (
            grammar.reading.language.phrases("sound of")
        ):
            found = grammar.phrases.noun_phrase(k, stop)
            person = found is not None and found.sort in (Sort.NAME, Sort.NOUN)
            return found if person and found is not None and found.end == stop else None
    return None


def forestaller(grammar: Grammar, opening: int, end: int) -> Reference | None:
    """Who speaks in another's place, at the end of the sentence: "Bob didn't; Ann did."."""
    for k in range(end - 3, max(opening, end - 12), -1):
        if grammar.reading.breaks[k] == CLAUSE:
            found = grammar.phrases.noun_phrase(k + 1, end)
            speaks = found is not None and found.sort is not Sort.MANY and not found.oblique
            return found if speaks and found and forestalls(grammar, found, end) else None
    return None


def forestalls(grammar: Grammar, subject: Reference, end: int) -> bool:
    """Whether *subject* speaks in another's place: "but Ann did.", "but Ann got there first."."""
    lows, words = grammar.reading.lows, grammar.reading.language.words
    if end - subject.end > _FORESTALLING:
        return False
    rest = lows[subject.end : end]
    if len(rest) == 1:
        return rest[0] in words("replacing")
    quicker = len(rest) > 1 and rest[-1] in words("forestalling")
    return quicker and words("negation").isdisjoint(rest)


def has_no_subject(grammar: Grammar, start: int, end: int) -> bool:
    """Whether a sentence tells of nobody, or of who was told of before: "Looked away."."""
    possessives = grammar.classes.possessives
    found = (grammar.phrases.noun_phrase(k, end) for k in range(start, end))
    return all(one is None or grammar.reading.lows[one.start] in possessives for one in found)


def _is_aside(grammar: Grammar, one: Reference, start: int) -> bool:
    """Whether a preposition stands before *one*: "in Bob's face"."""
    before = grammar.reading.lows[one.start - 1] if one.start > start else ""
    return before in grammar.classes.prepositions


def _owns_thing(grammar: Grammar, one: Reference, stop: int) -> bool:
    """Whether *one* stands there for something of theirs: "Ann's silence"; not "Ann's"."""
    mention = grammar.names.at.get(one.start)
    owner = mention.owner if mention is not None else grammar.phrases.noun_owner(one.start, stop)
    return bool(owner) and one.end < stop and grammar.reading.breaks[one.end - 1] == NONE


def _mentioned(grammar: Grammar, k: int, stop: int) -> Reference | None:
    """Who is mentioned from word *k* on, as a name, a noun, a pronoun, or the owner of a thing."""
    mention = grammar.names.at.get(k)
    if mention is not None:
        number = grammar.people.of.get(mention.form)
        if number is None:
            return None
        gender = grammar.people.everyone[number].gender
        return Reference(Sort.NAME, k, mention.end, gender, number)
    owner = grammar.phrases.noun_owner(k, stop)
    if owner is not None:
        return owner
    found = grammar.phrases.noun_phrase(k, stop)
    return found if found is not None else grammar.phrases.possessor(k)
