"""Ties the narration beside a quotation to it: tags, cues and beats."""

from __future__ import annotations

from dataclasses import replace

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.hearers import find_hearer
from narrate.attribution.grammar.mentions import (
    excepted,
    forestaller,
    has_no_subject,
    heard_voice,
)
from narrate.attribution.grammar.references import Force, Link, Reference, Sort
from narrate.attribution.grammar.sentences import actor, last_main_subject
from narrate.attribution.grammar.speaking_things import (
    speaking_it,
    speaking_thing,
    thing_before,
)
from narrate.attribution.grammar.speech_nouns import (
    last_voice,
    owner_of_speech,
    speech_of,
    told_voice,
)
from narrate.attribution.grammar.verbless import verbless_tag
from narrate.attribution.words.reading import CLAUSE, COMMA, NONE, SENTENCE

_SHORT = 8
"""words of a sentence at most, about nobody, behind which it may be told who spoke before it"""
_FAR = 28
"""words before a quotation in which its introducing verb must stand"""


def link_after(grammar: Grammar, start: int, end: int, *, comma: bool) -> Link | None:
    """What the narration *start* to *end* right after a quotation says of speaker and hearer.

    *comma* is true where the quotation's own end, or the narration's beginning, shows that the
    sentence goes on.
    """
    found = _after(grammar, start, end, comma=comma)
    return _with_hearer(grammar, found or _told_later(grammar, start, end))


def _with_hearer(grammar: Grammar, link: Link | None) -> Link | None:
    return link and replace(link, hearer=find_hearer(grammar, link))


def _after(grammar: Grammar, start: int, end: int, *, comma: bool) -> Link | None:
    if start >= end:
        return None
    stop = grammar.sentence_end(start, end)
    found = _inverted(grammar, start, stop, comma=comma) or verbless_tag(
        grammar, start, stop, comma=comma
    )
    found = found or _told_of(grammar, start, stop)
    if found is not None:
        return found
    subject = _leading(grammar, start, stop) or speaking_thing(grammar, start, stop)
    subject = subject or (speaking_it(grammar, start, stop) if comma else None)
    if subject is None:
        subject = actor(grammar, start, stop, first=True)
        return None if subject is None else Link(Force.BEAT, subject, start, stop, sure=comma)
    heard = _overheard(grammar, subject, start, stop)
    return heard or _acting(grammar, subject, start, stop, comma=comma)


def _told_later(grammar: Grammar, start: int, end: int) -> Link | None:
    """Who spoke, by the second sentence: "There was a pause. It was Ann who had said it."."""
    first = grammar.sentence_end(start, end)
    if first >= end or first - start > _SHORT:
        return None
    stop = grammar.sentence_end(first, end)
    known = _introduced(grammar, first, stop)
    if known is not None:
        return Link(Force.CUE, known, first, stop)
    found = _after(grammar, first, end, comma=False)
    return found if found is not None and found.force is not Force.BEAT else None


def _acting(
    grammar: Grammar, subject: Reference, start: int, stop: int, *, comma: bool
) -> Link | None:
    """What the clause behind a quotation says of its speaker, by what its *subject* does."""
    said = grammar.first_verb(subject, stop)
    if said is not None:
        link = Link(Force.TAG, subject, start, said + 1, sure=comma, verb=said)
        return _governed(grammar, link, said, stop)
    verb = grammar.skip(subject.end, stop)
    if comma and verb < stop:
        sure = grammar.reading.lows[verb] in grammar.classes.voice
        return Link(Force.TAG, subject, start, verb + 1, sure=sure, verb=verb)
    talks = verb < stop and grammar.reading.lows[verb] in grammar.reading.language.words("talking")
    return Link(Force.CUE if talks else Force.BEAT, subject, start, stop, sure=comma)


def _told_of(grammar: Grammar, start: int, stop: int) -> Link | None:
    """As in "The voice was Ann's.", "With that Ann left.", of words spoken right before."""
    owner = owner_of_speech(grammar, start, stop, behind=True) or heard_voice(grammar, start, stop)
    if owner is not None:
        return Link(Force.TAG, owner, start, owner.end)
    lows, k = grammar.reading.lows, start
    k += lows[k] in grammar.classes.conjunctions
    for size in (2, 3):
        if tuple(lows[k : k + size]) in grammar.classes.parting:
            subject = grammar.phrases.noun_phrase(k + size, stop)
            fits = subject is not None and not subject.oblique and subject.sort is not Sort.MANY
            return Link(Force.TAG, subject, start, stop) if fits and subject is not None else None
    return None


def _overheard(grammar: Grammar, subject: Reference, start: int, stop: int) -> Link | None:
    """As in "Bob heard Ann say": who is heard to speak."""
    lows, hears = grammar.reading.lows, grammar.reading.language.words("perceiving")
    near = range(subject.end, min(stop, subject.end + 5))
    k = next((k for k in near if lows[k] in hears or grammar.reading.breaks[k - 1] != NONE), stop)
    if k >= stop or lows[k] not in hears:
        return None
    found = grammar.phrases.noun_phrase(k + 1, stop)
    if k + 2 < stop and lows[k + 2] in grammar.classes.plain:
        found = (
            grammar.phrases.possessor(k + 1) or found
        )  # "heard her say": she, and no noun of hers
    if found is None or found.sort is Sort.MANY or found.end >= stop:
        return None
    verb = grammar.skip(found.end, stop)
    says = verb < stop and (lows[verb] in grammar.classes.plain or grammar.speaks(verb, stop))
    return Link(Force.TAG, found, start, verb + 1, verb=verb) if says else None


def _governed(grammar: Grammar, link: Link, verb: int, stop: int) -> Link | None:
    """*link*, surer if its subject stands by the *verb*; another's if it only hears the words."""
    subject = link.subject
    if grammar.is_passive(verb, subject.end):
        return _by_whom(grammar, link.start, verb, stop)
    direct = grammar.skip(subject.end, stop) == verb
    inserted = all(grammar.reading.breaks[k] == COMMA for k in (subject.end - 1, verb - 1))
    return replace(link, sure=link.sure or direct or inserted)


def _by_whom(grammar: Grammar, start: int, verb: int, stop: int) -> Link | None:
    """As in "Ann was asked by Bob": he speaks; without "by" it is not told who does."""
    by = verb + 1
    if by >= stop or grammar.reading.lows[by] not in grammar.reading.language.words("agent"):
        return None
    subject = grammar.phrases.noun_phrase(by + 1, stop)
    if subject is None or subject.sort is Sort.MANY:
        return None
    return Link(Force.TAG, subject, start, subject.end, verb=verb)


def _inverted(grammar: Grammar, start: int, stop: int, *, comma: bool) -> Link | None:
    """As in "said Emma", "cried out the old man"."""
    reading = grammar.reading
    start = _past_opening(grammar, start, stop)
    low = reading.lows[start]
    strong = low in grammar.classes.say
    known = strong or low in grammar.classes.voice or grammar.speaks(start, stop)
    any_verb = comma and low.endswith("ed") and start + 1 in grammar.names.at
    if not (known or any_verb) or low.endswith("ing"):
        return None
    quotatives = reading.language.words("quotative", "proclitic")
    k = start + 1
    while k < stop and k < start + 4 and reading.breaks[k - 1] == NONE:
        if grammar.phrases.noun_phrase(k, stop) is not None:
            break
        words = grammar.phrases.adverb(k) or int(reading.lows[k] in quotatives)
        if not words:
            break
        k += words
    if k >= stop or reading.breaks[k - 1] >= CLAUSE:
        return None
    subject = speech_of(grammar, k, stop) or grammar.phrases.noun_phrase(k, stop, loose=strong)
    if subject is not None and subject.head in grammar.classes.voice_nouns:
        subject = told_voice(grammar, subject.end, stop) or subject
    if subject is None or subject.oblique:
        return None
    return Link(Force.TAG, subject, start, subject.end, inverted=True, verb=start)


def _past_opening(grammar: Grammar, start: int, stop: int) -> int:
    """The word after an adverb, or "so" and "or so", that a verb of saying follows; or *start*."""
    lows, k = grammar.reading.lows, start
    if comparison := grammar.reading.language.words("comparison"):
        k += lows[k] in grammar.classes.conjunctions and lows[k] not in comparison
        k += k < stop and lows[k] in comparison
    if k == start and lows[start].endswith("ly"):
        k += 1
    while k < stop - 1 and lows[k] in grammar.reading.language.words("proclitic"):
        k += 1
    return k if k < stop and lows[k] in grammar.classes.say else start


def _leading(grammar: Grammar, start: int, stop: int) -> Reference | None:
    """The noun phrase that opens the narration, past "and", "then" or an adverb."""
    k = start
    lows = grammar.reading.lows
    while k < stop and k < start + 3:
        found = grammar.phrases.noun_phrase(k, stop)
        if found is not None:
            return None if found.oblique else found
        words = grammar.phrases.adverb(k) or int(lows[k] in grammar.classes.conjunctions)
        if not words:
            return None
        k += words
    return None


def link_before(grammar: Grammar, start: int, end: int) -> Link | None:
    """What the narration *start* to *end* right before a quotation says of speaker and hearer."""
    return _with_hearer(grammar, _before(grammar, start, end))


def _before(grammar: Grammar, start: int, end: int) -> Link | None:
    if start >= end:
        return None
    reading = grammar.reading
    opening = grammar.sentence_start(end - 1, start)
    strength = reading.breaks[end - 1]
    running = strength < SENTENCE
    words = grammar.utterance(opening, end)
    if words is not None and running:
        return Link(Force.TAG, words, opening, words.end)
    alone = _alone(grammar, opening, end) if running else _introduced(grammar, opening, end)
    alone = (
        alone
        or owner_of_speech(grammar, opening, end, behind=False)
        or heard_voice(grammar, opening, end)
        or excepted(grammar, opening, end)
        or forestaller(grammar, opening, end)
    )
    if alone is None and running:
        alone = last_voice(grammar, opening, end)
    if alone is not None:
        return Link(Force.TAG, alone, opening, end)
    verb = last_speech(grammar, opening, end)
    main = None if running else last_main_subject(grammar, opening, end)
    if verb is not None:
        subject, inverted = _subject_of(grammar, verb, opening, end)
        subject = subject or (thing_before(grammar, opening, verb) if running else None)
        if subject is not None and not (main and main.start > max(verb, subject.end)):
            force = Force.TAG if running else Force.CUE
            start, stop = min(subject.start, verb), max(verb + 1, subject.end)
            return Link(force, subject, start, stop, inverted, verb=verb)
    subject = actor(grammar, opening, end)
    if subject is None:
        earlier = not running and opening > start and has_no_subject(grammar, opening, end)
        found = _before(grammar, start, opening) if earlier else None
        return found and Link(Force.BEAT, found.subject, found.start, end)
    colon = running and strength in (COMMA, CLAUSE)
    return Link(Force.CUE if colon else Force.BEAT, subject, opening, end, sure=colon)


def _present(subject: Reference | None) -> Reference | None:
    """*subject*, unless it is no single person: "everyone", "Ann's letters"."""
    return None if subject is None or subject.sort is Sort.MANY else subject


def _alone(grammar: Grammar, opening: int, end: int) -> Reference | None:
    """Whoever stands alone before a colon, or behind "and": "Ann: ...", "; and Ann, ..."."""
    reading, k = grammar.reading, opening
    while k < end and reading.lows[k] in grammar.classes.conjunctions:
        k += 1
    found = grammar.phrases.noun_phrase(k, end)
    if found is None or found.oblique or found.sort is Sort.MANY:
        return None
    colon = reading.breaks[end - 1] == CLAUSE
    if found.end != end:  # "and Ann, with a wink:"
        told = reading.breaks[found.end - 1] == COMMA and found.sort is Sort.NAME
        return found if told and colon and k > opening else None
    return found if k > opening or colon else None


def _introduced(grammar: Grammar, opening: int, end: int) -> Reference | None:
    """Who speaks next by a sentence that says no more than that.

    As in "It was Ann who answered.", "The first to speak was Ann."
    """
    lows, classes = grammar.reading.lows, grammar.classes
    if tuple(lows[opening : opening + 2]) in classes.clefts:
        return _cleft(grammar, opening + 2, end)
    for k in range(opening + 3, end - 1):
        last = grammar.phrases.noun_phrase(k + 1, end)
        if lows[k] not in classes.passive or last is None or last.end != end:
            continue
        sounds = lows[k - 1] in classes.plain or lows[k - 1] in classes.talk
        return last if sounds and lows[k - 2] in classes.infinitive else None
    return None


def _cleft(grammar: Grammar, start: int, end: int) -> Reference | None:
    """Whom a sentence means that begins with "It was": "Ann who answered"."""
    lows = grammar.reading.lows
    found = grammar.phrases.noun_phrase(start, end)
    if found is None or found.oblique or found.end >= end:
        return None
    k = grammar.skip(found.end + 1, end)
    who = lows[found.end] in grammar.reading.language.words("relative subject")
    sounds = k < end and (grammar.speaks(k, end) or lows[k] in grammar.classes.voice)
    return found if who and sounds else None


def last_speech(grammar: Grammar, opening: int, end: int) -> int | None:
    """The last finite verb of speech of the sentence, not too far from its end."""
    reading = grammar.reading
    running = reading.breaks[end - 1] < SENTENCE
    lowest = max(opening, end - (_FAR if running else 7))
    for k in range(end - 1, lowest - 1, -1):
        low = reading.lows[k]
        before = reading.lows[k - 1] if k > opening else ""
        if (
            running
            and low in grammar.classes.plain
            and k > end - 6
            and before not in grammar.classes.determiners
        ):
            return k
        if not grammar.speaks(k, end) or (running and _says_nothing(grammar, k + 1, end)):
            continue
        of_noun = before in grammar.classes.prepositions and not low.endswith("ing")
        if before in grammar.classes.determiners or before in grammar.classes.infinitive or of_noun:
            continue
        if low.endswith("ing") and not running:
            continue
        return k
    return None


def _says_nothing(grammar: Grammar, k: int, end: int) -> bool:
    """As in "when Ann said nothing"; but in "said little Tim" somebody says something."""
    silence = grammar.reading.language.words("silence")
    return k < end and grammar.reading.lows[k] in silence and k + 1 not in grammar.names.at


def _subject_of(
    grammar: Grammar, verb: int, opening: int, end: int
) -> tuple[Reference | None, bool]:
    reading = grammar.reading
    before = grammar.subject_before(verb, opening)
    if before is not None:
        named = grammar.subject(opening, before.start) if before.start > opening else None
        apposed = named is not None and grammar.is_apposition(named, before)
        return (named if apposed else before), False
    if (
        verb == opening
        or grammar.classes.verb_second
        or reading.breaks[verb - 1] != NONE
        or reading.lows[verb - 1] in grammar.classes.conjunctions
    ):
        after = grammar.phrases.noun_phrase(verb + 1, end)
        fits = after is not None and not after.oblique and after.sort is not Sort.MANY
        if (
            fits
            and after is not None
            and (
                after.end == end
                or reading.breaks[after.end - 1] != NONE
                or grammar.classes.verb_second
            )
        ):
            return after, True
    return (
        grammar.antecedent(verb, opening)
        or last_main_subject(grammar, opening, verb)
        or grammar.subject(opening, verb)
    ), False
