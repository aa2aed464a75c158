"""Gives voices to parts, one after the other, by the rules that :mod:`narrate.casting` lists."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain, product

from narrate.casting.conversations import Conversations
from narrate.casting.ear import CLEAR, Ear, VoiceFeatures
from narrate.casting.parts import Part
from narrate.casting.pools import (
    CHANGES,
    MILD,
    UNCHANGED,
    VoiceChange,
    age_change,
    changed_voice,
    choices,
    fitting,
    mismatch,
)
from narrate.casting.used_voices import UsedVoices
from narrate.errors import SettingsError
from narrate.model import Gender, Voice, VoiceInfo
from narrate.settings import Pool, Settings, VoiceChoice

CHANGE_COST = 0.02
"""the cost of a change of strength 1; 1 is a certain mix-up of two voices"""
UNCLEAR_COST = 0.6
"""What it costs that every word of a part is misheard, for each doubling of its words; 1 is a
certain mix-up of two voices. In three stories and four openings of novels nobody comes nearer by it
than CLEAR to those they answer, and of what people say some 10 words in a hundred are misheard in
place of 15; at 0.8 two people come nearer."""
Weights = Sequence[tuple[VoiceFeatures, int]]
"""how a voice sounds, and how often somebody is heard beside it"""
BEAM = 40
"""how many voices of a pool, the best, are tried with changes if unchanged ones are close"""


class VoiceSource(StrEnum):
    """Where the voice of a part comes from."""

    ASKED = "asked"
    """the user named it"""
    TELLER = "teller"
    """who tells the story has the narrator's"""
    TURN = "turn"
    """one of those the user wrote for walk-on parts, in turn"""
    OWN = "own"
    """one that nobody else has, as it is"""
    CHANGED = "shaded"
    """one that nobody else has, changed because as it is it would sound like somebody's"""
    SHARED = "shared"
    """somebody else's or one meant for somebody else, changed if it could be: none was left"""


@dataclass(frozen=True, slots=True)
class CastPart:
    """A part that was cast: its voice, where that comes from, and the parts cast before it answers.

    *talks* counts how often.
    """

    part: Part
    voice: Voice
    source: VoiceSource
    talks: Counter[Part]


@dataclass(frozen=True, slots=True)
class _Option:
    """A voice that a part could have: the choice and change it is made of, and its cost.

    *misheard* is the share of words that is likely misheard.
    """

    choice: VoiceChoice
    voice: Voice
    change: VoiceChange
    mismatch: float
    misheard: float

    def fault(self, part: Part) -> float:
        """The cost of giving it to *part*, whatever voices others have."""
        return self.mismatch + UNCLEAR_COST * part.rank * self.misheard


@dataclass
class Assignment:
    """The voices given so far to the parts of one script.

    *taken* are the choices that were given already.
    """

    settings: Settings
    voices: Sequence[VoiceInfo]
    conversations: Conversations
    language: str
    cast_parts: list[CastPart] = field(default_factory=list)
    given: dict[str, Voice] = field(default_factory=dict)
    taken: set[VoiceChoice] = field(default_factory=set)
    walk_ons: Counter[Gender | None] = field(default_factory=Counter)
    options_by_need: dict[tuple[object, ...], list[_Option]] = field(default_factory=dict)

    @cached_property
    def ear(self) -> Ear:
        """Measures how far apart voices of the engine sound."""
        return Ear({info.name: info for info in self.voices})

    @cached_property
    def used(self) -> UsedVoices:
        """The voices given so far; the narrator's first."""
        return UsedVoices(self.ear)

    @cached_property
    def _listed(self) -> frozenset[VoiceChoice]:
        """The voices the user wrote under casting: taken as written, and in that order."""
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
            talks = self.conversations.add(part)
            source, voice = self._voice(part, talks, narrator)
            self.cast_parts.append(CastPart(part, voice, source, talks))
            self.given.update(dict.fromkeys(part.names, voice))
            self.used.add(voice)
        return narrator

    def _narrator(self, parts: Sequence[Part]) -> Voice:
        """The user's voice, else the first that fits; of the teller's gender, if there is one."""
        asked = self.settings.narrator
        if asked.name is None:
            tellers = (part.character.gender for part in parts if part.character.narrator)
            asked = replace(asked, name=self._first(next(tellers, None)))
        voice = self._voice_like(asked, asked)
        self.used.add(voice)
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
        engine = self.settings.engine
        if not self.voices:
            raise SettingsError(
                f"the engine {engine} lists no voices",
                at=self.settings.at("engine"),
                hint=f"name one that it has in voices.yaml: narrator: {engine}:NAME",
            )
        raise SettingsError(
            f"the engine {engine} has no voice for the language {self.language!r}",
            at=self.settings.at("book.language"),
            hint="`narrate voices --language all` lists what it has; book: {language: ...} in"
            " voices.yaml says which to read the story in",
        )

    def _voice(
        self, part: Part, talks: Counter[Part], narrator: Voice
    ) -> tuple[VoiceSource, Voice]:
        if part.character.narrator:
            return VoiceSource.TELLER, self._teller_voice(part, narrator)
        if part.asked.name is not None:
            return VoiceSource.ASKED, self._voice_like(part.asked, part.asked)
        unnamed = () if part.character.named else choices(self.settings.unnamed, (), part.character)
        if unnamed:
            turn = self.walk_ons[part.character.gender]
            self.walk_ons[part.character.gender] += 1
            return VoiceSource.TURN, self._voice_like(unnamed[turn % len(unnamed)], part.asked)
        return self._pick(part, talks)

    def _voice_like(
        self, choice: VoiceChoice, asked: VoiceChoice, change: VoiceChange = UNCHANGED
    ) -> Voice:
        """:func:`changed_voice` of the engine whose voice it is."""
        info = self.ear.known.get(asked.name or choice.name or "")
        engine = (info and info.engine) or self.settings.engine
        return changed_voice(engine, choice, asked, change)

    def _teller_voice(self, part: Part, narrator: Voice) -> Voice:
        """The voice of who tells the story: the narrator's, unless the user asked for another."""
        own = VoiceChoice(narrator.name, narrator.rate, narrator.pitch, narrator.volume)
        if part.asked.name not in (None, narrator.name):
            own = part.asked
        return self._voice_like(own, part.asked)

    def _pick(self, part: Part, talks: Counter[Part]) -> tuple[VoiceSource, Voice]:
        """The best voice that is left for *part*."""
        weights = self._weights(part, talks)
        fresh = self._free(part, UNCHANGED)
        best = self._best(fresh, part, weights)
        if best is not None and self.used.nearest(best.voice) < CLEAR:
            changed = (self._clearest(part, change) for change in MILD)
            ours = (option for option in chain(*changed) if option.choice not in self._listed)
            best = self._best([*fresh, *ours], part, weights)
        if best is not None:
            self.taken.add(best.choice)
            return (VoiceSource.CHANGED if best.change.strength else VoiceSource.OWN), best.voice
        for reserved, change in product((False, True), CHANGES[1:]):
            options = self._options(part, change)
            best = self._best(options if reserved else self._unreserved(options), part, weights)
            if best is not None:
                return VoiceSource.SHARED, best.voice
        return VoiceSource.SHARED, self._least_shared(part, weights)

    def _least_shared(self, part: Part, weights: Weights) -> Voice:
        """Of voices that others have already, the one that *part* is least mixed up in."""
        every = [option for change in CHANGES for option in self._options(part, change)]
        options = self._unreserved(every) or every
        return self._safest(options, part, weights).voice

    def _free(self, part: Part, change: VoiceChange) -> list[_Option]:
        """The voices, changed by *change*, of choices that nobody has yet."""
        options = self._unreserved(self._options(part, change))
        return [option for option in options if option.choice not in self.taken]

    def _clearest(self, part: Part, change: VoiceChange) -> list[_Option]:
        """Of :meth:`_free` the voices with least fault."""
        return sorted(self._free(part, change), key=lambda one: one.fault(part))[:BEAM]

    def _weights(self, part: Part, talks: Counter[Part]) -> Weights:
        """How often *part* is heard beside each voice; the narrator's stands beside every line."""
        weights = Counter({self.used.voices[0]: self.conversations.lines_of(part)})
        for other, times in talks.items():
            weights[self.given[other.names[0]]] += times
        return [(self.ear.features(voice), times) for voice, times in weights.items()]

    def _options(self, part: Part, change: VoiceChange) -> list[_Option]:
        """The voices for somebody like *part*, changed by *change*, whether taken or not.

        They are all that fit, if the engine has none like that.
        """
        who = part.character
        like = (who.gender, who.age, part.asked, change)
        if like not in self.options_by_need:
            found = choices(self.settings.casting, self.fit, who)
            found = found or tuple(VoiceChoice(info.name) for info in self._fit())
            self.options_by_need[like] = [self._option(choice, part, change) for choice in found]
        return self.options_by_need[like]

    def _option(self, choice: VoiceChoice, part: Part, change: VoiceChange) -> _Option:
        info = self.ear.known.get(choice.name or "")
        change = change.heard_of(info)
        total = change + age_change(info, part.character).heard_of(info)
        voice = self._voice_like(choice, part.asked, total)
        against = CHANGE_COST * change.strength
        if info is not None and choice not in self._listed:
            against += mismatch(info, part.character, self.fit[0].language)
        return _Option(choice, voice, change, against, self._misheard(choice, info, total))

    def _misheard(self, choice: VoiceChoice, info: VoiceInfo | None, change: VoiceChange) -> float:
        """The share of words misheard; of what nobody measured, or the user chose, the usual."""
        known = None if info is None or choice in self._listed else info.misheard
        return change.misheard + (self._usually_misheard if known is None else known)

    @cached_property
    def _usually_misheard(self) -> float:
        """The mean share of words misheard of the voices of which it is known, 0 if of none."""
        known = [info.misheard for info in self.fit if info.misheard is not None]
        return sum(known) / len(known) if known else 0.0

    def _unreserved(self, options: Sequence[_Option]) -> list[_Option]:
        """*options* without the voices the user gave to somebody."""
        return [option for option in options if option.choice.name not in self._reserved]

    @cached_property
    def _reserved(self) -> frozenset[str | None]:
        """The voices the user gave to somebody, and the narrator's.

        What the user wrote for walk-on parts is theirs, unless it is written under casting too.
        """
        settings = self.settings
        taken = {self.used.voices[0].name, *(role.voice.name for role in settings.roles)}
        if settings.casting == Pool():
            unnamed = settings.unnamed
            taken |= {each.name for each in (*unnamed.female, *unnamed.male, *unnamed.unknown)}
        return frozenset(taken)

    def _best(self, options: Sequence[_Option], part: Part, weights: Weights) -> _Option | None:
        """Of *options* that nobody has, the one with least risk and fault; of equals the first."""
        new = [option for option in options if option.voice not in self.used]
        return self._safest(new, part, weights) if new else None

    def _safest(self, options: Sequence[_Option], part: Part, weights: Weights) -> _Option:
        """Of *options*, at least one, the one with least risk and fault; of equals the first."""
        least, best = math.inf, options[0]
        sure = [self.used.risk(option.voice) + option.fault(part) for option in options]
        for loss, index in sorted((loss, index) for index, loss in enumerate(sure)):
            if loss >= least:  # what talking adds can only make it worse
                break
            whole = loss + self.used.added_risk(options[index].voice, weights)
            if whole < least:
                least, best = whole, options[index]
        return best
