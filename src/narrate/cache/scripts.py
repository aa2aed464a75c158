"""Scripts that were worked out before, on the shelf under the key of all that decides them."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version

from narrate import __version__
from narrate.cache.code_digest import digest_of_sources
from narrate.cache.pruning import SCRIPTS
from narrate.cache.script_form import pack, unpack
from narrate.cache.store import Shelf
from narrate.errors import OutputError
from narrate.model import Hints, Manuscript, Script

ROOMS = (
    "attribution",
    "cache/script_form.py",
    "errors.py",
    "languages",
    "model",
    "spans.py",
    "text",
)
"""The rooms that work out a script, and all they import; and the form in which it is kept."""
SUFFIX = "json"

Prose = Callable[[Manuscript, Hints], Script]
"""What works out who says what: a pure function of a manuscript and what the user says of it."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The scripts on *shelf*."""

    shelf: Shelf

    def script(
        self, work_out: Prose, manuscript: Manuscript, hints: Hints, method: str = ""
    ) -> Script:
        """What *work_out* makes of manuscript and hints, from the shelf if that was kept.

        *method* is the fingerprint of whatever tells in it who speaks.

        Nobody can tell the difference but by the time it takes. So a shelf that cannot be written
        is no error here: the first take that is kept will say it.
        """
        key = _key(manuscript, hints, method)
        script = self._recall(key, manuscript)
        if script is None:
            script = work_out(manuscript, hints)
            self._keep(key, script)
        return script

    def _recall(self, key: str, manuscript: Manuscript) -> Script | None:
        payload = self.shelf.find_sealed(SCRIPTS, key, SUFFIX)
        with suppress(ValueError):  # it was not we who wrote it
            return unpack(payload, manuscript) if payload else None
        return None

    def _keep(self, key: str, script: Script) -> None:
        """Keep *script*, if it comes back exactly as it is."""
        with suppress(ValueError, OutputError):
            payload = pack(script)
            if unpack(payload, script.book.manuscript) == script:
                self.shelf.keep_sealed(SCRIPTS, key, SUFFIX, payload)


def _key(manuscript: Manuscript, hints: Hints, method: str) -> str:
    """A name, 64 hexadecimal digits, for everything that decides a script.

    Of the manuscript's path the name only: it is the title of a story that has no other. The
    version of Python is there for its knowledge of Unicode.
    """
    parts = [
        [__version__, platform.python_version(), digest_of_sources(ROOMS)],
        [manuscript.path.name, manuscript.encoding],
        asdict(replace(manuscript.metadata, cover=None)),
        None if manuscript.headings is None else [asdict(one) for one in manuscript.headings],
        [asdict(one) for one in manuscript.regions],
        [hints.heading.pattern, hints.heading.flags] if hints.heading else None,
        [hints.language, version("py3langid")],
        [asdict(character) for character in hints.listed],
        [hints.narrator_is, hints.form, hints.notes],
        method,
    ]
    digest = hashlib.sha256(manuscript.text.encode("utf-8", "surrogatepass"))
    digest.update(json.dumps(parts).encode())
    return digest.hexdigest()
