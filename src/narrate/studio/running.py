"""Runs the studio's server until it is told to end."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable
from contextlib import closing

import uvicorn

from narrate.studio.desk import Desk
from narrate.studio.events import Events
from narrate.studio.guard import Door
from narrate.studio.server import make_app
from narrate.studio.shelf import Folder

HOST = "127.0.0.1"
"""this machine alone"""
CLOSING_S = 2
"""how long a page may take to see that the server ends"""
COLLECTING = (100_000, 20, 100)
"""how seldom garbage is looked for: an open novel is a million objects, all of which stay"""
SWITCHING_S = 0.001
"""so soon an answer goes on beside what is decided in the background"""


def serve(folder: Folder, ready: Callable[[str], None], port: int = 0) -> None:
    """Serve *folder* until Ctrl-C; *ready* is told the address when it may be opened.

    *port* 0 is any that is free. Raises OSError for one that is taken.
    """
    gc.set_threshold(*COLLECTING)
    sys.setswitchinterval(SWITCHING_S)
    with closing(socket.create_server((HOST, port))) as listening:
        door = Door(listening.getsockname()[1])
        events = Events()
        app = make_app(Desk(folder, events), door)
        config = uvicorn.Config(
            app,
            log_level="critical",
            lifespan="on",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=CLOSING_S,
        )
        ready(door.address)  # what comes before the server runs waits in the socket
        uvicorn.Server(config).run(sockets=[listening])
