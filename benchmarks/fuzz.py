"""Looks for texts, books, scripts and settings that break a promise (``tests/support/hostile.py``).

    pip install atheris
    python benchmarks/fuzz.py story FOLDER            # Ctrl-C ends it
    python benchmarks/fuzz.py settings FOLDER -max_total_time=3600

FOLDER keeps what was found to reach new code. What comes after it is for libFuzzer.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["narrate"]):
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))
    import hostile

SCRATCH = Path(tempfile.mkdtemp())
MARKS = "“”‘’'\"«»„—–-…\n\r\t .,:;!?*_[]()#0179IVXAnnTomsaidhe é漢😀\u0301\u202e\u00a0"


def _text(data: bytes) -> str:
    """*data* as text in which the signs that matter are frequent."""
    return "".join(MARKS[byte % 128] if byte % 128 < len(MARKS) else chr(byte) for byte in data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "bytes": lambda data: hostile.check_bytes(data, SCRATCH / "story.txt"),
    "html": lambda data: hostile.check_book(data, SCRATCH / "book.html"),
    "epub": lambda data: hostile.check_pages(data, SCRATCH / "book.epub"),
    "zip": lambda data: hostile.check_book(data, SCRATCH / "book.epub"),
    "markdown": lambda data: hostile.check_book(_text(data).encode("utf-8"), SCRATCH / "book.md"),
    "docx": lambda data: hostile.check_docx(data, SCRATCH / "book.docx"),
    "odt": lambda data: hostile.check_odt(data, SCRATCH / "book.odt"),
    "fb2": lambda data: hostile.check_book(data, SCRATCH / "book.fb2"),
    "rtf": lambda data: hostile.check_book(b"{\\rtf1 " + data, SCRATCH / "book.rtf"),
    "pdf": lambda data: hostile.check_book(b"%PDF-1.4\n" + data, SCRATCH / "book.pdf"),
    "story": lambda data: hostile.check_story(_text(data)),
    "utf8": lambda data: hostile.check_story(data.decode("utf-8", "surrogateescape")),
    "script": lambda data: hostile.check_script(data.decode("utf-8", "replace")),
    "settings": lambda data: hostile.check_settings(data, SCRATCH / "voices.yaml"),
    "spoken": lambda data: hostile.check_spoken(_text(data)),
}


def main() -> None:
    """Fuzz what the first argument names."""
    if len(sys.argv) < 3 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: fuzz.py {'|'.join(TARGETS)} FOLDER [OPTIONS OF LIBFUZZER]")
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
