"""Small books in the formats that narrate reads, made for tests."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

CONTAINER = """\
<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""


def page(body: str, head: str = "", language: str = "en") -> str:
    """A page of XHTML."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="{language}">'
        f"<head>{head or '<title>A page</title>'}</head><body>{body}</body></html>"
    )


def nav(entries: str) -> str:
    """The navigation page of an EPUB 3; *entries* are its items: ``<li>...</li>``."""
    return page(f'<nav epub:type="toc"><h1>Contents</h1><ol>{entries}</ol></nav>')


def links(targets: Mapping[str, str]) -> str:
    """Items of a navigation page: what each place is called."""
    return "".join(f'<li><a href="{to}">{name}</a></li>' for to, name in targets.items())


def ncx(targets: Mapping[str, str]) -> str:
    """The table of contents of an EPUB 2."""
    points = "".join(
        f"<navPoint id='p{n}'><navLabel><text>{name}</text></navLabel><content src='{to}'/>"
        "</navPoint>"
        for n, (to, name) in enumerate(targets.items())
    )
    return (
        "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/' version='2005-1'>"
        "<head><meta name='dtb:uid' content='urn:x:a'/></head>"
        f"<docTitle><text>A Book</text></docTitle><navMap>{points}</navMap></ncx>"
    )


def package(
    pages: Sequence[str],
    metadata: str = "<dc:title>A Book</dc:title><dc:language>en</dc:language>",
    items: str = "",
    guide: str = "",
    unlinked: Sequence[str] = (),
) -> str:
    """The package document of an EPUB with *pages* in its spine, *unlinked* ones not linear."""
    listed = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(pages)
    )
    spine = "".join(
        f'<itemref idref="i{n}" linear="{"no" if name in unlinked else "yes"}"/>'
        for n, name in enumerate(pages)
    )
    table = " toc='ncx'" if NCX_ITEM in items else ""
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="uid"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{listed}{items}</manifest>"
        f"<spine{table}>{spine}</spine>{guide and f'<guide>{guide}</guide>'}</package>"
    )


NAV_ITEM = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
NCX_ITEM = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'


def archive(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """A ZIP archive of *files* at *path*."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            zipped.writestr(name, content, stored)
    return path


def epub(
    path: Path,
    pages: Mapping[str, str],
    contents: str = "",
    more: Mapping[str, str | bytes] | None = None,
    **said: object,
) -> Path:
    """An EPUB 3 of *pages*, each the body of a page, with a navigation page of *contents*.

    *said* is what :func:`package` takes.
    """
    items = str(said.pop("items", "")) + (NAV_ITEM if contents else "")
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": package(list(pages), items=items, **said),  # type: ignore[arg-type]
    }
    files |= {f"OPS/{name}": page(body) for name, body in pages.items()}
    if contents:
        files["OPS/nav.xhtml"] = nav(contents)
    return archive(path, files | dict(more or {}))


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = """\
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:styleId="C"><w:name w:val="toc 1"/></w:style>"""


def word(words: str, style: str = "") -> str:
    """A paragraph of a DOCX document; *words* may hold runs of their own."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = words if words.startswith("<") else f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    return f"<w:p>{named}{runs}</w:p>"


def docx(path: Path, body: str, more: Mapping[str, str] | None = None) -> Path:
    """A DOCX document whose *body* are paragraphs as :func:`word` makes them."""
    files = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{STYLES}</w:styles>',
    }
    return archive(path, files | dict(more or {}))


ODF = "urn:oasis:names:tc:opendocument:xmlns"


def odt(path: Path, body: str, more: Mapping[str, str] | None = None) -> Path:
    """An ODT document whose *body* holds ``text:p`` and its like."""
    names = f'xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0"'
    names += f' xmlns:style="{ODF}:style:1.0" xmlns:fo="{ODF}:xsl-fo-compatible:1.0"'
    style = '<style:style style:name="I"><style:text-properties fo:font-style="italic"/>'
    content = (
        f"<office:document-content {names}><office:automatic-styles>{style}</style:style>"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return archive(path, {"content.xml": content, **(more or {})})


def fb2(path: Path, body: str, info: str = "", more: str = "") -> Path:
    """A FictionBook whose *body* holds sections."""
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"'
        ' xmlns:l="http://www.w3.org/1999/xlink">'
        f"<description><title-info>{info}</title-info></description><body>{body}</body>{more}"
        "</FictionBook>",
        encoding="utf-8",
    )
    return path


Printed = tuple[float, float, float, str]
"""a line of a PDF: its place from the left and lower edges and its size, in points; its text, in
which what stands between underscores is slanted"""


def pdf(
    path: Path,
    pages: Sequence[Sequence[Printed]],
    info: str = "",
    bookmarks: Sequence[tuple[str, int, float]] = (),
    after_last: int = 0,
) -> Path:
    """A PDF of *pages* of lines, in ASCII; *info* is the inside of its Info dictionary.

    *bookmarks* have a title, a page counted from 0, and a height on it in points. Behind the last
    comes the one of number *after_last*, counted from 1, if that is not 0.
    """
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: f"<<{info}>>",
        5: "<</First 5001 0 R>>" if bookmarks else "<<>>",
        6: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Oblique>>",
    }
    for number, (title, page, top) in enumerate(bookmarks, 1):
        after = number + 1 if number < len(bookmarks) else after_last
        following = f"/Next {5000 + after} 0 R" if after else ""
        target = f"[{10 + 2 * page} 0 R/XYZ 0 {top} 0]"
        objects[5000 + number] = f"<</Title({title})/Dest{target}{following}>>"
    for number, lines in enumerate(pages):
        content = f"BT {' '.join(map(_shown, lines))} ET"
        objects[10 + 2 * number] = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources"
            f"<</Font<</F0 3 0 R/F1 6 0 R>>>>/Contents {11 + 2 * number} 0 R>>"
        )
        objects[11 + 2 * number] = f"<</Length {len(content)}>>\nstream\n{content}\nendstream"
    body = "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in objects.items())
    path.write_text(f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF", "ascii")
    return path


def _shown(line: Printed) -> str:
    """What shows a line of a PDF; every other part between underscores is in the slanted font."""
    left, base, size, text = line
    parts = (f"/F{n % 2} {size} Tf ({part}) Tj" for n, part in enumerate(text.split("_")))
    return f"1 0 0 1 {left} {base} Tm {' '.join(parts)}"
