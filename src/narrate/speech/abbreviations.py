"""Abbreviations that eSpeak spells out or misreads; Mr., Dr., etc. and i.e. it reads well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from narrate.spans import Edit
from narrate.speech.mapped import Mapped

_TITLES = """
Prof Professor|Rev Reverend|Revd Reverend|Capt Captain|Cpt Captain|Col Colonel|Lt Lieutenant|
Lieut Lieutenant|Gen General|Sgt Sergeant|Cpl Corporal|Pvt Private|Maj Major|Cmdr Commander|
Adm Admiral|Gov Governor|Hon Honourable|Sen Senator|Rep Representative|Pres President|
Supt Superintendent|Insp Inspector|Mme Madame|Mlle Mademoiselle|Messrs Messers|Fr Father|
Mt Mount|Ft Fort|Pt Point|St Saint
"""
_NUMBERED = """
No Number|no number|Nos Numbers|nos numbers|Vol Volume|vol volume|Vols Volumes|vols volumes|
Ch Chapter|ch chapter|Chap Chapter|chap chapter|Fig Figure|fig figure|Sec Section|Art Article|
p page|pp pages|Pt Part|Bk Book|Op Opus|op opus|
Jan January|Feb February|Mar March|Apr April|Jun June|Jul July|Aug August|Sep September|
Apt Apartment|apt apartment|Sept September|Oct October|Nov November|Dec December
"""
_DAYS = """
Mon Monday|Tue Tuesday|Tues Tuesday|Wed Wednesday|Weds Wednesday|Thu Thursday|Thur Thursday|
Thurs Thursday|Fri Friday|Sat Saturday|Sun Sunday
"""
_NAMED = """
St Street|Ave Avenue|Rd Road|Blvd Boulevard|Sq Square|Ln Lane|Jr Junior|jr junior|Sr Senior|
sr senior|Esq Esquire|Bros Brothers|Co Company|Inc Incorporated|Corp Corporation|
Dr Drive|Hwy Highway|Pkwy Parkway|Ct Court|Pl Place|Terr Terrace|Cres Crescent|Gdns Gardens
"""
_ANYWHERE = """
vs versus|viz namely|approx approximately|dept department|Dept Department|govt government|
Govt Government|cf compare
"""


def _table(words: str) -> Mapping[str, str]:
    return dict(pair.strip().split(" ") for pair in words.split("|"))


TITLES = _table(_TITLES)
"""Before a name."""
NUMBERED = _table(_NUMBERED)
"""Before a number."""
DAYS = _table(_DAYS)
"""Where a day is meant."""
NAMED = _table(_NAMED)
"""Behind a name."""
ANYWHERE = _table(_ANYWHERE)

_SHORT = "|".join(sorted({*TITLES, *NUMBERED, *DAYS, *NAMED, *ANYWHERE}))
LONGEST = 8
"""One character more than the longest of them has."""
SHORT = re.compile(rf"(?<![\w.’'-])({_SHORT})$")
STOP = re.compile(r"\.(?!\w\.)(?=(\s*+(.?)))")
"""A full stop, with the blanks and the first character behind it."""
STREET_GOES_ON = re.compile(
    r"\s+(?:He|She|It|The|They|We|You|I|But|And|In|At|On|When|Then|There|His|Her|My|A|An|As|If|"
    r"Station|Tube)\b"
)
"""What begins a sentence, or goes on with a street, rather than being a saint's name."""
NAME_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*|\d(?:st|nd|rd|th)),? $")
HOUSE = re.compile(r"\b\d+[A-Za-z]? (?:[A-Z][\w’']* ){1,3}$")
MONTHS = frozenset({"Jan", "Feb", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec"})
DAY_BEFORE = re.compile(
    r"\b(?:on|next|last|every|this|by|until|till|from|since|each|come)[ \n]$", re.IGNORECASE
)
DAY_AFTER = re.compile(
    rf",?\s(?:\d|(?:{'|'.join(MONTHS)}|Mar|Jun|Jul|Sep)\.?\s\d|(?:January|February|March|April|May"
    r"|June|July|August|September|October|November|December)\b"
    r"|(?:morning|afternoon|evening|night|noon)\b)"
)
MONTH_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:in|of|since|until|till|by|last|next|early|late))[ \n]$",
    re.IGNORECASE,
)
VERSUS = re.compile(r" v\.? (?=[A-Z][a-z])")
NUMERAL_AFTER = re.compile(r"\s?(?:\d|[IVXLC]{2,}\b|[ivxl]{2,}\b)")
PART_AFTER = re.compile(r"\s?[IVXivx]\b(?!['’]| [a-z])")
PARTS = frozenset({"Vol", "vol", "Ch", "ch", "Chap", "Bk"})
"""What a single numeral may follow: after No., I is rather a person."""
AND_SO_ON = re.compile(r"&c\b\.?|(?<=\s)& ?ct?\.")
DOCTORATE = re.compile(r"\b(Ph|LL)\. ?D\b\.?")


def spell_out(text: Mapped) -> Mapped:
    """Write abbreviations out: "Baker Street", "Number 7", "versus"; St. John is left."""
    if "&" in text.text:
        text = text.sub(AND_SO_ON, "etc.")
    if "." not in text.text:
        return text
    text = text.sub(DOCTORATE, _doctorate).sub(VERSUS, " versus ")
    return text.edited(_written_out(text.text))


def _doctorate(found: re.Match[str]) -> str:
    return f"{found[1]}D" + full_stop(found.string, found.end())


def _written_out(text: str) -> Iterator[Edit]:
    """What the full stops of *text* shorten, written out."""
    for stop in STOP.finditer(text):
        found = SHORT.search(text[max(stop.start() - LONGEST, 0) : stop.start()])
        spelled = _spelled(found[1], stop) if found else None
        if found and spelled is not None:
            yield Edit(stop.start() - len(found[1]), stop.end(), spelled)


def _spelled(short: str, stop: re.Match[str]) -> str | None:
    """What *short*, which the full stop *stop* ends, stands for there; None for itself."""
    text, start, end = stop.string, stop.start() - len(short), stop.end()
    before = text[max(start - 40, 0) : start]
    is_part = short in PARTS and PART_AFTER.match(text, end)
    if short in NUMBERED and (is_part or NUMERAL_AFTER.match(text, end)):
        return NUMBERED[short] + ("" if text[end].isspace() else " ")
    if _is_day(short, before, stop):
        return {**DAYS, **NUMBERED}[short] + full_stop(text, end)
    if short in NAMED and NAME_BEFORE.search(before) and _ends_name(short, before, stop):
        return NAMED[short] + full_stop(text, end)
    if short == "St":
        return None
    if short in TITLES and (stop[2].isupper() or text.startswith(" and ", end)):
        return TITLES[short]
    return ANYWHERE.get(short)


def _is_day(short: str, before: str, stop: re.Match[str]) -> bool:
    """Whether a day of the week or a month is meant: not in "There he sat." nor "The Sun."."""
    if short in DAYS:
        return bool(DAY_BEFORE.search(before) or DAY_AFTER.match(stop.string, stop.end()))
    return short in MONTHS and bool(MONTH_BEFORE.search(before))


def _ends_name(short: str, before: str, stop: re.Match[str]) -> bool:
    """Whether St. is a street: not in "Miss St. Clair", but in "221B Baker St. London".

    Dr. is a drive in an address only: "12 Elm Dr."
    """
    if short == "Dr":
        return bool(HOUSE.search(before)) and not stop[2].isupper()
    if short != "St" or not stop[2].isupper():
        return True
    return bool(HOUSE.search(before) or STREET_GOES_ON.match(stop.string, stop.end()))


def full_stop(text: str, end: int) -> str:
    """The full stop that an abbreviation shared with its sentence, if that ended at *end*."""
    rest = text[end : end + 4].lstrip()
    return "." if not rest or (text[end].isspace() and rest[0].isupper()) else ""
