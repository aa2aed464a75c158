"""What a voice's description says, which is anybody's file: every value is doubted once, here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeGuard

from narrate.engines.neural.phonemes import BETWEEN, END, START

MOST_SPEAKERS = 10_000
"""more than any model has"""
LOWEST_HZ, HIGHEST_HZ = 4_000, 192_000
LONGEST_HOP = 10_000
"""samples of a frame; models have 256"""
LARGEST_SCALE = 10
"""of noise, and of lengths; models have some 1"""
MOST = 1_000_000
"""signs that a voice has numbers for; models have 256"""
ALPHABETS = "espeak", "text"
"""The ways from text to phonemes that need nothing more than Piper itself."""

Settings = Mapping[str, Any]


def read_description(text: str) -> Settings:
    """The description in *text*.

    Raises ValueError, in a few words, for what describes no voice of Piper, or one that Piper alone
    cannot speak in.
    """
    try:
        told = _map(json.loads(text), "it is no map")
    except RecursionError:
        raise ValueError("it is no JSON that anybody wrote") from None
    if told.get("phoneme_type", "espeak") not in ALPHABETS:
        raise ValueError(f"phoneme_type is none of {', '.join(ALPHABETS)}")
    _check_sounds(told)
    _check_speakers(told)
    _check_language(told)
    _check_sound(told)
    return told


def language_of(settings: Settings) -> str:
    """The tag of the language that *settings* tell, such as ``en-us``."""
    tag: str = settings["language"]["code"] if "language" in settings else _espeak_voice(settings)
    return tag.replace("_", "-").lower()


def speakers_of(settings: Settings) -> Mapping[str, int]:
    """The numbers of the speakers that *settings* tell, by name; none if there is one."""
    count = settings["num_speakers"]
    if count == 1:
        return {}
    return settings.get("speaker_id_map") or {str(number): number for number in range(count)}


def _check_sounds(told: Settings) -> None:
    ids = _map(told.get("phoneme_id_map"), "phoneme_id_map is no map")
    for sound, numbers in ids.items():
        if not isinstance(numbers, list) or not all(_is_whole(one, 0, MOST) for one in numbers):
            raise ValueError(f"phoneme_id_map has no numbers for {sound[:20]!r}")
    for sign in (START, END, BETWEEN):
        if sign not in ids:
            raise ValueError(f"phoneme_id_map lacks {sign!r}")
    _whole(told.get("num_symbols"), 1, MOST, "num_symbols")


def _check_speakers(told: Settings) -> None:
    count = _whole(told.get("num_speakers"), 1, MOST_SPEAKERS, "num_speakers")
    for name, number in _map(told.get("speaker_id_map") or {}, "speaker_id_map is no map").items():
        if not name or not name.isprintable():
            raise ValueError(f"speaker_id_map has the name {name[:20]!r}")
        _whole(number, 0, count - 1, f"speaker_id_map of {name[:20]!r}")


def _check_language(told: Settings) -> None:
    tags = [("espeak.voice", _espeak_voice(told))]
    if "language" in told:
        code = _map(told["language"], "language is no map").get("code")
        tags.append(("language.code", code))
    for name, tag in tags:
        if not isinstance(tag, str) or not tag or not tag.isprintable():
            raise ValueError(f"{name} is no name")


def _espeak_voice(told: Settings) -> Any:  # noqa: ANN401 -- whatever stands there
    return _map(told.get("espeak"), "espeak is no map").get("voice")


def _check_sound(told: Settings) -> None:
    audio = _map(told.get("audio"), "audio is no map")
    _whole(audio.get("sample_rate"), LOWEST_HZ, HIGHEST_HZ, "audio.sample_rate")
    _whole(told.get("hop_length", 1), 1, LONGEST_HOP, "hop_length")
    inference = _map(told.get("inference", {}), "inference is no map")
    for name in ("noise_scale", "noise_w", "length_scale"):
        number = inference.get(name, 1)
        if type(number) not in {int, float} or not 0 <= number <= LARGEST_SCALE:
            raise ValueError(f"inference.{name} is no number from 0 to {LARGEST_SCALE}")
    clusters = told.get("vowel_clusters") or []
    if not isinstance(clusters, list) or not all(map(_are_texts, clusters)):
        raise ValueError("vowel_clusters is no list of sounds")


def _map(value: object, problem: str) -> Settings:
    if not isinstance(value, dict):
        raise ValueError(problem)  # noqa: TRY004 -- of the text
    return value


def _whole(number: object, least: int, most: int, name: str) -> int:
    if not _is_whole(number, least, most):
        raise ValueError(f"{name} is no number from {least} to {most}")
    return number


def _is_whole(number: object, least: int, most: int) -> TypeGuard[int]:
    return type(number) is int and least <= number <= most


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
