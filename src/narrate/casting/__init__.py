"""Casting: gives everybody in a script a voice that is told apart by ear.

The rules, in the order in which they are applied:

1. The narrator has the voice the user wrote, else the first the engine offers for the book's
   language. Narration, headings and speech nobody was found for are the narrator's. So is what
   the person says who tells the story in the first person, unless the user wrote otherwise.
2. A listed character has what the user wrote. A voice the user gave to somebody is given to
   nobody else.
3. The others are cast one after the other, those who say most first: whoever says twice as much
   as another comes before; of people who say about as much, those with a name come first, then
   they come in the order in which they appear. Each gets, of the voices of the fitting gender and
   age, the one that is least likely to be taken for another given so far: the narrator's counts
   most, then those of the people who answer each other often, then all others. Little is given
   away for the home accent and for a usual pitch, more for a voice of which few words are
   misheard: the more, the more the part says. Only who was cast before counts, so that a character
   who comes new into the story takes nobody's voice who says more.
4. Where no voice is clearly apart from all others, and when the voices run out, pitch and rate
   make the difference, mildly first.
5. Walk-on parts take turns with the ``unnamed`` voices of their gender, if the user wrote any.
"""

from narrate.casting.ages import with_ages
from narrate.casting.casting import cast_voices, explain_cast
from narrate.casting.parts import found_roles
from narrate.casting.reasons import Reason
from narrate.casting.series import with_series_cast

__all__ = ["Reason", "cast_voices", "explain_cast", "found_roles", "with_ages", "with_series_cast"]
