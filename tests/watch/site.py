"""A web site on loopback that does what a test says: answers, drips, breaks off, leads elsewhere."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answers = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One question to the site."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        """Answers by what the site has at the path, else 404."""
        self.site.asked.append((self.path, dict(self.headers)))
        what = self.site.paths.get(self.path)
        if what is None:
            self.say(404, b"not here")
        elif callable(what):
            what(self)
        else:
            self.say(200, what)

    def say(self, status: int, body: bytes = b"", **fields: str) -> None:
        """A whole answer; names of fields with `_` for `-`."""
        self.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **fields}.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304 and "Content_Length" not in fields:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data: bytes) -> None:
        """Bytes as they are, then the end."""
        self.wfile.write(data)
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def drip(self, data: bytes, each: float) -> None:
        """One byte after another until the other side has had enough."""
        try:
            for at in range(len(data)):
                self.wfile.write(data[at : at + 1])
                self.wfile.flush()
                if self.site.ended.wait(each):
                    break
        except OSError:
            self.site.hung_up.set()
        self.close_connection = True

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The site's clock stands still, so that the same question has the same answer."""
        return "Sun, 01 Mar 2026 09:00:00 GMT"

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@dataclass
class Site:
    """What stands where, and what was asked."""

    url: str = ""
    paths: dict[str, bytes | Answers] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rpartition(":")[2])

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(p == path for p, _ in self.asked)

    def lead(self, path: str, to: str, status: int = 302) -> None:
        """Makes a path lead to another address."""
        self.paths[path] = lambda asked: asked.say(status, Location=to)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hangs up is no error here."""


@contextmanager
def serving() -> Iterator[Site]:
    """A site that stands until the block ends."""
    site = Site()
    server = _Server(("127.0.0.1", 0), type("Here", (Asked,), {"site": site}))
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
