"""A server that speaks S3, on loopback, and a gate before it that can be shut, held or cut."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

PYTHON = Path(__file__).resolve().parents[1] / ".venv-s3" / "bin" / "python"
MISSING = "the server that speaks S3 is not installed; `python3 requirements/apart.py s3` brings it"
_NUMBERS = count(1)


@dataclass
class Server:
    """A running server."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def bucket(self) -> str:
        """The address of a new bucket."""
        name = f"bucket-{next(_NUMBERS)}"
        self.ask("PUT", f"/{name}")
        return f"s3://{name}"

    def ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        request = urllib.request.Request(self.url + path, method=method, data=body)
        with urllib.request.urlopen(request) as answer:
            return bytes(answer.read())

    def settings(self, port: int = 0) -> dict[str, str]:
        """What the environment must say to reach it, or the gate at another port."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port or self.port}",
            "AWS_ACCESS_KEY_ID": "key-of-a-test",
            "AWS_SECRET_ACCESS_KEY": "secret-of-a-test",
            "AWS_EC2_METADATA_DISABLED": "true",
        }


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(*, strict: bool = False) -> Iterator[Server]:
    """A server that is stopped at the end. `strict`: it lets in nobody whose keys it has not given out."""
    port = free_port()
    command = [str(PYTHON), "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    environment = {"PATH": "", "INITIAL_NO_AUTH_ACTION_COUNT": "1" if strict else "inf"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    server = Server(port)
    try:
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
                break
            assert process.poll() is None, "the server ended by itself"
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait()


class Gate:
    """A door before a server: `open`, `shut` (nobody is served) or `held` (nothing is passed on). It shuts, or holds, by itself after so many bytes sent."""

    def __init__(self, port: int) -> None:
        self._behind = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.state = "open"
        self.sent = 0
        self.shut_after: int | None = None
        self.held_after: int | None = None
        self._pairs: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def shut(self) -> None:
        self.state = "shut"
        self._drop()

    def close(self) -> None:
        self.shut()
        self._listening.close()

    def _drop(self) -> None:
        for one in self._pairs:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                if self.state == "shut":
                    client.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self._behind))
                self._pairs += [client, server]
                threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, sent: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(1 << 16):
                self.sent += len(piece) if sent else 0
                if self.held_after is not None and self.sent > self.held_after:
                    self.state = "held"
                if self.shut_after is not None and self.sent > self.shut_after:
                    self.shut()
                    return
                while self.state == "held":
                    time.sleep(0.02)
                target.sendall(piece)
        for one in (source, target):
            one.close()
