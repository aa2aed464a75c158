"""Casts one after the other, by the rules that :mod:`narrate.casting` lists."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain, product

from narrate.casting.company import Company
from narrate.casting.ear import CLEAR, Ear, Sound
from narrate.casting.heard import Heard
from narrate.casting.parts import Part
from narrate.casting.pools import (
    MILD,
    PLAIN,
    SHADES,
    Shade,
    choices,
    fault,
    fitting,
    manner,
    shaded,
)
from narrate.errors import SettingsError
from narrate.model import Gender, Voice, VoiceInfo
from narrate.settings import Pool, Settings, VoiceChoice

SHADED = 0.02
"""What each degree of a change to a voice counts for, against the risk of a mix-up."""
BEAM = 40
"""As many voices of a pool, the best of it, are tried with changes where plain ones are close."""


class Way(StrEnum):
    """How somebody came by a voice."""

    ASKED = "asked"
    """the user named it"""
    TELLER = "teller"
    """who tells the story has the narrator's"""
    TURN = "turn"
    """one of those the user wrote for walk-on parts, in turn"""
    OWN = "own"
    """one that nobody else has, as it is"""
    SHADED = "shaded"
    """one that nobody else has, changed because as it is it would sound like somebody's"""
    SHARED = "shared"
    """somebody else's or one meant for somebody else, changed if it could be: none was left"""


@dataclass(frozen=True, slots=True)
class Seat:
    """A part that was cast: its voice, how it came by it, and who was cast before that it answers.

    *talks* counts how often.
    """

    part: Part
    voice: Voice
    way: Way
    talks: Counter[Part]


@dataclass(frozen=True, slots=True)
class _Option:
    """A voice somebody could have: the choice it is made of, and what speaks against it."""

    choice: VoiceChoice
    voice: Voice
    shade: Shade
    fault: float


@dataclass
class Ensemble:
    """The voices given so far; it lives as long as one casting.

    *drawn* are the choices that were used up.
    """

    settings: Settings
    voices: Sequence[VoiceInfo]
    company: Company
    language: str
    seats: list[Seat] = field(default_factory=list)
    given: dict[str, Voice] = field(default_factory=dict)
    drawn: set[VoiceChoice] = field(default_factory=set)
    walk_ons: Counter[Gender | None] = field(default_factory=Counter)
    catalogue: dict[tuple[object, ...], list[_Option]] = field(default_factory=dict)

    @cached_property
    def ear(self) -> Ear:
        """What tells the engine's voices apart."""
        return Ear({info.name: info for info in self.voices})

    @cached_property
    def heard(self) -> Heard:
        """What others must be told from; the narrator first."""
        return Heard(self.ear)

    @cached_property
    def _listed(self) -> frozenset[VoiceChoice]:
        """What the user chose to cast from: it is taken as written, and in that order."""
        pool = self.settings.casting
        return frozenset((*pool.female, *pool.male, *pool.unknown))

    @cached_property
    def fit(self) -> tuple[VoiceInfo, ...]:
        """The voices that may be given unasked."""
        return fitting(self.voices, self.language)

    def cast(self, parts: Sequence[Part]) -> Voice:
        """Give everybody in *parts* a voice; the narrator's is returned."""
        narrator = self._narrator(parts)
        fixed = [part for part in parts if part.character.narrator or part.asked.name is not None]
        waiting = [part for part in parts if part not in fixed]
        waiting.sort(key=lambda part: (-part.rank, not part.character.named))
        for part in (*fixed, *waiting):
            talks = self.company.join(part)
            way, voice = self._voice(part, talks, narrator)
            self.seats.append(Seat(part, voice, way, talks))
            self.given.update(dict.fromkeys(part.names, voice))
            self.heard.add(voice)
        return narrator

    def _narrator(self, parts: Sequence[Part]) -> Voice:
        """The user's voice, else the first that fits; of the teller's gender, if there is one."""
        asked = self.settings.narrator
        if asked.name is None:
            tellers = (part.character.gender for part in parts if part.character.narrator)
            asked = replace(asked, name=self._first(next(tellers, None)))
        voice = shaded(self.settings.engine, asked, asked)
        self.heard.add(voice)
        return voice

    def _first(self, gender: Gender | None) -> str:
        taken = {role.voice.name for role in self.settings.roles}
        names = [info.name for info in self._fit() if gender in (None, info.gender)]
        names = names or [info.name for info in self._fit()]
        return next((name for name in names if name not in taken), names[0])

    def _fit(self) -> tuple[VoiceInfo, ...]:
        """*fit*, which must not be empty now."""
        if self.fit:
            return self.fit
        raise SettingsError(
            f"the engine {self.settings.engine} has no voice for the language {self.language!r}",
            at=self.settings.at("book.language"),
            hint="`narrate voices --language all` lists what it has; book: {language: ...} in"
            " voices.yaml says which to read the story in",
        )

    def _voice(self, part: Part, talks: Counter[Part], narrator: Voice) -> tuple[Way, Voice]:
        engine = self.settings.engine
        if part.character.narrator:
            return Way.TELLER, self._told(part, narrator)
        if part.asked.name is not None:
            return Way.ASKED, shaded(engine, part.asked, part.asked)
        turns = () if part.character.named else choices(self.settings.unnamed, (), part.character)
        if turns:
            turn = self.walk_ons[part.character.gender]
            self.walk_ons[part.character.gender] += 1
            return Way.TURN, shaded(engine, turns[turn % len(turns)], part.asked)
        return self._pick(part, talks)

    def _told(self, part: Part, narrator: Voice) -> Voice:
        """The voice of who tells the story: the narrator's, unless the user asked for another."""
        own = VoiceChoice(narrator.name, narrator.rate, narrator.pitch, narrator.volume)
        if part.asked.name not in (None, narrator.name):
            own = part.asked
        return shaded(self.settings.engine, own, part.asked)

    def _pick(self, part: Part, talks: Counter[Part]) -> tuple[Way, Voice]:
        """The best voice that is left for *part*."""
        weights = self._weights(part, talks)
        fresh = self._free(part, PLAIN)
        best = self._best(fresh, weights)
        if best is not None and self.heard.nearest(best.voice) < CLEAR:
            changed = (self._free(part, shade)[:BEAM] for shade in MILD)
            ours = (option for option in chain(*changed) if option.choice not in self._listed)
            best = self._best([*fresh, *ours], weights)
        if best is not None:
            self.drawn.add(best.choice)
            return (Way.SHADED if best.shade.strength else Way.OWN), best.voice
        for reserved, shade in product((False, True), SHADES[1:]):
            options = self._options(part, shade)
            best = self._best(options if reserved else self._unreserved(options), weights)
            if best is not None:
                return Way.SHARED, best.voice
        return Way.SHARED, self._options(part, PLAIN)[0].voice

    def _free(self, part: Part, shade: Shade) -> list[_Option]:
        """What nobody has had any of yet."""
        options = self._unreserved(self._options(part, shade))
        return [option for option in options if option.choice not in self.drawn]

    def _weights(self, part: Part, talks: Counter[Part]) -> list[tuple[Sound, int]]:
        """How often *part* is heard beside each voice; the narrator's stands beside every line."""
        weights = Counter({self.heard.voices[0]: self.company.lines_of(part)})
        for other, times in talks.items():
            weights[self.given[other.names[0]]] += times
        return [(self.ear.sound(voice), times) for voice, times in weights.items()]

    def _options(self, part: Part, shade: Shade) -> list[_Option]:
        """The voices for somebody like *part*, changed by *shade*, whether taken or not.

        They are all that fit, if the engine has none like that.
        """
        who = part.character
        like = (who.gender, who.age, part.asked, shade)
        if like not in self.catalogue:
            found = choices(self.settings.casting, self.fit, who)
            found = found or tuple(VoiceChoice(info.name) for info in self._fit())
            self.catalogue[like] = [self._option(choice, part, shade) for choice in found]
        return self.catalogue[like]

    def _option(self, choice: VoiceChoice, part: Part, shade: Shade) -> _Option:
        info = self.ear.known.get(choice.name or "")
        change = shade + manner(info, part.character)
        voice = shaded(self.settings.engine, choice, part.asked, change)
        against = SHADED * shade.strength
        if info is not None and choice not in self._listed:
            against += fault(info, part.character, self.fit[0].language)
        return _Option(choice, voice, shade, against)

    def _unreserved(self, options: Sequence[_Option]) -> list[_Option]:
        """*options* without the voices the user gave to somebody."""
        return [option for option in options if option.choice.name not in self._reserved]

    @cached_property
    def _reserved(self) -> frozenset[str | None]:
        """The voices the user gave to somebody, and the narrator's.

        What the user wrote for walk-on parts is theirs, unless it is written under casting too.
        """
        settings = self.settings
        taken = {self.heard.voices[0].name, *(role.voice.name for role in settings.roles)}
        if settings.casting == Pool():
            unnamed = settings.unnamed
            taken |= {each.name for each in (*unnamed.female, *unnamed.male, *unnamed.unknown)}
        return frozenset(taken)

    def _best(self, options: Sequence[_Option], weights: list[tuple[Sound, int]]) -> _Option | None:
        """Of *options* that nobody has, the one with least risk and fault; of equals the first."""
        least, best = math.inf, None
        options = [option for option in options if option.voice not in self.heard]
        sure = [self.heard.risk(option.voice) + option.fault for option in options]
        for loss, index in sorted((loss, index) for index, loss in enumerate(sure)):
            if loss >= least:  # what talking adds can only make it worse
                break
            whole = loss + self.heard.added_risk(options[index].voice, weights)
            if whole < least:
                least, best = whole, options[index]
        return best
