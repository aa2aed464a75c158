"""The script as attribution reads it: words with what stands between them, once, in one pass."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, compress, islice, pairwise, repeat
from typing import NamedTuple

from narrate.attribution.words.figured import figured_names, pattern_of
from narrate.languages import USUAL, any_of, find_language, language
from narrate.languages.entries import WORD
from narrate.languages.words import Vocabulary
from narrate.model import Kind, Script, Segment

_OPENING = frozenset("‘“\"'«„‚‹")
_SENTENCE = frozenset(".!?…")
_CLAUSE = frozenset(";:—–")
_BROKEN = re.compile(r"(?<=-)\n *")
"""where a word is parted at its hyphen, at the end of a line"""
_HERO = 0.02
"""the share of "you" among the narrator's words that makes it somebody who acts"""

NONE, COMMA, CLAUSE, SENTENCE = range(4)
"""How strongly the marks after a word part it from the next."""


@dataclass(frozen=True)
class Reading:
    """A script as words.

    Word *i* is ``words[i]``, with straight apostrophes whatever the text has, so that a name is
    always written alike; in lower case it is ``lows[i]``. It begins at
    ``starts[i]`` in the manuscript and is followed by ``gaps[i]`` (up to the next word or the end
    of its segment), which parts it from its neighbour as strongly as ``breaks[i]`` says.
    Segment *s* holds the words ``first[s]`` to ``first[s + 1]``, half-open. ``speech[i]`` is 1
    for a word in quotation marks and 0 for any other, ``paragraphs[i]`` is the paragraph of word
    *i*, and ``numbers[s]`` that of segment *s*, counted without breaks that are only blank lines.
    Numbers are packed and equal words are one object: a word costs 40 bytes, not 200.
    """

    segments: Sequence[Segment]
    language: Vocabulary
    words: list[str] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    breaks: bytearray = field(default_factory=bytearray)
    starts: array[int] = field(default_factory=lambda: array("q"))
    first: array[int] = field(default_factory=lambda: array("q", [0]))
    speech: bytearray = field(default_factory=bytearray)
    paragraphs: array[int] = field(default_factory=lambda: array("q"))
    numbers: array[int] = field(default_factory=lambda: array("q"))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the text exactly so."""
        return Counter(self.words)

    @cached_property
    def short(self) -> bool:
        """Whether this is a short story, in which a single mention must be enough."""
        return len(self.words) < 12_000

    @cached_property
    def narrated(self) -> tuple[tuple[int, int], ...]:
        """The sentences of the narration, as ranges of words."""
        places = pairwise(zip(self.speech, self.paragraphs, strict=True))
        ends = [
            n
            for n, (mark, (here, there)) in enumerate(zip(self.breaks, places, strict=False), 1)
            if mark >= SENTENCE or here != there
        ]
        return tuple(
            (a, b) for a, b in pairwise((0, *ends, len(self.words))) if a < b and not self.speech[a]
        )

    @cached_property
    def teller(self) -> str:
        """What the one who tells the story is called: "I", or "you" where that is the hero."""
        narrated = Counter(
            low for low, spoken in zip(self.lows, self.speech, strict=True) if not spoken
        )
        (hero,) = self.language.words("hero")
        own = sum(narrated[low] for low in self.language.words("teller"))
        return hero if narrated[hero] > max(_HERO * narrated.total(), 2 * own) else "I"

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words, as printed, by which the teller means himself: "I", but "je" and "Je"."""
        if self.teller != "I":
            return self.language.words("hero")
        small = self.language.words("teller") - {self.teller.lower()}  # an "i" is that of a list
        return small | {low.capitalize() for low in self.language.words("teller")}

    def bounds(self, segment: int) -> tuple[int, int]:
        """The words of *segment*, half-open."""
        return self.first[segment], self.first[segment + 1]

    def text(self, start: int, end: int) -> str:
        """The words *start* to *end* as printed, white space folded."""
        if end <= start:
            return ""
        parts = [self.words[k] + self.gaps[k] for k in range(start, end - 1)]
        return " ".join("".join((*parts, self.words[end - 1])).split())

    def begins(self, word: int) -> bool:
        """Whether *word* opens a sentence or a segment."""
        if word == 0 or self.breaks[word - 1] >= SENTENCE or self.opens(word):
            return True
        mark = self.gaps[word - 1][-1:]
        return mark in _OPENING and (mark != "'" or self._closed(word))

    def _closed(self, word: int) -> bool:
        """Whether a straight mark before *word* opens: "'Enery, here's luck" has an apostrophe."""
        while word + 1 < len(self.words) and not self.opens(word + 1):
            if self.gaps[word].startswith(("'", ",'", ".'", "!'", "?'")):
                return True
            word += 1
        return "'" in self.gaps[word]

    def opens(self, word: int) -> bool:
        """Whether *word* is the first of its segment."""
        return word == 0 or self.speech[word] != self.speech[word - 1] or self.parted(word)

    def parted(self, word: int) -> bool:
        """Whether *word* stands in another paragraph than the word before it."""
        return self.paragraphs[word] != self.paragraphs[word - 1]


def begins_scene(segment: Segment) -> bool:
    """Whether a scene begins at *segment*: who was there before may be gone.

    A few more blank lines than usual are heard as a pause, but are too often chance to go by.
    """
    return segment.kind is Kind.HEADING or (segment.kind is Kind.SCENE_BREAK and bool(segment.text))


def _strength(gap: str) -> int:
    marks = set(gap)
    if marks & _SENTENCE:
        return SENTENCE
    if marks & _CLAUSE or "--" in gap:
        return CLAUSE
    return COMMA if marks - {" ", "\n", "\r", "\t", "_", "*"} else NONE


def _vocabulary(tag: str) -> Vocabulary:
    """The words of the language that *tag* names; of English, where it has none."""
    languages = (find_language(tag), language(USUAL))
    return next(one.vocabulary for one in languages if one is not None and one.vocabulary)


def read(script: Script) -> Reading:
    """Take *script* apart into words; headings and scene breaks have none."""
    reading = Reading(script.segments, _vocabulary(script.book.language))
    narrated = (one.text for one in script.segments if one.kind is Kind.NARRATION)
    known = _known(reading.language, figured_names(narrated, reading.language.say))
    blank = 0
    for segment in script.segments:
        blank += not segment.text  # blank lines alone are no paragraph between two others
        reading.numbers.append(segment.paragraph - blank)
        if segment.kind in (Kind.NARRATION, Kind.DIALOGUE):
            _read_segment(reading, segment, known)
        reading.first.append(len(reading.words))
    return reading


class _Words(dict[str, tuple[str, str]]):
    """Each word as it is printed with what it is in ``words`` and in ``lows``."""

    def __missing__(self, word: str) -> tuple[str, str]:
        straight = _BROKEN.sub("", word.replace("’", "'")).replace("\n", " ")
        self[word] = new = straight, straight.lower()
        return new


class _Gaps(dict[str, tuple[str, int, bool]]):
    """Each gap with its strength, and whether it may be but the stop of an abbreviation."""

    def __init__(self, joints: frozenset[str]) -> None:
        super().__init__()
        self.joints = joints
        """marks inside of what is printed as one word"""

    def __missing__(self, gap: str) -> tuple[str, int, bool]:
        strength = NONE if gap in self.joints else _strength(gap)
        self[gap] = new = gap, strength, strength == SENTENCE and gap[:2] in {". ", ".\n"}
        return new


class _Known(NamedTuple):
    """What was met before, so that equal words are one object."""

    parts: re.Pattern[str]
    words: _Words
    gaps: _Gaps


def _known(language: Vocabulary, figured: frozenset[str]) -> _Known:
    """Nothing yet; how *language* parts a text into words, of which some are *figured* names."""
    elided, enclitic = language.words("elided"), language.words("enclitic")
    joints = frozenset("'’-") if elided | enclitic else frozenset[str]()
    return _Known(_parts(elided, enclitic, figured), _Words(), _Gaps(joints))


@lru_cache(16)
def _parts(
    elided: frozenset[str], enclitic: frozenset[str], figured: frozenset[str]
) -> re.Pattern[str]:
    """A word, grouped; what is *elided* (l'homme) and *enclitic* (dit-il) is one of its own."""
    first = f"{pattern_of(figured)}|" if figured else ""
    if not elided | enclitic:
        return re.compile(f"({first}{WORD.pattern})")
    before = rf"\b(?i:{any_of(elided)})(?=['’][^\W\d_])"
    behind = rf"(?i:{any_of(enclitic)})\b"
    letters = r"[^\W\d_]+"
    plain = rf"{letters}(?:(?:['’]|-(?!{behind})(?:\n *)?){letters})*"
    return re.compile(rf"({first}(?<=-){behind}|{before}|(?:[A-Z]\.){{2,}}|{plain})")


def _read_segment(reading: Reading, segment: Segment, known: _Known) -> None:
    before, *parts = known.parts.split(segment.text)
    if not parts:
        return
    lengths = accumulate(map(len, parts), initial=segment.span.start + len(before))
    words, lows = zip(*map(known.words.__getitem__, parts[::2]), strict=True)
    gaps, breaks, stops = zip(*map(known.gaps.__getitem__, parts[1::2]), strict=True)
    at = len(reading.words)
    reading.words.extend(words)
    reading.lows.extend(lows)
    reading.gaps.extend(gaps)
    reading.breaks.extend(breaks)
    reading.starts.extend(islice(lengths, 0, len(parts), 2))
    reading.speech.extend(repeat(segment.kind is Kind.DIALOGUE, len(words)))
    reading.paragraphs.extend(repeat(reading.numbers[-1], len(words)))
    for n in compress(range(len(words)), stops):
        if _abbreviation(words[n], lows[n], reading.language.titles):
            reading.breaks[at + n] = NONE


def _abbreviation(word: str, low: str, titles: object) -> bool:
    if len(word) == 1:
        return word.isupper() and word != "I"
    return low in titles and len(word) <= 5 and word[0].isupper()  # type: ignore[operator]  # a Mapping
