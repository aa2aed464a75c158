"""Everybody who may speak, and where the text brings them up."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.attribution.clauses import Force, Grammar, Link, Reference, Sort
from narrate.attribution.identity import introductions, revealed
from narrate.attribution.names import Names, is_vocative
from narrate.attribution.people import People
from narrate.attribution.reading import SENTENCE, Reading
from narrate.attribution.turns import FRESH, Turn
from narrate.model import Character, Gender

_TELLING = 0.006
"""share of "I" among the narrator's words from which a story is told in the first person"""
_CHAIN = 400
"""words back in which a pronoun finds its subject"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who may speak: a named person, a walk-on known by *head*, or the narrator."""

    number: int
    name: str
    gender: Gender | None
    weight: float
    person: int | None = None
    head: str = ""
    kind: str = "named"
    titles: frozenset[str] = frozenset()
    surname: str = ""
    called: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """The actors, and where they stand in the text.

    *mentions* holds (word, actor) in order; *subjects* the subject of each told sentence, as
    (word, actor); *called* and *spoken_of* the actors that each quotation (by segment) addresses or
    talks about; *narrator* the actor who says "I" in the narration.
    """

    actors: tuple[Actor, ...]
    mentions: list[tuple[int, int]]
    subjects: list[tuple[int, int]]
    called: Mapping[int, tuple[int, ...]]
    spoken_of: Mapping[int, tuple[int, ...]]
    walkons: Mapping[str, int]
    narrator: int | None
    manner: Mapping[tuple[int, int], str]
    introduced: Mapping[int, int]
    exits: tuple[tuple[int, int], ...] = ()
    told: frozenset[int] = frozenset()
    """the walk-ons that the narration tells of outside of tags"""
    """who gives his own name in a quotation, by segment: "My name is Ezekiel Marsh." """

    @property
    def resolved(self) -> dict[int, int]:
        """The actor that each subject, by its word, means."""
        return dict(self.subjects)


def set_stage(
    reading: Reading,
    names: Names,
    people: People,
    grammar: Grammar,
    turns: tuple[Turn, ...],
    listed: tuple[Character, ...] = (),
    narrator_is: str | None = None,
) -> Stage:
    """Gather the actors and run once through the text; what the user *listed* holds."""
    actors = [
        Actor(
            person.number,
            person.name,
            person.gender,
            person.weight,
            person.number,
            titles=frozenset(title for form in person.forms for title in form.titles),
            called=person.called,
            aliases=person.spelled,
            surname=next(
                (
                    form.core[-1]
                    for form in person.forms
                    if len(form.core) > 1 or (form.titles and form.core)
                ),
                "",
            ),
        )
        for person in people.everyone
    ]
    walkons = _walkons(reading, grammar, turns, actors)
    _identify(reading, names, people, turns, walkons)
    _rename(actors, listed)
    if narrator_is is None:
        narrator_is = next((character.name for character in listed if character.narrator), None)
    if narrator_is is None:
        narrator = _narrator(reading, names, people, turns, actors)
    else:
        narrator = _appointed(actors, narrator_is, listed)
    mentions = sorted(_mentions(reading, names, people, walkons))
    subjects = follow_subjects(
        reading, grammar, actors, walkons, narrator, tags=naming_tags(turns)
    )
    leaving = {word: actor for word, actor in subjects if leaves(reading, word)}
    called, spoken_of, manner = _in_speech(reading, names, people, turns)
    _call_relations(reading, turns, actors, walkons, called, manner)
    return Stage(
        tuple(actors),
        mentions,
        subjects,
        called,
        spoken_of,
        walkons,
        narrator,
        manner,
        introductions(reading, names, people, turns),
        tuple(sorted(leaving.items())),
        _told_of(mentions, walkons, turns),
    )


def walkon_key(reading: Reading, reference: Reference) -> str:
    """What tells one walk-on from another: the noun, with "second", "other" or "old" before it."""
    lows = reading.lows[reference.start : reference.end - 1]
    marks = [low for low in lows if low in _TELLING_APART and low != reference.head]
    owner = reference.owner
    whose = f"{owner.person}'s " if owner is not None and owner.person is not None else ""
    return whose + " ".join((*marks, reference.head))


_TELLING_APART = frozenset(
    "first second third fourth other another old older elder young younger tall short fat thin "
    "little big small large bearded red black white blond dark".split()
)


def _walkons(
    reading: Reading, grammar: Grammar, turns: tuple[Turn, ...], actors: list[Actor]
) -> dict[str, int]:
    seen: dict[str, list[Reference]] = defaultdict(list)
    tagged: Counter[str] = Counter()
    for turn in turns:
        for link in (*turn.links, *((turn.lead,) if turn.lead else ())):
            if link.subject.sort is Sort.NOUN:
                key = walkon_key(reading, link.subject)
                seen[key].append(link.subject)
                tagged[key] += link.force is Force.TAG
    found = {}
    acting = set(seen)
    if reading.short:
        for reference in _noun_phrases(reading, grammar):
            seen[walkon_key(reading, reference)].append(reference)
    for key, references in seen.items():
        first = max(references, key=lambda r: (_length(reading, r), -r.start))
        if not tagged[key] and not reading.short:
            continue
        found[key] = len(actors)
        actors.append(
            Actor(
                len(actors),
                _describe(reading, grammar, first),
                first.gender,
                1.0 if key in acting else 0.5,
                head=first.head,
                kind="walkon",
            )
        )
    return found


def _couple(people: People, walkons: Mapping[str, int]) -> dict[str, int]:
    """In a story with one married couple "her husband" is Mr. S and "his wife" Mrs. S."""
    titled: dict[str, dict[str, int]] = defaultdict(dict)
    for person in people.everyone:
        for form in person.forms:
            for title in form.titles:
                if title in {"mr", "mrs", "lord", "lady"} and form.core:
                    titled[form.core[-1]][title] = person.number
    couples = [found for found in titled.values() if {"mr", "mrs"} <= set(found) or {"lord", "lady"} <= set(found)]
    if len(couples) != 1:
        return {}
    found = couples[0]
    pair = {"husband": found.get("mr", found.get("lord", -1)), "wife": found.get("mrs", found.get("lady", -1))}
    return {key: number for key, number in pair.items() if key in walkons and number >= 0}


def _noun_phrases(reading: Reading, grammar: Grammar) -> Iterator[Reference]:
    """Every common noun for one person in the narration, with its article."""
    for i, low in enumerate(reading.lows):
        if reading.speech[i] or low not in grammar.determiners:
            continue
        end = grammar.sentence_end(i, min(i + 8, len(reading.lows)))
        found = grammar.noun_phrase(i, end)
        if found is not None and found.sort is Sort.NOUN and found.head in grammar.persons:
            yield found


def _identify(
    reading: Reading,
    names: Names,
    people: People,
    turns: tuple[Turn, ...],
    walkons: dict[str, int],
) -> None:
    """Make one of a walk-on and the name he gives himself."""
    if reading.short:
        walkons.update(_couple(people, walkons))
    introduced = introductions(reading, names, people, turns)
    for turn in turns:
        link = strongest(turn)
        if link is None or link.force is not Force.TAG or link.subject.sort is not Sort.NOUN:
            continue
        named = revealed(reading, names, people, link)
        if named is not None:
            walkons[walkon_key(reading, link.subject)] = named
        for n in turn.segments:
            if n in introduced:
                walkons[walkon_key(reading, link.subject)] = introduced[n]


def _length(reading: Reading, reference: Reference) -> int:
    end = reference.end
    follows = end < len(reading.lows) and reading.breaks[end - 1] == 0 and not reading.opens(end)
    return reference.end - reference.start + 2 * (follows and reading.lows[end] in _WHERE)


_WHERE = frozenset("behind at by near beside in".split())


def _place_end(reading: Reading, grammar: Grammar, end: int) -> int:
    """The end of a phrase like "behind the counter" that begins at word *end*, else *end*."""
    lows = reading.lows
    if end + 2 >= len(lows) or lows[end] not in _WHERE or lows[end + 1] not in grammar.determiners:
        return end
    if reading.breaks[end - 1] or reading.opens(end):
        return end
    k = end + 3
    last = k >= len(lows) or reading.breaks[k - 1] != 0 or reading.opens(k)
    if last or grammar.skip(k, k + 1) > k or lows[k] in grammar.animate or lows[k] in grammar.say:
        return k
    return k if lows[k] in grammar.conjunctions or lows[k].endswith("ed") else end


def _describe(reading: Reading, grammar: Grammar, reference: Reference) -> str:
    """ "the woman behind the counter": the noun phrase with its place, "a" made "the"."""
    end = _place_end(reading, grammar, reference.end)
    words = reading.text(reference.start, end)
    first, _, rest = words.partition(" ")
    low = first.lower()
    if low in {"a", "an", "the", "this", "that"} and rest:
        return f"the {rest}"
    return (
        words[0].lower() + words[1:]
        if reference.owner is None or reference.owner.sort is not Sort.NAME
        else words
    )


def _told_of(
    mentions: Iterable[tuple[int, int]], walkons: Mapping[str, int], turns: tuple[Turn, ...]
) -> frozenset[int]:
    tagging = {
        word
        for turn in turns
        for link in turn.links
        if link.force is Force.TAG
        for word in range(link.start, link.end)
    }
    described = set(walkons.values())
    return frozenset(
        actor for word, actor in mentions if actor in described and word not in tagging
    )


def _narrator(
    reading: Reading, names: Names, people: People, turns: tuple[Turn, ...], actors: list[Actor]
) -> int | None:
    """The one who tells the story in the first person, if somebody does."""
    told = sum(not spoken for spoken in reading.speech)
    self_told = sum(
        word == "I" and not spoken
        for word, spoken in zip(reading.words, reading.speech, strict=True)
    )
    tags = sum(
        link.subject.sort is Sort.SELF and link.force is Force.TAG
        for turn in turns
        for link in turn.links
    )
    often = self_told >= max(2, _TELLING * told)
    if not often and tags < max(2, _TELLING * len(turns)):
        return None
    person = _called_narrator(names, people)
    if person is None:
        actors.append(Actor(len(actors), "I", None, 1.0, kind="narrator"))
        return actors[-1].number
    actors[person] = replace(actors[person], kind="narrator")
    return person


def _appointed(actors: list[Actor], name: str, listed: tuple[Character, ...]) -> int:
    """The actor whom the user says the story is told by."""
    known = next((c for c in listed if name == c.name or name in c.aliases), Character(name))
    for actor in actors:
        if known.name == actor.name or {known.name, name} & set(actor.aliases):
            actors[actor.number] = replace(actor, kind="narrator", name=known.name)
            return actor.number
    actors.append(Actor(len(actors), known.name, known.gender, 1.0, kind="narrator"))
    return actors[-1].number


def _rename(actors: list[Actor], listed: tuple[Character, ...]) -> None:
    """Give walk-ons the name and sex the user listed them with."""
    for character in listed:
        for words in (character.name, *character.aliases):
            plain = words.lower().removeprefix("the ")
            for actor in actors:
                if actor.kind == "walkon" and actor.name.lower().removeprefix("the ") == plain:
                    actors[actor.number] = replace(
                        actor, name=character.name, gender=character.gender or actor.gender
                    )


def _called_narrator(names: Names, people: People) -> int | None:
    """Who is named in speech only, and called by name: that is how the teller of a story shows."""
    best: tuple[int, int] | None = None
    for person in people.everyone:
        seen = [names.traces[form] for form in person.forms if form in names.traces]
        told = sum(t.told for t in seen)
        called, said = sum(t.called for t in seen), sum(t.said for t in seen)
        if called < 2 or said > 1 or told > 0.15 * person.mentions:
            continue
        if best is None or (-called, person.number) < best:
            best = (-called, person.number)
    return best[1] if best else None


def _mentions(
    reading: Reading, names: Names, people: People, walkons: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    for mention in names.mentions:
        number = people.of.get(mention.form)
        if number is not None and not mention.plural:
            yield mention.start, number
    heads: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, number in walkons.items():
        heads[key.split()[-1]].append((key, number))
    if not heads:
        return
    for i, low in enumerate(reading.lows):
        if low in heads and not reading.speech[i]:
            for key, number in heads[low]:
                marks = key.split()[:-1]
                around = reading.lows[max(0, i - 4) : i]
                if all(mark in around or mark[-2:] == "'s" for mark in marks):
                    yield i, number


def follow_subjects(
    reading: Reading,
    grammar: Grammar,
    actors: Sequence[Actor],
    walkons: Mapping[str, int],
    narrator: int | None,
    known: Mapping[int, int] | None = None,
    tags: Sequence[tuple[int, int]] = (),
) -> list[tuple[int, int]]:
    """The subject of every told sentence, pronouns resolved to the last subject of their sex.

    *known* gives the actors of subjects, by word, that are known better; *tags* holds, in order,
    (word, actor) for the tags that name somebody.
    """
    known = known or {}
    coming = list(reversed(tags))
    found: list[tuple[int, int]] = []
    last: dict[Gender, tuple[int, int]] = {}
    for start, end in _sentences(reading):
        while coming and coming[-1][0] < end:
            word, actor = coming.pop()
            gender = actors[actor].gender
            if gender:
                last[gender] = (word, actor)
        subject = grammar.subject(start, end)
        if subject is None:
            continue
        number: int | None = known.get(subject.start)
        if number is not None:
            pass
        elif subject.sort is Sort.NAME:
            number = subject.person
        elif subject.sort is Sort.NOUN:
            number = walkons.get(walkon_key(reading, subject))
        elif subject.sort is Sort.SELF:
            number = narrator
        elif subject.sort is Sort.PRONOUN and subject.gender in last:
            place, number = last[subject.gender]
            if start - place > _CHAIN:
                number = None
        if number is None:
            continue
        found.append((subject.start, number))
        gender = actors[number].gender
        if gender:
            last[gender] = (subject.start, number)
    return found


def naming_tags(turns: Iterable[Turn]) -> list[tuple[int, int]]:
    """(word, actor) of every tag that names its speaker."""
    return sorted(
        (link.subject.start, link.subject.person)
        for turn in turns
        for link in turn.links
        if link.force is Force.TAG and link.subject.person is not None
    )


def leaves(reading: Reading, subject: int) -> bool:
    """Whether the clause that begins with its subject at word *subject* takes it off the stage."""
    lows, exits = reading.lows, reading.language.words("exit")
    for k in range(subject, min(subject + 14, len(lows) - 1)):
        if lows[k] in exits and reading.breaks[k] >= SENTENCE:
            return True
        if lows[k] in exits and lows[k + 1] in {
            "the",
            "them",
            "her",
            "him",
            "us",
            "at",
            "for",
            "with",
            "without",
        }:
            return lows[k] == "left" and lows[k + 1] != "with"
        if lows[k] in _GOING and lows[k + 1] in _AWAY:
            return True
        if reading.breaks[k] >= SENTENCE:
            return False
    return False


_GOING = frozenset(
    "went walked ran hurried strode marched stormed slipped rushed rode drove hung goes walks runs crept stole".split()
)
_AWAY = frozenset("out away off upstairs downstairs home up outside indoors".split())


def _sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    """The told sentences as ranges of words."""
    start = 0
    size = len(reading.words)
    for i in range(size):
        over = i + 1 == size or reading.speech[i] != reading.speech[i + 1]
        over = (
            over
            or reading.breaks[i] >= SENTENCE
            or reading.paragraphs[i] != reading.paragraphs[i + 1]
        )
        if over:
            if not reading.speech[i]:
                yield start, i + 1
            start = i + 1


def _in_speech(
    reading: Reading, names: Names, people: People, turns: Iterable[Turn]
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]], dict[tuple[int, int], str]]:
    """Whom each quotation calls and of whom it speaks, and by which name it calls them."""
    called: dict[int, tuple[int, ...]] = {}
    spoken_of: dict[int, tuple[int, ...]] = {}
    manner: dict[tuple[int, int], str] = {}
    starts = [mention.start for mention in names.mentions]
    for turn in turns:
        for n in turn.segments:
            first, end = reading.bounds(n)
            k = bisect_left(starts, first)
            while k < len(starts) and starts[k] < end:
                mention = names.mentions[k]
                number = people.of.get(mention.form)
                k += 1
                if number is None or mention.plural:
                    continue
                if is_vocative(reading, mention):
                    called[n] = (*called.get(n, ()), number)
                    manner[n, number] = " ".join((*mention.form.titles, *mention.form.core))
                else:
                    spoken_of[n] = (*spoken_of.get(n, ()), number)
    return called, spoken_of, manner


def fresh(turn: Turn) -> bool:
    """Whether a conversation begins with *turn*."""
    return turn.gap >= FRESH


def _call_relations(
    reading: Reading,
    turns: Iterable[Turn],
    actors: Sequence[Actor],
    walkons: Mapping[str, int],
    called: dict[int, tuple[int, ...]],
    manner: dict[tuple[int, int], str],
) -> None:
    """ "Grandpa" calls the grandfather, where somebody is known as one."""
    pets = reading.language.pet
    bearers: dict[str, set[int]] = defaultdict(set)
    for key, number in walkons.items():
        bearers[key.split()[-1]].add(number)
    for actor in actors:
        for noun in actor.called:
            bearers[noun].add(actor.number)
    for turn in turns:
        for n in turn.segments:
            first, end = reading.bounds(n)
            for i in range(first, end):
                noun = pets.get(reading.lows[i])
                if noun is None or len(bearers[noun]) != 1 or not _addresses(reading, i, first, end):
                    continue
                (number,) = bearers[noun]
                if number not in called.get(n, ()):
                    called[n] = (*called.get(n, ()), number)
                    manner[n, number] = reading.lows[i]


def _addresses(reading: Reading, i: int, first: int, end: int) -> bool:
    """Whether the common noun at word *i* calls somebody: parted on both sides."""
    if reading.breaks[i] == 0 and i + 1 < end:
        return False
    k = i
    while k > first and reading.lows[k - 1] in {"my", "dear", "old"}:
        k -= 1
    if k == first or reading.breaks[k - 1] != 0:
        return True
    return reading.lows[k - 1] in reading.language.words("interjection")


def strongest(turn: Turn) -> Link | None:
    """The link of *turn* that says most: a tag before a cue before a beat."""
    order = (Force.TAG, Force.CUE, Force.BEAT)
    return min(turn.links, key=lambda link: (order.index(link.force), not link.sure), default=None)
