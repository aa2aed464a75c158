"""Remembers of which scripts it is known that every fact in them is marked.

A script that the studio wrote marks all of its facts. In any other, a line may be a fact because
somebody changed it in the file; what tells the two apart is the script itself, to the byte.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress

from narrate.cache.folder import open_cache
from narrate.cache.pruning import CacheKind
from narrate.errors import OutputError
from narrate.studio.files import Stored

SUFFIX = "marked"
YES = b"every fact is marked"


def was_marked(stored: Stored) -> bool:
    """Whether the studio wrote this script, and nobody changed it since."""
    return open_cache().find_payload(CacheKind.SCRIPTS, _key(stored), SUFFIX) == YES


def keep_marked(stored: Stored) -> None:
    """The studio wrote this script. What cannot be kept is only not known the next time."""
    with suppress(OutputError):
        open_cache().keep_payload(CacheKind.SCRIPTS, _key(stored), SUFFIX, YES)


def _key(stored: Stored) -> str:
    return hashlib.sha256(YES + stored.script).hexdigest()
