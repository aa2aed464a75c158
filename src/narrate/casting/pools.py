"""The voices to choose from for a character, and how they are set for an age."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from narrate.languages.tags import likely_region
from narrate.model import Age, Character, Gender, Voice, VoiceInfo
from narrate.settings import Pool, VoiceChoice

TYPICAL_HZ: Mapping[tuple[Age, Gender | None], float] = {
    ("adult", "M"): 120.0,
    ("adult", "F"): 210.0,
    ("adult", None): 160.0,
    ("child", "M"): 240.0,
    ("child", "F"): 250.0,
    ("child", None): 245.0,
    ("old", "M"): 100.0,
    ("old", "F"): 180.0,
    ("old", None): 140.0,
}
"""The pitch at which people speak on average, children of seven to ten for children (Baken and
Orlikoff 2000, "Clinical measurement of speech and voice"); old people as readers play them, lower
than they speak."""
CHILD_HZ = 200.0
"""No voice below is a child's."""
OLD_PACE = 0.9
"""How fast an old person speaks, against a younger one."""

ODD = 0.01
"""the cost of a semitone away from the usual pitch; 1 is a certain mix-up of two voices"""
FOREIGN = 0.3
"""The cost of an accent that is not the home one, by judgement: the clearest voices are not so much
clearer that half a cast should come from abroad."""
OTHER_AGE = 0.1
"""the cost of a voice that was made for people of another age"""

RATES = range(80, 451)
"""Words a minute, as voices.yaml allows them."""
HASTENED = 0.12
"""The share of words misheard more at twice the rate. Over three voices a tenth faster was half a
word in a hundred more, a tenth slower 1.8 fewer."""
STEP_ST = 0.24
"""semitones of one step of pitch, of 100"""
FURTHEST = 20
"""The most steps of pitch that a voice is taken from its own."""
UNMEASURED = {"child": 15, "adult": 0, "old": -10}
"""The steps of pitch by which a voice whose own nobody knows is made to fit an age."""


@dataclass(frozen=True, slots=True)
class VoiceChange:
    """A change of a voice: steps of *pitch* to add, and a factor of *rate*."""

    pitch: int = 0
    rate: float = 1.0

    def __add__(self, other: VoiceChange) -> VoiceChange:
        """Both changes together."""
        return VoiceChange(self.pitch + other.pitch, self.rate * other.rate)

    def heard_of(self, info: VoiceInfo | None) -> VoiceChange:
        """What of the change is heard of the voice: no pitch of one whose pitch cannot be set."""
        return self if info is None or info.pitch_settable else replace(self, pitch=0)

    @property
    def strength(self) -> float:
        """How strong the change is: 1 for ten steps of pitch or a tenth of the rate."""
        return abs(self.pitch) / 10 + abs(self.rate - 1) * 10

    @property
    def misheard(self) -> float:
        """The share of words that is misheard more than of the voice as it is.

        Pitch does not count: over three voices, up to twenty steps of it, up or down, changed less
        than can be measured by 250 words. Nobody is slowed to be understood.
        """
        return HASTENED * max(self.rate - 1, 0.0)


UNCHANGED = VoiceChange()
CHANGES = tuple(
    VoiceChange(pitch, rate)
    for pitch, rate in sorted(
        product((0, -10, 10, -FURTHEST, FURTHEST), (1.0, 0.9, 1.1)),
        key=lambda change: (VoiceChange(*change).strength, abs(change[0])),
    )
)
"""all changes, the weakest first; ten steps of pitch are 2.4 semitones"""
MILD = tuple(change for change in CHANGES if (change.pitch == 0) != (change.rate == 1.0))
"""those that change one thing only"""


MEMBERS = {"zh": "cmn", "no": "nb"}
"""The language that a tag for several means most often (IANA, language subtag registry)."""
ANY = "mul"
"""The language of a voice that speaks all of them (ISO 639-2: several languages)."""


def fitting(voices: Sequence[VoiceInfo], language: str) -> tuple[VoiceInfo, ...]:
    """The voices of *language*, those of its home accent first, else in the engine's order.

    Voices that are not castable are left out, unless there are no others. If a language has no
    voice, those of the wider one count (``en-au`` for ``en``).
    """
    wanted = language.lower()
    while True:
        found = [voice for voice in voices if _is_of(voice.language, wanted)]
        if found or "-" not in wanted:
            break
        wanted = wanted.rpartition("-")[0]
    fit = [voice for voice in found if voice.castable] or found
    return tuple(sorted(fit, key=lambda voice: _strangeness(voice.language, wanted)))


def _is_of(tag: str, language: str) -> bool:
    member = MEMBERS.get(language, language)
    return tag in {language, member, ANY} or tag.startswith((f"{language}-", f"{member}-"))


def _strangeness(tag: str, language: str) -> int:
    if tag in {language, f"{language}-{likely_region(language)}"}:
        return 0
    return 1


def choices(given: Pool, fit: Sequence[VoiceInfo], who: Character) -> tuple[VoiceChoice, ...]:
    """The voices for somebody like *who*: those the user gave, else those of the engine.

    The engine's come home accent first, then by how usual their pitch is. For somebody whose
    gender is not known they are the user's for that case, else the user's for both genders, else
    the engine's in the middle of its range. Children, boys too, have women's high voices.
    """
    by_gender = {"F": given.female, "M": given.male, None: given.unknown}
    if by_gender[who.gender]:
        return by_gender[who.gender]
    if who.gender is None and (given.female or given.male):
        return (*given.female, *given.male)
    found = sorted(
        _like(fit, who),
        key=lambda info: (info.language != fit[0].language, round(pitch_difference(info, who))),
    )
    return tuple(VoiceChoice(info.name) for info in found)


def _like(fit: Sequence[VoiceInfo], who: Character) -> Sequence[VoiceInfo]:
    if who.age == "child":
        high = [info for info in fit if info.pitch_hz and info.pitch_hz >= CHILD_HZ]
        if high:
            return high
    if who.gender is None:
        return _middle(fit)
    return [info for info in fit if info.gender == who.gender]


def _middle(fit: Sequence[VoiceInfo]) -> list[VoiceInfo]:
    """The half of the voices whose pitch is neither high nor low; all, if none was measured."""
    pitches = sorted(info.pitch_hz for info in fit if info.pitch_hz)
    if not pitches:
        return list(fit)
    low, high = pitches[len(pitches) // 4], pitches[len(pitches) * 3 // 4]
    return [info for info in fit if info.pitch_hz and low <= info.pitch_hz <= high]


def pitch_difference(info: VoiceInfo, who: Character) -> float:
    """How far the voice is from the pitch that is usual for *who*, in semitones."""
    if not info.pitch_hz:
        return 0.0
    return abs(12 * math.log2(info.pitch_hz / TYPICAL_HZ[who.age or "adult", who.gender]))


def mismatch(info: VoiceInfo, who: Character, home: str) -> float:
    """The cost of giving the voice to *who*: pitch, age, and an accent other than *home*."""
    other_age = (info.age or "adult") != (who.age or "adult")
    foreign = info.language != home
    return ODD * pitch_difference(info, who) + FOREIGN * foreign + OTHER_AGE * other_age


def age_change(info: VoiceInfo | None, who: Character) -> VoiceChange:
    """The change that makes a voice fit the age of *who*: a child higher, the old slower."""
    age = who.age or "adult"
    if age == "adult":
        return UNCHANGED
    rate = OLD_PACE if age == "old" else 1.0
    if info is None or not info.pitch_hz:
        return VoiceChange(UNMEASURED[age], rate)
    semitones = 12 * math.log2(TYPICAL_HZ[age, who.gender] / info.pitch_hz)
    semitones = max(semitones, 0.0) if age == "child" else min(semitones, 0.0)
    steps = 5 * round(semitones / STEP_ST / 5)
    return VoiceChange(max(-FURTHEST, min(steps, FURTHEST)), rate)


def changed_voice(
    engine: str, choice: VoiceChoice, asked: VoiceChoice, change: VoiceChange = UNCHANGED
) -> Voice:
    """The voice of *choice*, with what the user *asked* over it; *change* moves only the rest."""
    usual = Voice(engine, choice.name or "")
    rate = round((choice.rate or usual.rate) * change.rate)
    pitch = (usual.pitch if choice.pitch is None else choice.pitch) + change.pitch
    volume = usual.volume if choice.volume is None else choice.volume
    return Voice(
        engine,
        asked.name or usual.name,
        asked.rate or min(max(rate, RATES[0]), RATES[-1]),
        min(max(pitch, 0), 100) if asked.pitch is None else asked.pitch,
        volume if asked.volume is None else asked.volume,
    )
