"""The lexicons of voices.yaml, and the fields in braces of its templates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from narrate.config.checking import LineNumbers
from narrate.config.typed_values import Value
from narrate.config.voice_choices import fold
from narrate.direction.templates import fields_of
from narrate.errors import SettingsError
from narrate.settings import Alphabet, LexiconEntry

IPA = re.compile(r"\s*/(.*\S.*)/\s*")
ESPEAK = re.compile(r"\s*\[\[(.*\S.*)\]\]\s*")
"""how sounds are written, so that they differ from a spelling"""


def read_lexicon(
    section: Mapping[str, Value], where: LineNumbers, *path: str
) -> tuple[LexiconEntry, ...]:
    """The entries of the lexicon at *path*.

    Raises SettingsError for an entry that gives sounds in no alphabet, or in two.
    """
    return tuple(_entry(written, said, where, *path) for written, said in section.items())


def _entry(written: str, said: Value, where: LineNumbers, *path: str) -> LexiconEntry:
    at = where.place(*path, written)
    if isinstance(said, Mapping):
        if len(said) != 1:
            message = f"{' > '.join((*path, written))} needs one of ipa and espeak"
            raise SettingsError(message, at=at, hint="for example {ipa: ˈnɛvɪl}")
        alphabet, sounds = next(iter(said.items()))
        return LexiconEntry(fold(written), fold(sounds), at, alphabet)
    forms: tuple[tuple[re.Pattern[str], Alphabet], ...] = ((IPA, "ipa"), (ESPEAK, "espeak"))
    for form, alphabet in forms:
        if found := form.fullmatch(said):
            return LexiconEntry(fold(written), fold(found[1]), at, alphabet)
    return LexiconEntry(fold(written), said, at)


def check_fields(template: str, known: Sequence[str], where: LineNumbers, *path: str) -> None:
    """Raise SettingsError if *template*, at *path*, names a field that is not *known*."""
    for name in fields_of(template):
        if name not in known:
            raise SettingsError(
                f"{' > '.join(path)} has nothing to put in place of {{{name}}}",
                at=where.place(*path),
                hint=f"known here: {', '.join(f'{{{one}}}' for one in known)}",
            )
