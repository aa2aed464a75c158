"""What style sheets say that changes what is read: what is hidden, slanted, not numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrate.readers.markup.parsing import local

if TYPE_CHECKING:
    from lxml import etree

LONGEST = 2**20
"""Characters of style sheets. What is longer is nobody's book design."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SIMPLE = re.compile(r"(?P<tag>[A-Za-z][\w-]*|\*)?(?:\.(?P<kind>[\w-]+)|#(?P<name>[\w-]+))?")
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNNUMBERED = re.compile(
    r"(?:^|[;\s])list-style(?:-type)?\s*:[^;]*\b(?:none|disc|circle|square)\b", re.IGNORECASE
)
_SLANT = re.compile(r"(?:^|[;\s])font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)

Selector = tuple[str, str, str]
"""tag, class, name; each empty where it does not matter"""


@dataclass(frozen=True, slots=True)
class Style:
    """What is known of an element; None where nothing is said."""

    hidden: bool = False
    italic: bool | None = None
    unnumbered: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The rules of a page, by their selectors: a tag, a class, a name, or a tag with either."""

    rules: Mapping[Selector, Style] = field(default_factory=dict)

    def of(self, element: etree._Element) -> Style:
        """How *element* is shown: its own style before that of name, class and tag."""
        written = _style(element.get("style") or "")
        found = [written, *self._found(element)] if self.rules else [written]
        italic = next((one.italic for one in found if one.italic is not None), None)
        return Style(any(one.hidden for one in found), italic, any(one.unnumbered for one in found))

    def _found(self, element: etree._Element) -> Iterator[Style]:
        tag, name = local(element), element.get("id") or ""
        classes = (element.get("class") or "").split()
        keys = [(tag, "", name), ("", "", name)] if name else []
        keys += [(some, one, "") for one in classes for some in (tag, "")]
        keys.append((tag, "", ""))
        yield from (self.rules[key] for key in keys if key in self.rules)


def read_styles(sheets: Sequence[str]) -> Styles:
    """The rules of *sheets* that matter here."""
    rules: dict[Selector, Style] = {}
    for selectors, body in _rules(_COMMENT.sub(" ", "\n".join(sheets)[:LONGEST])):
        style = _style(body)
        if style == Style():
            continue
        for one in selectors.split(","):
            simple = _SIMPLE.fullmatch(one.strip())
            if simple and one.strip():
                tag = (simple["tag"] or "").lower().strip("*")
                rules[tag, simple["kind"] or "", simple["name"] or ""] = style
    return Styles(rules)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and what is said of them, but not inside ``@media`` and its like."""
    depth = start = 0
    selectors = ""
    for brace in _BRACE.finditer(sheet):
        if brace[0] == "{":
            if depth == 0:
                selectors = sheet[start : brace.start()].rpartition(";")[2].strip()
                start = brace.end()
            depth += 1
            continue
        if depth == 1:
            if not selectors.startswith("@"):
                yield selectors, sheet[start : brace.start()]
            start = brace.end()
        depth = max(0, depth - 1)


def _style(declarations: str) -> Style:
    if not declarations:
        return Style()
    slant = _SLANT.search(declarations)
    italic = slant[1].lower() != "normal" if slant else None
    unnumbered = bool(_UNNUMBERED.search(declarations))
    return Style(bool(_HIDDEN.search(declarations)), italic, unnumbered)
