"""Keeps what was worked out about a story's text, so that the next run need not do it again."""

from narrate.archive.archive import Archive

__all__ = ["Archive"]
