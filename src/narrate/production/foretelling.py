"""Foretells how long a planned story would take to record, by having its beginning recorded."""

from __future__ import annotations

from contextlib import suppress

from narrate.cache.folder import open_cache
from narrate.engines.costs import cost_of
from narrate.engines.mixed import engines_in
from narrate.errors import Cancelled
from narrate.model import Chapter
from narrate.production.planning import Plan
from narrate.production.request import Workers
from narrate.production.workers import open_pool
from narrate.recording import Forecast, Recorder, Recording
from narrate.recording.scheduling import cancellable


def foretell(plan: Plan, workers: Workers) -> Forecast | None:
    """How long it would take *workers* to record *plan*; None if hardly any time.

    Nothing is tried of engines that take no time, nor of those that may cost money. What is
    recorded is kept, so whoever makes the book then goes on from there.
    """
    costs = {cost_of(engine) for engine in engines_in(plan.engine)}
    if "time" not in costs or "money" in costs:
        return None
    listener = _Listener()
    with open_pool(workers) as pool, Recorder(plan.engine, open_cache(), pool=pool) as recorder:
        prep = plan.prep
        recording = recorder.record(prep.script, prep.utterances, listener, plan.chapters)
        with suppress(Cancelled):
            recorder.run(cancellable(lambda: listener.forecast is not None, _record(recording)))
    return listener.forecast


async def _record(recording: Recording) -> None:
    async for _ in recording:
        pass


class _Listener:
    """Waits for the forecast: a :class:`narrate.recording.Progress`."""

    forecast: Forecast | None = None

    def total(self, lines: int) -> None:
        """Nothing is counted."""

    def advance(self, lines: int) -> None:
        """Nothing is counted."""

    def expected(self, forecast: Forecast) -> None:
        """Keep it."""
        self.forecast = forecast

    def completed(self, chapter: Chapter) -> None:
        """Nothing is made."""
