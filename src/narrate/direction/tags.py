"""Reads how a line is said off the tag beside it: "he whispered", "she said, in a low voice".

Only what belongs to the verb of saying counts: an adverb about walking does not, nor what somebody
did not do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from narrate.languages.manners import ADJECTIVE, OWNER, Vocabulary
from narrate.model import Manner
from narrate.text.quotation.tags import SAYING

NEAR = 10
"""Among so many words after a line stands the verb of its tag, if there is one."""
NAMED = 3
"""The same where a tag begins with a capital, as with "Mrs. Henry Dale whispered"."""
FAR = 15
"""So many words at most part the verb of a tag from the line that follows it."""
LONGEST = 400
"""Characters. Nobody's tag is longer, whatever a sentence may be."""

SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?…][\"”’')]*\s+(?=[\"“‘']?[A-Z])"
)
_SAYING = re.compile(SAYING)
_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|[,;:()]|--+|[—–]")
_CLOSERS = "\"'”’»*_) \n\t"

_VOICE = r"(?:voice|tones?|accents?|whispers?|undertones?|key|treble|bass|drawl)"
IN_VOICE = re.compile(
    rf"\b(?:in|with)\s+(?:(?:an?|the|that|same|such|what|{OWNER})\s+)*"
    rf"((?:{ADJECTIVE},?\s+){{0,6}}?)({_VOICE})\b(?:\s+of\s+(?:\w+\s+)??|\s+)?([\w'’-]*)"
)
VOICE_IS = re.compile(
    rf"\b{OWNER}\s+(?:own\s+)?(?:voice|tone)s?((?:,?\s+(?!as\b|while\b|and\s+\w+ed\b)[\w'’-]+){{1,5}})"
)


class Token(NamedTuple):
    """A word in small letters, or a mark, and where it stands."""

    low: str
    start: int
    end: int
    small: bool
    """whether it is printed in small letters"""


class Tag(NamedTuple):
    """What a tag tells of the line beside it; nothing, if it is a mere "he said".

    *tells* pairs each manner with its words. *verb* is where in its narration the verb of saying
    stands, None for a phrase that does without. *alone* says that nothing follows the tag behind
    a line but the next line.
    """

    tells: tuple[tuple[Manner, str], ...]
    verb: int | None
    alone: bool = False
    name: str = ""
    """the word, in small letters, that begins a tag with a capital as a name does"""


def tag_behind(text: str, line: str, words: Vocabulary) -> Tag | None:
    """The tag with which the narration *text*, behind the *line*, begins."""
    end = SENTENCE_END.search(text, 0, LONGEST)
    sentence = text[: end.start() if end else LONGEST]
    tokens = _tokens(sentence)
    goes_on = _goes_on(tokens, line, words)
    verb = _first_verb(tokens[: NEAR if goes_on else NAMED], words)
    if verb is None:
        return None
    if not goes_on and not _stands_alone(text, tokens, verb, words):
        return None
    tells, first = _tells(sentence, tokens, verb, words), tokens[0]
    name = first.low if not first.small and _is_name(first, words) else ""
    return Tag(tells, tokens[verb].start, alone=end is None, name=name)


def tag_before(text: str, words: Vocabulary) -> Tag | None:
    """The tag with which the narration *text* leads into a line."""
    bare = text.rstrip()
    if not bare or not (bare[-1].isalnum() or bare[-1] in ",:—–-"):
        return None
    start = max(0, len(bare) - LONGEST)
    for end in SENTENCE_END.finditer(bare, start):
        start = end.end()
    sentence = bare[start:]
    tokens = _tokens(sentence)
    verb = _last_verb(tokens, words, 4 if bare[-1].isalnum() else FAR)
    if verb is None:
        told = tuple(dict.fromkeys(_phrases(sentence.lower(), words)))
        return Tag(told, None) if told else None
    return Tag(_tells(sentence, tokens, verb, words), start + tokens[verb].start)


def _tokens(sentence: str) -> list[Token]:
    return [
        Token(found[0].lower().replace("’", "'"), found.start(), found.end(), found[0].islower())
        for found in _TOKEN.finditer(sentence)
    ]


def _goes_on(tokens: Sequence[Token], line: str, words: Vocabulary) -> bool:
    """Whether what follows *line* is the rest of its sentence, as print has it."""
    if not tokens:
        return False
    first, ending = tokens[0], line.rstrip(_CLOSERS)[-1:]
    if first.small:
        return not words.is_small(first.low, "joiner")
    return ending == "," or (ending in tuple("!?…—–-") and _is_name(first, words))


def _is_name(first: Token, words: Vocabulary) -> bool:
    return first.low == "i" or not (
        words.is_small(first.low, "starter") or first.low.endswith("ly")
    )


def _stands_alone(text: str, tokens: Sequence[Token], verb: int, words: Vocabulary) -> bool:
    """Whether a sentence of its own is a tag all the same: "Go!" He said happily.

    Not if it leads into the next line, and not if more than saying is meant: He shouted for help.
    She begged into the phone, and he whispered as he left: that is said beside it.
    """
    after = tokens[verb + 1].low if verb + 1 < len(tokens) else ","
    plain = after == "," or words.is_small(after, "aside") or tokens[verb].low not in words.verbs
    return plain and not tokens[0].small and text.rstrip()[-1:] not in tuple(",:")


def _first_verb(tokens: Sequence[Token], words: Vocabulary) -> int | None:
    for index, token in enumerate(tokens):
        if words.is_small(token.low, "clause"):
            return None
        if _is_saying(tokens, index, words) and (
            not token.low.endswith("ing")
            or (index and words.is_small(tokens[index - 1].low, "being"))
        ):
            return index
    return None


def _last_verb(tokens: Sequence[Token], words: Vocabulary, reach: int) -> int | None:
    first = max(0, len(tokens) - reach)
    verbs = (i for i in reversed(range(first, len(tokens))) if _is_saying(tokens, i, words))
    return next(verbs, None)


def _is_saying(tokens: Sequence[Token], index: int, words: Vocabulary) -> bool:
    """Whether a verb of saying stands there, and no noun that looks like one."""
    if not tokens[index].small or (index and words.is_small(tokens[index - 1].low, "determiner")):
        return False
    pair = " ".join(token.low for token in tokens[index : index + 2])
    low = tokens[index].low
    known = low == "saying" or low in words.verbs
    return known or bool(_SAYING.fullmatch(low) or _SAYING.fullmatch(pair))


def _tells(
    sentence: str, tokens: Sequence[Token], verb: int, words: Vocabulary
) -> tuple[tuple[Manner, str], ...]:
    """What the clause of the verb tells; nothing if it is denied or only thought of."""
    before = [token.low for token in tokens[max(0, verb - 4) : verb]]
    if any(words.is_small(low, "negation") or low.endswith("n't") for low in before):
        return ()
    if any(words.is_small(low, "modal") for low in before[-2:]):
        return ()
    start = next((t.end for t in reversed(tokens[:verb]) if words.is_small(t.low, "clause")), 0)
    stop = next(
        (t.start for t in tokens[verb + 1 :] if words.is_small(t.low, "clause")), len(sentence)
    )
    told = [
        *_look(words.verbs, tokens[verb]),
        *_adverbs_before(tokens, verb, words),
        *_beside(tokens, verb, words),
        *_phrases(sentence[start:stop].lower(), words),
    ]
    return tuple(dict.fromkeys(told))


def _look(table: Mapping[str, Manner], token: Token) -> Iterator[tuple[Manner, str]]:
    if token.low in table:
        yield table[token.low], token.low


def _adverbs_before(
    tokens: Sequence[Token], verb: int, words: Vocabulary
) -> Iterator[tuple[Manner, str]]:
    """The adverbs right before the verb, "he quietly said", and one that begins the sentence."""

    def fits(token: Token) -> bool:
        low = token.low
        return low in words.adverbs or low in {"and", ","} or words.is_small(low, "degree")

    near = list(takewhile(fits, reversed(tokens[:verb])))
    for token in near:
        yield from _look(words.adverbs, token)
    if verb and len(near) < verb <= NAMED:
        yield from _look(words.adverbs, tokens[0])


def _beside(tokens: Sequence[Token], verb: int, words: Vocabulary) -> Iterator[tuple[Manner, str]]:
    """The adverbs and participles behind the verb that belong to it."""
    belongs = True
    for index in range(verb + 1, len(tokens)):
        token, before = tokens[index], tokens[index - 1].low
        after = tokens[index + 1].low if index + 1 < len(tokens) else ""
        follows = after in words.adverbs or words.is_small(after, "degree")
        if token.low in ("and", "as") and follows:
            continue
        if token.low == "and" or words.is_small(token.low, "clause"):
            return
        if token.low == ",":
            belongs = follows or after in words.participles or after == "and"
        elif token.low in words.participles and belongs and _follows(tokens, index, verb, words):
            yield words.participles[token.low], token.low
        elif _is_participle(token, words):
            belongs = False
        elif (
            token.low in words.adverbs
            and belongs
            and not words.is_small(before, "negation", "determiner")
        ):
            belongs = not after.endswith(("ing", "ed"))
            if belongs:
                yield words.adverbs[token.low], token.low


def _follows(tokens: Sequence[Token], index: int, verb: int, words: Vocabulary) -> bool:
    """Whether the participle at *index* tells of who speaks: not "said the softly smiling man"."""
    before = index - 1
    while words.is_small(tokens[before].low, "degree") or tokens[before].low in words.adverbs:
        before -= 1
    named = not tokens[before].small or words.is_small(tokens[before].low, "pronoun")
    return named or before <= verb


def _is_participle(token: Token, words: Vocabulary) -> bool:
    return token.small and token.low.endswith("ing") and not words.is_small(token.low, "noun")


def _phrases(clause: str, words: Vocabulary) -> Iterator[tuple[Manner, str]]:
    """What the phrases in *clause* tell: "in a low voice", "with a sob", "her voice shaking"."""
    for found in (*IN_VOICE.finditer(clause), *words.with_noun.finditer(clause)):
        if not _is_denied(clause, found, words):
            told = _of_words(" ".join(found.groups()), words)
            yield from ((manner, found[0].strip()) for manner in told)
    for found in VOICE_IS.finditer(clause):
        if not any(words.is_small(word, "negation") for word in found[1].split()):
            yield from ((manner, found[0].strip()) for manner in _of_words(found[1], words))
    for pattern, manner in words.phrases:
        phrase = pattern.search(clause)
        if phrase and not _is_denied(clause, phrase, words):
            yield manner, phrase[0]


def _of_words(text: str, words: Vocabulary) -> Iterator[Manner]:
    for word in text.replace(",", " ").split():
        manner = words.voices.get(word) or words.nouns.get(word)
        if manner:
            yield manner


def _is_denied(clause: str, found: re.Match[str], words: Vocabulary) -> bool:
    before = clause[: found.start()].split()[-2:]
    return any(words.is_small(word, "negation") for word in before)
