"""Casting: gives everybody in a script a voice that is told apart by ear.

The rules, in the order in which they are applied:

1. The narrator has the voice the user wrote, else the first the engine offers for the book's
   language. Narration, headings and speech nobody was found for are the narrator's. So is what
   the person says who tells the story in the first person, unless the user wrote otherwise.
2. A listed character has what the user wrote. A voice the user gave to somebody is given to
   nobody else.
3. Named characters are cast next, those who say most first: whoever says twice as much as
   another comes before, people who say about as much come in the order in which they appear.
   Each gets a voice of the fitting gender that is clearly apart from every voice given so far:
   of several, one of the home accent and of usual pitch; if none is clearly apart, the one
   furthest apart. So a character who comes new into the story takes nobody's voice who says
   more.
4. When the voices run out, pitch and rate make the difference, mildly first.
5. Walk-on parts come last. They take turns with the ``unnamed`` voices of their gender, else
   they are cast like the others.
"""

from narrate.casting.ensemble import cast_voices
from narrate.casting.parts import found_roles

__all__ = ["cast_voices", "found_roles"]
