"""What the page is told unasked: server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

MOST_WAITING = 1000
"""events that a page may leave unread: one that reads none any more is gone"""
ALIVE_S = 15.0
"""so often something is sent, so that it shows when a page is gone"""


class Events:
    """Tells every page that listens what happens. Everything of it runs in the server's loop."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str | None]] = set()

    def tell(self, name: str, data: Mapping[str, Any]) -> None:
        """Tell all pages of the event *name*."""
        text = f"event: {name}\ndata: {json.dumps(data)}\n\n"
        for listener in list(self._listeners):
            if listener.full():
                self._listeners.discard(listener)
            else:
                listener.put_nowait(text)

    def close(self) -> None:
        """Nothing more will be told."""
        for listener in self._listeners:
            listener.put_nowait(None)

    async def listen(self) -> AsyncIterator[str]:
        """The events from now on, as they are sent."""
        queue: asyncio.Queue[str | None] = asyncio.Queue(MOST_WAITING)
        self._listeners.add(queue)
        try:
            yield "retry: 1000\n\n"
            while queue in self._listeners:
                try:
                    text = await asyncio.wait_for(queue.get(), ALIVE_S)
                except TimeoutError:
                    text = ": alive\n\n"
                if text is None:
                    return
                yield text
        finally:
            self._listeners.discard(queue)
