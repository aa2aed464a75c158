"""The attributor ``llm``: narrate's rules, and a language model for what they are unsure of."""

from __future__ import annotations

from narrate.llm.attributor import LlmAttributor
from narrate.llm.options import llm_attributor

__all__ = ["LlmAttributor", "llm_attributor"]
