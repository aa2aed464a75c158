"""Which names are told of as two people: who answer one another, who are one another's kin."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from narrate.attribution.people.conversations import (
    Conversations,
    Pair,
    is_tag,
    spoken_paragraphs,
)
from narrate.attribution.people.forms import Form, Mention, Names
from narrate.attribution.words.reading import COMMA, NONE, SENTENCE, Reading

_SENTENCES = 1
"""ends of sentences between a name and that of his kin: "Miss Clara Bell, her sister," """
_PHRASE = 4
"""words of "her younger sister", and one more"""
_OFTEN = 0.1
"""the share of the rarer name's tags that must answer the other; fewer may be chance"""
_TWICE = 2
"""answers that are no chance in a long text; in a short one a single one is none"""
_TALK = 6
"""turns from one tag of a talk to another"""
_TAGS = 32
"""tags that the next one is held against; it bounds the time on a paragraph as long as a story"""
_TAKING_TURNS = 4
"""turns an odd number apart that two names tag, from which they are two people's"""
_ODD = 3
"""times as often as an even number apart they must be"""


def find_rivals(
    reading: Reading, names: Names, talk: Conversations
) -> Mapping[Form, frozenset[Form]]:
    """For every form those that mean somebody else, by what the narration tells of both."""
    found: defaultdict[Form, set[Form]] = defaultdict(set)
    whole: defaultdict[str, list[Form]] = defaultdict(list)
    for form in names.counts:
        if form.titles and len(form.core) > 1:
            whole[form.core[-1]].append(form)
    told = (*_related(reading, names), *_akin(reading, names), *_listed_together(reading, names))
    pairs = {pair for pair in told if not _alike(*pair)}
    kin = reading.language.words("relative title")
    for a, b in _answering(reading, names):
        namesakes = [form for name in (a, b) for form in whole.get("".join(name.core[-1:]), ())]
        shared = any(_holds(form, a) and _holds(form, b) for form in namesakes)
        if not shared and (not _alike(a, b) or _is_aunt(a, b, kin)):
            pairs.add((a, b))
    pairs.update(_in_one_talk(reading, names))
    for (a, b), count in talk.other.items():
        if count >= max(_TAKING_TURNS, _ODD * talk.same.get((a, b), 0)) and not _alike(a, b):
            pairs.add((a, b))
    for a, b in pairs:
        found[a].add(b)
        found[b].add(a)
    return {form: frozenset(others) for form, others in found.items()}


def _is_aunt(a: Form, b: Form, kin: frozenset[str]) -> bool:
    """Whether the names differ by a relation: "Margaret" who answers "Aunt Margaret" is another."""
    return a.core == b.core and bool(kin & (set(a.titles) ^ set(b.titles)))


def _alike(a: Form, b: Form) -> bool:
    """Whether one name is the other and more: "Kemp" and "Dr. Kemp", "Ann" and "Miss Ann Lee"."""
    short, long = sorted((a, b), key=lambda form: (len(form.core), len(form.titles)))
    inside = set(short.core) <= set(long.core)
    return inside and (not short.titles or short.core[:1] == long.core[:1] != long.core)


def _holds(whole: Form, part: Form) -> bool:
    """Whether "Miss Ada Finch" may be called *part*: "Miss Finch", "Ada"."""
    return set(part.titles) <= set(whole.titles) and set(part.core) <= set(whole.core)


def _answering(reading: Reading, names: Names) -> Iterator[Pair]:
    """The names in the tags of paragraphs that follow each other, if they do so often enough."""
    tags: Counter[Form] = Counter()
    answers: Counter[Pair] = Counter()
    last: Mention | None = None
    for mention in names.mentions:
        if mention.plural or reading.speech[mention.start] or not is_tag(reading, mention):
            continue
        tags[mention.form] += 1
        if last is not None and last.form != mention.form and _follows(reading, last, mention):
            a, b = sorted((last.form, mention.form))
            answers[a, b] += 1
        last = mention
    for (a, b), count in answers.items():
        if count >= max(1 if reading.short else _TWICE, _OFTEN * min(tags[a], tags[b])):
            yield a, b


def _follows(reading: Reading, last: Mention, mention: Mention) -> bool:
    return reading.paragraphs[mention.start] - reading.paragraphs[last.start] == 1


def _in_one_talk(reading: Reading, names: Names) -> Iterator[Pair]:
    """As in "said Tom" and "said Mr. Vane" in one talk of a short story that has a Tom Vane.

    A talk seldom tells of one person by both; the turns that tell so are an even number apart.
    """
    if not reading.short:
        return
    wholes = _titles_of_wholes(names)
    apart: defaultdict[Pair, list[int]] = defaultdict(list)
    for (a, here), (b, there) in _near_tags(reading, names):
        for pair in ((a, b), (b, a)):
            if _is_namesake(reading, wholes, *pair):
                apart[pair].append(there - here)
    for pair, distances in apart.items():
        if len(distances) >= _TWICE and any(distance % 2 for distance in distances):
            yield pair


def _titles_of_wholes(names: Names) -> Mapping[tuple[str, str], set[str]]:
    """The titles of whole names by their first word and their last: of "Mr. Tom Vane" "Mr."."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for form in names.counts:
        if len(form.core) > 1:
            found[form.core[0], form.core[-1]].update(form.titles)
    return found


def _is_namesake(
    reading: Reading, wholes: Mapping[tuple[str, str], set[str]], given: Form, titled: Form
) -> bool:
    """Whether *given* is "Tom" or "Tom Vane", *titled* "Mr. Vane", and nobody "Mr. Tom Vane"."""
    if given.titles or not given.core or not titled.titles or len(titled.core) != 1:
        return False
    titles = reading.language.words("husband title", "wife title") & set(titled.titles)
    whole = wholes.get((given.core[0], titled.core[0]))
    return bool(titles) and whole is not None and not titles <= whole


def _near_tags(
    reading: Reading, names: Names
) -> Iterator[tuple[tuple[Form, int], tuple[Form, int]]]:
    """Two names that tag turns near one another, each with the number of its turn."""
    spoken = spoken_paragraphs(reading)
    near: list[tuple[Form, int]] = []
    for mention in names.mentions:
        if mention.plural or reading.speech[mention.start] or not is_tag(reading, mention):
            continue
        turn = bisect_left(spoken, reading.paragraphs[mention.start])
        near = [one for one in near[-_TAGS:] if turn - one[1] <= _TALK]
        yield from ((one, (mention.form, turn)) for one in near if one[0] != mention.form)
        near.append((mention.form, turn))


def _related(reading: Reading, names: Names) -> Iterator[Pair]:
    """As in "Mrs. Kirke's daughter Minnie" and "Minnie's mother, Mrs. Kirke"."""
    family = reading.language.words("family")
    for mention in names.mentions:
        k = mention.end
        if not mention.owner or k >= len(reading.lows) or reading.opens(k):
            continue
        while k + 1 < len(reading.lows) and k < mention.end + 2 and reading.lows[k] not in family:
            k += 1
        other = names.at.get(k + 1)
        if other is None or reading.lows[k] not in family or reading.opens(k + 1):
            continue
        if reading.breaks[k] <= COMMA:
            yield mention.form, other.form


def _akin(reading: Reading, names: Names) -> Iterator[Pair]:
    """As in "Miss Bell ran the shop. Miss Clara Bell, her sister, ran the accounts"."""
    last: Mention | None = None
    for mention in names.mentions:
        if reading.speech[mention.start] or mention.plural:
            continue
        if last is not None and _is_kin(reading, mention.end) and _is_near(reading, last, mention):
            namesakes = last.form.core[-1:] == mention.form.core[-1:]
            if namesakes and last.form != mention.form:
                yield last.form, mention.form
        last = mention


def _is_kin(reading: Reading, end: int) -> bool:
    """Whether "her younger sister" stands in apposition to the name that ends at word *end*."""
    if end >= len(reading.lows) or reading.parted(end) or reading.breaks[end - 1] != COMMA:
        return False
    words = reading.language.words
    if reading.lows[end] not in words("masculine possessive", "feminine possessive"):
        return False
    for k in range(end + 1, min(end + _PHRASE, len(reading.lows))):
        if reading.lows[k] in words("family"):
            return True
        if reading.breaks[k] != NONE:
            return False
    return False


def _is_near(reading: Reading, last: Mention, mention: Mention) -> bool:
    """Whether both stand in one sentence, or in two that follow each other."""
    between = range(last.start, mention.start)
    return sum(reading.breaks[k] >= SENTENCE for k in between) <= _SENTENCES


def _listed_together(reading: Reading, names: Names) -> Iterator[Pair]:
    """As in "Liz Crowe and Beth Crowe were cousins"."""
    additive = reading.language.words("additive")
    for mention in names.mentions:
        k = mention.end
        if k >= len(reading.lows) or reading.lows[k] not in additive or reading.opens(k):
            continue
        other = names.at.get(k + 1)
        joined = other is not None and not (reading.breaks[k - 1] or reading.breaks[k])
        if other is not None and joined and not (mention.plural or mention.owner):
            yield mention.form, other.form
