"""The ``characters:`` of voices.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from narrate.config.checking import Lines
from narrate.config.choices import fold, read_voice
from narrate.config.plain import Value
from narrate.config.sayings import read_lexicon
from narrate.errors import Place, SettingsError
from narrate.model import Character, Gender
from narrate.settings import Role

RESERVED = frozenset({"narrator", "?"})
"""What a script writes where a name could stand, for narration and for a speaker not found."""


def read_roles(section: Mapping[str, Value], teller: str | None, where: Lines) -> tuple[Role, ...]:
    """The listed characters, in the order of the file.

    *teller* is the name or an alias of the one who tells the story. Raises SettingsError if two
    of them are called the same, upper and lower case aside, or one as nobody can be called.
    """
    cards = tuple(_cards(section, teller, where))
    _check_names(cards)
    return tuple(card.role for card in cards)


@dataclass(frozen=True, slots=True)
class _Card:
    """A character, and where each of its names was written."""

    role: Role
    names: Mapping[str, Place]


def _cards(section: Mapping[str, Value], teller: str | None, where: Lines) -> Iterator[_Card]:
    for written, about in section.items():
        known = about if isinstance(about, dict) else {}
        at = where.place("characters", written)
        name, names = fold(written), {fold(written): at}
        for alias, place in _aliases(known.get("aliases"), where, written):
            names.setdefault(alias, place)
        character = Character(
            name,
            tuple(names)[1:],
            _gender(known.get("gender")),
            narrator=teller is not None and _key(teller) in map(_key, names),
            age=known.get("age"),
        )
        voice = read_voice(about, where, "characters", written)
        lexicon = read_lexicon(known.get("lexicon") or {}, where, "characters", written, "lexicon")
        yield _Card(Role(character, voice, at, known.get("direction"), lexicon), names)


def _aliases(listed: Value, where: Lines, written: str) -> Iterator[tuple[str, Place]]:
    path = ("characters", written, "aliases")
    if isinstance(listed, str):
        yield fold(listed), where.place(*path)
    for index, alias in enumerate(listed if isinstance(listed, list) else ()):
        yield fold(alias), where.place(*path, index)


def _check_names(cards: tuple[_Card, ...]) -> None:
    owners: dict[str, tuple[_Card, Place]] = {}
    for card in cards:
        for name, at in card.names.items():
            _check_name(name, at)
            first, place = owners.setdefault(_key(name), (card, at))
            if first is not card:
                raise SettingsError(
                    f"{name!r} is also {first.role.character.name!r} (line {place.line})",
                    at=at,
                    hint="give each name and alias to one character only",
                )


def _check_name(name: str, at: Place) -> None:
    if _key(name) in RESERVED:
        raise SettingsError(
            f"no character can be called {name!r}",
            at=at,
            hint="the narrator's voice stands under narrator:, outside characters",
        )
    if "[" in name or "]" in name:
        raise SettingsError(
            f"the name {name!r} has a bracket in it",
            at=at,
            hint="brackets mark the speakers in a script",
        )


def _key(name: str) -> str:
    """*name* as it is compared."""
    return fold(name).casefold()


def _gender(written: str | None) -> Gender | None:
    if written is None:
        return None
    return "F" if written.upper().startswith("F") else "M"
