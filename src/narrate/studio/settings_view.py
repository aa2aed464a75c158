"""What voices.yaml says, as the page is told of it."""

from __future__ import annotations

from collections.abc import Iterable

from narrate.settings import LexiconEntry, Role, VoiceChoice
from narrate.studio.book import OpenBook
from narrate.studio.messages import Chosen, ChosenVoice, ListedPerson, Word


def settings_view(book: OpenBook, version: int) -> Chosen:
    """The settings of *book*, whose *version* it is."""
    settings, told = book.settings, book.settings.book
    return Chosen(
        version=version,
        engine=settings.engine,
        narrator=_voice(settings.narrator),
        people=tuple(map(_person, settings.roles)),
        lexicon=_words(settings.lexicon),
        direction=settings.direction,
        pauses=settings.pauses,
        output=settings.output,
        title=told.title or "",
        author=told.author or "",
        year=told.year,
        series=told.series.name if told.series else "",
        number=(told.series.number or "") if told.series else "",
        has_cover=told.cover is not None,
    )


def _voice(one: VoiceChoice) -> ChosenVoice:
    return ChosenVoice(one.name, one.rate, one.pitch, one.volume)


def _person(one: Role) -> ListedPerson:
    person, voice = one.character, _voice(one.voice)
    return ListedPerson(person.name, person.aliases, voice, one.direction, _words(one.lexicon))


def _words(entries: Iterable[LexiconEntry]) -> tuple[Word, ...]:
    return tuple(Word(one.written, one.spoken, one.alphabet) for one in entries)
