"""Keeps scripts that were worked out before, under the key of all that decides them."""

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
from narrate.cache.pruning import CacheKind
from narrate.cache.script_form import pack, unpack
from narrate.cache.store import Store
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

ScriptWriter = Callable[[Manuscript, Hints], Script]
"""works out who says what: a pure function of a manuscript and what the user says of it"""


@dataclass(frozen=True, slots=True)
class ScriptCache:
    """The scripts that are kept in *store*; *missed* is called before one is worked out."""

    store: Store
    missed: Callable[[], object] = lambda: None

    def script(
        self, work_out: ScriptWriter, manuscript: Manuscript, hints: Hints, method: str = ""
    ) -> Script:
        """What *work_out* makes of manuscript and hints, from the cache if it is there.

        *method* is the fingerprint of the attributor in it. A script with a note of something that
        will pass is not kept. A cache that cannot be written is no
        error here: the script is the same, and the first take that is kept will raise it.
        """
        script = self.find(manuscript, hints, method)
        if script is None:
            self.missed()
            script = work_out(manuscript, hints)
            if not any(note.passing for note in script.notes):
                self.keep(script, hints, method)
        return script

    def find(self, manuscript: Manuscript, hints: Hints, method: str = "") -> Script | None:
        """The script of *manuscript* that was kept with the same *hints* and *method*."""
        key = _key(manuscript, hints, method)
        payload = self.store.find_payload(CacheKind.SCRIPTS, key, SUFFIX)
        with suppress(ValueError):  # it was not we who wrote it
            return unpack(payload, manuscript) if payload else None
        return None

    def keep(self, script: Script, hints: Hints, method: str = "") -> None:
        """Keep *script*, if it comes back exactly as it is."""
        key = _key(script.book.manuscript, hints, method)
        with suppress(ValueError, OutputError):
            payload = pack(script)
            if unpack(payload, script.book.manuscript) == script:
                self.store.keep_payload(CacheKind.SCRIPTS, key, SUFFIX, payload)


def _key(manuscript: Manuscript, hints: Hints, method: str) -> str:
    """The digest, 64 hexadecimal digits, of everything that decides a script.

    The file's name is in it, as it may become the title, but not its folder; and the version of
    Python, for its tables of Unicode.
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
        [asdict(told) for told in hints.narrator_is],
        [hints.read_all, hints.form, hints.notes],
        method,
    ]
    digest = hashlib.sha256(manuscript.text.encode("utf-8", "surrogatepass"))
    digest.update(json.dumps(parts).encode())
    return digest.hexdigest()
