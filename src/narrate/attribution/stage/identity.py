"""Who somebody is whose name is told late: in a form of address, or when he gives it himself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Force, Link, Reference, Sort
from narrate.attribution.grammar.turns import FRESH, Turn
from narrate.attribution.people.forms import Mention, Names
from narrate.attribution.people.name_counts import is_vocative
from narrate.attribution.people.persons import People, Person
from narrate.attribution.words.reading import COMMA, NONE, SENTENCE, Reading
from narrate.languages.words import Vocabulary

_APPOSITION = 8
"""words that a description behind a name has at most"""
_NAMING = 9
"""words after "a man" within which his name is told: "who goes by the name of ..." """
_REVEALED = 60
"""words after somebody unnamed spoke in which "It was Corin" tells who"""


def link_addresses(
    reading: Reading, names: Names, people: People, turns: tuple[Turn, ...]
) -> People:
    """Give "Mr. Scott", whom only speech names, to the one who is spoken to."""
    strangers = {
        person.number: person
        for person in people.everyone
        if not person.listed and _only_addressed(names, person)
    }
    if not strangers:
        return people
    of, everyone = dict(people.of), list(people.everyone)
    calls = _calls(reading, names, people, turns, strangers.keys())
    for number, stranger in strangers.items():
        found = {_listener(people, turns, t, stranger) for t in calls[number]}
        listener = next(iter(found), None)
        if len(found) != 1 or listener is None:
            continue
        for form in stranger.forms:
            of[form] = listener
        known = everyone[listener]
        everyone[listener] = replace(
            known,
            forms=known.forms + stranger.forms,
            spelled=known.spelled + stranger.spelled,
            mentions=known.mentions + stranger.mentions,
        )
    return People(tuple(everyone), of)


def _only_addressed(names: Names, person: Person) -> bool:
    """Whether the narration never says this name, and speech calls somebody by it."""
    seen = [names.counts[form] for form in person.forms if form in names.counts]
    titled = all(form.titles and len(form.core) == 1 for form in person.forms)
    return titled and not any(t.narrated for t in seen) and any(t.vocatives for t in seen)


def _calls(
    reading: Reading, names: Names, people: People, turns: Sequence[Turn], wanted: Collection[int]
) -> Mapping[int, Sequence[int]]:
    """The turns that call each of the persons *wanted*, by their numbers."""
    found: dict[int, list[int]] = {number: [] for number in wanted}
    for t, turn in enumerate(turns):
        for mention in _mentions(reading, names, turn):
            number = people.of.get(mention.form)
            if number in found and is_vocative(reading, mention):
                found[number].append(t)
    return found


def _mentions(reading: Reading, names: Names, turn: Turn) -> Iterator[Mention]:
    """The names in what is said in *turn*."""
    for n in turn.segments:
        for word in range(*reading.bounds(n)):
            if word in names.at:
                yield names.at[word]


def _listener(people: People, turns: tuple[Turn, ...], t: int, stranger: Person) -> int | None:
    """The one of the stranger's sex, without a surname, who speaks next to turn *t*."""
    for near in (t + 1, t - 1):
        if not 0 <= near < len(turns) or turns[max(t, near)].gap == FRESH:
            continue
        for link in turns[near].links:
            number = link.subject.person
            if link.force is not Force.TAG or number is None or number == stranger.number:
                continue
            person = people.everyone[number]
            bare = all(len(form.core) == 1 and not form.titles for form in person.forms)
            if bare and person.gender in (stranger.gender, None):
                return number
    return None


def introductions(
    reading: Reading, names: Names, people: People, turns: Iterable[Turn]
) -> dict[int, int]:
    """Who gives his own name in a quotation, by segment."""
    found: dict[int, int] = {}
    asked = False
    for turn in turns:
        told = _answered(reading, names, people, turn) if asked and turn.gap <= 1 else None
        if told is not None:
            found[turn.segments[0]] = told
        asked = _asks_name(reading, turn)
        for n in turn.segments:
            first, end = reading.bounds(n)
            for i in range(first, end):
                mention = names.at.get(i)
                if mention is None or mention.owner or mention.form not in people.of:
                    continue
                if _introduces(reading, mention, first, end):
                    found[n] = people.of[mention.form]
    return found


def _asks_name(reading: Reading, turn: Turn) -> bool:
    """Whether one of the last two sentences of *turn* asks for a name: "What's your name?"."""
    sentences = _sentences(reading, turn)[-2:]
    return any(_is_name_question(reading, start, end) for start, end in sentences)


def _sentences(reading: Reading, turn: Turn) -> list[tuple[int, int]]:
    """The first word of each sentence of *turn*, and the one after its last."""
    inner = [i for i in range(turn.start + 1, turn.end) if reading.breaks[i - 1] >= SENTENCE]
    return list(pairwise([turn.start, *inner, turn.end]))


def _is_name_question(reading: Reading, start: int, end: int) -> bool:
    """Whether the sentence is a question for a name: "And you are?", "What name shall I say?"."""
    if start == end or "?" not in reading.gaps[end - 1]:
        return False
    said, language = tuple(reading.lows[start:end]), reading.language
    if len(said) == 1 and said[0] in language.words("name noun"):
        return True
    if any(said[-len(one) :] == one for one in language.phrases("name question")):
        return True
    opens = any(said[: len(one)] == one for one in language.phrases("which name"))
    return opens and not _is_for_another(language, said)


def _is_for_another(language: Vocabulary, said: Sequence[str]) -> bool:
    """Whether a question for a name is for somebody else's: "What name shall we give her?"."""
    words = language.words
    others = words("masculine mention", "feminine mention", "they", "neuter pronoun")
    given = words("bestowing").intersection(said[:-1])  # "What name shall I give?"
    return bool(given or others.intersection(said))


def _answered(reading: Reading, names: Names, people: People, turn: Turn) -> int | None:
    """Whose name is all of the first sentence, or clause, of *turn*."""
    mention = names.at.get(turn.start)
    if mention is None or mention.owner or mention.end > turn.end:
        return None
    closed = mention.end == turn.end or reading.breaks[mention.end - 1] != NONE
    return people.of.get(mention.form) if closed else None


def _introduces(reading: Reading, mention: Mention, first: int, end: int) -> bool:
    """Whether who says *mention* in the quotation *first* to *end* gives his own name."""
    language = reading.language
    before = tuple(reading.lows[max(first, mention.start - 3) : mention.start])
    closed = mention.end >= end or reading.breaks[mention.end - 1] != NONE
    if any(before[-len(phrase) :] == phrase for phrase in language.phrases("introduction")):
        return True
    if closed:
        sentence = mention.start - len(before[-1:])
        opens = sentence == first or reading.breaks[sentence - 1] >= SENTENCE
        short = opens and before[-1:] in language.phrases("short introduction")
        return short or before in language.phrases("opening introduction")
    calling = mention.end < end and reading.lows[mention.end] in language.words("self calling")
    over = calling and (mention.end + 1 >= end or reading.breaks[mention.end] != NONE)
    return over and (mention.start == first or reading.breaks[mention.start - 1] != NONE)


def revealed(reading: Reading, names: Names, people: People, link: Link) -> int | None:
    """Whom the narration soon after the tag *link* says it was: "It was Corin"."""
    if link.force is not Force.TAG or link.subject.sort is not Sort.NOUN:
        return None
    revealing = reading.language.phrases("reveal")
    for i in range(link.end, min(link.end + _REVEALED, len(reading.lows))):
        mention = names.at.get(i)
        if mention is None or reading.speech[i] or i < 2:
            continue
        if tuple(reading.lows[i - 2 : i]) in revealing and (i == 2 or reading.begins(i - 2)):
            return _if_alone(reading, people, link, mention)
    return None


def _if_alone(reading: Reading, people: People, link: Link, mention: Mention) -> int | None:
    """Whom *mention* means, if it can be the subject of *link*, and its sentence says no more.

    "It was Corin who answered" tells of somebody else.
    """
    number = people.of.get(mention.form)
    if number is None or reading.breaks[mention.end - 1] == NONE:
        return None
    sexes = {people.everyone[number].gender, link.subject.gender}
    return None if {"F", "M"} <= sexes else number


def appositions(grammar: Grammar, people: People) -> Iterator[tuple[Reference, int]]:
    """Each description set off by commas behind a name, and who is named: "Ann, a clerk, ..."."""
    reading = grammar.reading
    for mention in grammar.names.mentions:
        number, k = people.of.get(mention.form), mention.end
        if number is None or mention.owner or k >= len(reading.lows) or reading.opens(k):
            continue
        if reading.speech[k] or reading.breaks[k - 1] != COMMA:
            continue
        end = min(k + _APPOSITION, len(reading.lows))
        found = grammar.phrases.noun_phrase(k, grammar.sentence_end(k, end))
        if found is not None and _describes(grammar, found, people.everyone[number]):
            yield found, number


def _describes(grammar: Grammar, found: Reference, person: Person) -> bool:
    """Whether the noun phrase *found* behind a name is a whole one and may mean *person*."""
    if found.sort is not Sort.NOUN or found.head not in grammar.classes.persons or found.owner:
        return False
    if {person.gender, found.gender} >= {"F", "M"}:
        return False
    reading, words = grammar.reading, grammar.reading.language.words
    after = "" if found.end >= len(reading.lows) else reading.lows[found.end]
    closed = reading.breaks[found.end - 1] != NONE or after in words("preposition")
    return closed and after not in words("enumerating")


def called(grammar: Grammar, people: People, subject: Reference) -> int | None:
    """Whom the clause after *subject* names: "a man called Corin", "by the name of Tib"."""
    reading, words = grammar.reading, grammar.reading.language.words
    for i in range(subject.end, min(subject.end + _NAMING, len(reading.lows))):
        if reading.parted(i) or reading.breaks[i - 1] >= SENTENCE:
            return None
        mention = grammar.names.at.get(i)
        if mention is None:
            continue
        before = reading.lows[i - 2 : i]
        named = before[-1] in words("naming", "name noun")
        named = named or (
            before[0] in words("name noun") and before[1] in words("being", "naming particle")
        )
        return people.of.get(mention.form) if named else None
    return None
