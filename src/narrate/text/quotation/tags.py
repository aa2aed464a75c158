"""Recognises the narrator's tag: "he said", "cried Ann", « dit-il », «dijo Juan».

Only as much as segmentation needs: whether a tag stands here. Whose it is, attribution decides.
The words and their order are those of the book's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from narrate.languages import Quotation, any_of, find_language
from narrate.model import Span

_CAPITALISED = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]*"
_NEVER = "(?!)"
_NONE = Quotation()


def words_of(language: str) -> Quotation:
    """The words beside speech in the language *language* (a tag); none, where it is not known."""
    known = find_language(language)
    return known.quotation if known else _NONE


def either(words: Iterable[str]) -> str:
    """A pattern for any of *words*, grouped; one that never matches where there are none."""
    return f"(?:{any_of(words) or _NEVER})"


@cache
def conjunctions(language: str) -> frozenset[str]:
    """The words that join two clauses; none, where the language is not known."""
    known = find_language(language)
    return known.vocabulary.words("conjunction") if known and known.vocabulary else frozenset()


@cache
def _verbs(language: str) -> frozenset[str]:
    """All forms of the verbs of saying."""
    known = find_language(language)
    spoken = known.vocabulary.say if known and known.vocabulary else frozenset()
    words = words_of(language)
    return spoken.difference(words.noun).union(words.verb)


@cache
def _saying(language: str) -> str:
    """A pattern for the finite forms of verbs of saying, without its word boundaries."""
    return _finite(language, _verbs(language))


def _finite(language: str, verbs: Iterable[str]) -> str:
    endings = tuple(ending[1:] for ending in words_of(language).participle)
    return either(verb for verb in verbs if not verb.endswith(endings))


@cache
def _thinking(language: str) -> frozenset[str]:
    known = find_language(language)
    return known.vocabulary.think if known and known.vocabulary else frozenset()


@cache
def tag(language: str) -> str:
    """A pattern for a tag, from where it begins."""
    return _tag(language, _saying(language))


@cache
def tag_of_italics(language: str, *, thinking: bool) -> str:
    """A pattern for a tag of what is set in italics, which may be written; of thoughts or not."""
    verbs = _verbs(language).union(words_of(language).writing)
    return _tag(language, _finite(language, verbs if thinking else verbs - _thinking(language)))


def _tag(language: str, verb: str) -> str:
    forms = "|".join(_forms(language, verb)) or _NEVER
    return rf"\s*(?:{forms})"


def _forms(language: str, verb: str) -> Iterator[str]:
    words = words_of(language)
    subject = _subject(words)
    clitics = _clitics(words)
    if "verb subject" in words.order:
        adverbs = rf"(?:(?:{_with_endings(words.adverb)})\s+){{0,2}}" if words.adverb else ""
        yield rf"{clitics}{verb}\b\s+{adverbs}(?:{subject})"
    if "subject verb" in words.order:
        before = rf"(?:{either(words.before)}\s+)?"
        yield rf"{before}(?:{subject})(?:\s+(?:{_with_endings(words.between)})){{0,2}}\s+{verb}\b"
    if "verb-subject" in words.order:
        yield rf"{clitics}[\w’']+(?:-t)?-{either(words.subject)}\b"
    if words.lone_verb:
        yield rf"{either(words.lone_verb)}\b"
    if words.coming:
        owner = rf"(?:{either(words.determiner)}|{_CAPITALISED}[’']s?)"
        yield rf"{either(words.coming)}\s+{owner}\s+(?:\w+\s+)?{either(words.sound)}\b"


def _clitics(words: Quotation) -> str:
    """What may stand before the verb of a tag, up to two words of it: "lui dit-il", "s'écria"."""
    return rf"(?:{_joined_or_apart(words.clitic)}){{0,2}}" if words.clitic else ""


def _joined_or_apart(words: Iterable[str]) -> str:
    """A pattern for one of *words* and the blank behind it, where it ends in no apostrophe."""
    joined = either(word for word in words if word.endswith("'"))
    apart = either(word for word in words if not word.endswith("'"))
    return rf"{joined}|{apart}\s+"


def _subject(words: Quotation) -> str:
    """A pronoun, a noun of up to three words behind its determiner, or a name."""
    pronouns = either({*words.subject, *map(_raised, words.subject)})
    noun = rf"(?i:(?:{_joined_or_apart(words.determiner)})[\w’'-]+(?:\s+[\w’'-]+){{0,2}}?)"
    title = rf"(?:{either(words.title)}\b\.?\s+)?"
    name = rf"{title}(?!{either(words.no_name)}\b){_CAPITALISED}(?<![’']s)"
    called = rf"(?:{either(words.epithet)}\s+)?{name}(?:\s+{_CAPITALISED})?"
    return rf"{pronouns}\b|{noun}|{called}"


def _raised(word: str) -> str:
    return word[:1].upper() + word[1:]


def _with_endings(words: Iterable[str]) -> str:
    """A pattern for any of *words*, of which those with a hyphen before them are endings."""
    return "|".join(rf"\w+{word[1:]}" if word[0] == "-" else word for word in words) or _NEVER


@cache
def says(language: str) -> re.Pattern[str]:
    """A verb of saying in the clause that leads up to a quotation."""
    return re.compile(rf"\b{_saying(language)}\b[^.!?\"“”«»]{{0,60}}$")


@cache
def said(language: str) -> re.Pattern[str]:
    """A verb of saying, participles too, right before a quotation.

    Only its subject or an adverb stands between.
    """
    words = words_of(language)
    verbs = either(_verbs(language).union(words.leading_in))
    between = rf"{_with_endings(words.after_verb)}|[A-Z]\w+"
    return re.compile(rf"\b{verbs}(?:\s+(?:{between})){{0,3}}$")


def in_past(told: str, language: str) -> bool:
    """Whether the tag *told* has a verb of saying that is not in the present: "Ann said".

    By its form, so only of a language whose present tense has no other than the base and that in s.
    """
    known = find_language(language)
    plain = known.vocabulary.plain if known and known.vocabulary else frozenset[str]()
    verbs = _verbs(language).intersection(re.findall(r"\w+", told.lower()))
    return bool(verbs) and not any(verb.endswith("s") or verb in plain for verb in verbs)


@cache
def _tag_inside(language: str) -> re.Pattern[str]:
    return re.compile(rf"[,!?.…—–-](?={tag(language)})")


def find_tag(text: str, span: Span, language: str) -> int | None:
    """Where in *span* a tag begins, right after the punctuation that ends the speech."""
    found = _tag_inside(language).search(text, span.start, span.end)
    return found.end() if found else None
