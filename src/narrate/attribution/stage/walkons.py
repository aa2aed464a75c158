"""People known by a description only: "the woman behind the counter"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Force, Reference, Sort
from narrate.attribution.grammar.turns import Turn, strongest
from narrate.attribution.people.persons import People
from narrate.attribution.stage.actors import Actor, ActorKind, Description, Roles
from narrate.attribution.stage.identity import appositions, called, revealed
from narrate.attribution.words.reading import Reading
from narrate.languages.words import NounKind
from narrate.model import Character, Gender


def description_of(reading: Reading, reference: Reference) -> Description:
    """By what description *reference*, a noun phrase, means a walk-on part."""
    distinguishing = reading.language.words("distinguishing")
    marks = tuple(
        low
        for low in reading.lows[reference.start : reference.end - 1]
        if low in distinguishing and low != reference.head
    )
    owner = None if reference.owner is None else reference.owner.person
    return Description(reference.head, marks, owner)


def add_walkons(roles: Roles, grammar: Grammar, turns: tuple[Turn, ...]) -> Roles:
    """*roles* with the people whom the text only describes."""
    reading = grammar.reading
    seen: dict[Description, list[Reference]] = defaultdict(list)
    tagged: Counter[Description] = Counter()
    for turn in turns:
        for link in (*turn.links, *((turn.lead,) if turn.lead else ())):
            if link.subject.sort is Sort.NOUN:
                key = description_of(reading, link.subject)
                seen[key].append(link.subject)
                tagged[key] += link.force is Force.TAG
    added: dict[Description, Actor] = {}
    acting = set(seen)
    if reading.short:
        for reference in _noun_phrases(reading, grammar):
            seen[description_of(reading, reference)].append(reference)
    for key, references in seen.items():
        first = max(references, key=lambda r: (_length(reading, r), -r.start))
        if not tagged[key] and not reading.short:
            continue
        added[key] = Actor(
            len(roles.actors) + len(added),
            _describe(reading, grammar, first),
            first.gender,
            1.0 if key in acting else 0.5,
            head=first.head,
            kind=ActorKind.WALK_ON,
        )
    walkons = {key: actor.number for key, actor in added.items()}
    return replace(roles, actors=(*roles.actors, *added.values()), walkons=walkons)


def _couple(
    reading: Reading, people: People, walkons: Mapping[Description, int]
) -> dict[Description, int]:
    """In a story with one married couple "her husband" is Mr. S and "his wife" Mrs. S."""
    married = reading.language.phrases("married titles")
    titles = {title for pair in married for title in pair}
    titled: dict[str, dict[str, int]] = defaultdict(dict)
    for person in people.everyone:
        for form in person.forms:
            for title in form.titles:
                if title in titles and form.core:
                    titled[form.core[-1]][title] = person.number
    couples = [
        found
        for found in titled.values()
        if any(pair_titles <= found.keys() for pair_titles in map(set, married))
    ]
    if len(couples) != 1:
        return {}
    return {
        Description(spouse): next(couples[0][title] for title in own_titles if title in couples[0])
        for spouses in reading.language.phrases("spouses")
        for spouse, own_titles in zip(spouses, zip(*married, strict=True), strict=True)
        if Description(spouse) in walkons
    }


def _titled(
    reading: Reading, people: People, walkons: Mapping[Description, int]
) -> dict[Description, int]:
    """Whom "the inspector" means, where one person bears the title; anybody may be "the lady"."""
    titles, styles, found = reading.language.titles, reading.language.styles, {}
    for key in walkons:
        known = reading.language.persons.get(key.noun)
        if key != Description(key.noun) or (known and known.kind is NounKind.GENERIC):
            continue
        noun = styles.get(key.noun, key.noun)
        title = titles[noun][0] if noun in titles else ""
        bearers = [
            person.number
            for person in people.everyone
            if any(title in form.titles for form in person.forms)
        ]
        if title and len(bearers) == 1:
            found[key] = bearers[0]
    return found


def _named_alike(
    reading: Reading, people: People, walkons: Mapping[Description, int]
) -> dict[Description, int]:
    """Whom "the fox" means where somebody is called Fox, and nothing else."""
    alone = {
        person.forms[0].core[0].lower(): person.number
        for person in people.everyone
        if len(person.forms) == 1 and person.forms[0].core[1:] == () and not person.forms[0].titles
    }
    return {
        key: alone[key.noun]
        for key in walkons
        if key == Description(key.noun)
        and key.noun in alone
        and key.noun.capitalize() not in reading.language.given
    }


def _apposed(
    grammar: Grammar, people: People, walkons: Mapping[Description, int]
) -> dict[Description, int]:
    """Whom "the clerk" means after "Anna Stone, a clerk, ...", if it told of nobody before."""
    found: defaultdict[Description, set[int]] = defaultdict(set)
    lows = grammar.reading.lows
    first = {low: k for k, low in zip(reversed(range(len(lows))), reversed(lows), strict=True)}
    for reference, person in appositions(grammar, people):
        head, start = reference.head.split()[-1], reference.start
        if min(first.get(head, start), first.get(f"{head}'s", start)) >= start:
            found[description_of(grammar.reading, reference)].add(person)
    return {
        key: next(iter(persons))
        for key, persons in found.items()
        if len(persons) == 1 and key in walkons
    }


def _noun_phrases(reading: Reading, grammar: Grammar) -> Iterator[Reference]:
    """Every common noun for one person in the narration, with its article."""
    for i, low in enumerate(reading.lows):
        if reading.speech[i] or low not in grammar.classes.determiners:
            continue
        end = grammar.sentence_end(i, min(i + 8, len(reading.lows)))
        found = grammar.phrases.noun_phrase(i, end)
        if (
            found is None
            or found.sort is not Sort.NOUN
            or found.head in grammar.classes.voice_nouns
        ):
            continue  # that somebody has a voice makes nobody of it
        if found.head in grammar.classes.persons:
            yield found


def identify(
    roles: Roles,
    grammar: Grammar,
    people: People,
    turns: tuple[Turn, ...],
    introduced: Mapping[int, int],
) -> Roles:
    """*roles* with every walk-on taken for the person he turns out to be.

    *introduced* says who gives his own name in a quotation, by segment.
    """
    reading = grammar.reading
    if reading.short:
        roles = roles.with_walkons(_couple(reading, people, roles.walkons))
        roles = roles.with_walkons(_titled(reading, people, roles.walkons))
        roles = roles.with_walkons(_named_alike(reading, people, roles.walkons))
        roles = roles.with_walkons(_apposed(grammar, people, roles.walkons))
    return roles.with_walkons(dict(_named_walkons(grammar, people, turns, introduced)))


def _named_walkons(
    grammar: Grammar, people: People, turns: tuple[Turn, ...], introduced: Mapping[int, int]
) -> Iterator[tuple[Description, int]]:
    """The descriptions of walk-ons whose names the text tells later, with whom they are."""
    reading = grammar.reading
    for turn in turns:
        link = strongest(turn)
        if link is None or link.force is not Force.TAG or link.subject.sort is not Sort.NOUN:
            continue
        named = revealed(reading, grammar.names, people, link)
        if named is None and reading.short:
            named = called(grammar, people, link.subject)
        if named is not None:
            yield description_of(reading, link.subject), named
        for n in turn.segments:
            if n in introduced:
                yield description_of(reading, link.subject), introduced[n]


def _length(reading: Reading, reference: Reference) -> int:
    end = reference.end
    follows = end < len(reading.lows) and reading.breaks[end - 1] == 0 and not reading.opens(end)
    place = follows and reading.lows[end] in reading.language.words("place opener")
    return reference.end - reference.start + 2 * place


def _place_end(reading: Reading, grammar: Grammar, end: int) -> int:
    """The end of a phrase like "behind the counter" that begins at word *end*, else *end*."""
    lows, openers = reading.lows, reading.language.words("place opener")
    if end + 2 >= len(lows) or lows[end] not in openers:
        return end
    if lows[end + 1] not in grammar.classes.determiners:
        return end
    if reading.breaks[end - 1] or reading.breaks[end + 1] or reading.opens(end):
        return end
    k = end + 3
    last = k >= len(lows) or reading.breaks[k - 1] != 0 or reading.opens(k)
    if (
        last
        or grammar.skip(k, k + 1) > k
        or lows[k] in grammar.classes.animate
        or lows[k] in grammar.classes.say
    ):
        return k
    return k if lows[k] in grammar.classes.conjunctions or lows[k].endswith("ed") else end


def _seized(reading: Reading, grammar: Grammar, reference: Reference) -> bool:
    """Whether somebody does something to *reference* by a part: "took the king by the sleeve"."""
    before = reading.lows[reference.start - 1] if reference.start else ""
    by = reference.end < len(reading.lows) and reading.lows[
        reference.end
    ] in reading.language.words("agent")
    return by and (before in grammar.classes.animate or before.endswith(("ed", "ing")))


def _owns(reading: Reading, reference: Reference, k: int) -> bool:
    """Whether word *k* is the head of *reference* with something that belongs to it behind."""
    low = reading.lows[k]
    return low != reference.head and low[:-2] == reference.head


def _with_article(reading: Reading, before: str, noun: str, gender: Gender | None) -> str:
    """The *noun*, which has the article *before*, with the definite one.

    As printed where an adjective is declined with it, or it tells no sex: "ein alter Mann".
    """
    words = reading.language.words
    definite, oblique = words("definite article"), words("oblique article")
    telling = oblique | words("feminine article")
    declined = bool(oblique) and before not in telling and (gender != "M" or " " in noun)
    if before in definite or declined:
        return f"{before} {noun}"
    if noun.startswith(tuple(words("eliding"))):
        return f"{min(definite & words('elided'))}'{noun}"
    told = words("feminine article" if gender == "F" else "masculine article")
    return f"{min(definite & told or definite)} {noun}"


def _describe(reading: Reading, grammar: Grammar, reference: Reference) -> str:
    """As in "the woman behind the counter": the noun phrase with its place, "a" made "the".

    "Her father in the kitchen" is her father wherever he is.
    """
    owning = [k for k in range(reference.start, reference.end) if _owns(reading, reference, k)]
    if owning:  # "the old woman's voice" is hers
        words = reading.text(reference.start, owning[0]) + f" {reference.head}"
    else:
        told = reference.owner is not None or _seized(reading, grammar, reference)
        end = reference.end if told else _place_end(reading, grammar, reference.end)
        words = reading.text(reference.start, end)
    first, _, rest = words.partition(" ")
    if first.lower() in reading.language.words("indicating") and rest:
        return _with_article(reading, first.lower(), rest, reference.gender)
    return (
        words[0].lower() + words[1:]
        if reference.owner is None or reference.owner.sort is not Sort.NAME
        else words
    )


def narrated_walkons(
    mentions: Iterable[tuple[int, int]], walkons: Mapping[Description, int], turns: tuple[Turn, ...]
) -> frozenset[int]:
    """The walk-ons of whom the narration tells outside of tags, too."""
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


def rename(roles: Roles, reading: Reading, listed: tuple[Character, ...]) -> Roles:
    """*roles* with the walk-ons named, and of the sex, as the user listed them."""
    articles = reading.language.words("definite article")
    actors = list(roles.actors)
    for character in listed:
        for words in (character.name, *character.aliases):
            plain = _without(articles, words)
            for actor in actors:
                called = _without(articles, actor.name)
                if actor.kind is ActorKind.WALK_ON and called == plain:
                    actors[actor.number] = replace(
                        actor, name=character.name, gender=character.gender or actor.gender
                    )
    return replace(roles, actors=tuple(actors))


def _without(articles: frozenset[str], words: str) -> str:
    """The *words* in small letters, without one of *articles* before them."""
    first, _, rest = words.lower().partition(" ")
    return rest if first in articles else words.lower()
