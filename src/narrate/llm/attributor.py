"""Narrate's rules first; then a language model for who is who, and for the doubtful lines."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.attribution import attribute as by_rules
from narrate.cache.folder import open_cache
from narrate.llm import lines, people
from narrate.llm.chat import MOST_ANSWER, Chat, Model, tokens
from narrate.model import Character, Evidence, Kind, Note, Script, Segment, ToldChapters

AGREED, ALONE = 0.9, 0.65
"""How sure a line is on which rules and model agree, and one that the model alone decides: of the
lines that are asked about the rules have about half right, a model 70 to 90 of 100, and both are
seldom wrong in the same way."""


@dataclass(frozen=True, slots=True)
class LlmAttributor:
    """Asks *model* about the lines of which the rules are less sure than *below*.

    Where it gives no usable answer the rules' stands, and a note says so. *dry*: nothing is asked,
    and a note says what asking would take.
    """

    model: Model
    below: float = 0.8
    dry: bool = False

    def fingerprint(self) -> str:
        """The model and the limit; the address is not heard."""
        return f"llm 1 {self.model.name} {self.below} {self.dry}"

    def told_beforehand(self) -> LlmAttributor:
        """One that asks nothing, and tells in a note what asking would take."""
        return replace(self, dry=True)

    def attribute(
        self,
        script: Script,
        characters: tuple[Character, ...] = (),
        narrator_is: tuple[ToldChapters, ...] = (),
    ) -> Script:
        """See :class:`narrate.attribution.method.Attribute`."""
        found = by_rules(script, characters, narrator_is)
        if self.dry:
            return _noted(found, _cost(found, self))
        chat = Chat(self.model, open_cache())
        identity = people.ask_identity(chat, found)
        if identity.same:
            merged = people.with_identity(found, identity, characters)
            found = by_rules(script, merged, narrator_is)
        found = _without(found, identity.nobody - {one.name for one in characters})
        wanted = doubtful(found, self.below)
        answers = ask_all(chat, found, wanted)
        answered = _answered(found, answers, {one.name for one in characters})
        return _noted(answered, _unanswered(chat, wanted, answers))


def doubtful(script: Script, below: float) -> tuple[int, ...]:
    """The segments to ask about: dialogue whose speaker is less sure than *below*, or not known."""
    return tuple(
        index
        for index, segment in enumerate(script.segments)
        if segment.kind is Kind.DIALOGUE and (segment.confidence or 0.0) < below
    )


def ask_all(chat: Chat, script: Script, wanted: Sequence[int]) -> dict[int, str | None]:
    """What the model says of the *wanted* segments; each question has the answers before it."""
    answers: dict[int, str | None] = {}
    for batch in lines.batches(script, wanted):
        answers |= lines.ask_speakers(chat, script, batch, answers) or {}
    return answers


def _answered(script: Script, answers: Mapping[int, str | None], listed: Container[str]) -> Script:
    """*script* with the *answers*; who speaks no more is no character, unless *listed*."""
    segments = list(script.segments)
    for index, name in answers.items():
        if name is not None:
            segments[index] = _spoken_by(segments[index], name)
    speaking = {segment.speaker for segment in segments}
    left = (one for one in script.characters if one.name in speaking or one.name in listed)
    return replace(script, segments=tuple(segments), characters=tuple(left))


def _spoken_by(segment: Segment, name: str) -> Segment:
    if segment.speaker == name:
        return replace(segment, confidence=max(segment.confidence or 0.0, AGREED))
    evidence = Evidence("language model", runner_up=segment.speaker)
    return replace(segment, speaker=name, evidence=evidence, confidence=ALONE)


def _without(script: Script, nobody: frozenset[str]) -> Script:
    """*script* without the people who are *nobody*: their lines are nobody's until asked about."""
    if not nobody:
        return script
    segments = (
        replace(one, speaker=None, evidence=None, confidence=None) if one.speaker in nobody else one
        for one in script.segments
    )
    left = tuple(one for one in script.characters if one.name not in nobody)
    return replace(script, segments=tuple(segments), characters=left)


def _noted(script: Script, note: Note | None) -> Script:
    return replace(script, notes=(*script.notes, note)) if note else script


def _unanswered(
    chat: Chat, wanted: Sequence[int], answers: Mapping[int, str | None]
) -> Note | None:
    """What is told of the *wanted* segments without an answer; the next run asks for them again."""
    missing = [index for index in wanted if index not in answers]
    if not missing and not chat.lost:
        return None
    why = f": {chat.lost}" if chat.lost else ""
    return Note(
        "llm-unanswered",
        f"the language model {chat.model.name} gave no usable answer on {len(missing)} of"
        f" {len(wanted)} doubtful lines, which narrate's rules decide{why}",
        hint="run again to ask for these lines alone" if chat.lost else None,
        passing=bool(chat.lost),
    )


def _cost(script: Script, attributor: LlmAttributor) -> Note:
    wanted = doubtful(script, attributor.below)
    asked = list(lines.batches(script, wanted))
    candidates = people.candidates(script)
    questions = [lines.SYSTEM + lines.question(script, batch, {}) for batch in asked]
    questions += [people.SYSTEM + people.question(script, candidates)] * (2 * (len(candidates) > 1))
    sent = sum(map(tokens, questions))
    return Note(
        "llm-cost",
        f"the language model {attributor.model.name} would be asked {len(questions)} times about"
        f" {len(wanted)} doubtful lines: about {sent:,} tokens sent,"
        f" {len(questions) * MOST_ANSWER:,} received at the most",
        passing=True,
    )
