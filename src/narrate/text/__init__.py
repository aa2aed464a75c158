"""Reads prose: from a file to a script of headings, narration and dialogue."""
