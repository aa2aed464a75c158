"""The voices in voices.yaml: a name alone, or a mapping of name, rate, pitch and volume."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from narrate.config.checking import LineNumbers
from narrate.config.typed_values import Value
from narrate.settings import Pool, Role, Settings, VoiceChoice
from narrate.text.normalization import in_normal_form


def read_voice(written: Value, where: LineNumbers, *path: str | int) -> VoiceChoice:
    """The voice *written* at *path*; what is not said of it stays open."""
    values = {"voice": written} if isinstance(written, str) else (written or {})
    named = path if isinstance(written, str) else (*path, "voice")
    name, volume = values.get("voice"), values.get("volume")
    return VoiceChoice(
        name=None if name is None else fold(name),
        rate=whole(values.get("rate")),
        pitch=whole(values.get("pitch")),
        volume=None if volume is None else float(volume),
        at=where.place(*named),
    )


def read_pool(section: Mapping[str, Value], where: LineNumbers, name: str) -> Pool:
    """The voices of the section *name*, by gender."""
    genders = {key: tuple(_voices(section[key], where, name, key)) for key in section}
    return Pool(**genders)


def _voices(written: Value, where: LineNumbers, *path: str) -> Iterator[VoiceChoice]:
    if isinstance(written, list):
        for index, each in enumerate(written):
            yield read_voice(each, where, *path, index)
    elif written is not None:
        yield read_voice(written, where, *path)


def over(voice: VoiceChoice, default: VoiceChoice) -> VoiceChoice:
    """*voice*, and *default* in everything it leaves open."""
    pairs = ((each.name, getattr(voice, each.name)) for each in fields(VoiceChoice))
    return VoiceChoice(
        **{name: getattr(default, name) if value is None else value for name, value in pairs}
    )


def named_locally(settings: Settings) -> Settings:
    """*settings* with the voices of the book's own engine called by their names alone."""
    prefix = f"{settings.engine}:"

    def local(choice: VoiceChoice) -> VoiceChoice:
        return replace(choice, name=choice.name and choice.name.removeprefix(prefix))

    def role(one: Role) -> Role:
        return replace(one, voice=local(one.voice))

    def pool(one: Pool) -> Pool:
        return Pool(*(tuple(map(local, each)) for each in (one.female, one.male, one.unknown)))

    return replace(
        settings,
        narrator=local(settings.narrator),
        roles=tuple(map(role, settings.roles)),
        cast=tuple(map(role, settings.cast)),
        unnamed=pool(settings.unnamed),
        casting=pool(settings.casting),
    )


def fold(text: str) -> str:
    """*text* as a story has it: in normal form, its white space folded."""
    return " ".join(in_normal_form(text).split())


def whole(value: Value) -> Value:
    """*value*, with a whole number that was written ``165.0`` as an int."""
    return int(value) if isinstance(value, float) else value
