"""Makes audiobooks of stories, for the command line and for any other program.

    with Making([Path("story.txt")], Request(engine="tone"), follower) as making:
        for outcome in making:
            ...

:func:`read_story` tells who says what, :func:`plan_story` who has which voice and how long it will
take to hear, :class:`Making` makes the books, on one pool of workers, and tells a
:class:`Follower` how far they have come. Nothing here prints, asks, or knows of a terminal.
"""

from __future__ import annotations

from narrate.errors import Cancelled
from narrate.production.follower import Follower
from narrate.production.making import Failed, Made, Making, Outcome, plan_stories
from narrate.production.planning import Engines, Plan, plan_story, prepare_story
from narrate.production.request import Request, Workers
from narrate.production.stories import (
    Read,
    ask_about_story,
    load_settings,
    read_corrected_story,
    read_story,
    story_folder,
)

__all__ = [
    "Cancelled",
    "Engines",
    "Failed",
    "Follower",
    "Made",
    "Making",
    "Outcome",
    "Plan",
    "Read",
    "Request",
    "Workers",
    "ask_about_story",
    "load_settings",
    "plan_stories",
    "plan_story",
    "prepare_story",
    "read_corrected_story",
    "read_story",
    "story_folder",
]
