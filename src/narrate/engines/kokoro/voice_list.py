"""Which voices Kokoro offers: every style, and blends of those that speak alike.

A style's name tells its accent and gender by two letters: ``bf_emma`` is a British woman. How good
it is is told by the author's grades (VOICES.md beside the weights): they make the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from narrate.engines.kokoro.sounds import ACCENTS, AMERICAN_ENGLISH, FOREIGN_ENGLISH, Accent
from narrate.engines.kokoro.styles import StyleFiles, blend_name, read_blend, spread_out
from narrate.model import Gender, VoiceInfo

_GRADED = {
    "A": "af_heart",
    "A-": "af_bella",
    "B-": "af_nicole bf_emma ff_siwis",
    "C+": "af_aoede af_kore af_sarah am_fenrir am_michael am_puck jf_alpha",
    "C": "af_alloy af_nova bf_isabella bm_fable bm_george",
    "C-": "af_sky",
    "D+": "bm_lewis",
    "D": "af_jessica af_river am_echo am_eric am_liam am_onyx bf_alice bf_lily bm_daniel",
    "D-": "am_santa",
    "F+": "am_adam",
}
GRADES: Mapping[str, str] = {
    name: grade for grade, names in _GRADED.items() for name in names.split()
}
UNGRADED = "C"
BEST_FIRST = tuple(_GRADED)
ASKED_FOR = frozenset({"af_nicole", "am_santa", "am_adam"})
"""Voices that nobody is given unasked: one whispers, the others have the lowest grades."""
BLENDS_A_STYLE = 2
"""how many blends there are of a group of voices, for each voice of it"""
GENDERS: Mapping[str, Gender] = {"f": "F", "m": "M"}


def accent_of(style: str) -> Accent:
    """The accent of the style called *style*; American where its name tells none."""
    return ACCENTS.get(style[:1], AMERICAN_ENGLISH) if style[2:3] == "_" else AMERICAN_ENGLISH


def gender_of(style: str) -> Gender | None:
    """Who is heard, as far as the name *style* tells."""
    return GENDERS.get(style[1:2]) if style[2:3] == "_" else None


def offered(files: StyleFiles) -> tuple[VoiceInfo, ...]:
    """The voices of *files*, unmeasured: groups of one accent and gender, each best first.

    Behind the styles of a group stand blends of those that anybody may be given.
    """
    styles = sorted(files.names(), key=_order)
    return tuple(voice for group in _groups(styles) for voice in _of_group(group, files))


def named(name: str, styles: Sequence[str]) -> VoiceInfo | None:
    """The voice called *name*, a blend of *styles*, unmeasured; None if it is none."""
    blend = read_blend(name)
    if blend is None or not all(style in styles for style, _ in blend.parts):
        return None
    accent = accent_of(blend.leading)
    castable = accent != FOREIGN_ENGLISH and not ASKED_FOR & {style for style, _ in blend.parts}
    return VoiceInfo(name, accent.language, gender_of(blend.leading), castable=castable)


def _order(style: str) -> tuple[int, str, int, str]:
    accents = list(ACCENTS)
    accent = accents.index(style[0]) if style[0] in accents else len(accents)
    return accent, style[1:2], BEST_FIRST.index(GRADES.get(style, UNGRADED)), style


def _groups(styles: Sequence[str]) -> Iterator[list[str]]:
    groups: dict[str, list[str]] = {}
    for style in styles:
        groups.setdefault(style[:2] if gender_of(style) else style, []).append(style)
    yield from groups.values()


def _of_group(styles: Sequence[str], files: StyleFiles) -> Iterator[VoiceInfo]:
    fit = [style for style in styles if style not in ASKED_FOR]
    blends = spread_out([(style, files.read(style)) for style in fit], BLENDS_A_STYLE * len(fit))
    for name in (*styles, *(blend_name(blend.parts) for blend in blends)):
        voice = named(name, styles)
        if voice is not None:
            yield voice
