"""Works out the next results in a thread while the present one is used."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from queue import Queue
from threading import Event, Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def prefetch(
    function: Callable[[Item], Result], items: Sequence[Item], most: int
) -> Generator[Future[Result], None, None]:
    """The results of *function* for *items*, in order; it is called in a thread of its own.

    A future is given when its result begins to be worked out. Up to *most* wait to be taken.
    What the function raises, the future does. Nobody waits for the thread: a program that is
    interrupted ends at once.
    """
    results: Queue[Future[Result]] = Queue(most)
    over = Event()

    def work() -> None:
        for item in items:
            if over.is_set():
                return
            result: Future[Result] = Future()
            results.put(result)
            _attempt(function, item, result)

    Thread(target=work, daemon=True).start()
    try:
        for _ in items:
            yield results.get()
    finally:
        over.set()
        while not results.empty():
            results.get()


def _attempt(function: Callable[[Item], Result], item: Item, result: Future[Result]) -> None:
    try:
        result.set_result(function(item))
    except Exception as error:  # noqa: BLE001 -- it is raised where the result is wanted
        result.set_exception(error)
