"""More stories made from a seed, in which no reader doubts who says a line.

The forms of :mod:`tagged_stories` were looked at while the rules were written; these were written
without a look at them, from what novels of two centuries do. A form has several patterns. In a
pattern ``{a}``, ``{b}`` and ``{c}`` are names, ``{A}`` one with a capital, ``{a's}`` its genitive,
``{she}``, ``{her}`` and ``{herself}`` the pronouns of ``{a}`` and ``{b.her}`` those of ``{b}``;
``{ing}`` and the like are drawn from the list of that name. ``[a.]`` is what ``{a}`` says and
``[i.]`` what the teller does: a whole sentence (``.``), one that goes on to its tag (``,``), a
statement that does (``;``), a question (``?``), an outcry (``!``), words cut off (``-``), a speech
that goes on in the next paragraph (``>``), and one that quotes somebody (``q``).
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import product

from clause_forms import FORMS, WORDS
from further_forms import FURTHER_FORMS
from made_stories import Line, Person
from modern_forms import MODERN_FORMS, MODERN_WORDS
from novel_forms import NOVEL_FORMS
from rarer_forms import RARER_FORMS

ASIDE = tuple(form for form in FORMS if sha256(form.encode()).digest()[0] % 3 == 0)
"""the forms that nobody looked at while rules were written"""

TUNED = tuple(form for form in FORMS if form not in ASIDE)

MODERN = tuple(MODERN_FORMS)[::2]
MODERN_ASIDE = tuple(MODERN_FORMS)[1::2]
"""the same of the forms of today"""

RARER = tuple(RARER_FORMS)[::2]
RARER_ASIDE = tuple(RARER_FORMS)[1::2]
"""the same of still rarer ones"""

FURTHER = tuple(FURTHER_FORMS)[::2]
FURTHER_ASIDE = tuple(FURTHER_FORMS)[1::2]
"""the same of those written after them"""

NOVEL = tuple(NOVEL_FORMS)[::2]
NOVEL_ASIDE = tuple(NOVEL_FORMS)[1::2]
"""the same of forms that stand beside the lines of real novels, in other words"""

ALL_FORMS = FORMS | MODERN_FORMS | RARER_FORMS | FURTHER_FORMS | NOVEL_FORMS
ALL_WORDS = WORDS | MODERN_WORDS

TOKEN = re.compile(r"\[(?P<who>[abci])(?P<mark>[.,;?!>q-])\]|\{(?P<word>[\w.'’]+)\}")
CURLY = "“”‘’"
MARKS = (CURLY, CURLY, "\"\"''", "\"\"''", "‘’“”", "''\"\"", "«»‹›", "»«›‹", "„“‚‘", "« »‹›")
"""what opens and closes a speech, and a quotation inside it"""
LAYOUTS = ("blank lines",) * 3 + ("wrapped", "no blank lines", "indented")
PRONOUNS = {
    "F": {"she": "she", "her": "her", "herself": "herself"},
    "M": {"she": "he", "her": "his", "herself": "himself"},
}
NAMES = {
    "F": """\
Clara|Ruth|Nell|Siobhán|Zoë|Chiamaka|Yuki|Priya|Anne-Marie|Mary-Kate|Inés|Ludmila
Clara Byrne|Ruth Okafor|Inés de la Cruz|Greta von Haller|Nora O'Brien|Mei Lin Chow|Anna Petrovna\
|Mary-Kate Lloyd-Jones|P. J. Stokes|Fatima al-Amin
Aunt Ruth|Mrs. Darrow|Miss Pym|Dr. Ames|Sister Agatha|Lady Vane|Professor Ito|Nurse Kelly\
|Madame Duval|Mrs. MacNeil|Sergeant Diaz
the elder girl|the younger girl|the midwife|the old woman|the girl in blue|the landlady\
|the tall woman|the queen""",
    "M": """\
Hugh|Walter|Ned|Jürgen|Dmitri|Kwame|Hiroshi|Arjun|Jean-Luc|Seán|T.J.|Björn
Hugh Carey|Walter Quist|Pedro de Soto|Karl von Linden|Liam O'Neill|Nguyen Van Minh\
|Jean-Luc Saint-Clair|J. R. Tolland|Yusuf ibn Rashid|Ivan Ilyich
Uncle Ned|Mr. Darrow|Captain Reed|Dr. Finch|Father Quinn|Sir Walter|Professor Hale\
|Inspector Lund|Monsieur Duval|Mr. MacNeil|Corporal Tate
the elder boy|the younger boy|the ferryman|the old man|the boy in the cap|the butler\
|the short man|the king""",
}
"""names, two names, titles, what somebody is: a line each"""
THINGS = "lamp|boat|letter|key|horse|kettle|ladder|ledger|rope|clock|parcel|piano"
PLACES = "cellar|barn|harbour|attic|chapel|garden|station|kitchen|tower|shop"
STATES = "is in|isn't in|was never in|must be in|should stay in|won't reach|came from"


@dataclass(frozen=True, slots=True)
class Style:
    """How a story is printed: its *marks* and the *layout* of its paragraphs."""

    marks: str
    layout: str

    def quoted(self, words: str, *, goes_on: bool = False) -> str:
        """*words* in marks; the closing one is left away where the speech *goes_on*."""
        opening, closing = self._pair()
        return opening + words + ("" if goes_on else closing)

    def inside(self, words: str) -> str:
        """*words* as a quotation inside a speech."""
        return self.marks[-2] + words + self.marks[-1]

    def printed(self, blocks: Sequence[str]) -> str:
        """The paragraphs *blocks* as a text."""
        if self.layout == "wrapped":
            return "\n\n".join(textwrap.fill(one, 58, break_on_hyphens=False) for one in blocks)
        if self.layout == "blank lines":
            return "\n\n".join(blocks)
        head, *rest = blocks
        margin = "    " if self.layout == "indented" else ""
        return head + "\n\n" + "\n".join(margin + one for one in rest)

    def apostrophes(self, words: str) -> str:
        """*words* with the apostrophe that goes with the marks."""
        straight = self.marks[0] in "\"'"
        return words if straight else words.replace("'", "’")

    def _pair(self) -> tuple[str, str]:
        if self.marks[1] == " ":
            return self.marks[0] + "\u00a0", "\u00a0" + self.marks[2]
        return self.marks[0], self.marks[1]


def make_story(
    seed: int, paragraphs: int = 20, forms: Sequence[str] = TUNED
) -> tuple[str, list[Line]]:
    """A story of that many paragraphs in *forms* from *seed*, and its lines in order."""
    dice = random.Random(seed)  # noqa: S311 -- no secret
    style = Style(dice.choice(MARKS), dice.choice(LAYOUTS))
    people, told_by = _cast(dice), dice.random() < 0.25
    blocks, lines = ["Chapter One", _introduced(people, told=told_by)], list[Line]()
    sentences = map(style.apostrophes, _sentences(dice))
    for _ in range(paragraphs):
        form = dice.choice(forms)
        if form.startswith("teller") and not told_by:
            continue
        block, said = _written(dice.choice(ALL_FORMS[form]), dice, people, style, sentences)
        blocks += block.split("\n\n")
        lines += (Line(words, who, form, block) for words, who in said)
        if dice.random() < 0.3:
            blocks.append("The rain went on.")
    return style.printed(blocks) + "\n", lines


def _cast(dice: random.Random) -> list[Person]:
    """Three to five people: by a name, two names, a title, or what they are."""
    people, dealt = list[Person](), set[str]()
    for index in range(dice.randint(3, 5)):
        sex = "FM"[index % 2]
        kinds = [line.split("|") for line in NAMES[sex].split("\n")]
        some = dice.choices(kinds, (5, 3, 3, 2))[0]
        fresh = [name for name in some if not dealt & _strange(name)]
        name = dice.choice(fresh or kinds[0])
        dealt |= _strange(name)
        people.append(Person(name, sex))
    return people


def _strange(name: str) -> set[str]:
    """The words two people must not share: a forename, or a noun; a surname they may."""
    title = re.match(r"(Mrs?|Miss|Madame|Monsieur)\b", name)
    return {name} if title else {word.strip(".") for word in name.split()} - {"the", "von", "de"}


def _introduced(people: Sequence[Person], *, told: bool) -> str:
    present = [
        f"{_capital(one.name)} was there, and {PRONOUNS[one.gender]['she']} was tired."
        for one in people
    ]
    return " ".join(("The rain had not stopped.", *present, *["I was there too."] * told))


def _sentences(dice: random.Random) -> Iterator[str]:
    """Statements without their mark, all different."""
    parts = (some.split("|") for some in (THINGS, STATES, PLACES))
    every = [f"{thing} {state} the {place}" for thing, state, place in product(*parts)]
    dice.shuffle(every)
    return iter(every)


def _written(
    pattern: str,
    dice: random.Random,
    people: Sequence[Person],
    style: Style,
    sentences: Iterator[str],
) -> tuple[str, list[tuple[str, Person]]]:
    """A paragraph of *pattern*, and what is said in it."""
    a, b, c = _parts(pattern, dice, people)
    cast = {"a": a, "b": b, "c": c, "i": Person("I", "F")}
    said: list[tuple[str, Person]] = []

    def fill(token: re.Match[str]) -> str:
        if token["who"]:
            words = _sentence(token["mark"], dice, next(sentences))
            said.append((words, cast[token["who"]]))
            inner = " " + style.inside("never") + " twice." if token["mark"] == "q" else ""
            return style.quoted(words + inner, goes_on=token["mark"] == ">")
        return _named(token["word"], cast, dice)

    return TOKEN.sub(fill, style.apostrophes(pattern)), said


def _parts(pattern: str, dice: random.Random, people: Sequence[Person]) -> list[Person]:
    """Who is a, b and c; of two sexes where a pronoun must tell a from b."""
    a, b, c = dice.sample(list(people), 3)
    pronoun = re.search(r"\{(b\.)?(she|her|herself|She)\}", pattern)
    if pronoun and re.search(r"\{(b|B)\b|\[b", pattern) and a.gender == b.gender:
        b = dice.choice([one for one in people if one.gender != a.gender])
    return [a, b, c]


def _named(word: str, cast: dict[str, Person], dice: random.Random) -> str:
    low = word.lower()
    whose, _, kind = low.rpartition(".")
    if low[0] in cast and low[1:] in {"", "'s", "’s"}:
        text = cast[low[0]].name + low[1:]
    elif kind in PRONOUNS["F"]:
        text = PRONOUNS[cast[whose or "a"].gender][kind]
    else:
        drawn = dice.choice(ALL_WORDS[low])
        text = TOKEN.sub(lambda token: _named(token["word"], cast, dice), drawn)
    return text if word == low else _capital(text)


def _sentence(mark: str, dice: random.Random, statement: str) -> str:
    kind = dice.choice("...?!") if mark in ".," else mark
    if kind == "?":
        return f"Are you sure the {statement}?"
    if mark == "q":
        return f"The {statement}, and they said"
    ends = {".": mark, ";": ",", "!": "!", "-": "—", ">": "."}
    return f"The {statement}{ends[kind]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
