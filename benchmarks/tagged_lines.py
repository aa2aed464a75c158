# ruff: noqa: D102, D103, ARG001, S311 -- a form's name is its sentence; dice need no secrecy
"""Who says what where the clause beside the line leaves no doubt: stories made from a seed.

    python benchmarks/tagged_lines.py [--lines 20000] [--seed 1] [--only FORM] [--show 20]

Every story begins with the people in it; each paragraph then has a form ("she said, she said"),
whose speaker any reader names. The table tells for each form how many lines are given to the right
person, how sure of it narrate is, and how many are wrong at a confidence of 0.9 and more.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from narrate.attribution import attribute
from narrate.model import Kind, Manuscript, Script
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

WOMEN = [
    "Ann",
    "Nora",
    "Clara",
    "Judith",
    "Edith",
    "Maggie",
    "Ruth",
    "Helen",
    "Sylvia",
    "Ivy",
    "Marta",
    "Lucy",
    "Frances",
    "Dora",
]
MEN = [
    "Bob",
    "Felix",
    "Martin",
    "Oscar",
    "Henry",
    "Walter",
    "Simon",
    "Edgar",
    "Tobias",
    "Ralph",
    "Conrad",
    "Peter",
    "Jasper",
    "Hugh",
]
SURNAMES = [
    "Moss",
    "Vane",
    "Carver",
    "Stone",
    "Pike",
    "Marlow",
    "Hale",
    "Quill",
    "Thorne",
    "Byrne",
    "Wick",
    "Lorimer",
    "Fenn",
]
ROLES = {
    "F": ["the cook", "the landlady", "the old woman", "the nurse", "the girl", "the widow"],
    "M": ["the boy", "the porter", "the old man", "the sergeant", "the gardener", "the clerk"],
}
RANKS = {"F": ["Mrs.", "Miss", "Lady", "Dr."], "M": ["Mr.", "Captain", "Dr.", "Professor"]}
TRADES = [
    "a baker",
    "the baker",
    "a clerk from the mill",
    "the eldest of them",
    "a tall, thin figure",
]
ADVERBS = [
    "softly",
    "quickly",
    "at last",
    "with a smile",
    "in a low voice",
    "coldly",
    "after a while",
]
PLACES = ["from the stairs", "from the kitchen", "out of the dark", "from behind the door"]
DOINGS = ["putting down the lamp", "still smiling", "without looking up", "shaking the rain off"]
BEATS = [
    "put down the lamp",
    "laughed",
    "looked out at the rain",
    "went to the window",
    "folded the letter",
    "shook the rain off",
    "sat down by the fire",
    "turned the key",
]
RELATIVES = [
    "who had been listening",
    "who was never late",
    "whose coat was wet",
    "who sat nearest the fire",
]
STATEMENTS = [
    "It is late",
    "The road is closed",
    "We shall have to wait",
    "There is nothing left",
    "It will rain before night",
    "Nobody has seen the key",
    "That was a long time ago",
    "The lamp is out",
    "It isn't worth the trouble",
    "I never liked that house",
    "You can have mine",
    "They will be here at noon",
    "I have told you twice",
    "There was a letter this morning",
    "It is cold in here",
    "We can do nothing about it",
    "I should leave it alone",
    "You are wrong",
    "That is all I know",
    "It was on the table",
    "The bridge will hold",
    "Nothing of the kind",
    "Not a word of it is true",
    "Never mind",
]
QUESTIONS = [
    "Is it late",
    "Who has the key",
    "What was that",
    "Are they coming",
    "Why not",
    "Where did you leave it",
    "Do you hear the water",
    "Is there any bread left",
    "How far is it",
    "Can we wait",
]
EXCLAMATIONS = [
    "Stop",
    "Look out",
    "What a night",
    "Nonsense",
    "It is gone",
    "Not that one",
    "I knew it",
    "Never",
]
MARKS = {
    "curly": "“”",
    "straight": '""',
    "single": "‘’",
    "single straight": "''",
    "guillemets": "«»",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a story: how the text names them, the longest name first, and their gender."""

    names: tuple[str, ...]
    gender: str

    @property
    def name(self) -> str:
        return self.names[-1]

    @property
    def pronoun(self) -> str:
        return "she" if self.gender == "F" else "he"

    @property
    def possessive(self) -> str:
        return "her" if self.gender == "F" else "his"


Line = tuple[str, Person]
"""What is said, with its last mark, and by whom."""
Piece = str | Line
Form = Callable[["Writer", Person, Person], list[Piece]]


class Writer:
    """Draws words of every kind from one seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.verbs = sorted(
            verb for verb in PAST_TENSES if verb not in {"told", "bade", "spoke", "cut"}
        )

    def pick(self, some: list[str]) -> str:
        return self.dice.choice(some)

    def said(self) -> str:
        return self.pick(self.verbs) if self.dice.random() < 0.5 else "said"

    def statement(self) -> str:
        return self.pick(STATEMENTS)

    def question(self) -> str:
        return self.pick(QUESTIONS)

    def whole(self) -> str:
        """A sentence with its mark."""
        kind = self.dice.random()
        if kind < 0.6:
            return self.statement() + "."
        return self.question() + "?" if kind < 0.85 else self.pick(EXCLAMATIONS) + "!"

    def open(self) -> str:
        """A sentence as it stands before its tag."""
        whole = self.whole()
        return whole[:-1] + "," if whole[-1] == "." else whole


PAST_TENSES = ["said", "asked", "replied", "answered", "cried", "whispered", "murmured", "exclaimed", "remarked", "added", "agreed", "admitted", "called", "shouted", "muttered", "declared", "observed", "insisted", "repeated", "returned", "explained", "protested", "demanded", "inquired", "suggested", "announced", "snapped", "cautioned", "quipped", "chided", "confided", "retorted", "growled", "grumbled", "pleaded", "warned", "wondered", "promised"]  # fmt: skip


def cap(words: str) -> str:
    return words[:1].upper() + words[1:]


def plain(function: Form) -> Form:
    PLAIN[function.__name__] = function
    return function


def wide(function: Form) -> Form:
    WIDE[function.__name__] = function
    return function


PLAIN: dict[str, Form] = {}
WIDE: dict[str, Form] = {}


@plain
def verb_name(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" {w.said()} {a.name}."]


@plain
def name_verb(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" {a.name} {w.said()}."]


@plain
def name_verb_before(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} {w.said()}, ", (w.whole(), a)]


@plain
def adverb(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" {w.said()} {a.name} {w.pick(ADVERBS)}."]


@plain
def middle_of_sentence(w: Writer, a: Person, b: Person) -> list[Piece]:
    second = w.statement()
    return [
        (w.statement() + ",", a),
        f" said {a.name}, ",
        (f"and {second[0].lower()}{second[1:]}.", a),
    ]


@plain
def between_sentences(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" {w.said()} {a.name}. ", (w.whole(), a)]


@plain
def two_leading(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} said, ", (w.whole(), a), f" {cap(b.name)} said, ", (w.whole(), b)]


@plain
def leading_and(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} asked, ", (w.question() + "?", a),
            f" and {b.name} answered, ", (w.whole(), b)]  # fmt: skip


@plain
def leading_then(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} said, ", (w.whole(), a), f" Then {b.name} said, ", (w.whole(), b)]


@plain
def leading_then_trailing(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [
        f"{cap(b.name)} said, ",
        (w.whole(), b),
        " ",
        (w.pick(EXCLAMATIONS) + "!", a),
        f" cried {a.name}.",
    ]


@plain
def two_trailing(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" said {a.name}. ", (w.open(), b), f" said {b.name}."]


@plain
def three_trailing(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" said {a.name}. ", (w.open(), b), f" said {b.name}. ",
            (w.question() + "?", a), f" asked {a.name}."]  # fmt: skip


@plain
def trailing_then_leading(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} {w.pick(BEATS)}. ", (w.open(), a), f" {a.pronoun} said. {cap(b.name)} said, ",
            (w.whole(), b)]  # fmt: skip


@plain
def beat_pronoun(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} {w.pick(BEATS)}. ", (w.open(), a), f" {a.pronoun} said."]


@plain
def as_other_acts(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(b.name)} {w.pick(BEATS)}. ", (w.open(), a), f" said {a.name}."]


@plain
def tell_other(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.statement() + ",", a), f" {a.name} told {b.name}."]


@plain
def to_other(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} said to {b.name}, ", (w.whole(), a)]


@plain
def pronoun_that_fits_one(w: Writer, a: Person, b: Person) -> list[Piece]:
    other = b if b.gender != a.gender else a
    return [f"{cap(other.name)} {w.pick(BEATS)}, and {a.name} watched. " if other is not a
            else f"{cap(a.name)} {w.pick(BEATS)}. ", (w.open(), a), f" {a.pronoun} said."]  # fmt: skip


@wide
def participle_before_verb(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" {a.name}, {w.pick(DOINGS)}, said."]


@wide
def participle_first(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(w.pick(DOINGS))}, {a.name} said, ", (w.whole(), a)]


@wide
def participle_behind(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" {w.said()} {a.name}, {w.pick(DOINGS)}."]


@wide
def apposition(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)}, {w.pick(TRADES)}, said, ", (w.whole(), a)]


@wide
def apposition_behind(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" said {a.name}, {w.pick(TRADES)}."]


@wide
def relative(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)}, {w.pick(RELATIVES)}, said, ", (w.whole(), a)]


@wide
def relative_behind(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" said {a.name}, {w.pick(RELATIVES)}."]


@wide
def indirect_question(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} asked if it was late. ", (w.whole(), b), f" said {b.name}."]


@wide
def asked_and_said(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"When {b.name} asked whether it was far, {a.name} said, ", (w.whole(), a)]


@wide
def verb_left_out(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" said {a.name}; and {b.name}, ", (w.whole(), b)]


@wide
def cleft(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"It was {a.name} who said, ", (w.whole(), a)]


@wide
def cleft_behind(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.whole(), a), f" It was {a.name} who had spoken."]


@wide
def cleft_sentence(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"It was {a.name} who answered. ", (w.whole(), a)]


@wide
def wanted_to_know(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.question() + "?", a), f" {a.name} wanted to know."]


@wide
def voice_came(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" came {a.name}'s voice {w.pick(PLACES)}."]


@wide
def voice_before(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)}'s voice came {w.pick(PLACES)}: ", (w.whole(), a)]


@wide
def voice_said(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" said {a.name}'s voice {w.pick(PLACES)}."]


@wide
def beat_before(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} {w.pick(BEATS)}. ", (w.whole(), a)]


@wide
def beat_behind(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.whole(), a), f" {cap(a.name)} {w.pick(BEATS)}."]


@wide
def beat_and_said(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} {w.pick(BEATS)} and said, ", (w.whole(), a)]


@wide
def beat_comma_tag(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(b.name)} looked up, ", (w.question() + "?", a), f" asked {a.name}."]


@wide
def beat_semicolon_tag(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(b.name)} looked up; ", (w.question() + "?", a), f" asked {a.name}."]


@wide
def turned_to(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} turned to {b.name} and said, ", (w.whole(), a)]


@wide
def colon_after_look(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)} looked at {b.name}: ", (w.whole(), a)]


@wide
def as_clause_first(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"As {b.name} {w.pick(BEATS)}, {a.name} said, ", (w.whole(), a)]


@wide
def said_while(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" {a.name} said, while {b.name} {w.pick(BEATS)}."]


@wide
def heard_say(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(b.name)} heard {a.name} say, ", (w.whole(), a)]


@wide
def question_and_answer(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.question() + "?", a), f" asked {a.name}, and {b.name} said, ", (w.whole(), b)]


@wide
def answered_by(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [
        (w.question() + "?", a),
        f" asked {a.name}. ",
        (w.whole(), b),
        f" was {b.name}'s answer.",
    ]


@wide
def verbless_reply(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(a.name)}: ", (w.whole(), a), f" {cap(b.name)}: ", (w.whole(), b)]


@wide
def auxiliary(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" {a.name} was saying to {b.name}."]


@wide
def had_said(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" {a.name} had said that morning."]


@wide
def began(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.statement() + ",", a), f" {a.name} began, but {b.name} would not listen."]


@wide
def of_other(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.question() + "?", a), f" asked {a.name} of {b.name}."]


@wide
def asked_by(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.question() + "?", a), f" {b.name} was asked by {a.name}."]


@wide
def three_quotes_one_tag(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [
        (w.open(), a),
        f" said {a.name}. ",
        (w.whole(), a),
        f" {cap(a.pronoun)} {w.pick(BEATS)}. ",
        (w.whole(), a),
    ]


@wide
def cut_off(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [
        (w.statement() + "—", a),
        f" {a.name} began. ",
        (w.pick(EXCLAMATIONS) + "!", b),
        f" {b.name} cut in.",
    ]


@wide
def both_named(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.open(), a), f" said {a.name}, for {b.name} {w.pick(BEATS)}."]


@wide
def manner_first(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"{cap(w.pick(ADVERBS))} {a.name} said, ", (w.whole(), a)]


@wide
def and_with_that(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [(w.whole(), a), f" And with that {a.name} {w.pick(BEATS)}."]


@wide
def words_of(w: Writer, a: Person, b: Person) -> list[Piece]:
    return [f"The first to speak was {a.name}. ", (w.whole(), a)]


FORMS = {**PLAIN, **WIDE}


def make_cast(w: Writer) -> list[Person]:
    """Two to four people: names, names with titles, and people known by what they are."""
    people: list[Person] = []
    first = {"F": w.dice.sample(WOMEN, 4), "M": w.dice.sample(MEN, 4)}
    last = w.dice.sample(SURNAMES, 4)
    roles = {gender: w.dice.sample(some, 2) for gender, some in ROLES.items()}
    for index in range(w.dice.randint(2, 4)):
        gender = "FM"[index % 2]
        kind = w.dice.random()
        if kind < 0.6:
            people.append(Person((first[gender].pop(),), gender))
        elif kind < 0.75:
            people.append(Person((f"{first[gender].pop()} {last.pop()}",), gender))
        elif kind < 0.9:
            people.append(Person((f"{w.pick(RANKS[gender])} {last.pop()}",), gender))
        else:
            people.append(Person((roles[gender].pop(),), gender))
    return people


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a made story: what is quoted, who says it, in which form of paragraph."""

    words: str
    speaker: Person
    form: str
    block: int


def make_story(
    seed: int, paragraphs: int = 24, forms: dict[str, Form] = FORMS
) -> tuple[str, list[Said]]:
    """A story of that many paragraphs from *seed*, and its lines in order."""
    w = Writer(seed)
    people = make_cast(w)
    marks = MARKS[w.dice.choices(list(MARKS), [6, 6, 2, 1, 1])[0]]
    told = [f"{cap(one.names[0])} was there, and {one.pronoun} was tired." for one in people]
    blocks, lines = [" ".join(["The rain had not stopped.", *told])], list[Said]()
    for _ in range(paragraphs):
        a, b = w.dice.sample(people, 2)
        form = w.pick(list(forms))
        block = ""
        for piece in forms[form](w, a, b):
            if isinstance(piece, str):
                block += piece
            else:
                block += f"{marks[0]}{piece[0]}{marks[1]}"
                lines.append(Said(piece[0], piece[1], form, len(blocks)))
        blocks += [block, *(["It went on raining."] if w.dice.random() < 0.3 else [])]
    return "Chapter One\n\n" + "\n\n".join(blocks) + "\n", lines


def read(story: str) -> Script:
    return attribute(write_script(find_chapters(Manuscript(Path("story.txt"), story))))


@dataclass(slots=True)
class Score:
    lines: int = 0
    right: int = 0
    sure: float = 0.0
    wrong_and_sure: int = 0


def judge(script: Script, lines: list[Said]) -> Iterator[tuple[Said, str | None, float, bool]]:
    """Each of *lines*, who is given it, how surely, and whether that is right."""
    names = {
        one.name: {one.name.lower(), *map(str.lower, one.aliases)} for one in script.characters
    }
    spoken = [one for one in script.segments if one.kind is Kind.DIALOGUE]
    at = 0
    for line in lines:
        found = next(
            (i for i in range(at, len(spoken)) if line.words.rstrip(",.") in spoken[i].text), None
        )
        if found is None:
            yield line, "NOT FOUND", 0.0, False
            continue
        at = found + 1
        given = spoken[found]
        own = names.get(given.speaker or "", set())
        wanted = {name.lower() for name in line.speaker.names}
        wanted |= {name.removeprefix("the ") for name in wanted}
        yield line, given.speaker, given.confidence or 0.0, bool(own & wanted)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lines", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only")
    options.add_argument("--show", type=int, default=0, metavar="N", help="show N wrong lines")
    asked = options.parse_args()
    forms = {name: form for name, form in FORMS.items() if asked.only in {None, name}}
    scores: dict[str, Score] = {name: Score() for name in forms}
    seed, shown = asked.seed * 1_000_000, 0
    while sum(one.lines for one in scores.values()) < asked.lines:
        story, lines = make_story(seed, forms=FORMS)
        seed += 1
        for line, given, confidence, right in judge(read(story), lines):
            if line.form not in scores:
                continue
            score = scores[line.form]
            score.lines += 1
            score.right += right
            score.sure += confidence
            score.wrong_and_sure += not right and confidence >= 0.9
            if not right and shown < asked.show:
                shown += 1
                where = story.split("\n\n")[line.block + 1]
                print(
                    f"{seed - 1} {line.form}: {line.speaker.name} not {given} {confidence:.2f}\n    {where}"
                )
    print(f"{'form':28}{'lines':>7}{'right':>8}{'sure':>7}{'wrong at 0.9':>14}")
    for title, group in (("plain", PLAIN), ("wide", WIDE)):
        some = [scores[name] for name in group if name in scores]
        for name in group:
            if name in scores:
                print_row(name, scores[name])
        whole = Score(sum(s.lines for s in some), sum(s.right for s in some),
                      sum(s.sure for s in some), sum(s.wrong_and_sure for s in some))  # fmt: skip
        print_row(f"{title} forms", whole)


def print_row(name: str, score: Score) -> None:
    lines = max(1, score.lines)
    print(
        f"{name:28}{score.lines:7}{score.right / lines:8.1%}{score.sure / lines:7.2f}{score.wrong_and_sure:14}"
    )


if __name__ == "__main__":
    main()
