# ruff: noqa: SIM905 -- as lists the names of elements would be eighty lines
"""What an element is to a listener: told by its name, its stated role, its class."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from narrate.readers.blocks import CONTENTS, COPYRIGHT, COVER, INDEX, NOTES, TITLE_PAGE
from narrate.readers.markup.parsing import local, words_of
from narrate.text.regions import AUTHORS_NOTES

if TYPE_CHECKING:
    from lxml import etree

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p"
    " pre section summary table tbody td tfoot th thead tr ul".split()
)
SECTIONING = frozenset({"section", "article", "body"})
CELLS = frozenset({"td", "th"})
UNREAD = frozenset(
    "audio button canvas case colgroup datalist embed head iframe input map meter noframes noscript"
    " object option progress rp rt rtc script select style template textarea trigger video".split()
)
"""What is no text of the page: controls, the gloss of a ruby, what is for other readers only."""
LISTS = frozenset({"ol", "ul", "menu", "dir"})
UNNUMBERED = -(10**9)
"""in place of the number of an item: the list has none"""
HEADINGS = re.compile("h([1-6])")

AUTHORS_NOTE = "authors-note"
"""the role of what the author of a story says beside it"""
REGIONS = {
    "copyright-page": COPYRIGHT,
    "copyrightpage": COPYRIGHT,
    "imprint": "imprint",
    "imprimatur": "imprint",
    "colophon": "colophon",
    "uncopyright": "uncopyright",
    "titlepage": TITLE_PAGE,
    "title-page": TITLE_PAGE,
    "halftitlepage": TITLE_PAGE,
    "halftitle": TITLE_PAGE,
    "cover": COVER,
    "toc": CONTENTS,
    "contents": CONTENTS,
    "landmarks": CONTENTS,
    "page-list": CONTENTS,
    "pagelist": CONTENTS,
    "loi": "list of illustrations",
    "lot": "list of tables",
    "index": INDEX,
    "bibliography": "bibliography",
    "other-credits": "credits",
    "credits": "credits",
    "ad": "advertisement",
    AUTHORS_NOTE: AUTHORS_NOTES,
    "endnotes": NOTES,
    "rearnotes": NOTES,
    "footnotes": NOTES,
    "endnote": NOTES,
    "rearnote": NOTES,
    "footnote": NOTES,
}
"""What a part of a book is called in ``epub:type``, in a ``role`` after ``doc-``, and in guides."""
_CLASSES = {"footnote": NOTES, "footnotes": NOTES, "endnote": NOTES, "endnotes": NOTES}
_NOTE_NAME = re.compile(r"(?:footnote|endnote|fn|note|ftn|edn)[-_]?\d+", re.IGNORECASE)
_BODY_NAME = re.compile(r"(?:footnote|endnote)[-_]?\d", re.IGNORECASE)
_PAGE_CLASSES = frozenset({"pagenum", "pageno", "pagebreak", "page-number", "page_number"})
_MARK_CLASSES = frozenset({"noteref", "fnanchor", "footnote-ref", "footnote-reference", "fnref"})
_MARK = re.compile(r"[\[({]?\s*(?:\d{1,4}|[*†‡§¶]{1,4}|[a-z]|[ivxl]{1,6})\s*[\])}]?", re.IGNORECASE)
_BARE_MARK = re.compile(r"[\[({]\s*(?:\d{1,4}[a-z]?|[*†‡§¶]{1,4})\s*[\])}]|[*†‡§¶]{1,4}")
_NOTE_LINK = re.compile(r"note|fn|ftn|edn|\bref\b|_n\d", re.IGNORECASE)
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp")
_FEW = 3
"""words of a link to a picture: "Original", "Full Size", "Enlarge this picture" """
_BACK = re.compile(
    r"[\[(]?\s*(?:toc|top|contents|table of contents|back(?: to (?:top|contents))?|return|[↑▲^⇑])"
    r"\s*[\])]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"-?[0-9]{1,6}")
_VERSE = re.compile(
    r"(?:^|[\s:_-])(?:verse|poem|poetry|stanza|song|lyrics?|hymn|lg|linegroup|line-group)(?![a-z])",
    re.IGNORECASE,
)
_STANZA = re.compile(r"(?:^|[\s_-])(?:stanza|lg|linegroup|line-group)(?![a-z])", re.IGNORECASE)
_INITIAL = re.compile(r"drop|initial|lettrine|firstletter|first-letter", re.IGNORECASE)
_ORNAMENT = re.compile(
    r"ornament|scene|break|divider|separator|asterism|fleuron|decorat|space\b|\*", re.IGNORECASE
)


def stated_roles(element: etree._Element) -> tuple[str, ...]:
    """What the element is said to be, in ``epub:type`` and ``role``."""
    types = element.get("{http://www.idpf.org/2007/ops}type") or element.get("epub:type") or ""
    roles = (element.get("role") or "").replace("doc-", "")
    return tuple(f"{types} {roles}".lower().split()) if types or roles else ()


def classes(element: etree._Element) -> tuple[str, ...]:
    """The classes of *element*, in small letters."""
    return tuple((element.get("class") or "").lower().split())


def region_of(element: etree._Element, *, is_block: bool) -> str:
    """What *element* is if it is not the story; empty if it is."""
    for role in stated_roles(element):
        if role in REGIONS:
            return REGIONS[role]
    if local(element) == "nav":
        return CONTENTS
    if is_block and local(element) != "body":
        for one in classes(element):
            if one in _CLASSES:
                return _CLASSES[one]
        if local(element) in {"li", "dd", "aside"} and _NOTE_NAME.match(element.get("id") or ""):
            return NOTES
        if local(element) == "p" and _begins_note(element):
            return NOTES
    return ""


def _begins_note(paragraph: etree._Element) -> bool:
    """Whether *paragraph* begins with its name as a note, and a link back to where it is noted."""
    if not len(paragraph) or (paragraph.text or "").strip():
        return False
    first = paragraph[0]
    name = first.get("id") or first.get("name") or ""
    links = [
        one for one in islice(paragraph, 2) if local(one) == "a" and "#" in (one.get("href") or "")
    ]
    marks = (words_of(one) for one in links)
    return bool(_BODY_NAME.match(name)) and any(map(_BARE_MARK.fullmatch, marks))


def is_page_number(element: etree._Element) -> bool:
    """Whether *element* says where a page of the printed book began."""
    return "pagebreak" in stated_roles(element) or not _PAGE_CLASSES.isdisjoint(classes(element))


def is_persona(element: etree._Element) -> bool:
    """Whether *element* holds the name of whose line of a play follows it."""
    return "z3998:persona" in stated_roles(element)


def is_stage_direction(element: etree._Element) -> bool:
    """Whether *element* tells in a play what is done."""
    return "z3998:stage-direction" in stated_roles(element)


def is_note_mark(element: etree._Element) -> bool:
    """Whether *element* is the mark of a note: stated to be one, or a link that looks like one."""
    if "noteref" in stated_roles(element) or not _MARK_CLASSES.isdisjoint(classes(element)):
        return True
    link = _link_in(element)
    if link is None:
        return False
    mark, target = words_of(element), f"{link.get('href')} {link.get('id') or ''}"
    if _BARE_MARK.fullmatch(mark):
        return True
    raised = local(element) == "sup" or any(local(one) == "sup" for one in link)
    return bool(_MARK.fullmatch(mark)) and (raised or bool(_NOTE_LINK.search(target)))


def _link_in(element: etree._Element) -> etree._Element | None:
    """The link to another place of the book that *element* is, or that is all it holds."""
    name = local(element)
    link: etree._Element | None = element
    if name == "sup":
        link = element[0] if len(element) == 1 and local(element[0]) == "a" else None
    elif name != "a":
        return None
    return link if link is not None and "#" in (link.get("href") or "") else None


def leads_away(element: etree._Element) -> bool:
    """Whether *element* is a link back to the contents, or to a picture and nothing beside it."""
    target = (element.get("href") or "").lower()
    if local(element) != "a" or not target:
        return False
    words = words_of(element)
    if target.endswith(_PICTURES):
        around = element.getparent()
        alone = around is not None and words_of(around) == words
        return alone and len(words.split()) <= _FEW
    return "#" in target and bool(_BACK.fullmatch(words))


def first_number(ordered: etree._Element) -> int:
    """The number of the first item of an *ordered* list."""
    return _whole(ordered.get("start"), 1)


def item_number(item: etree._Element, usual: int) -> int:
    """The number of an *item* of an ordered list; *usual* is the one after that before it."""
    return _whole(item.get("value"), usual)


def _whole(written: str | None, otherwise: int) -> int:
    found = _NUMBER.fullmatch(written or "")
    return int(found[0]) if found else otherwise


def is_initial(element: etree._Element) -> bool:
    """Whether *element* is set off as the large first letter of a chapter."""
    return bool(_INITIAL.search(" ".join(classes(element))))


def is_verse(element: etree._Element) -> bool:
    """Whether the lines in *element* are lines of verse."""
    return bool(_VERSE.search(" ".join((*stated_roles(element), *classes(element)))))


def is_stanza(element: etree._Element) -> bool:
    """Whether the blocks in *element* are lines of one stanza."""
    return bool(_STANZA.search(" ".join(classes(element))))


def looks_like_break(words: str) -> bool:
    """Whether a picture called so stands between two scenes."""
    return bool(_ORNAMENT.search(words))


def heading_level(element: etree._Element) -> int:
    """The level of a heading; 0 for what is none."""
    found = HEADINGS.fullmatch(local(element))
    if found:
        return int(found[1])
    if (element.get("role") or "").lower() == "heading":
        level = element.get("aria-level") or ""
        return int(level) if level in set("123456") else 2
    return 0
