"""Makes a novel of any length: chapters, scenes, people who talk, tags; the same for the same seed.

    python benchmarks/prose.py 10000 > story.txt

It means nothing, and is built as prose is: as many lines of dialogue, as long sentences, and no
two paragraphs alike, so that a program that makes sound of it can spare itself nothing.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

CHAPTER_WORDS = 3000
SCENE_WORDS = 1100
MEN = ("Arthur", "Edmund", "Hector", "Julian", "Matthew", "Simon")
WOMEN = ("Agnes", "Beatrice", "Clara", "Harriet", "Louisa", "Sophia")
PEOPLE = (*MEN, *WOMEN)
SAYS = ("said", "asked", "answered", "cried", "replied", "whispered")

DID = (
    "crossed the yard", "opened the window", "folded the letter", "counted the coins twice",
    "looked at the clock", "lit another lamp", "waited by the gate", "poured out the tea",
    "listened to the rain", "turned over the page", "walked down to the harbour",
    "pulled the curtain aside", "set the basket on the table", "brushed the snow from the steps",
)  # fmt: skip
WHERE = (
    "in the hall", "under the old elm", "at the end of the lane", "behind the mill",
    "beside the fire", "on the stairs", "near the bridge", "in the long gallery",
    "above the stables", "between the high hedges", "outside the church", "over the river",
)  # fmt: skip
WHEN = (
    "before the bells had stopped", "while the others were still asleep", "as slowly as possible",
    "without a word to anybody", "after a long silence", "because there was nothing else to do",
    "for the third time that week", "although the road was deep in mud", "as if by accident",
    "when the carriage had gone", "until the candle went out", "as everybody had expected",
)  # fmt: skip
THINGS = (
    "the harvest", "the lawsuit", "the broken fence", "the new curate", "the journey north",
    "the price of wool", "the letter from London", "the missing key", "the ball on Thursday",
    "the old horse", "the east wing", "the money", "the doctor", "the wedding", "the thunder",
)  # fmt: skip
OPINIONS = (
    "I have thought about {} more than I like", "you never told me anything of {}",
    "nobody in this house cares for {}", "we shall hear of {} soon enough",
    "there is no use in talking about {}", "my aunt asked me about {} again",
    "I would give a good deal to forget {}", "they say that {} was the end of him",
    "you will see that {} is not as simple as that", "I was quite sure about {} yesterday",
)  # fmt: skip


def story(words: int, seed: int = 1) -> str:
    """A novel of about *words* words."""
    return "".join(_chapters(words, random.Random(seed)))  # noqa: S311 -- prose, no secret


def _chapters(words: int, chance: random.Random) -> Iterator[str]:
    yield "The Weather at Low Water\n\nby A. Writer\n\n"
    number = 0
    while words > 0:
        number += 1
        yield f"\nChapter {number}\n\n"
        left = min(words, CHAPTER_WORDS)
        words -= left
        yield from _paragraphs(left, chance)


def _paragraphs(words: int, chance: random.Random) -> Iterator[str]:
    """A chapter: a scene, a break, another scene; in each of them two people talk."""
    since = 0
    two = chance.sample(PEOPLE, 2)
    while words > 0:
        if since > SCENE_WORDS:
            yield "* * *\n\n"
            since, two = 0, chance.sample(PEOPLE, 2)
        two.reverse()
        told = _speech(two[0], chance) if chance.random() < 0.5 else _narration(two, chance)
        yield f"{told}\n\n"
        words -= len(told.split())
        since += len(told.split())


def _narration(people: list[str], chance: random.Random) -> str:
    return " ".join(_sentence(chance.choice(people), chance) for _ in range(chance.randint(2, 6)))


def _sentence(name: str, chance: random.Random) -> str:
    who = chance.choice((name, "She" if name in WOMEN else "He"))
    sentence = f"{who} {chance.choice(DID)} {chance.choice(WHERE)} {chance.choice(WHEN)}"
    if chance.random() < 0.5:
        sentence += f", and {chance.choice(DID)} {chance.choice(WHEN)}"
    return f"{sentence}."


def _speech(name: str, chance: random.Random) -> str:
    first, *more = (_opinion(chance) for _ in range(chance.randint(1, 4)))
    tag = f"{chance.choice(SAYS)} {name}"
    if chance.random() < 0.3:
        tag += f", who {chance.choice(DID)} {chance.choice(WHERE)}"
    rest = f" “{' '.join(f'{one}.' for one in more)}”" if more else ""
    return f"“{first},” {tag}.{rest}"


def _opinion(chance: random.Random) -> str:
    thought = chance.choice(OPINIONS).format(chance.choice(THINGS))
    thought = f"{thought[0].upper()}{thought[1:]}"
    return f"{thought}, {chance.choice(WHEN)}" if chance.random() < 0.7 else thought


if __name__ == "__main__":
    sys.stdout.write(story(int(sys.argv[1])))
