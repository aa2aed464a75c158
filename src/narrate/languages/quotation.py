"""What stands in a language's ``quotation.txt``: words beside speech, by which print is read.

Speech is told from narration before anybody asks who speaks, and mostly by marks. Where these are
missing or mean something else, words decide. Entries are parted by commas; no list is needed.

    [order]              of the words of a tag: "verb subject" (said Ann), "subject verb" (Ann
                         said), "verb-subject" (dit-il: any verb, with a pronoun)
    [verb]               stands in a tag as the verbs of saying do; those are in verbs.txt
    [noun]               forms of such verbs that are rather nouns: voices
    [participle]         endings, -ing, of those forms that lead into a quotation but make no tag
    [lone verb]          is a tag even without a subject: dijo
    [subject]            pronouns that are the subject of a tag, as they are printed
    [determiner] [title] [epithet]    what a noun, and a name, that is the subject begins with
    [no name]            begins a sentence with a capital, and is no name
    [between]            may stand between subject and verb; -ly is the ending of such a word
    [adverb]             may stand between that verb and the subject behind it: dit enfin Anne
    [dashes]             how dashes are used: "hyphen" (one opens speech, too), "glued" (a tag may
                         begin at one right behind a word: Hola—dijo Ana—.), "inside" (one that no
                         tag follows is part of the speech)
    [clitic]             objects that may stand before the verb of a tag: lui dit-il, s'écria Anne
    [before]             may stand before a subject: was all she said
    [coming] [sound]     came the answer: a tag that names no speaker
    [inside]             marks inside which a tag may stand: « Oui, dit-il. »
    [leading in]         another word that leads into a quotation: begun
    [after verb]         may stand between such a verb and the quotation: cried out
    [naming] [notice]    before what is called so, and before what is written somewhere
    [shows]              the verb between a notice and its words: the card said
    [predicate]          verbs behind a quotation that is the subject of its sentence
    [abbreviation]       ends with a full stop that ends no sentence
    [talking] [telling]  words of somebody who talks, and, as they are printed, the first
                         of a narrator who goes on
    [elided]             what follows an apostrophe that opens nothing: 'tis, old print's "it 's"
    [dropped]            what follows one where a word goes before, but after a pause begins a
                         speech: in 'is 'ouse; as it is printed
    [clipped]            words that have lost their end before one: an', ol'; -in is such an ending
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from narrate.languages.entries import parted_by_commas, phrases
from narrate.languages.wordlists import Lists, by_section, has_file, read_lines

FILE = "quotation.txt"
ORDERS = ("verb subject", "subject verb", "verb-subject")
DASHES = ("hyphen", "glued", "inside")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """The lists of ``quotation.txt``, each by its name; empty where it has none."""

    order: Words = ()
    verb: Words = ()
    writing: Words = ()
    noun: Words = ()
    participle: Words = ()
    lone_verb: Words = ()
    subject: Words = ()
    determiner: Words = ()
    title: Words = ()
    epithet: Words = ()
    no_name: Words = ()
    between: Words = ()
    adverb: Words = ()
    dashes: Words = ()
    clitic: Words = ()
    before: Words = ()
    coming: Words = ()
    sound: Words = ()
    inside: Words = ()
    leading_in: Words = ()
    after_verb: Words = ()
    naming: Words = ()
    notice: Words = ()
    shows: Words = ()
    predicate: Words = ()
    abbreviation: Words = ()
    talking: Words = ()
    present: Words = ()
    telling: Words = ()
    elided: Words = ()
    dropped: Words = ()
    clipped: Words = ()


SECTIONS = tuple(one.name.replace("_", " ") for one in fields(Quotation))


def read_quotation(code: str) -> Quotation:
    """What the ``quotation.txt`` of the language *code* holds; nothing without one."""
    if not has_file(code, FILE):
        return Quotation()
    lists = by_section(read_lines(code, FILE), SECTIONS, needed=())
    _check(lists, "order", ORDERS, "order")
    _check(lists, "dashes", DASHES, "use of dashes")
    return Quotation(**{name.replace(" ", "_"): phrases(lines) for name, lines in lists.items()})


def _check(lists: Lists, name: str, known: Words, kind: str) -> None:
    """Refuse what stands under [*name*] and is none of *known*."""
    for line in lists.get(name, ()):
        for entry, _ in parted_by_commas([line]):
            if entry not in known:
                line.refuse(f'"{entry}" is no {kind}: {", ".join(known)}')
