"""The kinds of entries among the words that tell who speaks, and what makes one of no use.

A word must be one as WORD finds it in a text, in the form in which it is looked up, or else it
would never be met.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from narrate.languages.wordlists import ListLine, once
from narrate.model import Gender

WORD = re.compile(r"(?:[A-Z]\.){2,}(?:['’]s\b)?|[^\W\d_]+(?:(?:['’]|-(?:\n *)?)[^\W\d_]+)*")
"""A word of a text; one that has a hyphen may be parted there, at the end of a line."""
SEXES: Mapping[str, Gender | None] = {"M": "M", "F": "F", "-": None}
TITLE = re.compile(r"(\S+) ([MF-])(?: = (\S+))?")

Titles = dict[str, tuple[str, Gender | None]]


def _entries(lines: Iterable[ListLine]) -> Iterator[tuple[str, ListLine]]:
    return ((entry, line) for line in lines for entry in line.text.split())


def _low(word: str, line: ListLine) -> str:
    if not WORD.fullmatch(word) or word != word.lower().replace("’", "'"):
        line.refuse(f'"{word}" is not how a word is looked up')
    return word


def _capital(word: str, line: ListLine) -> str:
    if not WORD.fullmatch(word) or not word[0].isupper():
        line.refuse(f'"{word}" is not how a name is looked up')
    return word


def words(lines: Iterable[ListLine]) -> frozenset[str]:
    """Words in lower case, with straight apostrophes."""
    return frozenset(once((_low(word, line), line) for word, line in _entries(lines)))


def phrases(lines: Iterable[ListLine]) -> tuple[str, ...]:
    """Words and phrases as they are printed, parted by commas."""
    return tuple(once(parted_by_commas(lines)))


def parted_by_commas(lines: Iterable[ListLine]) -> Iterator[tuple[str, ListLine]]:
    """Each of the entries that commas part, with its line."""
    for line in lines:
        yield from ((entry.strip(), line) for entry in line.text.split(",") if entry.strip())


def names(lines: Iterable[ListLine]) -> tuple[str, ...]:
    """Words as they are printed, with a capital."""
    return tuple(once((_capital(word, line), line) for word, line in _entries(lines)))


def pairs(lines: Iterable[ListLine]) -> dict[str, tuple[str, ListLine]]:
    """Words in lower case, each with what stands behind it, and where."""
    found: dict[str, tuple[str, ListLine]] = {}
    for line in lines:
        entries = line.text.split()
        if len(entries) % 2:
            line.refuse(f'nothing is told of "{entries[-1]}"')
        for word, told in zip(entries[::2], entries[1::2], strict=True):
            if word in found:
                line.refuse(f'"{word}" stands here for the second time')
            found[_low(word, line)] = told, line
    return found


def sexes(lines: Iterable[ListLine]) -> dict[str, Gender | None]:
    """Words in lower case, each with the sex it tells: M, F or - (either)."""
    return {word: sex(mark, line) for word, (mark, line) in pairs(lines).items()}


def sex(mark: str, line: ListLine) -> Gender | None:
    """What *mark* in *line* tells."""
    if mark not in SEXES:
        line.refuse(f'"{mark}" is no sex: M, F or -')
    return SEXES[mark]


def aliases(lines: Iterable[ListLine], targets: Container[str], kind: str) -> dict[str, str]:
    """Words in lower case, each with the one of *targets*, a *kind* of words, it stands for."""
    found = pairs(lines)
    for target, line in found.values():
        if target not in targets:
            line.refuse(f'"{target}" is no {kind}')
    return {word: target for word, (target, _) in found.items()}


def titles(lines: Sequence[ListLine]) -> Titles:
    """Titles, one a line, each with its usual form, a title of the same sex, and that sex."""
    found: Titles = {}
    for line in lines:
        entry = TITLE.fullmatch(line.text) or line.refuse(
            "a title reads: word sex, or word sex = x"
        )
        word, mark, usual = entry.groups()
        if word in found:
            line.refuse(f'"{word}" stands here for the second time')
        found[_low(word, line)] = usual or word, SEXES[mark]
    for line, (usual, sex) in zip(lines, found.values(), strict=True):
        if found.get(usual) != (usual, sex):
            line.refuse(f'"{usual}" is no title of that sex in its usual form')
    return found


def nicknames(lines: Iterable[ListLine]) -> dict[str, frozenset[int]]:
    """Names, each with the numbers of the lines in which it stands beside others."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        row = names([line])
        if len(row) == 1:
            line.refuse("a name alone is short for none")
        for name in row:
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def verbs(lines: Iterable[ListLine]) -> dict[str, str]:
    """Verbs as :func:`inflect` takes them, by their base."""
    found: dict[str, str] = {}
    for entry, line in _entries(lines):
        base, *_ = forms = entry.split("/")
        if base in found:
            line.refuse(f'"{base}" stands here for the second time')
        found[base] = "/".join(_low(form, line) for form in forms)
    return found


def couples(lines: Iterable[ListLine]) -> frozenset[tuple[str, str]]:
    """Two words each, from ``one:other``."""
    return frozenset(once((_pair(entry, line), line) for entry, line in _entries(lines)))


def word_sequences(lines: Iterable[ListLine]) -> tuple[tuple[str, ...], ...]:
    """Phrases in their order, each as its words, from ``one:after:another``."""
    found = (
        (tuple(_low(word, line) for word in entry.split(":")), line)
        for entry, line in _entries(lines)
    )
    return tuple(once(found))


def phrasal(lines: Iterable[ListLine], irregular: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Every form of a verb, from ``verb:particle``, with its particle."""
    return frozenset(
        (form, particle)
        for verb, particle in couples(lines)
        for form in inflect(irregular.get(verb, verb))
    )


def _pair(entry: str, line: ListLine) -> tuple[str, str]:
    first, _, second = entry.partition(":")
    return _low(first, line), _low(second, line)


def inflected(entries: Iterable[str]) -> frozenset[str]:
    """All forms of the verbs *entries*."""
    return frozenset(form for entry in entries for form in inflect(entry))


def inflect(entry: str) -> Iterator[str]:
    """The finite forms and the participles of ``base``, ``base/past`` or ``base/past/participle``.

    Not the base itself: "a cry", "to answer" are no tags. See :attr:`Vocabulary.plain`.
    """
    base, *irregular = entry.split("/")
    yield re.sub(r"([^aeiou])y$", r"\1ie", base) + (
        "es" if re.search(r"(s|sh|ch|x|z|[^o]o)$", base) else "s"
    )
    past = irregular or [re.sub(r"([^aeiou])y$", r"\1i", base.removesuffix("e")) + "ed"]
    yield from past
    doubled = past[0].removesuffix("ed")
    stem = doubled if doubled == base + base[-1] else re.sub(r"([^eoy])e$", r"\1", base)
    yield (base[:-2] + "y" if base.endswith("ie") else stem) + "ing"
