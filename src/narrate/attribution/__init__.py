"""Who says what: gives every line of dialogue its speaker, with the reason and how sure it is."""

from __future__ import annotations

from narrate.attribution.method import Attributor, RuleAttributor, attribute

__all__ = ["Attributor", "RuleAttributor", "attribute"]
