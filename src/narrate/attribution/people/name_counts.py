"""Counts what stands beside a name: verbs of speech, deeds; whether it addresses somebody."""

from __future__ import annotations

from narrate.attribution.people.forms import Mention, NameCounts
from narrate.attribution.words.reading import NONE, SENTENCE, Reading

_SHORTEST = 4
"""letters that a regular past tense has at least: "bed" is none"""
_SPELLINGS = 20
"""mentions from which the usual spelling of a form is known"""


def count_mention(reading: Reading, mention: Mention, counts: NameCounts) -> None:
    """Add to *counts* what stands beside *mention*."""
    start, end = mention.start, mention.end
    lows, verbs = reading.lows, reading.language
    before = lows[start - 1] if start and not reading.opens(start) else ""
    verb = _verb_before(reading, start)
    parted = reading.breaks[end - 1] != NONE or end >= len(lows) or reading.opens(end)
    after = "" if parted else lows[end]
    counts.count += 1
    if counts.count <= _SPELLINGS:
        text = reading.text(start, end)
        counts.printed[text[:-2] if mention.owner else text] += 1
    counts.owns += mention.owner
    counts.placed += _is_placed(reading, start, before) and not mention.form.titles
    counts.after_the += before in verbs.words("article")
    counts.aged += before in verbs.words("elder", "younger")
    if reading.speech[start]:
        counts.vocatives += is_vocative(reading, mention)
        return
    counts.narrated += 1
    counts.said += after in verbs.say or verb in verbs.say
    leading = (lows[start - 2], before) if before else ()
    counts.said += leading in (*verbs.phrases("arrival"), *verbs.phrases("reveal"))
    openers = verbs.words("noun opener")
    past = len(after) > _SHORTEST and after.endswith("ed") and before not in openers
    does = after in verbs.words("auxiliary") - verbs.words("state")
    telling = reading.short and reading.begins(start) and does
    counts.acts += past or telling or (bool(after) and is_deed(reading, end))
    counts.bodily += mention.owner and after in verbs.words("part")


def _is_placed(reading: Reading, start: int, before: str) -> bool:
    """Whether the name stands as a place does: "in Paris", but not "looked at Ann"."""
    language = reading.language
    gesture = start > 1 and reading.lows[start - 2] in language.words("turning")
    return before in language.words("locative") and not gesture


def is_deed(reading: Reading, i: int) -> bool:
    """Whether word *i* is a verb that only somebody alive does: "got up", but not "got"."""
    low, language = reading.lows[i], reading.language
    if low not in language.words("animate") or low in language.words("state"):
        return False
    behind = reading.lows[i + 1] if i + 1 < len(reading.lows) else ""
    return low not in language.words("auxiliary") or behind in language.words("foremost")


def _verb_before(reading: Reading, start: int) -> str:
    """The word before the name, past an article and an adjective: "said the old Dodo"."""
    k, openers = start, reading.language.words("noun opener")
    for _ in range(3):
        if not k or reading.opens(k) or reading.breaks[k - 1] != NONE:
            return ""
        low = reading.lows[k - 1]
        if low in reading.language.say or (
            low not in openers and k < start - 1 and (reading.lows[k] not in openers)
        ):
            return low
        if k < start and reading.lows[k] in openers:
            return low
        k -= 1
    return ""


def is_vocative(reading: Reading, mention: Mention) -> bool:
    """Whether a mention in speech addresses somebody: "Oh, Emma!", "Yes, my dear Emma, but ..."."""
    start, end = mention.start, mention.end
    if mention.owner or mention.plural:
        return False
    closed = reading.breaks[end - 1] != NONE or end >= len(reading.words) or reading.opens(end)
    if not closed:
        return False
    words = reading.language.words("endearment")
    k = start
    while (
        k
        and not reading.opens(k)
        and reading.lows[k - 1] in words
        and reading.breaks[k - 1] == NONE
    ):
        k -= 1
    if k < start and reading.lows[k] in reading.language.words("fond"):
        return True
    if reading.opens(k) or reading.breaks[k - 1] >= SENTENCE:
        return True
    strength = reading.breaks[k - 1]
    if strength != NONE:
        return not _in_list(reading, k, end)
    return reading.lows[k - 1] in reading.language.words("interjection")


def _in_list(reading: Reading, start: int, end: int) -> bool:
    """Whether the name stands in an enumeration: "Tom, Dick, and Harry"."""
    after = reading.lows[end] if end < len(reading.lows) and not reading.opens(end) else ""
    before = reading.words[start - 1]
    return after in reading.language.words("enumerating") and before[0].isupper() and before != "I"
