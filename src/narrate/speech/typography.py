"""Print into plain words and pauses, whatever the language: what is seen but not said."""

from __future__ import annotations

import re
import unicodedata

from narrate.spans import Edit
from narrate.speech.mapped import Mapped
from narrate.text.notemarks import RAISED, is_note_number

COMPOSED = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
"""What accents are composed in: nothing is ever composed with an ASCII character behind it."""
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Soft hyphens, zero-width blanks, byte order marks, marks of writing direction."""
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\U000f0000-\U0010ffff]")
"""Control characters that are no white space, and the private planes, which mean nothing."""
LETTER_FORMS = re.compile(
    "[\u017f\u2103\u2109\u2160-\u217f\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]"
    "|[\u02b0\u02b3\u02e2\u1d48\u1d49\u1d57\u207f]{2}(?<=[0-9].{2})"
)
"""Long s, numerals that are one sign, ligatures, full-width and mathematical letters; small raised
letters after a figure."""

LINK = re.compile(r"!?\[([^\[\]]*+)\]\([^()\s]*+(?:\s[^()]*+)?\)")
ADDRESS = re.compile(r"<?\b(?:https?://(?:www\.)?|www\.)([^\s<>\"“”«»]++)>?", re.IGNORECASE)
ADDRESS_END = ".,;:!?)]}'’*_/"

NOTE_NUMBER = re.compile(r"(?<=[^\s\[\](])\[(?:\d{1,3}|[*†‡§])\](?!\w)")
RAISED_FIGURES = re.compile(f"[{RAISED}]++")

EMPHASIS = re.compile(r"(?<![\w*])[*_]++(?=\S)|(?<=[^\s*_])[*_]++(?!\w)|(?<!\S)[*_]{2,}+(?!\S)")
"""Runs of * and _ at the edge of a word, and longer ones that stand alone; not those between
letters (snake_case) and not a lone * between blanks (2 * 3)."""
PART_OF_WORD = re.compile(
    r"(?<![\w*])([*_])([^\W_]++)\1(?=[^\W_])|(?<=[^\W_])([*_])([^\W_]++)\3(?![\w*])"
)
"""The beginning or the end of a word alone emphasised: _un_important."""

BULLET = re.compile(r"\s*+[-*•◦▪‣·+]\s+(?=\S)")
OPENING_DASH = re.compile(r"\s*+(?:[-–]\s|--|[—―])")
DOUBLE = re.compile("[\"“”„‟＂«»‹›「」『』]|``|''")
SINGLE = re.compile(r"['‘’‚‛`](?:(?!\w)|(?<!\w.))")
"""A single mark that is not inside a word; one that is, is an apostrophe."""

PICTURE = re.compile(
    "[\U0001f000-\U0001faff\U000e0020-\U000e007f\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u20e3]"
    r"\u200d?+|(?<!\S)[:;]['’]?-?[)(D](?![\w)(])"
)
"""Emoji, dingbats, and what joins and colours them; a smile of stops, as in :-)."""
NAMED = "\\|^~*©®™¶←↑→↓↔⇐⇒⇔"
UNSAID = re.compile(rf"[{re.escape(NAMED)}]++|={{2,}}+|#{{2,}}+|#(?!\w)")
"""Signs that eSpeak calls by their name and a reader passes over."""

DASH = re.compile(r"-{2,}+|[—―⸺⸻]++|[-–](?<=\s.)(?=\s)")
DOTS = re.compile(r"\.(?:[ \u00a0]?\.){2,}+|…++")
UNFOLDED = re.compile(r"\s{2,}+|[^\S ]|\A\s|\s\Z")
"""White space that is more, or other, than one blank between words."""


def settle_characters(text: Mapped) -> Mapped:
    """Compose accents (Unicode form C) and drop what cannot be seen."""
    if not unicodedata.is_normalized("NFC", text.text):
        text = text.sub(COMPOSED, lambda found: unicodedata.normalize("NFC", found[0]))
    return text.sub(INVISIBLE, "").sub(CONTROL, "")


def plain_letters(text: Mapped) -> Mapped:
    """Put ordinary letters for ligatures, the long s, numerals, full-width and raised letters."""
    return text.sub(LETTER_FORMS, lambda found: unicodedata.normalize("NFKC", found[0]))


def follow_links(text: Mapped) -> Mapped:
    """Keep what a Markdown link shows, not where it leads."""
    return text.sub(LINK, lambda found: found[1])


def shorten_addresses(text: Mapped) -> Mapped:
    """Say a web address without its scheme, its www and its query."""
    if "://" not in text.text and "www." not in text.text.lower():
        return text
    return text.sub(ADDRESS, _address)


def _address(found: re.Match[str]) -> str:
    address = found[1].rstrip(ADDRESS_END)
    after = found[1][len(address) :].replace("/", "")
    return re.split(r"[?#]", address, maxsplit=1)[0].rstrip("/") + after


def drop_note_marks(text: Mapped) -> Mapped:
    """Drop the numbers of footnotes: [12] behind a word, raised figures behind a word."""
    text = text.sub(NOTE_NUMBER, "")
    return text.sub(RAISED_FIGURES, lambda found: "" if is_note_number(found) else found[0])


def strip_emphasis(text: Mapped) -> Mapped:
    """Drop Markdown's marks of emphasis: eSpeak reads "asterisk"."""
    return text.sub(PART_OF_WORD, lambda found: found[2] or found[4]).sub(EMPHASIS, "")


def strip_opening_dash(text: Mapped) -> Mapped:
    """Drop the dash that stands for a quotation mark."""
    dash = OPENING_DASH.match(text.text)
    return text.edited([Edit(0, dash.end(), "")]) if dash else text


def strip_bullet(text: Mapped) -> Mapped:
    """Drop the sign that an item of a list begins with."""
    bullet = BULLET.match(text.text)
    return text.edited([Edit(0, bullet.end(), "")]) if bullet else text


def strip_quotation_marks(text: Mapped) -> Mapped:
    """Drop quotation marks, which cost eSpeak a pause; apostrophes inside words stay."""
    return text.sub(DOUBLE, _gap).sub(SINGLE, "")


def drop_pictures(text: Mapped) -> Mapped:
    """Drop emoji and ornaments, which eSpeak names ("grinning face")."""
    return text.sub(PICTURE, _gap)


def drop_signs(text: Mapped) -> Mapped:
    """Drop signs that eSpeak would name: backslash, asterisk, tilde, arrows."""
    return text.sub(UNSAID, _gap)


def _gap(mark: re.Match[str]) -> str:
    """A blank where a mark was all that parted two words."""
    text, start, end = mark.string, mark.start(), mark.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    return " " if before.isalnum() and after.isalnum() else ""


def set_dashes(text: Mapped) -> Mapped:
    """Set off dashes with blanks: so eSpeak pauses 0.4 s, without them half as long."""
    return text.sub(DASH, " — ")


def set_ellipses(text: Mapped) -> Mapped:
    """Write dots in a row as one sign, so that they are one pause."""
    return text.sub(DOTS, "…")


def fold_white_space(text: Mapped) -> Mapped:
    """One blank between words, none around them."""
    return text if " ".join(text.text.split()) == text.text else text.sub(UNFOLDED, _folded)


def _folded(blanks: re.Match[str]) -> str:
    return " " if blanks.start() > 0 and blanks.end() < len(blanks.string) else ""
