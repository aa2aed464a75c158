"""Finds the attributor that the settings name: our own, or one that another package brings."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.attribution.method import Attribute, Attributor, RuleAttributor
from narrate.errors import Place
from narrate.plugins import find_point, guarded
from narrate.settings import RULES

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


def find_attributor(name: str, at: Place | None = None) -> Attributor:
    """The attributor called *name*, as asked for *at* some place.

    Raises SettingsError for a name nobody has registered, ToolError for one that does not start.
    """
    if name == RULES:
        return RuleAttributor()  # every story asks for it: no search among all packages
    point = find_point(ENTRY_POINTS, name, "attributor", at)
    with guarded(f"the attributor {name}"):
        return Foreign(name, point.load()())
