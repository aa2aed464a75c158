"""Turns the sounds in lexicons into the alphabet of the engine, before it speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol, runtime_checkable

from narrate.engines import Engine
from narrate.errors import SettingsError
from narrate.settings import Alphabet, LexiconEntry, Role, Settings
from narrate.speech.lexicon import sounds


@runtime_checkable
class Phonetic(Protocol):
    """An engine that can be told the sounds of a word."""

    def sounds(self, written: str, alphabet: Alphabet) -> tuple[str, ...]:
        """The words of *written* as this engine writes their sounds, without blanks in them.

        An utterance has each of them as :func:`narrate.speech.lexicon.sounds` sets it. Raises
        ValueError, in a few words, for what the engine cannot say.
        """
        ...


def with_sounds(
    settings: Settings,
    engine: Engine,
    language: str,
    speaks: Callable[[Role], bool] = lambda _: True,
) -> Settings:
    """*settings* with every lexicon as *engine* takes it, for a book in *language*.

    It *speaks* for some of the roles; the lexicons of the others are left as they are.
    Raises SettingsError, at its line, for sounds that the engine cannot be told.
    """
    return replace(
        settings,
        lexicon=_told(settings.lexicon, engine, language),
        roles=tuple(
            replace(role, lexicon=_told(role.lexicon, engine, language)) if speaks(role) else role
            for role in settings.roles
        ),
    )


def _told(
    entries: Iterable[LexiconEntry], engine: Engine, language: str
) -> tuple[LexiconEntry, ...]:
    return tuple(
        entry if entry.alphabet is None else _sounded(entry, entry.alphabet, engine, language)
        for entry in entries
    )


def _sounded(
    entry: LexiconEntry, alphabet: Alphabet, engine: Engine, language: str
) -> LexiconEntry:
    if not isinstance(engine, Phonetic):
        raise SettingsError(
            f"the engine {engine.name} cannot be told the sounds of {entry.written!r}",
            at=entry.at,
            hint="write it as it would be spelled: Her my oh nee",
        )
    if alphabet == "ipa" and language.partition("-")[0] != "en":
        raise SettingsError(
            f"the IPA of {entry.written!r} is understood in English books only",
            at=entry.at,
            hint='write "[[eSpeak phonemes]]", or another spelling',
        )
    try:
        words = engine.sounds(entry.spoken, alphabet)
    except ValueError as error:
        message = f"the sounds of {entry.written!r} cannot be said: {error}"
        raise SettingsError(message, at=entry.at) from error
    return replace(entry, spoken=sounds(words), alphabet=None)
