"""Keeps what can be undone in a book, from one run of the studio to the next.

It is kept beside a checksum of what the files held then: if they hold anything else when the book
is opened again, what is kept leads nowhere, and is not taken.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from itertools import accumulate
from typing import Any

from narrate.cache.folder import open_cache
from narrate.cache.pruning import CacheKind
from narrate.errors import OutputError
from narrate.studio.files import Files, Stored
from narrate.studio.history import Change, History, Patch

SUFFIX = "history"
FORM = 1
"""of what is kept; a history in another form is not taken"""
MOST_CHANGES = 200
"""so many changes are kept, the last ones"""
MOST_BYTES = 2_000_000
"""of text that are kept of one book: a novel that was changed from end to end is larger"""


def find_history(files: Files, stored: Stored) -> History:
    """What was done to the book of *files*, which hold what is *stored*; nothing if not known."""
    payload = open_cache().find_payload(CacheKind.SCRIPTS, _key(files), SUFFIX)
    told = json.loads(payload) if payload else {}
    if (told.get("form"), told.get("of")) != (FORM, _checksum(stored)):
        return History()
    return History(*(tuple(map(_change, told[name])) for name in ("done", "undone")))


def keep_history(files: Files, stored: Stored, history: History) -> None:
    """Keep the last of *history*. What cannot be kept is only not known the next time."""
    done = _last(history.done, MOST_BYTES)
    undone = _last(history.undone, MOST_BYTES - sum(map(_size, done)))
    told = {
        "form": FORM,
        "of": _checksum(stored),
        "done": list(map(_told, done)),
        "undone": list(map(_told, undone)),
    }
    with suppress(OutputError):
        payload = json.dumps(told, ensure_ascii=False).encode()
        open_cache().keep_payload(CacheKind.SCRIPTS, _key(files), SUFFIX, payload)


def _last(changes: Sequence[Change], room: int) -> Sequence[Change]:
    """The last of *changes* that have *room*, in bytes of text."""
    sizes = accumulate(_size(one) for one in reversed(changes[-MOST_CHANGES:]))
    fit = sum(size <= room for size in sizes)
    return changes[len(changes) - fit :]


def _size(change: Change) -> int:
    patches = change.script, change.settings
    return sum(len(side or b"") for patch in patches for side in (patch.gone, patch.came))


def _key(files: Files) -> str:
    return hashlib.sha256(f"{SUFFIX} {files.script.resolve()}".encode()).hexdigest()


def _checksum(stored: Stored) -> str:
    parts = (b"none" if one is None else hashlib.sha256(one).digest() for one in _both(stored))
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _both(stored: Stored) -> tuple[bytes, bytes | None]:
    return stored.script, stored.settings


def _told(change: Change) -> list[Any]:
    return [change.name, *map(_told_patch, (change.script, change.settings))]


def _told_patch(patch: Patch) -> list[Any]:
    return [
        patch.at,
        *(None if one is None else one.decode("latin-1") for one in (patch.gone, patch.came)),
    ]


def _change(told: list[Any]) -> Change:
    name, *patches = told
    return Change(name, *map(_patch, patches))


def _patch(told: list[Any]) -> Patch:
    at, *sides = told
    gone, came = (None if one is None else one.encode("latin-1") for one in sides)
    return Patch(at, gone, came)
