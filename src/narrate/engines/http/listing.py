"""Which voices a speech server has: as it lists them, or as the user does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from narrate.model import Age, Gender, VoiceInfo
from narrate.plugins import OptionError

MOST_VOICES = 5_000
ANY = "mul"
"""the language of a voice of which nobody says what it speaks"""

KOKORO_LANGUAGES = {
    "a": "en-us",
    "b": "en-gb",
    "e": "es",
    "f": "fr",
    "h": "hi",
    "i": "it",
    "j": "ja",
    "p": "pt-br",
    "z": "zh",
}
_KOKORO = re.compile(r"([abefhijpz])([fm])_\w+", re.IGNORECASE)
_TAG = re.compile(r"[a-z]{2,3}([-_][a-z0-9]{2,8})*", re.IGNORECASE)
_OWN_TAG = re.compile(r"[a-z]{2}|[a-z]{2,3}([-_][A-Za-z0-9]{2,8})+")
_PITCH = re.compile(r"\b(\d{2,3}) ?hz\b", re.IGNORECASE)
_GENDERS: Mapping[str, Gender] = {
    "f": "F",
    "female": "F",
    "woman": "F",
    "m": "M",
    "male": "M",
    "man": "M",
}


def guessed(name: str) -> VoiceInfo:
    """The voice *name*; language and gender as Kokoro's names tell them, ``af_heart``.

    A mixture of several, ``af_bella(2)+af_sky(1)``, is what all of them are.
    """
    parts = [_KOKORO.match(part.strip()) for part in re.split(r"[+-]", name)]
    told = {(one[1].casefold(), one[2].casefold()) for one in parts if one}
    if not told or None in parts:
        return VoiceInfo(name, ANY)
    languages = {KOKORO_LANGUAGES[language] for language, _ in told}
    genders = {_GENDERS[gender] for _, gender in told}
    language = languages.pop() if len(languages) == 1 else ANY
    return VoiceInfo(name, language, genders.pop() if len(genders) == 1 else None)


def is_page(body: bytes) -> bool:
    """Whether *body* is a page for people, in HTML."""
    return body[:100].lstrip()[:14].lower().startswith((b"<!doctype html", b"<html"))


def listed_by_server(body: bytes) -> tuple[VoiceInfo, ...]:
    """The voices in a server's answer to ``GET /v1/audio/voices``, each once, in its order.

    Either shape is taken: names, or objects with ``id`` or ``name``. Raises ValueError for
    anything else.
    """
    told = json.loads(body)
    if isinstance(told, dict):
        told = told.get("voices", told.get("data"))
    if not isinstance(told, list):
        raise ValueError("it holds no list of voices")  # noqa: TRY004 -- of the text, not of a type
    found = {voice.name: voice for voice in map(_listed, told[:MOST_VOICES]) if voice}
    if told and not found:
        raise ValueError("it names no voice")
    return tuple(found.values())


def _listed(entry: object) -> VoiceInfo | None:
    fields = entry if isinstance(entry, dict) else {"id": entry}
    texts = {key: value.strip() for key, value in fields.items() if isinstance(value, str)}
    names = (texts.get(key) for key in ("id", "voice_id", "name"))
    name = next(filter(None, names), "")
    if not name or not name.isprintable():
        return None
    guess = guessed(name)
    gender = _GENDERS.get(texts.get("gender", "").casefold(), guess.gender)
    tag = texts.get("language") or texts.get("locale") or texts.get("lang") or ""
    language = _language(tag) if _TAG.fullmatch(tag) else guess.language
    return replace(guess, language=language, gender=gender, castable=gender is not None)


def _language(tag: str) -> str:
    return tag.replace("_", "-").lower()


def listed_by_user(text: str) -> tuple[VoiceInfo, ...]:
    """The voices of an option such as ``alloy F, onyx M en-us 98Hz, old Bob.wav M old``.

    Behind a name may stand gender, language, age and pitch, in any order; all of them may be
    cast. Raises OptionError for a voice that is named twice.
    """
    voices = tuple(_told_by_user(part) for part in text.split(",") if part.strip())
    names = [voice.name for voice in voices]
    for name in names:
        if names.count(name) > 1:
            raise OptionError("voices", f"the voice {name!r} is listed twice")
    return voices


def _told_by_user(part: str) -> VoiceInfo:
    words = _PITCH.sub(r"\1Hz", part).split()
    told: dict[str, object] = {}
    while len(words) > 1:
        key, value = next(_meanings(words[-1]), ("", None))
        if not key or key in told:
            break
        told[key] = value
        words.pop()
    name = " ".join(words)
    guess = guessed(name)
    return replace(guess, **told)  # type: ignore[arg-type]  # by key, each of the field's type


def _meanings(word: str) -> Iterator[tuple[str, object]]:
    """What *word* says of a voice: a field of VoiceInfo and its value; nothing if it is a name."""
    small = word.casefold()
    if small in _GENDERS:
        yield "gender", _GENDERS[small]
    if small in get_args(Age):
        yield "age", small
    if pitch := _PITCH.fullmatch(small):
        yield "pitch_hz", float(pitch[1])
    if _OWN_TAG.fullmatch(word):
        yield "language", _language(word)
