"""What no reader sees changes nothing: where lines end, and how, and which blank parts words."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable
from functools import cache, reduce
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.pipeline import read_script
from narrate.settings import Settings
from retyping import as_read, with_cr, with_crlf, with_mark, with_trailing_blanks

STORY = """\
THE FERRY AT LOW TIDE

Chapter One

Zoë Marsh stood by the rail, and Mr. Halvard came down the steps behind her with a lamp in his \
hand.

“You will catch cold,” said Mr. Halvard. “I told you so on Monday, and I tell you so again; \
come in to the fire.”

“I am not cold,” said Zoë. She pulled her well-worn coat about her. “Did you see the light, Mr. \
Halvard? It went out as the clock struck.”

“I saw it.” He put the lamp down. “Old Renée saw it, too.”

“And what did she say?”

“That it is nobody’s business but the keeper’s,” said Mr. Halvard, and for a while neither of \
them spoke.

* * *

Renée came last. “There is tea,” she called up, “if anybody should still want it—I made it an \
hour ago.”

“We are coming,” said Zoë.

Chapter Two

In the morning the boat was gone. Zoë ran down to the landing, where Renée was mending a net in \
the sun.

“Where is he?” she asked.

“Where he always is,” said Renée. “On the other side.”
"""

PLAY = """\
ACT I

SCENE I. A kitchen in Leith.

MORAG. Is the kettle on? I have been on my feet since six, and nobody in this house has thought \
of a cup of tea for me.

IAN. [Not looking up from his paper, which he holds upside down.] It is. It was on when you \
asked me last, Mrs. Baird, and it will be on when you ask again.

MORAG. I only asked.

Enter PETER with a sack over his shoulder, out of breath.

PETER. Where shall I put it? It is from Mr. Ian Baird of the harbour office, and he says it \
must not be laid down anywhere near a fire.

IAN. Anywhere.

MORAG. [To PETER] Not there! On the table, where I can see it. Peter. Peter! Did you hear what \
I said to you, or must I get up and show you?

PETER. I heard you, Morag. [He puts the sack on the floor, looks at it for a while, and sits \
down on it.] There.

IAN. Is the kettle on?

[They all look at the kettle.]

MORAG. It is not.
"""

CHAT = """\
Nadia: Are you there? I have been waiting at the station for an hour and the board says that \
nothing will run before noon.

Tom: on my way

Nadia: You said that at nine. There are four hundred people here and one bench, and I am not on \
the bench.

Tom: ten minutes. Really. The bridge is shut, so I have to go round by the old mill and the \
whole town had that idea.

Nadia: Fine.

Tom: bring the bag

Nadia: Which bag?
"""

MARKDOWN = """\
# The Salt Road

## The well

Imre let the bucket down, and Mrs. Sark looked over the edge of the well, though there was \
nothing at all to see.

"It is dry," said Imre. "It has been dry since *spring*, and you know it as well as I do."

"Then why do you let it down?" asked Mrs. Sark.

- a rope, which was new
- a bucket, which was not

## The road

They walked till noon. "I hear water," said Mrs. Sark.

"You hear the wind," said Imre, who did not stop to listen.
"""
TEXTS = {"story.txt": STORY, "play.txt": PLAY, "chat.txt": CHAT, "story.md": MARKDOWN}

Change = Callable[[str], str]


def wrapped(width: int) -> Change:
    """Every paragraph broken at a margin."""

    def wrap(text: str) -> str:
        return "\n\n".join(
            block if block.startswith("- ") else textwrap.fill(block, width, break_on_hyphens=False)
            for block in text.rstrip("\n").split("\n\n")
        )

    return wrap


def with_blanks(blanks: str) -> Change:
    """One after the other of *blanks* in the place of those between two words of a line."""
    signs = cycle(blanks)
    return lambda text: re.sub(r"(?<=\w|[.,;:!?]) (?=\w)", lambda _: next(signs), text)


def with_pages(lines: int) -> Change:
    """A form feed in the place of every so many ends of lines."""
    number = cycle(range(lines))
    return lambda text: re.sub("\n", lambda _: "\n" if next(number) else "\f", text)


def with_line_separators(text: str) -> str:
    return text.replace("\n", "\u2028")


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


SHAPES = st.one_of(
    st.just(str), st.integers(45, 110).map(wrapped), st.integers(1, 9).map(with_pages)
)
BLANKS = st.text("\u00a0\u2009\u202f\t ", min_size=1, max_size=5).map(with_blanks)
SIGNS = st.sampled_from((str, decomposed, with_mark))
ENDS = st.sampled_from((str, with_crlf, with_cr, with_line_separators, with_trailing_blanks))
MEANT_IN_MARKDOWN = (with_trailing_blanks, with_line_separators)
"""Two blanks break a line there, and a line separator is no end of a line of its markup."""


def read(folder: Path, name: str, text: str) -> object:
    story = folder / name
    story.write_text(text, encoding="utf-8", newline="")
    return as_read(read_script(story, Settings()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("typed")


@cache
def usual(folder: Path, name: str) -> object:
    return read(folder, name, TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
@given(st.tuples(SHAPES, BLANKS, SIGNS, ENDS))
def test_what_nobody_sees_changes_nothing(
    folder: Path, name: str, changes: tuple[Change, ...]
) -> None:
    if name.endswith(".md"):
        changes = tuple(change for change in changes if change not in MEANT_IN_MARKDOWN)
    typed = reduce(lambda text, change: change(text), changes, TEXTS[name])
    assert read(folder, name, typed) == usual(folder, name)
