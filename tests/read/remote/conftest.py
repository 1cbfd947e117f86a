"""A real HTTP server on the loopback that replays answers, bad ones too."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from secondsource.read.remote import Settings

Reply = Callable[[BaseHTTPRequestHandler], None]


def raw(body: bytes, status: int = 200, **headers: str) -> Reply:
    """A reply with these bytes."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return send


def said(content: object, ended: str = "stop") -> Reply:
    """A chat endpoint's reply in which the model says that."""
    words = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "message": {"role": "assistant", "content": words}, "finish_reason": ended}
    return raw(json.dumps({"object": "chat.completion", "choices": [choice]}).encode(), Content_Type="application/json")


class Replay:
    """The server: replies in the order given, the last one again and again; what it was asked is in `asked`."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.over = threading.Event()
        replay = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                replay.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                replay.headers.append(dict(self.headers))
                replay.paths.append(self.path)
                reply = replay.replies.pop(0) if len(replay.replies) > 1 else replay.replies[0]
                try:
                    reply(self)
                except OSError:
                    return

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def will(self, *replies: Reply) -> None:
        """Replies from now on."""
        self.replies = list(replies)
        self.asked, self.headers, self.paths = [], [], []

    @property
    def sent(self) -> str:
        """All words of all messages it was sent."""
        return "\n".join(m["content"] for body in self.asked for m in body["messages"])

    def settings(self, **more: Any) -> Settings:
        """Settings that lead to it."""
        return Settings(**{"url": f"http://127.0.0.1:{self.port}/v1", "model": "toy", "timeout": 5.0, **more})


@pytest.fixture(scope="session")
def served() -> Iterator[Replay]:
    replay = Replay()
    yield replay
    replay.over.set()
    replay.server.shutdown()
    replay.server.server_close()


@pytest.fixture
def server(served: Replay) -> Replay:
    served.will(said({"statements": []}))
    return served
