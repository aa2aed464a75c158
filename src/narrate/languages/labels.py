"""What stands in a language's ``labels.txt``: the words by which plays and chats are known.

Blanks part the entries, which are in small letters.

    [no name]       stand before a colon or a stop and name nobody: "Note:", "Monday."
    [order]         begin the points of an argument: "Secondly:"
    [direction]     begin a direction of a screenplay
    [leaves]        begins a direction by which one goes off
    [leave]         begins a direction by which several go off, or a new scene of a film
    [said]          begin the narration before a speech: "Said Tom:"
    [small]         stand in a name with a small letter
    [title]         stand before a name with a full stop of their own
    [interview]     the letters before what is asked and what is answered
    [heard]         the letters of what says behind a name that its bearer is not seen, or speaks
                    on: (V.O.), (cont'd)
    [narrated]      name what the narrator says: "Sound: rain."
    [says]          stand behind a name and before the end of its line: "Mia says:"
    [act]           call an act or a scene of a play, in any language
    [sent]          stand for a date before the time at which a message was sent
"""

from __future__ import annotations

from collections.abc import Mapping

from narrate.languages.wordlists import by_section, has_file, once, read_lines

FILE = "labels.txt"
SECTIONS = (
    "no name",
    "order",
    "direction",
    "leaves",
    "leave",
    "said",
    "small",
    "title",
    "interview",
    "heard",
    "narrated",
    "says",
    "act",
    "sent",
)

LabelWords = Mapping[str, frozenset[str]]
"""Each list of ``labels.txt`` by its name."""


def read_label_words(code: str) -> LabelWords | None:
    """What the ``labels.txt`` of the language *code* holds; None without one."""
    if not has_file(code, FILE):
        return None
    lists = by_section(read_lines(code, FILE), SECTIONS)
    return {
        name: frozenset(once((word, line) for line in lines for word in line.text.split()))
        for name, lines in lists.items()
    }
