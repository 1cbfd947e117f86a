"""What every address of the desk keeps to: HEAD, Allow, forms that are too long, readers that hang up."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.testclient import TestClient

from secondsource.desk.app import desk
from secondsource.desk.bench import LONGEST
from secondsource.store.view import CaseView
from tests.desk.conftest import Held

FORM = {"content-type": "application/x-www-form-urlencoded"}


@contextmanager
def served(view: CaseView) -> Iterator[int]:
    """The port at which a real server serves the desk."""
    config = uvicorn.Config(desk(Held(view)), log_config=None, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def told(port: int, sent: bytes) -> bytes:
    """All that is answered to these bytes until the server ends the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as sender:
        sender.sendall(sent)
        return b"".join(iter(lambda: sender.recv(4096), b""))


@pytest.mark.parametrize(
    "address", ["/", "/review", "/style.css", "/healthz", "/claims.csv", "/api/claims", "/nowhere"]
)
def test_head_is_answered_as_get_is_without_the_body(reader: TestClient, address: str) -> None:
    got, head = reader.get(address), reader.head(address)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers == got.headers


def test_head_is_told_that_nothing_has_changed(reader: TestClient) -> None:
    tag = reader.get("/api/claims").headers["etag"]
    assert reader.head("/api/claims", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("POST", "/", "GET, HEAD"),
        ("DELETE", "/review", "GET, HEAD"),
        ("POST", "/api/claims", "GET, HEAD"),
        ("HEAD", "/review/s1/accept", "POST"),
    ],
)
def test_what_is_not_allowed_says_what_is(reader: TestClient, method: str, address: str, allowed: str) -> None:
    answer = reader.request(method, address)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize("address", ["/", "/today/looked", "/review/s1/accept", "/decisions/x/undo", "/api/claims"])
def test_what_is_too_long_is_refused_by_its_length(reader: TestClient, address: str) -> None:
    answer = reader.post(address, content=b"", headers={**FORM, "content-length": str(200 << 20)})
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close" and "content-security-policy" in answer.headers
    assert "longer than a form" in answer.text


@pytest.mark.parametrize(
    "sent",
    [b"Content-Length: 209715200\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n10001\r\n" + b"x" * (LONGEST + 1)],
    ids=["by its length", "while it comes"],
)
def test_what_is_too_long_is_not_read_to_its_end(view: CaseView, sent: bytes) -> None:
    with served(view) as port:
        assert b" 413 " in told(port, b"POST /today/looked HTTP/1.1\r\nHost: 127.0.0.1\r\n" + sent)


def test_a_reader_who_hangs_up_leaves_nothing_in_the_log(view: CaseView, caplog: pytest.LogCaptureFixture) -> None:
    with served(view) as port:
        with socket.create_connection(("127.0.0.1", port)) as gone:
            gone.sendall(b"POST /today/looked HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\nwho=")
        assert b" 200 OK" in told(port, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
