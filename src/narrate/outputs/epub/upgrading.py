"""Pages of EPUB 2 as EPUB 3 takes them: what HTML has no more is said by style, or left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from narrate.outputs.epub.marked import Element, Markup
from narrate.outputs.markup import xml_text
from narrate.spans import Edit

XHTML = "http://www.w3.org/1999/xhtml"
_LENGTH = re.compile(r"\d+(?:\.\d+)?%?")


def _length(name: str) -> Callable[[str], str]:
    def style(value: str) -> str:
        if not _LENGTH.fullmatch(value):
            return ""
        return f"{name}: {value}" if value.endswith("%") else f"{name}: {value}px"

    return style


def _same(name: str) -> Callable[[str], str]:
    return lambda value: f"{name}: {value}" if re.fullmatch(r"[\w#-]+", value) else ""


def _align(value: str) -> str:
    value = value.lower()
    return f"text-align: {value}" if value in {"left", "right", "center", "justify"} else ""


def _clear(value: str) -> str:
    return "clear: both" if value.lower() == "all" else _same("clear")(value)


AS_STYLE: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "align": _align,
        "valign": _same("vertical-align"),
        "bgcolor": _same("background-color"),
        "color": _same("color"),
        "face": lambda value: f"font-family: {value}" if re.fullmatch(r"[\w ,-]+", value) else "",
        "text": _same("color"),
        "clear": _clear,
        "hspace": _length("margin-left"),
        "vspace": _length("margin-top"),
        "nowrap": lambda _: "white-space: nowrap",
        "width": _length("width"),
        "height": _length("height"),
        "border": _length("border-width"),
        "size": lambda _: "",
    }
)
"""attributes that are style in HTML today"""
GONE = frozenset(
    [
        "alink",
        "link",
        "vlink",
        "background",
        "cellpadding",
        "cellspacing",
        "frame",
        "rules",
        "summary",
        "axis",
        "compact",
        "noshade",
        "profile",
        "scheme",
        "version",
        "language",
        "charset",
        "rev",
        "char",
        "charoff",
        "longdesc",
        "marginwidth",
        "marginheight",
        "scrolling",
        "frameborder",
        "archive",
        "classid",
        "codebase",
        "codetype",
        "declare",
        "standby",
        "scope",
        "abbr",
    ]
)
SIZED = frozenset({"img", "iframe", "object", "embed", "video", "canvas", "input", "source"})
"""elements that have a width and a height"""
OTHERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "big": ("span", "font-size: larger"),
        "tt": ("span", "font-family: monospace"),
        "center": ("div", "text-align: center"),
        "font": ("span", ""),
        "strike": ("s", ""),
        "acronym": ("abbr", ""),
        "nobr": ("span", "white-space: nowrap"),
        "dir": ("ul", ""),
        "basefont": ("span", ""),
    }
)
"""elements that HTML has no more, what stands for them, and its style"""
FOREIGN = frozenset({"svg", "math"})
KEPT_IN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "width": SIZED,
        "height": SIZED,
        "size": frozenset({"input", "select"}),
        "scope": frozenset({"th"}),
        "abbr": frozenset({"th"}),
        "charset": frozenset({"meta"}),
    }
)
"""attributes that these elements have, and no others"""
GONE_IN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "name": frozenset({"a", "img", "p", "div", "span", "table"}),
        "type": frozenset({"ul", "li"}),
    }
)
"""attributes that these elements have no more"""


def upgraded(text: str, title: str) -> str:
    """The page *text*, which is well formed, as EPUB 3 has it; one without a title gets *title*."""
    page = Markup(text)
    return "".join(_joined(page, [*_edits(page), *_title(page, title)]))


def _joined(page: Markup, edits: list[Edit]) -> Iterator[str]:
    at = 0
    for one in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if one.start >= at:
            yield page.text[at : one.start]
            yield one.said
            at = one.end
    yield page.text[at:]


def _edits(page: Markup) -> Iterator[Edit]:
    ids = set(re.findall(r"\bid\s*=\s*[\"']([^\"']+)", page.text))
    foreign = grouped = 0
    for index, end in sorted(page.ends.items()):
        element = Element(page, page.tokens[index], page.tokens[end])
        if element.tag.start < foreign:
            continue
        if element.tag.name in FOREIGN:
            foreign = element.last.end
        elif element.tag.name == "col" and element.tag.start >= grouped:
            yield from _edit(element, ids, "colgroup")
        else:
            grouped = element.last.end if element.tag.name == "colgroup" else grouped
            yield from _edit(element, ids)


def _edit(element: Element, ids: set[str], called: str = "") -> Iterator[Edit]:
    """What makes *element* one of today, which is *called* otherwise, if that is given."""
    name = element.tag.name
    attributes = element.attributes
    if name == "meta" and _is_superfluous(attributes):
        yield element.without()
        return
    other, style = OTHERS.get(name, (called or name, ""))
    new = _attributes(name, attributes, style, ids)
    if new != attributes or other != name:
        yield element.with_attributes(new, other)
    if other != name and not element.tag.empty:
        yield Edit(element.last.start, element.last.end, f"</{other}>")


def _is_superfluous(attributes: Mapping[str, str]) -> bool:
    return "http-equiv" in attributes or not attributes.get("content", "x").strip()


def _attributes(
    name: str, attributes: Mapping[str, str], style: str, ids: set[str]
) -> dict[str, str]:
    """*attributes* of an element called *name*, as HTML has them today."""
    new: dict[str, str] = {}
    styles = [style] if style else []
    for key, value in attributes.items():
        if _is_kept(name, key, value):
            new[key] = value
        elif key == "name" and "id" not in attributes and value not in ids:
            ids.add(value)
            new["id"] = value
        elif key in AS_STYLE and (said := AS_STYLE[key](value)):
            styles.append(said)
    if name == "html":
        new.setdefault("xmlns", XHTML)
        if language := new.get("xml:lang"):
            new["lang"] = language
    elif "xml:lang" in new and "lang" in new:
        new["lang"] = new["xml:lang"]
    if styles:
        new["style"] = "; ".join((*filter(None, [new.get("style", "").strip("; ")]), *styles))
    return new


def _is_kept(name: str, key: str, value: str) -> bool:
    """Whether HTML has today the attribute *key* of an element called *name*."""
    if key in KEPT_IN:
        return name in KEPT_IN[key] and (value.isdigit() or key not in {"width", "height"})
    if key in GONE_IN:
        return name not in GONE_IN[key]
    return key not in GONE and key not in AS_STYLE


def _title(page: Markup, title: str) -> Iterator[Edit]:
    """What gives the page the title that it must have."""
    head, there = page.first("head"), page.first("title")
    words = f"<title>{xml_text(title)}</title>"
    if head is None:
        return
    if there is None:
        yield Edit(head.tag.end, head.tag.end, words)
    elif not there.words:
        yield Edit(there.tag.start, there.last.end, words)
