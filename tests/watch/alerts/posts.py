"""A mail server and a web address on this machine, that can be slow, refuse, or hang up."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Post:
    """What a server took, and how it behaves: each of `moods` once, then as it should.

    Moods of a mail server: `refuse` (451 after the data), `nobody` (550 to each receiver), `hang up` (after the data was taken), `silent` (says
    nothing). Those of a web address: a status, or `silent`.
    """

    port: int = 0
    moods: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    calls: list[tuple[dict[str, str], Any]] = field(default_factory=list)
    end: threading.Event = field(default_factory=threading.Event)

    def mood(self) -> str:
        return self.moods.pop(0) if self.moods else ""


class _Mail(socketserver.StreamRequestHandler):
    post: Post

    def handle(self) -> None:
        mood = self.post.mood()
        if mood == "silent":
            self.post.end.wait()
            return
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.split(b" ")[0].strip().upper()
            if word in (b"EHLO", b"HELO"):
                self._say("250 here")
            elif word == b"DATA":
                self._say("354 go on")
                lines: list[bytes] = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line[1:] if line.startswith(b"..") else line)
                if mood != "refuse":
                    self.post.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))  # type: ignore[arg-type]
                if mood == "hang up":
                    return
                self._say("451 not now, someone@example.org" if mood == "refuse" else "250 taken")
            elif word == b"RCPT":
                self._say("550 nobody of that name" if mood == "nobody" else "250 fine")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class _Hook(BaseHTTPRequestHandler):
    post: Post

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        mood = self.post.mood()
        if mood == "silent":
            self.post.end.wait()
            return
        if mood in ("", "taken, then silent"):
            self.post.calls.append((dict(self.headers.items()), json.loads(body)))
        if mood == "taken, then silent":
            self.post.end.wait()
            return
        self.send_response(int(mood or 200))
        if mood == "302":
            self.send_header("Location", f"http://127.0.0.1:{self.post.port}/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Threads(socketserver.ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def mail_server() -> Iterator[Post]:
    """A mail server."""
    post = Post()
    with _Threads(("127.0.0.1", 0), type("Mail", (_Mail,), {"post": post})) as server:
        yield from _serving(post, server)


@contextmanager
def web_address() -> Iterator[Post]:
    """A web address to call."""
    post = Post()
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Hook", (_Hook,), {"post": post})) as server:
        server.daemon_threads = True
        yield from _serving(post, server)


def _serving(post: Post, server: socketserver.TCPServer) -> Iterator[Post]:
    post.port = server.server_address[1]  # type: ignore[index]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield post
    finally:
        post.end.set()
        server.shutdown()
