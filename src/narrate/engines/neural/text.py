"""What an utterance asks a neural voice to say: sentences of words that know their places.

Piper's own way from text to sounds loses an ellipsis and glues the words beside it together, says
brackets and unspaced dashes without a pause, and ends a sentence at "Mr."; so marks are put in
ways that it understands. A sentence of many words loses its level, and takes memory by the
gigabyte; so a long one is cut where there is a pause in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from narrate.speech.breath import abbreviations
from narrate.speech.lexicon import EDGE

LONGEST = 60
"""words of a sentence that is said at once"""
SHORTEST_CUT = 20
"""words before a pause at which a longer sentence is cut"""

_UNHEARD = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{EDGE}]")
_TOKEN = re.compile(
    rf"{EDGE}\[(?P<sounds>[^\s{EDGE}]+)\]{EDGE}(?P<behind>[^\s{EDGE}]*)"
    r"|(?P<dash>(?:-{2,}|[—―⸺⸻]|(?<!\d)–|–(?!\d)|(?<=\s)-(?=\s))+)"
    r"|(?P<dots>\.(?: ?\.){1,}|…+)"
    r"|(?P<bracket>[()\[\]{}<>]+)"
    rf"|(?P<word>(?:(?!-{{2}}|\.\.|(?<!\d)–|–(?!\d))[^\s—―⸺⸻…()\[\]{{}}<>{EDGE}]){{1,80}})"
    r"|\S"
)
_MARK = re.compile(r"(?P<marks>[.,;:!?]+)'*$")
_QUOTES = '"“”‘«»„'
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_ENDING = re.compile(r"[.!?]$")
_PAUSE = re.compile(r"[,;:]$")
_INITIAL = re.compile(r"[B-HJ-Z]\.")
_CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_SIGN = re.compile(r"[^\x20-\x7e“”‘’«»„‚´¿¡·•]+")
"""A sign that has a name, such as a picture."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is handed over, the mark of a pause behind it, and its place in the utterance.

    The place, ``spoken[start:end]``, is without marks. With *sounds* the text is phonemes.
    """

    text: str
    mark: str
    start: int
    end: int
    sounds: bool = False


Sentence = tuple[Word, ...]


def sentences(spoken: str) -> tuple[Sentence, ...]:
    """The sentences of *spoken* that have a word, each of at most LONGEST words."""
    whole: list[Word] = []
    done: list[Sentence] = []
    for word in _settled(tuple(_words(spoken))):
        whole.append(word)
        if _ENDING.match(word.mark):
            done.append(tuple(whole))
            whole = []
    if whole:
        last = whole[-1]
        done.append((*whole[:-1], replace(last, mark=last.mark or ".")))
    return tuple(part for sentence in done for part in _cut(sentence))


def _words(spoken: str) -> Iterator[Word]:
    """Every word, with what marks stand behind it; a mark alone belongs to the word before."""
    pending: Word | None = None
    for found in _TOKEN.finditer(_UNHEARD.sub(_blank, spoken)):
        if found["word"] or found["sounds"]:
            word = _sounds(found) if found["sounds"] else _plain(found)
            if word is None:  # marks alone
                pending = pending and _marked(pending, found[0])
                continue
            if pending:
                yield pending
            pending = word
        elif pending:
            pending = _marked(pending, _spelled(found))
    if pending:
        yield pending


def _blank(found: re.Match[str]) -> str:
    """EDGE stays where it stands beside sounds."""
    text, place = found.string, found.start()
    beside = text[place + 1 : place + 2] == "[" or text[place - 1 : place] == "]"
    return EDGE if found[0] == EDGE and beside else " "


def _spelled(found: re.Match[str]) -> str:
    return ";" if found["dash"] else "…" if found["dots"] else ","


def _sounds(found: re.Match[str]) -> Word:
    start, end = found.span("sounds")
    ending = _possessive(found["sounds"]) if _POSSESSIVE.match(found["behind"]) else ""
    word = Word(found["sounds"] + ending, "", start, end, sounds=True)
    return _marked(word, found["behind"])


def _possessive(sounds: str) -> str:
    """How the possessive of a word that ends with *sounds* is said."""
    if sounds[-1] in "szʃʒ":
        return "ɪz"
    return "s" if sounds[-1] in "ptkfθ" else "z"


def _plain(found: re.Match[str]) -> Word | None:
    """The word in *found*; None where it is marks alone."""
    whole = found[0].replace("’", "'")
    text = whole.strip(_QUOTES)
    marks = _MARK.search(text)
    said = text[: marks.start()] if marks else text
    core = _CORE.search(said) or _SIGN.search(said)
    if core is None:
        return None
    start = found.start() + whole.index(core[0])
    word = Word(said, "", start, start + len(core[0]))
    return _marked(word, marks["marks"]) if marks else word


def _marked(word: Word, marks: str) -> Word:
    """*word* with the strongest of its own mark and *marks*."""
    both = word.mark + marks
    return replace(word, mark=next((mark for mark in "?!….:;," if mark in both), ""))


def _settled(words: Sequence[Word]) -> Iterator[Word]:
    """*words* with marks that a model knows: it matters which word comes next."""
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else None
        if word.mark == "…":
            yield replace(word, mark=_dots(following))
        elif word.mark == "." and following and _shortened(word, following):
            yield replace(word, mark="")
        else:
            yield word


def _dots(following: Word | None) -> str:
    """Dots are the end of a sentence where the next one begins, else a pause."""
    return "." if following is None or following.text[:1].isupper() else ","


def _shortened(word: Word, following: Word) -> bool:
    """Whether the full stop behind *word* is no end of a sentence."""
    if "." in word.text:  # p.m.
        return not following.text[:1].isupper()
    initial = _INITIAL.fullmatch(f"{word.text}.") is not None
    return initial or word.text.lower() in abbreviations()


def _cut(sentence: Sentence) -> Iterator[Sentence]:
    while len(sentence) > LONGEST:
        pauses = (n for n in range(LONGEST, SHORTEST_CUT, -1) if _PAUSE.match(sentence[n - 1].mark))
        end = next(pauses, LONGEST)
        last = sentence[end - 1]
        yield (*sentence[: end - 1], replace(last, mark=last.mark or ","))
        sentence = sentence[end:]
    yield sentence
