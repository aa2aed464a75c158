"""Takes out of a plain text what only a browser or a Markdown program would show: its markup."""

from __future__ import annotations

import re
from html import unescape

from narrate.spans import Shifts
from narrate.text.normalization import replaced

_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ATTRIBUTE = r"\s+[a-zA-Z:-]{1,30}\s?=\s?(?:\"[^\"<>]{0,300}\"|'[^'<>]{0,300}'|[^\s\"'<>]{1,300})"
_END = rf"(?:{_ATTRIBUTE}){{0,9}}\s?/?>"
_BLOCK = (
    r"(?:p|div|h[1-6]|blockquote|center|ul|ol|dl|dt|dd|table|tbody|tr|td|pre|section|article|hr)"
)
_INLINE = (
    r"(?:i|b|em|strong|u|s|strike|del|ins|small|big|sub|sup|span|font|a|cite|q|tt|code|kbd|abbr"
    r"|mark|img|nobr|wbr)"
)
_BLANK = r"[\s\u00a0]{0,99}"
_TAG = re.compile(
    rf"(?P<comment><!--(?:(?!-->).){{0,5000}}-->)"
    rf"|(?P<raised><sup{_END}(?P<figures>\d{{1,3}})</sup>)"
    rf"|(?P<block>(?:{_BLANK}</?{_BLOCK}{_END}){{1,20}}{_BLANK})(?P<first><li{_END}\s?)?"
    rf"|(?P<line>(?:{_BLANK}<br{_END}){{1,20}}{_BLANK})"
    rf"|(?P<item>\s?<li{_END}\s?)"
    rf"|</?(?:{_INLINE}|li){_END}",
    re.IGNORECASE | re.DOTALL,
)
_RULE = re.compile(r"<hr\b", re.IGNORECASE)
_LINE = re.compile(r"<br\b|\n|\r(?!\n)", re.IGNORECASE)
_BROKEN = re.compile(r"<br\b", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_QUOTE = re.compile(
    r"^ {0,3}>(?: (?P<centred>[^<>\n]{1,80}?) ?<$|[ >]{0,12}(?=\n|\Z)|(?: ?>){0,9} ?)",
    re.MULTILINE,
)
"""What begins the line of a block quote, or a line that Fountain centres: ``> THE END <``."""
_NO_QUOTE = re.compile(r"[<>~=*_ -]*$", re.MULTILINE)
_CUE = re.compile(r"(?:^\d+\n)?^[\d:]{4,9}[.,]\d{3} --> [\d:]{4,9}[.,]\d{3}.*\n", re.MULTILINE)
"""What stands above a line of subtitles."""
_VOICED = re.compile(
    r"^(?P<line> *<(?P<name>[^\W\d_][\w .-]{0,30})>) ?(?P<said>.*\S) ?</(?P=name)>$", re.MULTILINE
)
"""A line for a voice, as programs that speak take it: ``<Mia>Are you there?</Mia>``."""
_TAGS = "h[1-6]|b|u|s|i|center|centre|align|indent|quote|spoiler|size|color|font|url|sub|sup"
_BBCODE = re.compile(
    r"\[img\][^\[\]\n]{0,300}\[/img\]|(?P<rule>(?<!\s)\s*\[hr\](?:\[/hr\])?\s*)"
    rf"|\[/?(?P<name>{_TAGS})(?:=[^\]\n]{{1,200}})?\]",
    re.IGNORECASE,
)
"""What forums have for HTML: ``[i]late[/i]``."""
_BBCODE_CLOSED = re.compile(rf"\[/({_TAGS}|img)\]", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?=[\"'])")
_FEWEST_ESCAPED = 2
_FRAME = re.compile(
    r"(?:^|\n\n) *(?P<rule>(?P<sign>[-=_*~#+])(?P=sign){5,79})"
    r"(?P<words>(?:\n *(?!(?P=sign){3})\S[^\n]{0,100}){1,3})\n *(?P=rule)(?=\n|\Z)"
)
"""A heading between two equal lines of one sign, above and below it."""
_FENCE = re.compile(r"^ {0,3}```+ ?[\w+-]{0,20} *$", re.MULTILINE)


def without_html(source: str) -> tuple[str, Shifts]:
    """*source* with entities as what they stand for, without tags and comments.

    A tag that parts paragraphs or lines parts them still; a rule is a scene break. What stands
    between ``<`` and ``>`` and is no tag of HTML is left.
    """
    return replaced(_TAG, _shown, source) if "<" in source else (source, Shifts())


def with_characters(source: str) -> tuple[str, Shifts]:
    """*source* with ``&mdash;``, ``&#8217;`` and their kin as the characters they stand for."""
    if "&" not in source:
        return source, Shifts()
    return replaced(_ENTITY, lambda found: unescape(unescape(found[0])), source)


def without_cues(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, without the numbers and times above the lines of subtitles."""
    return replaced(_CUE, lambda _: "", text) if " --> " in text else (text, Shifts())


def without_bbcode(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, without the markup of forums.

    What it slants stands between underscores then, and its headings below hashes.
    A tag that is never closed is none: an editor writes "[s]he" for "She".
    """
    closed = {name.lower() for name in _BBCODE_CLOSED.findall(text)} if "[/" in text else set()
    if not closed:
        return text, Shifts()

    def shown(found: re.Match[str]) -> str:
        if found["rule"]:
            return "\n\n* * *\n\n"
        name = (found["name"] or "").lower()
        if name and name not in closed:
            return found[0]
        if name[:1] == "h":  # as Markdown has it
            return "" if found[0].startswith("[/") else f"{'#' * int(name[1])} "
        return "_" if name == "i" else ""

    return replaced(_BBCODE, shown, text)


def without_closing_names(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, without the names that close a voice's line: ``</Mia>``."""
    if "</" not in text:
        return text, Shifts()
    return replaced(_VOICED, lambda found: f"{found['line']} {found['said']}", text)


def _shown(found: re.Match[str]) -> str:
    """What a browser shows for a tag."""
    if found["raised"]:
        return found["figures"].translate(_RAISED)
    if found["block"]:
        parted = "\n\n* * *\n\n" if _RULE.search(found["block"]) else "\n\n"
        return parted + ("- " if found["first"] else "")
    if found["line"]:
        apart = len(_BROKEN.findall(found[0])) > 1 or len(_LINE.findall(found[0])) > 2
        return "\n\n" if apart else "\n"
    return "\n- " if found["item"] else ""


def without_quote_marks(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, without the ``>`` that begins the lines of a block quote."""
    if ">" not in text:
        return text, Shifts()
    return replaced(_QUOTE, _unquoted, text)


def _unquoted(found: re.Match[str]) -> str:
    """Nothing in place of the mark; a line of nothing but signs parts scenes and is no quote."""
    if found["centred"]:
        return found["centred"]
    is_rule = found[0].count(">") > 1 and _NO_QUOTE.match(found.string, found.end())
    return found[0] if is_rule else ""


def without_fences(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, without the lines of three backticks around code, if they pair."""
    if "```" not in text or len(_FENCE.findall(text)) % 2:
        return text, Shifts()
    return replaced(_FENCE, lambda _: "", text)


def without_escapes(source: str) -> tuple[str, Shifts]:
    r"""*source* without the backslashes of a program before its quotation marks: ``\"Yes,\"``.

    All its marks, or nearly all, have one.
    """
    escaped = source.count('\\"')
    if escaped < _FEWEST_ESCAPED or escaped * 2 <= source.count('"'):
        return source, Shifts()
    return replaced(_ESCAPED, lambda _: "", source)


def without_frames(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, with what stands between two equal rules as a paragraph alone."""
    return replaced(_FRAME, _unframed, text)


def _unframed(found: re.Match[str]) -> str:
    lead = "" if found.start() == 0 else "\n"
    return f"{lead}{found['words']}\n"
