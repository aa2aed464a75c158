"""From voices.yaml to Settings: read, check, build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from narrate.config.checking import Lines, check
from narrate.config.document import compose, read_text
from narrate.config.plain import Value, lines, plain, read_schema
from narrate.errors import Place, SettingsError
from narrate.model import Character, Gender
from narrate.settings import (
    BookInfo,
    LexiconEntry,
    Output,
    Pauses,
    Pool,
    Role,
    Settings,
    VoiceChoice,
)

Values = Mapping[str, Value]

RESERVED = frozenset({"narrator", "?"})
"""What a script writes where a name could stand, for narration and for a speaker not found."""


def read_settings(path: Path) -> Settings:
    """The settings that the file at *path* makes; an empty file makes the defaults.

    Raises SettingsError, with file and line, for everything that is wrong in it, whether in its
    form or in what it means. Whether its voices exist is for :func:`check_voices` to say.
    """
    schema = read_schema()
    text = read_text(path).removeprefix("\ufeff")
    tree = compose(text, path)
    values = plain(tree, schema)
    where = Lines(path, lines(tree))
    check(values, schema, where)
    return _Builder(values or {}, where).settings()


@dataclass(frozen=True, slots=True)
class _Builder:
    """Makes Settings of values that the schema has passed."""

    values: Values
    where: Lines

    def settings(self) -> Settings:
        roles = tuple(self._roles())
        self._check_names(roles)
        return Settings(
            engine=_fold(self.values.get("engine", Settings().engine)),
            narrator=self._narrator(),
            narrator_is=self._narrator_is(roles),
            roles=roles,
            unnamed=self._pool("unnamed"),
            casting=self._pool("casting"),
            lexicon=tuple(self._lexicon()),
            pauses=Pauses(**self._fields("pauses")),
            book=self._book(),
            output=Output(**self._fields("output")),
            path=self.where.file,
        )

    def _section(self, name: str) -> Values:
        section: Values | None = self.values.get(name)
        return section or {}

    def _fields(self, name: str) -> dict[str, Value]:
        return {key: _whole(value) for key, value in self._section(name).items()}

    def _voice(self, written: Value, *path: str | int) -> VoiceChoice:
        """A voice as the user wrote it: a name alone, or a mapping."""
        values = {"voice": written} if isinstance(written, str) else (written or {})
        named = path if isinstance(written, str) else (*path, "voice")
        volume = values.get("volume")
        return VoiceChoice(
            name=_folded(values.get("voice")),
            rate=_whole(values.get("rate")),
            pitch=_whole(values.get("pitch")),
            volume=None if volume is None else float(volume),
            at=self.where.place(*named),
        )

    def _narrator(self) -> VoiceChoice:
        default = Settings().narrator
        if "narrator" not in self.values:
            return default
        voice = self._voice(self.values["narrator"], "narrator")
        return _over(voice, default)

    def _roles(self) -> Iterator[Role]:
        teller = _key(self.values.get("narrator_is", ""))
        for written, about in self._section("characters").items():
            known = about if isinstance(about, dict) else {}
            name = _fold(written)
            aliases = _aliases(name, known.get("aliases"))
            yield Role(
                character=Character(
                    name,
                    aliases,
                    _gender(known.get("gender")),
                    narrator=teller in {_key(each) for each in (name, *aliases)},
                ),
                voice=self._voice(about, "characters", written),
                at=self.where.place("characters", written),
            )

    def _check_names(self, roles: tuple[Role, ...]) -> None:
        owners: dict[str, Role] = {}
        for role in roles:
            for name in (role.character.name, *role.character.aliases):
                self._check_name(name, role)
                first = owners.setdefault(_key(name), role)
                if first is not role:
                    line = first.at.line if first.at else None
                    raise SettingsError(
                        f"{name!r} is also {first.character.name!r} (line {line})",
                        at=self._place_of(name, role),
                        hint="give each name and alias to one character only",
                    )

    def _check_name(self, name: str, role: Role) -> None:
        if _key(name) in RESERVED:
            raise SettingsError(
                f"no character can be called {name!r}",
                at=self._place_of(name, role),
                hint="the narrator's voice stands under narrator:, outside characters",
            )
        if "[" in name or "]" in name:
            raise SettingsError(
                f"the name {name!r} has a bracket in it",
                at=self._place_of(name, role),
                hint="brackets mark the speakers in a script",
            )

    def _place_of(self, name: str, role: Role) -> Place | None:
        """Where *name*, the name or an alias of *role*, was written."""
        for written, about in self._section("characters").items():
            if _fold(written) != role.character.name:
                continue
            aliases = about.get("aliases") if isinstance(about, dict) else None
            for index, alias in enumerate(aliases if isinstance(aliases, list) else ()):
                if _fold(alias) == name:
                    return self.where.place("characters", written, "aliases", index)
            if isinstance(aliases, str) and _fold(aliases) == name:
                return self.where.place("characters", written, "aliases")
        return role.at

    def _narrator_is(self, roles: tuple[Role, ...]) -> str | None:
        """The teller's name; the full one if the user wrote an alias."""
        told = _folded(self.values.get("narrator_is"))
        tellers = (role.character.name for role in roles if role.character.narrator)
        return next(tellers, told)

    def _pool(self, name: str) -> Pool:
        section = self._section(name)
        return Pool(**{key: tuple(self._voices(section[key], name, key)) for key in section})

    def _voices(self, written: Value, *path: str) -> Iterator[VoiceChoice]:
        if isinstance(written, list):
            for index, each in enumerate(written):
                yield self._voice(each, *path, index)
        elif written is not None:
            yield self._voice(written, *path)

    def _lexicon(self) -> Iterator[LexiconEntry]:
        for written, spoken in self._section("lexicon").items():
            yield LexiconEntry(_fold(written), spoken, self.where.place("lexicon", written))

    def _book(self) -> BookInfo:
        values = dict(self._section("book"))
        if "cover" in values:
            values["cover"] = self._cover(values["cover"])
        if "language" in values:
            values["language"] = values["language"].lower()
        if "year" in values:
            values["year"] = _whole(values["year"])
        return BookInfo(**values)

    def _cover(self, written: str) -> Path:
        cover = self.where.file.parent / Path(written).expanduser()
        if not cover.is_file():
            raise SettingsError(
                f"there is no cover file {str(cover)!r}",
                at=self.where.place("book", "cover"),
                hint="the path is seen from the folder of voices.yaml",
            )
        return cover


def _fold(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str | None) -> str | None:
    return None if text is None else _fold(text)


def _key(name: str) -> str:
    """*name* as it is compared: white space, upper and lower case aside."""
    return _fold(name).casefold()


def _whole(value: Value) -> Value:
    """*value*, with a whole number that was written ``165.0`` as an int."""
    return int(value) if isinstance(value, float) else value


def _aliases(name: str, written: Value) -> tuple[str, ...]:
    """The aliases, each once, without the name itself."""
    listed = [written] if isinstance(written, str) else (written or [])
    unique = dict.fromkeys(_fold(alias) for alias in listed)
    return tuple(alias for alias in unique if alias != name)


def _gender(written: str | None) -> Gender | None:
    if written is None:
        return None
    return "F" if written.upper().startswith("F") else "M"


def _over(voice: VoiceChoice, default: VoiceChoice) -> VoiceChoice:
    """*voice*, and *default* in everything it leaves open."""
    pairs = ((each.name, getattr(voice, each.name)) for each in fields(VoiceChoice))
    return VoiceChoice(
        **{name: getattr(default, name) if value is None else value for name, value in pairs}
    )
