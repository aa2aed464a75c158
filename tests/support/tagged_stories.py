"""Stories made from a seed, in which the clause beside each line leaves no doubt of who says it.

A story begins by telling of everybody in it; each paragraph then has a form ("two leading tags").
A form is a pattern: ``{a}`` and ``{b}`` are names, ``{A}`` the same with a capital, ``{she}`` the
pronoun of ``{a}``, ``{other}`` whoever is of the other sex; words such as ``{beat}`` are drawn from
the list of that name. ``[a.]`` is what ``{a}`` says: a whole sentence with its mark
(``.``), one that goes on to its tag (``,``), a statement that does (``;``), a question (``?``), an
outcry (``!``), or a statement that is cut off (``-``).
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from made_stories import Line, Person

PLAIN = {
    "verb, name": "[a,] {said} {a}.",
    "name, verb": "[a,] {a} {said}.",
    "before": "{A} {said}, [a.]",
    "adverb": "[a,] {said} {a} {adverb}.",
    "inside a sentence": "[a;] said {a}, [a.]",
    "between sentences": "[a,] {said} {a}. [a.]",
    "two leading": "{A} said, [a.] {B} said, [b.]",
    "leading, and leading": "{A} asked, [a?] and {b} answered, [b.]",
    "leading, then leading": "{A} said, [a.] Then {b} said, [b.]",
    "leading, trailing": "{B} said, [b.] [a!] cried {a}.",
    "two trailing": "[a,] said {a}. [b,] said {b}.",
    "three trailing": "[a,] said {a}. [b,] said {b}. [a?] asked {a}.",
    "trailing, leading": "{A} {beat}. [a,] {she} said. {B} said, [b.]",
    "told of, pronoun": "{A} {beat}. [a,] {she} said.",
    "as another acts": "{B} {beat}. [a,] said {a}.",
    "told the other": "[a;] {a} told {b}.",
    "said to the other": "{A} said to {b}, [a.]",
    "the only she": "{Other} {beat}, and {a} watched. [a,] {she} said.",
}
"""forms that every book has"""
WIDE = {
    "participle inside": "[a,] {a}, {doing}, said.",
    "participle first": "{Doing}, {a} said, [a.]",
    "participle behind": "[a,] {said} {a}, {doing}.",
    "apposition": "{A}, {trade}, said, [a.]",
    "apposition behind": "[a,] said {a}, {trade}.",
    "relative clause": "{A}, {who}, said, [a.]",
    "relative clause behind": "[a,] said {a}, {who}.",
    "indirect question": "{A} asked if it was late. [b,] said {b}.",
    "asked, said": "When {b} asked whether it was far, {a} said, [a.]",
    "verb left out": "[a,] said {a}; and {b}, [b.]",
    "cleft": "It was {a} who said, [a.]",
    "cleft behind": "[a.] It was {a} who had spoken.",
    "cleft sentence": "It was {a} who answered. [a.]",
    "wanted to know": "[a?] {a} wanted to know.",
    "voice came": "[a,] came {a}'s voice {place}.",
    "voice came first": "{A}'s voice came {place}: [a.]",
    "voice said": "[a,] said {a}'s voice {place}.",
    "beat before": "{A} {beat}. [a.]",
    "beat behind": "[a.] {A} {beat}.",
    "beat and tag": "{A} {beat} and said, [a.]",
    "another's beat, comma": "{B} looked up, [a?] asked {a}.",
    "another's beat, semicolon": "{B} looked up; [a?] asked {a}.",
    "turned and said": "{A} turned to {b} and said, [a.]",
    "look and colon": "{A} looked at {b}: [a.]",
    "clause first": "As {b} {beat}, {a} said, [a.]",
    "clause behind": "[a,] {a} said, while {b} {beat}.",
    "heard say": "{B} heard {a} say, [a.]",
    "question, answer": "[a?] asked {a}, and {b} said, [b.]",
    "was the answer": "[a?] asked {a}. [b,] was {b}'s answer.",
    "names and colons": "{A}: [a.] {B}: [b.]",
    "was saying": "[a,] {a} was saying to {b}.",
    "had said": "[a,] {a} had said that morning.",
    "began": "[a;] {a} began, but {b} would not listen.",
    "asked of": "[a?] asked {a} of {b}.",
    "asked by": "[a?] {b} was asked by {a}.",
    "three quotations": "[a,] said {a}. [a.] {She} {beat}. [a.]",
    "cut off": "[a-] {a} began. [b!] {b} cut in.",
    "for another acted": "[a,] said {a}, for {b} {beat}.",
    "manner first": "{Adverb} {a} said, [a.]",
    "and with that": "[a.] And with that {a} {beat}.",
    "first to speak": "The first to speak was {a}. [a.]",
}
"""forms that are rarer, and as clear to whoever reads"""
FORMS = {**PLAIN, **WIDE}

WOMEN = "Ann Nora Clara Judith Edith Maggie Ruth Helen Sylvia Ivy Marta Lucy Frances Dora"
MEN = "Bob Felix Martin Oscar Henry Walter Simon Edgar Tobias Ralph Conrad Peter Jasper Hugh"
SURNAMES = "Moss Vane Carver Stone Pike Marlow Hale Quill Thorne Byrne Wick Lorimer Fenn"
FIRST = {"F": WOMEN.split(), "M": MEN.split()}
TITLES = {"F": ["Mrs.", "Miss", "Lady", "Dr."], "M": ["Mr.", "Captain", "Dr.", "Professor"]}
NOUNS = {
    "F": ["the cook", "the landlady", "the old woman", "the nurse", "the girl", "the widow"],
    "M": ["the boy", "the porter", "the old man", "the sergeant", "the gardener", "the clerk"],
}
VERBS = (
    "said asked replied answered cried whispered murmured exclaimed remarked added agreed admitted "
    "called shouted muttered declared observed insisted repeated returned explained protested "
    "demanded inquired suggested announced snapped cautioned quipped chided confided retorted "
    "growled grumbled pleaded warned wondered promised"
)
WORDS: dict[str, list[str]] = {
    "said": VERBS.split(),
    "adverb": ["softly", "quickly", "at last", "with a smile", "in a low voice", "after a while"],
    "beat": [
        "put down the lamp", "laughed", "looked out at the rain", "went to the window",
        "folded the letter", "shook the rain off", "sat down by the fire", "turned the key",
    ],
    "doing": ["putting down the lamp", "still smiling", "without looking up", "in a hurry"],
    "place": ["from the stairs", "from the kitchen", "out of the dark", "from behind the door"],
    "trade": ["a baker", "the baker", "a clerk from the mill", "a tall, thin figure"],
    "who": ["who had been listening", "who was never late", "who sat nearest the fire"],
}  # fmt: skip
STATEMENTS = [
    "It is late", "The road is closed", "We shall have to wait", "There is nothing left",
    "It will rain before night", "Nobody has seen the key", "That was a long time ago",
    "The lamp is out", "It isn't worth the trouble", "I never liked that house",
    "You can have mine", "They will be here at noon", "I have told you twice",
    "There was a letter this morning", "It is cold in here", "We can do nothing about it",
    "I should leave it alone", "You are wrong", "That is all I know", "It was on the table",
    "The bridge will hold", "Nothing of the kind", "Not a word of it is true", "Never mind",
]  # fmt: skip
QUESTIONS = [
    "Is it late", "Who has the key", "What was that", "Are they coming", "Why not",
    "Where did you leave it", "Do you hear the water", "Is there any bread left", "Can we wait",
]  # fmt: skip
OUTCRIES = ["Stop", "Look out", "What a night", "Nonsense", "It is gone", "Not that one"]
MARKS = ["“”", "“”", '""', '""', "‘’", "''", "«»"]
TOKEN = re.compile(r"\{(?P<word>\w+)\}|\[(?P<who>[ab])(?P<mark>[.,;?!-])\]")


def make_story(seed: int, paragraphs: int = 24) -> tuple[str, list[Line]]:
    """A story of that many paragraphs from *seed*, and its lines in order."""
    dice = random.Random(seed)  # noqa: S311 -- no secret
    people, marks = _cast(dice), dice.choice(MARKS)
    told = [f"{_capital(one.name)} was there, and {_pronoun(one)} was tired." for one in people]
    blocks, lines = ["Chapter One", " ".join(["The rain had not stopped.", *told])], list[Line]()
    for _ in range(paragraphs):
        form = dice.choice(list(FORMS))
        block, said = _written(FORMS[form], dice, people, marks)
        blocks.append(block)
        lines += (Line(words, who, form, block) for words, who in said)
        if dice.random() < 0.3:
            blocks.append("It went on raining.")
    return "\n\n".join(blocks) + "\n", lines


def _cast(dice: random.Random) -> list[Person]:
    """Two to four people: by a name, two names, a title, or what they are."""
    first = {sex: dice.sample(some, 4) for sex, some in FIRST.items()}
    nouns = {sex: dice.sample(some, 2) for sex, some in NOUNS.items()}
    last = dice.sample(SURNAMES.split(), 4)
    people = []
    for index in range(dice.randint(2, 4)):
        sex, kind = "FM"[index % 2], dice.random()
        if kind < 0.6:
            name = first[sex].pop()
        elif kind < 0.75:
            name = f"{first[sex].pop()} {last.pop()}"
        elif kind < 0.9:
            name = f"{dice.choice(TITLES[sex])} {last.pop()}"
        else:
            name = nouns[sex].pop()
        people.append(Person(name, sex))
    return people


def _written(
    form: str, dice: random.Random, people: Sequence[Person], marks: str
) -> tuple[str, list[tuple[str, Person]]]:
    """A paragraph of that *form*, and what is said in it."""
    a, b = dice.sample(list(people), 2)
    said: list[tuple[str, Person]] = []
    names = {"a": a.name, "b": b.name, "she": _pronoun(a)}
    names["other"] = b.name if b.gender != a.gender else a.name

    def fill(token: re.Match[str]) -> str:
        if token["who"]:
            words = _sentence(token["mark"], dice)
            said.append((words, a if token["who"] == "a" else b))
            return marks[0] + words + marks[1]
        low = token["word"].lower()
        word = names.get(low) or dice.choice(WORDS[low])
        return word if token["word"] == low else _capital(word)

    return TOKEN.sub(fill, form), said


def _sentence(mark: str, dice: random.Random) -> str:
    kind = dice.choice("...?!") if mark in ".," else mark
    if kind in "?!":
        return dice.choice(QUESTIONS if kind == "?" else OUTCRIES) + kind
    end = {".": ".", ",": ",", ";": ",", "-": "—"}[mark]
    return dice.choice(STATEMENTS) + end


def _pronoun(person: Person) -> str:
    return "she" if person.gender == "F" else "he"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
