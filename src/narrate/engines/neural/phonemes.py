"""From words to the ids of a voice's sounds, and where in these each word begins."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from narrate.engines.neural.text import Sentence, Word

Phonemize = Callable[[str], Sequence[Sequence[str]]]

START, END, BETWEEN, BLANK = "^", "$", "_", " "
"""The signs, as Piper has them, for the start, the end, between two sounds, and a blank."""
MARKS = frozenset(".,;:!?")
STRESS = frozenset("ˈˌ")
VOWELS = frozenset("aeiouyæøœɐɑɒɔɘəɚɛɜɝɞɤɨɪɯɵɶʉʊʌʏᵻ")


@dataclass(frozen=True, slots=True)
class Sounds:
    """A sentence as a model takes it: *ids*, and at which of them each of *words* begins.

    *parted* are the ids before which there is a blank: where a gap may be.
    """

    ids: tuple[int, ...]
    words: tuple[tuple[int, Word], ...]
    parted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Phonemizer:
    """The way from text to phonemes, for one voice; *ids* are by phoneme.

    *phonemize* gives the phonemes of each sentence of a text, *remembered* does so for one word.
    """

    phonemize: Phonemize
    remembered: Phonemize
    ids: Mapping[str, Sequence[int]]

    def sounds(self, sentence: Sentence) -> Sounds | None:
        """*sentence* as ids; None where nothing in it has a sound."""
        phonemes = self._phonemes(sentence)
        if not any(one.isalpha() and one in self.ids for one in phonemes):
            return None
        ids, places = self._ids(phonemes)
        heard = tuple(_heard(phonemes))
        expected = [
            (one.sounds, number)
            for number, word in enumerate(sentence)
            for one in _heard(self._alone(word))
        ]
        words = tuple(
            (places[phoneme], sentence[number]) for number, phoneme in _beginnings(expected, heard)
        )
        return Sounds(ids, words, tuple(places[one.places[0]] for one in heard[1:]))

    def _phonemes(self, sentence: Sentence) -> list[str]:
        """The phonemes of *sentence*; sounds that a lexicon gives stand among them as they are."""
        phonemes: list[str] = []
        for given, group in groupby(sentence, key=lambda word: word.sounds):
            words = tuple(group)
            if phonemes and phonemes[-1] != BLANK:
                phonemes.append(BLANK)
            text = " ".join(word.text + word.mark for word in words)
            phonemes += _given(words) if given else _joined(self.phonemize(text))
        return phonemes

    def _ids(self, phonemes: Sequence[str]) -> tuple[tuple[int, ...], list[int]]:
        """The ids of *phonemes*, and at which of them each phoneme begins.

        A phoneme that the voice does not know is left out, as Piper itself does.
        """
        ids = [*self.ids[START], *self.ids[BETWEEN]]
        places = []
        for phoneme in phonemes:
            places.append(len(ids))
            if phoneme in self.ids:
                ids += *self.ids[phoneme], *self.ids[BETWEEN]
        return (*ids, *self.ids[END]), places

    def _alone(self, word: Word) -> list[str]:
        """The phonemes of *word* said alone."""
        return list(_given((word,))) if word.sounds else _joined(self.remembered(word.text))


def _joined(sentences: Sequence[Sequence[str]]) -> list[str]:
    """The phonemes of one sentence that eSpeak may have taken for several."""
    joined: list[str] = []
    for phonemes in sentences:
        if joined and joined[-1] != BLANK:
            joined.append(BLANK)
        joined += phonemes
    while joined and joined[-1] == BLANK:
        joined.pop()
    return joined


def _given(words: Iterable[Word]) -> Iterator[str]:
    for number, word in enumerate(words):
        if number:
            yield BLANK
        yield from unicodedata.normalize("NFD", word.text)
        yield from word.mark


@dataclass(frozen=True, slots=True)
class Heard:
    """What stands between two blanks: its sounds without stress, and the place of each of them."""

    sounds: str
    places: tuple[int, ...]


def _heard(phonemes: Sequence[str]) -> Iterator[Heard]:
    """The words of *phonemes*; a sound that is stressed begins with its stress."""
    sounds: list[str] = []
    places: list[int] = []
    stressed: int | None = None
    for place, phoneme in enumerate((*phonemes, BLANK)):
        if phoneme in STRESS:
            stressed = place
        elif phoneme == BLANK:
            if sounds:
                yield Heard("".join(sounds), tuple(places))
            sounds, places, stressed = [], [], None
        elif phoneme not in MARKS:
            sounds.append(phoneme)
            places += [place if stressed is None else stressed] * len(phoneme)
            stressed = None


def _beginnings(
    expected: Sequence[tuple[str, int]], heard: Sequence[Heard]
) -> Iterator[tuple[int, int]]:
    """Which word begins at which phoneme, as far as it is sure.

    *expected* are the sounds of each word said alone, with its number; in a sentence it may sound
    otherwise, or be drawn together with the next one.
    """
    alone = [sounds for sounds, _ in expected]
    numbers = [number for _, number in expected]
    for index, place, inside in _pairs(alone, [one.sounds for one in heard]):
        first = index == 0 or numbers[index - 1] != numbers[index]
        if first and _alike(alone[index], heard[place].sounds[inside:]):
            yield numbers[index], heard[place].places[inside]


def _pairs(alone: Sequence[str], said: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Which of *alone* is which of *said*, and at which of its sounds it begins.

    What sounds alike in both holds the rest in place.
    """
    matcher = SequenceMatcher(None, alone, said, autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            yield from ((start + n, begin + n, 0) for n in range(end - start))
        elif kind == "replace":
            yield from _pairs_between(alone, said, range(start, end), range(begin, stop))


def _pairs_between(
    alone: Sequence[str], said: Sequence[str], words: range, places: range
) -> Iterator[tuple[int, int, int]]:
    """The same for what does not sound alike: one by one, or two of *words* drawn together.

    The first word begins with the first place in any case; where the numbers of both disagree and
    nothing explains it, the rest is left out.
    """
    while words and places:
        index, place = words[0], places[0]
        yield index, place, 0
        inside = len(alone[index])
        drawn = said[place].startswith(alone[index]) and len(said[place]) > inside
        if len(words) > len(places) and len(words) > 1 and drawn:
            yield words[1], place, inside
            words = words[1:]
        elif len(words) != len(places):
            return
        words, places = words[1:], places[1:]


def _alike(alone: str, said: str) -> bool:
    """Whether a word that sounds so *alone* may begin so: with its sound, or both with a vowel."""
    return alone[:1] == said[:1] or (alone[:1] in VOWELS and said[:1] in VOWELS)
