r"""A member of the cast on one line: ``Lucas (M, old) also Lucas Scott; Luke``.

A backslash takes the sign after it for part of the name: ``Smith \(the elder\)``.
"""

from __future__ import annotations

import re

from narrate.model import Age, Character, Gender

_NAME = r"(?:\\.|[^\\();])+?"
_LINE = re.compile(rf"(?P<name>{_NAME})(?: \((?P<traits>[^()]*)\))?(?: also (?P<aliases>.+))?")
_ALIAS = re.compile(r"(?:\\.|[^\\;])+")
_SIGN = re.compile(r"([\\()\[\];|])|\b(also)\b")
_GENDERS: dict[str, Gender] = {"M": "M", "F": "F"}
_AGES: dict[str, Age] = {"child": "child", "adult": "adult", "old": "old"}


def escape(name: str) -> str:
    """*name* with a backslash before everything that would be taken for part of the form."""
    return _SIGN.sub(r"\\\g<0>", " ".join(name.split()))


def unescape(written: str) -> str:
    """The name that was *written* with backslashes."""
    return re.sub(r"\\(.)", r"\1", written) if "\\" in written else written


def format_character(character: Character) -> str:
    """The line, without ``cast:`` in front."""
    traits = [
        *([character.gender] if character.gender else []),
        *([character.age] if character.age else []),
        *(["narrator"] if character.narrator else []),
        *([] if character.named else ["unnamed"]),
    ]
    told = f" ({', '.join(traits)})" if traits else ""
    also = f" also {'; '.join(map(escape, character.aliases))}" if character.aliases else ""
    return escape(character.name) + told + also


def parse_character(line: str) -> Character | None:
    """The character that *line* describes; None if the line is not of that form."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    traits = [trait.strip() for trait in (found["traits"] or "").split(",") if trait.strip()]
    if not set(traits) <= {*_GENDERS, *_AGES, "narrator", "unnamed"}:
        return None
    aliases = [alias.strip() for alias in _ALIAS.findall(found["aliases"] or "")]
    return Character(
        name=unescape(found["name"]),
        aliases=tuple(unescape(alias) for alias in aliases if alias),
        gender=next((_GENDERS[trait] for trait in traits if trait in _GENDERS), None),
        narrator="narrator" in traits,
        named="unnamed" not in traits,
        age=next((_AGES[trait] for trait in traits if trait in _AGES), None),
    )
