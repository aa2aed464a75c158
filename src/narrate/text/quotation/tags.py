"""Recognises the narrator's tag: "he said", "cried Ann", « dit-il », «dijo Juan».

Only as much as segmentation needs: whether a tag stands here. Whose it is, attribution decides.
"""

from __future__ import annotations

import re
from functools import cache

from narrate.model import Span

SAYING = (
    "sa(?:id|ys?)|cr(?:ied|ies)|ask(?:ed|s)|repl(?:ied|ies)|answer(?:ed|s)|exclaim(?:ed|s)|"
    "shout(?:ed|s)|whisper(?:ed|s)|murmur(?:ed|s)|mutter(?:ed|s)|mumbl(?:ed|es)|call(?:ed|s)|"
    "continu(?:ed|es)|went on|goes on|add(?:ed|s)|return(?:ed|s)|observ(?:ed|es)|"
    "remark(?:ed|s)|repeat(?:ed|s)|resum(?:ed|es)|rejoin(?:ed|s)|retort(?:ed|s)|"
    "respond(?:ed|s)|inquir(?:ed|es)|enquir(?:ed|es)|demand(?:ed|s)|declar(?:ed|es)|"
    "announc(?:ed|es)|beg(?:an|ins)|begg(?:ed|s)|told|tells|explain(?:ed|s)|interrupt(?:ed|s)|"
    "interpos(?:ed|es)|suggest(?:ed|s)|admit(?:ted|s)|agree[ds]|assent(?:ed|s)|protest(?:ed|s)|"
    "insist(?:ed|s)|persist(?:ed|s)|plead(?:ed|s)|scream(?:ed|s)|shriek(?:ed|s)|"
    "yell(?:ed|s)|roar(?:ed|s)|growl(?:ed|s)|snarl(?:ed|s)|snapp(?:ed|s)|bellow(?:ed|s)|"
    "groan(?:ed|s)|moan(?:ed|s)|gasp(?:ed|s)|sobb(?:ed|s)|sigh(?:ed|s)|laugh(?:ed|s)|"
    "giggl(?:ed|es)|chuckl(?:ed|es)|stammer(?:ed|s)|stutter(?:ed|s)|falter(?:ed|s)|"
    "breath(?:ed|es)|hiss(?:ed|es)|grunt(?:ed|s)|drawl(?:ed|s)|mus(?:ed|es)|thought|thinks|"
    "wonder(?:ed|s)|reflect(?:ed|s)|conclud(?:ed|es)|ejaculat(?:ed|es)|vociferat(?:ed|es)|"
    "pursu(?:ed|es)|proceed(?:ed|s)|quoth|sang|sings|read|reads|echo(?:ed|es)|object(?:ed|s)|"
    "command(?:ed|s)|order(?:ed|s)|warn(?:ed|s)|urg(?:ed|es)|promis(?:ed|es)|"
    "confess(?:ed|es)|correct(?:ed|s)|greet(?:ed|s)|pant(?:ed|s)|croak(?:ed|s)|put in|"
    "broke in|burst out|cut in|wailed|whined|wept|blurted|barked|boomed|chimed in|faltered|"
    "hollered|jeered|joked|lied|prayed|pronounced|quoted|recited|swore|teased|volunteered|vowed"
)
"""English verbs of saying in past and present, as a pattern without its word boundaries."""

_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|St|Sir|Lady|Lord|Miss|Aunt|Uncle|Captain)\b\.?\s+)?[A-ZÀ-Þ][\w’'-]*"
_NOUN = r"(?:the|an?|his|her|my|our|their|your|another|one|some)\s+[\w’'-]+(?:\s+[\w’'-]+){0,2}"
_ALONE = r"(?:another|others|both|all|everybody|everyone|somebody|someone|nobody)\b"
_CALLED = rf"(?:(?:young|old|little|poor|big|good|dear)\s+)?{_NAME}(?:\s+[A-ZÀ-Þ][\w’'-]*)?"
_WHO = rf"(?:(?:he|she|they|we|it|you)\b|I\b|{_ALONE}|(?i:{_NOUN}?)|{_CALLED})"
_TOGETHER = r"(?:\s+(?:all|both|each|together))?"
_HEARD = (
    r"came\s+(?:the|a|an|his|her|their|[A-ZÀ-Þ][\w-]*[’']s?)\s+(?:\w+\s+)?"
    r"(?:answer|reply|response|voice|whisper|shout|cry|call)\b"
)
_ENGLISH = (
    rf"(?:{SAYING})\b(?:\s+{_WHO})|{_HEARD}|(?:was\s+all\s+)?"
    rf"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Ii]t|[Yy]ou|I|(?i:{_NOUN}?)|{_NAME})"
    rf"{_TOGETHER}\s+(?:had\s+)?(?:\w+ly\s+)?(?:{SAYING})\b"
)
_FRENCH = (
    r"[\w’']+(?:-t)?-(?:ils?|elles?|on|je)\b|"
    r"(?:dit|répondit|demanda|cria|s[’']écria|reprit|murmura|ajouta|répliqua|fit|répéta|continua|"
    rf"s[’']exclama|chuchota|interrompit)\s+(?:{_NAME}|l[ea’']|un)"
)
_SPANISH = (
    r"(?:dijo|respondió|preguntó|contestó|exclamó|gritó|murmuró|añadió|replicó|susurró|repitió|"
    r"continuó|pensó|repuso|dije)\b"
)
_RUSSIAN = (
    r"(?:сказал|спросил|ответил|крикнул|закричал|прошептал|воскликнул|проговорил|добавил|"
    r"произнес|произнёс|подумал|повторил)[аио]?\b"
)
FRENCH_TAG = rf"\s*(?:{_FRENCH})"
"""A French tag, which stands inside the marks of the speech it belongs to; a pattern."""
TAG = rf"\s*(?:{_ENGLISH}|{_FRENCH}|{_SPANISH}|{_RUSSIAN})"
"""A tag, from where it begins; a pattern."""

SAYS = re.compile(rf"\b(?:{SAYING})\b[^.!?\"“”«»]{{0,60}}$")
"""A verb of saying in the clause that leads up to a quotation."""


@cache
def _tag_inside() -> re.Pattern[str]:
    """Compiled when it is needed: that takes as long as all else that happens at the start."""
    return re.compile(rf"[,!?.…—–-](?={TAG})")


def find_tag(text: str, span: Span) -> int | None:
    """Where in *span* a tag begins, right after the punctuation that ends the speech."""
    found = _tag_inside().search(text, span.start, span.end)
    return found.end() if found else None
