"""What voices.yaml says, as the page is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import entry_points

from narrate.outputs import ENTRY_POINTS
from narrate.settings import LIBRARIES, LexiconEntry, Role, VoiceChoice
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
        outputs=output_names(),
        credits=settings.credits,
        announced=settings.announce_chapters,
        title=told.title or "",
        author=told.author or "",
        year=told.year,
        series=told.series.name if told.series else "",
        number=(told.series.number or "") if told.series else "",
        has_cover=told.cover is not None,
    )


def output_names() -> tuple[str, ...]:
    """The outputs that can be asked for; what has a setting of its own is not among them."""
    names = {point.name for point in entry_points(group=ENTRY_POINTS)}
    return tuple(sorted(names - set(LIBRARIES)))


def _voice(one: VoiceChoice) -> ChosenVoice:
    return ChosenVoice(one.name, one.rate, one.pitch, one.volume)


def _person(one: Role) -> ListedPerson:
    person, voice = one.character, _voice(one.voice)
    return ListedPerson(person.name, person.aliases, voice, one.direction, _words(one.lexicon))


def _words(entries: Iterable[LexiconEntry]) -> tuple[Word, ...]:
    return tuple(Word(one.written, one.spoken, one.alphabet) for one in entries)
