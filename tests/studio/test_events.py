"""Every page that listens is told what happens, and one that is gone costs nothing."""

from __future__ import annotations

import asyncio

from narrate.studio.events import MOST_WAITING, Events


def test_all_pages_are_told_in_order() -> None:
    async def told() -> list[list[str]]:
        events = Events()
        pages = [events.listen(), events.listen()]
        for page in pages:
            assert (await anext(page)).startswith("retry:")
        events.tell("book", {"version": 2})
        events.tell("book", {"version": 3})
        events.close()
        return [[text async for text in page] for page in pages]

    expected = [f'event: book\ndata: {{"version": {n}}}\n\n' for n in (2, 3)]
    assert asyncio.run(told()) == [expected, expected]


def test_a_page_that_reads_nothing_is_dropped() -> None:
    async def told() -> list[str]:
        events = Events()
        page = events.listen()
        await anext(page)
        for n in range(MOST_WAITING + 10):
            events.tell("book", {"version": n})
        return [text async for text in page]

    assert len(asyncio.run(told())) <= MOST_WAITING


def test_what_a_story_says_cannot_end_an_event() -> None:
    async def told() -> str:
        events = Events()
        page = events.listen()
        await anext(page)
        events.tell("recording", {"message": "a\n\nevent: book\ndata: {}"})
        return await anext(page)

    assert asyncio.run(told()).count("\n") == 3
