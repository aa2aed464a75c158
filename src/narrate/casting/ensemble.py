"""Casts one after the other, by the rules that :mod:`narrate.casting` lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from narrate.casting.ear import CLEAR, distance
from narrate.casting.notes import cast_notes
from narrate.casting.parts import Part, find_parts
from narrate.casting.pools import PLAIN, SHADES, Shade, choices, fitting, shaded
from narrate.errors import SettingsError
from narrate.model import Cast, Gender, Script, Voice, VoiceInfo
from narrate.settings import Pool, Settings, VoiceChoice


def cast_voices(script: Script, settings: Settings, voices: Sequence[VoiceInfo]) -> Cast:
    """Give the narrator and everybody who speaks in *script* a voice out of *voices*.

    The same arguments give the same cast. That the voices the user asked for exist is for
    :func:`narrate.config.check_voices` to say. Raises SettingsError if the engine has no voice
    for the book's language and one is needed.
    """
    parts = find_parts(script, settings)
    ensemble = _Ensemble(settings, voices)
    narrator = ensemble.narrator(parts)
    for part in parts:
        if part.character.narrator:
            ensemble.give(part, ensemble.told(part, narrator))
        elif part.asked.name is not None:
            ensemble.give(part, shaded(settings.engine, part.asked, part.asked))
    waiting = [part for part in parts if part.names[0] not in ensemble.given]
    for part in sorted(waiting, key=lambda part: -part.rank):
        if part.character.named:
            ensemble.give(part, ensemble.pick(part))
    for part in waiting:
        if not part.character.named:
            ensemble.give(part, ensemble.next_walk_on(part))
    notes = cast_notes(script, parts, ensemble.given, ensemble.stretched, voices)
    return Cast(narrator, ensemble.given, notes)


@dataclass
class _Ensemble:
    """The voices given so far; it lives as long as one call of :func:`cast_voices`.

    *heard* are the voices that others must be told from, *drawn* the choices that were used up,
    *stretched* the characters for whom no voice of their own was left.
    """

    settings: Settings
    voices: Sequence[VoiceInfo]
    given: dict[str, Voice] = field(default_factory=dict)
    heard: list[Voice] = field(default_factory=list)
    drawn: set[VoiceChoice] = field(default_factory=set)
    stretched: list[Part] = field(default_factory=list)
    walk_ons: Counter[Gender | None] = field(default_factory=Counter)
    gaps: dict[Voice, tuple[int, float]] = field(default_factory=dict)

    @cached_property
    def known(self) -> Mapping[str, VoiceInfo]:
        """What the engine says of its voices, by name."""
        return {info.name: info for info in self.voices}

    @cached_property
    def fit(self) -> tuple[VoiceInfo, ...]:
        """The voices that may be given unasked."""
        return fitting(self.voices, self.settings.book.language)

    def narrator(self, parts: Sequence[Part]) -> Voice:
        """The user's voice, else the first that fits; of the teller's gender, if there is one."""
        asked = self.settings.narrator
        if asked.name is None:
            tellers = (part.character.gender for part in parts if part.character.narrator)
            asked = replace(asked, name=self._first(next(tellers, None)))
        voice = shaded(self.settings.engine, asked, asked)
        self.heard.append(voice)
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
        language = self.settings.book.language
        raise SettingsError(
            f"the engine {self.settings.engine} has no voice for the language {language!r}",
            at=self.settings.at("book.language"),
            hint="`narrate voices --language all` lists what it has",
        )

    def give(self, part: Part, voice: Voice) -> None:
        """Give *part* this *voice*, under all of its names."""
        self.given.update(dict.fromkeys(part.names, voice))
        self.heard.append(voice)

    def told(self, part: Part, narrator: Voice) -> Voice:
        """The voice of who tells the story: the narrator's, unless the user asked for another."""
        own = VoiceChoice(narrator.name, narrator.rate, narrator.pitch, narrator.volume)
        if part.asked.name not in (None, narrator.name):
            own = part.asked
        return shaded(self.settings.engine, own, part.asked)

    def pick(self, part: Part) -> Voice:
        """The best voice that is left for *part*."""
        for effort, options in enumerate(self._options(part)):
            free = {voice: choice for choice, voice in options if voice not in self.heard}
            if free:
                voice = max(free, key=self._clearness)
                self.drawn.add(free[voice])
                if effort:
                    self.stretched.append(part)
                return voice
        self.stretched.append(part)
        return shaded(self.settings.engine, self._own(part)[0], part.asked)

    def _options(self, part: Part) -> Iterator[list[tuple[VoiceChoice, Voice]]]:
        """What *part* could have: the best first, then what is better than nothing."""
        own = self._own(part)
        free = self._unreserved(own)
        yield self._voices([choice for choice in free if choice not in self.drawn], part, PLAIN)
        for pool in (free, own):
            for shade in SHADES[1:]:
                yield self._voices(pool, part, shade)

    def _voices(
        self, pool: Sequence[VoiceChoice], part: Part, shade: Shade
    ) -> list[tuple[VoiceChoice, Voice]]:
        engine = self.settings.engine
        return [(choice, shaded(engine, choice, part.asked, shade)) for choice in pool]

    def _own(self, part: Part) -> tuple[VoiceChoice, ...]:
        """The voices for somebody like *part*; all that fit, if the engine has none like that."""
        found = choices(self.settings.casting, self.fit, part.character.gender)
        return found or tuple(VoiceChoice(info.name) for info in self._fit())

    def _unreserved(self, pool: Sequence[VoiceChoice]) -> list[VoiceChoice]:
        """*pool* without the voices the user gave to somebody.

        What the user wrote for walk-on parts is theirs, unless it is written under casting too.
        """
        settings = self.settings
        taken = {self.heard[0].name, *(role.voice.name for role in settings.roles)}
        if settings.casting == Pool():
            unnamed = settings.unnamed
            taken |= {each.name for each in (*unnamed.female, *unnamed.male, *unnamed.unknown)}
        return [choice for choice in pool if choice.name not in taken]

    def _clearness(self, voice: Voice) -> float:
        """How far *voice* is from the nearest voice given so far; clear is clear enough."""
        seen, gap = self.gaps.get(voice, (0, CLEAR))
        for other in self.heard[seen:]:
            gap = min(gap, distance(voice, other, self.known))
        self.gaps[voice] = len(self.heard), gap
        return gap

    def next_walk_on(self, part: Part) -> Voice:
        """The voice whose turn it is, of those the user wrote; else the best that is left."""
        gender, engine = part.character.gender, self.settings.engine
        turn = self.walk_ons[gender]
        self.walk_ons[gender] += 1
        asked = choices(self.settings.unnamed, (), gender)
        if asked:
            return shaded(engine, asked[turn % len(asked)], part.asked)
        return self.pick(part)
