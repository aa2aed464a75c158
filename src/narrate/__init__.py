"""narrate turns a story into a full-cast audiobook.

Read :mod:`narrate.pipeline` first: it is the whole program on one page.
"""

__version__ = "0.1.0"
