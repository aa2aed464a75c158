"""The ``characters:`` of voices.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from narrate.config.checking import LineNumbers
from narrate.config.lexicons import read_lexicon
from narrate.config.typed_values import Value
from narrate.config.voice_choices import fold, read_voice
from narrate.errors import Place, SettingsError
from narrate.model import Character, Gender, ToldChapters
from narrate.settings import Role

RESERVED = frozenset({"narrator", "?"})
"""What a script writes where a name could stand, for narration and for a speaker not found."""


def read_roles(
    section: Mapping[str, Value], told: tuple[ToldChapters, ...], where: LineNumbers
) -> tuple[Role, ...]:
    """The listed characters, in the order of the file.

    *told* says, by names or aliases, who tells the story. Raises SettingsError if two of them are
    called the same, upper and lower case aside, or one as nobody can be called.
    """
    teller = next((one.name for one in told if one.whole), None)
    listed = tuple(_listed_characters(section, teller, where))
    _check_names(listed)
    return tuple(one.role for one in listed)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A listed character, and the places of its names."""

    role: Role
    names: Mapping[str, Place]


def _listed_characters(
    section: Mapping[str, Value], teller: str | None, where: LineNumbers
) -> Iterator[_Listed]:
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
        yield _Listed(Role(character, voice, at, known.get("direction"), lexicon), names)


def _aliases(listed: Value, where: LineNumbers, written: str) -> Iterator[tuple[str, Place]]:
    path = ("characters", written, "aliases")
    if isinstance(listed, str):
        yield fold(listed), where.place(*path)
    for index, alias in enumerate(listed if isinstance(listed, list) else ()):
        yield fold(alias), where.place(*path, index)


def _check_names(listed: tuple[_Listed, ...]) -> None:
    owners: dict[str, tuple[_Listed, Place]] = {}
    for one in listed:
        for name, at in one.names.items():
            _check_name(name, at)
            first, place = owners.setdefault(_key(name), (one, at))
            if first is not one:
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
