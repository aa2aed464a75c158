"""What is said, as it stands in voices.yaml: lexicons, and words with fields in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from narrate.config.checking import Lines
from narrate.config.choices import fold
from narrate.config.plain import Value
from narrate.direction.templates import fields_of
from narrate.errors import SettingsError
from narrate.settings import Alphabet, LexiconEntry

IPA = re.compile(r"\s*/(.*\S.*)/\s*")
ESPEAK = re.compile(r"\s*\[\[(.*\S.*)\]\]\s*")
"""How sounds are told from a spelling."""


def read_lexicon(
    section: Mapping[str, Value], where: Lines, *path: str
) -> tuple[LexiconEntry, ...]:
    """The entries of the lexicon at *path*.

    Raises SettingsError for an entry that gives sounds in no alphabet, or in two.
    """
    return tuple(_entry(written, said, where, *path) for written, said in section.items())


def _entry(written: str, said: Value, where: Lines, *path: str) -> LexiconEntry:
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


def check_fields(template: str, known: Sequence[str], where: Lines, *path: str) -> None:
    """Raise SettingsError if *template*, at *path*, names a field that is not *known*."""
    for name in fields_of(template):
        if name not in known:
            raise SettingsError(
                f"{' > '.join(path)} has nothing to put in place of {{{name}}}",
                at=where.place(*path),
                hint=f"known here: {', '.join(f'{{{one}}}' for one in known)}",
            )
