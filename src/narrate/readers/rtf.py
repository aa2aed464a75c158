# ruff: noqa: SIM905 -- as a list the unread groups would be thirty lines
"""Reads RTF."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from narrate.errors import ManuscriptError, Place
from narrate.model import Manuscript, Metadata
from narrate.readers.files import read_bytes
from narrate.readers.html import read_html

BEGINNING = b"{\\rtf"
DEEPEST = 1000
"""groups one in the other; no program writes more than a few"""
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    r"|\\'(?P<byte>[0-9A-Fa-f]{2})"
    r"|\\(?P<sign>[^A-Za-z])"
    r"|(?P<brace>[{}])"
    r"|(?P<end>[\r\n]+)"
    r"|(?P<text>[^\\{}\r\n]+)"
)
_UNREAD = frozenset(
    "fonttbl colortbl stylesheet listtable listoverridetable pict object header headerl headerr"
    " headerf footer footerl footerr footerf themedata datastore xmlnstbl generator rsidtbl info"
    " fldinst field_inst bkmkstart bkmkend annotation atnid atnauthor pntext pntxtb pntxta"
    " revtbl filetbl latentstyles colorschememapping mmathPr nonshppict shppict tc xe txe".split()
)
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "tab": " ", "emspace": " ", "enspace": " ", "cell": " ",
    "~": "\u00a0", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
_ENDS = frozenset({"par", "sect", "page", "row", "\n", "\r"})
_PROPERTIES = {"title", "author"}
_HIGHEST = 6


@dataclass(frozen=True, slots=True)
class RtfReader:
    """Reads RTF: headings are paragraphs with an outline level, footnotes are a region."""

    def read(self, path: Path) -> Manuscript:
        """The text of the document at *path*, and the title and author it names.

        Raises ManuscriptError for a file that cannot be read, is no RTF, or holds no text.
        """
        raw = read_bytes(path)
        if not raw.startswith(BEGINNING):
            raise ManuscriptError(
                "this is not an RTF file", at=Place(path), hint="save it as RTF, or as plain text"
            )
        document = _Document(raw.decode("latin-1"))
        said = Metadata(title=document.said("title"), author=document.said("author"))
        return read_html(path, f"<body>{document.page()}</body>", said)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds up to the end of a group."""

    unread: bool = False
    italic: bool = False
    hidden: bool = False
    note: bool = False
    named: str = ""
    skip: int = 1
    """how many characters stand after a Unicode character for those who know none"""


class _Document:
    """One walk through an RTF file."""

    def __init__(self, source: str) -> None:
        self._codec = "cp1252"
        self._groups = [_Group()]
        self._level = 0
        self._texts: dict[bool, list[str]] = {False: [], True: []}
        self._named: dict[str, list[str]] = {}
        self._bytes = bytearray()
        self._paragraphs: list[str] = []
        self._notes: list[str] = []
        self._passed = 0
        for token in _TOKEN.finditer(source):
            self._take(token)
        self._end_paragraph()

    def said(self, name: str) -> str | None:
        """The property of the document called *name*."""
        return " ".join("".join(self._named.get(name, ())).split()) or None

    def page(self) -> str:
        """The text as HTML."""
        notes = (f'<aside role="doc-footnote"><p>{one}</p></aside>' for one in self._notes)
        return "".join((*self._paragraphs, *notes))

    @property
    def _here(self) -> _Group:
        return self._groups[-1]

    def _take(self, token: re.Match[str]) -> None:
        if token["byte"]:
            if self._passed:
                self._passed -= 1
            else:
                self._bytes.append(int(token["byte"], 16))
            return
        self._decode()
        if token["brace"]:
            self._brace(opens=token["brace"] == "{")
        elif token["word"]:
            self._word(token["word"], token["number"] or "")
        elif token["sign"]:
            self._sign(token["sign"])
        elif token["text"]:
            passed, self._passed = self._passed, 0
            self._write(token["text"][passed:])

    def _decode(self) -> None:
        """Write the bytes that were given one by one."""
        if self._bytes:
            words = bytes(self._bytes).decode(self._codec, "replace")
            self._bytes.clear()
            self._write(words)

    def _write(self, words: str) -> None:
        here = self._here
        if here.named:
            self._named.setdefault(here.named, []).append(words)
        elif words and not (here.unread or here.hidden):
            text = escape(words)
            self._texts[here.note].append(f"<i>{text}</i>" if here.italic else text)

    def _brace(self, *, opens: bool) -> None:
        if opens and len(self._groups) < DEEPEST:
            self._groups.append(replace(self._here, named=""))
        elif not opens and len(self._groups) > 1:
            group = self._groups.pop()
            if group.note and not self._here.note:
                self._notes += ["".join(self._texts[True])]
                self._texts[True] = []

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._set(unread=True)
        elif sign in _ENDS:
            self._end_paragraph()
        else:
            self._write(_SIGNS.get(sign, ""))

    def _word(self, word: str, number: str) -> None:
        if word in _PROPERTIES and len(self._groups) > 2:
            self._set(named=word)
        elif word in _UNREAD:
            self._set(unread=True)
        elif word == "footnote":
            self._set(note=True)
        elif word == "u" and number:
            self._passed = self._here.skip
            self._write(_character(int(number)))
        elif word in _ENDS:
            self._end_paragraph()
        elif word == "line":
            self._texts[self._here.note].append("<br/>")
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        else:
            self._format(word, number)

    def _format(self, word: str, number: str) -> None:
        is_on = number != "0"
        if word == "i":
            self._set(italic=is_on)
        elif word == "v":
            self._set(hidden=is_on)
        elif word == "plain":
            self._set(italic=False, hidden=False)
        elif word == "pard":
            self._level = 0
        elif word == "outlinelevel" and not self._here.unread:
            self._level = min(int(number or 0) + 1, _HIGHEST) if (number or "0") < "9" else 0
        elif word == "uc":
            self._set(skip=min(int(number or 1), 10))
        elif word == "ansicpg":
            self._codec = _codec(number)

    def _set(self, **changes: bool | int | str) -> None:
        self._groups[-1] = replace(self._here, **changes)  # type: ignore[arg-type]

    def _end_paragraph(self) -> None:
        self._decode()
        if self._here.note:
            self._texts[True].append("<br/><br/>")
            return
        if self._here.unread:
            return
        words = "".join(self._texts[False])
        self._texts[False] = []
        tag = f"h{self._level}" if self._level and words.strip() else "p"
        self._paragraphs.append(f"<{tag}>{words or '&nbsp;'}</{tag}>")


def _character(number: int) -> str:
    """The character with a Unicode *number*, which is negative for one above 32767."""
    code = number + 0x10000 if number < 0 else number
    return chr(code) if 0x20 <= code < 0xD800 or 0xDFFF < code < 0x110000 else ""


def _codec(number: str) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"
