"""Finds the attributor that the settings name: our own, or one that another package brings."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.attribution.method import Attribute, Attributor, Costly, RuleAttributor
from narrate.errors import Place
from narrate.plugins import find_point, guarded, make
from narrate.settings import Attribution, Settings

ENTRY_POINTS = "narrate.attributors"


@dataclass(frozen=True, slots=True)
class Foreign:
    """An attributor of another package; whatever it raises becomes a ToolError with its *name*."""

    name: str
    attributor: Attributor

    @property
    def attribute(self) -> Attribute:
        """The other's; what it raises becomes a ToolError."""
        guard = f"the attributor {self.name}"
        with guarded(guard):
            return guarded(guard)(self.attributor.attribute)

    def fingerprint(self) -> str:
        """The other's, and its name."""
        with guarded(f"the attributor {self.name}"):
            return f"{self.name} {self.attributor.fingerprint()}"


def find_attributor(settings: Settings, *, dry: bool = False) -> Attributor:
    """The attributor that *settings* name, with the options they give it.

    If *dry*, one that costs something only says what it would cost.

    Raises SettingsError for a name nobody has registered or an option the attributor does not take,
    ToolError for one that does not start.
    """
    asked = settings.attribution
    if asked == Attribution():
        return RuleAttributor()  # every story asks for it: no search among all packages

    def locate(option: str) -> Place | None:
        return settings.at(f"attribution.{option}")

    point = find_point(ENTRY_POINTS, asked.method, "attributor", settings.at("attribution.method"))
    whose = f"the attributor {asked.method}"
    found: Attributor = make(point, dict(asked.options), whose, locate)
    if dry and isinstance(found, Costly):
        found = found.told_beforehand()
    return Foreign(asked.method, found)
