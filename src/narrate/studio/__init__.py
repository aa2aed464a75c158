"""The studio: a page on this machine to see, hear and put right a whole book.

:mod:`.routes` lists what a browser may ask for, :mod:`.messages` what it is answered,
:mod:`.edits` what it may change. Everything that is changed stands in two files of the user's, the
script beside the story and voices.yaml; so the command line makes the same book.
"""
