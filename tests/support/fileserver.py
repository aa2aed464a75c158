"""A server of files on this machine, which knows ranges, and breaks off or fails as it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from speechserver import Act, Asked, Handler, SpeechServer, speech_server


@dataclass
class FileServer:
    """*files* by their paths; at the next requests it does what *script* says instead."""

    server: SpeechServer
    script: list[Act]
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Its address."""
        return self.server.url

    @property
    def asked(self) -> list[tuple[str, str | None]]:
        """The path and the range of each request."""
        return [(one.path[1:], one.headers.get("Range")) for one in self.server.asked]

    def serve(self, handler: Handler, asked: Asked, most: int | None = None) -> None:
        """Send a file, or the range of it that was asked for; *most* bytes before it breaks off."""
        data = self.files.get(asked.path[1:])
        if data is None:
            handler.send(404, b"not found", "text/plain")
            return
        wanted = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("Range", ""))
        start = int(wanted[1]) if wanted else 0
        if wanted and start >= len(data):
            handler.send(416, b"", "text/plain")
            return
        headers = {"Content_Length": str(len(data) - start)}
        if wanted:
            headers["Content_Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        end = len(data) if most is None else start + most
        handler.send(206 if wanted else 200, data[start:end], "application/octet-stream", **headers)
        if end < len(data):
            handler.close_connection = True

    def breaking_off(self, most: int) -> Act:
        """Send *most* bytes of a file, and no more."""
        return lambda handler, asked: self.serve(handler, asked, most)


@contextmanager
def file_server() -> Iterator[FileServer]:
    """A server that runs until the end of the block."""
    with speech_server() as server:
        files = FileServer(server, server.script)
        server.usual = files.serve
        yield files
