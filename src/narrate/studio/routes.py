"""What a browser may ask for, and what it is told unasked.

Every request carries the token: the first one in the address (``/?token=...``), which answers with
a cookie and leads to ``/``; the others by that cookie. ``POST`` and ``PUT`` must come from the page
itself (their Origin is checked). Bodies are JSON. What goes wrong is a
:class:`.messages.Problem`, with status 400, 403, 404, 409 for a conflict, 413 or 500.

    GET  /                                          the page
    GET  /page/NAME                                 its modules, styles, pictures
    GET  /api/books                                 -> Shelf
    GET  /api/books/ID                              -> Book; opens it, writes its script if need be
    GET  /api/books/ID/segments?start=0&count=200   -> Segments; 500 at the most
    GET  /api/books/ID/changes?since=VERSION        -> Changed: what is another since
    GET  /api/books/ID/doubtful                     -> Lines: what to look at
    GET  /api/books/ID/doubtful?order=worth         -> Lines: what tells most of others first
    GET  /api/books/ID/changed                      -> Lines: what the story alone tells otherwise
    GET  /api/books/ID/lines?person=NAME            -> Lines: what somebody says, or everybody
    GET  /api/events                                server-sent events

    POST /api/books/ID/edits    {"version", "edit"} -> Changed, see :mod:`.edits`
    POST /api/books/ID/undo     {"version"}         -> Changed
    POST /api/books/ID/redo     {"version"}         -> Changed
    GET  /api/books/ID/settings                     -> Chosen: what voices.yaml says
    GET  /api/books/ID/cover                        the picture; 404 for none
    PUT  /api/covers/ID?version=VERSION             a JPEG's or PNG's bytes -> Changed
    PUT  /api/stories/NAME                          a file's bytes -> Shelf
    GET  /api/books/ID/cast                         -> Casting
    GET  /api/books/ID/voices                       -> Voices
    GET  /api/books/ID/takes/LINE                   a segment as WAV, recorded if need be
    GET  /api/books/ID/takes/LINE?voice=NAME&rate=175&pitch=50&volume=1     in another voice
    GET  /api/books/ID/takes/LINE?manner=whispering&own=NAME&take=2         another take of a line:
                                                    in that manner ("": plainly) and that voice of
                                                    its own (none: its speaker's), the second time
    GET  /api/books/ID/sound                        -> Sound
    GET  /api/books/ID/suspects?chapter=1           -> Suspects
    GET  /api/books/ID/peaks?line=LINE&count=400    -> Peaks of a segment, recorded if need be
    GET  /api/books/ID/peaks?file=NAME&count=4000   -> Peaks of a finished file
    GET  /api/books/ID/recording                    -> Recording
    POST /api/books/ID/recording                    {"chapters": [1, 2]}, or {} for all -> Recording
    POST /api/books/ID/recording/cancel             {} -> Recording
    GET  /api/books/ID/files                        -> MadeFiles
    GET  /api/books/ID/files/NAME                   a finished file, also in parts (Range)
    GET  /api/books/ID/acx                          -> Acx
    GET  /api/books/ID/zip                          all finished files in one

*version* is the one that the page last saw. An edit of it is made, too, if nothing that it is about
was changed since: the segments it names, the person, the setting. Otherwise, and if segments have
moved, it is a conflict: 409, and nothing is changed. What follows from an edit is in its answer if
it is decided at once; in a long book it comes as a version by itself. Sound needs a plan of the
book, which takes some seconds for a novel and is made anew when the book is another.

*ID* is the file's name, quoted as any part of an address is. An event's data is a JSON object:

    book       {"id", "version"}        the book is another: an edit of any page, or of a file
    recording  Recording                how far it is, four times a second at the most, and its end
"""

from __future__ import annotations
