"""One request to one chat endpoint over the standard library: a limit on time, a limit on size, no proxy, no redirect.

`urllib` would follow redirects and use proxies, and so could carry the texts to a host that nobody configured; and its time
limit holds for each read, so that a server which drips a byte now and then would never end.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Any

from .errors import (
    AnswerCutOff,
    AnswerEmpty,
    AnswerNotJson,
    AnswerTooLong,
    AnswerUnusable,
    KeyRefused,
    NoConnection,
    RequestNotUnderstood,
    RequestRefused,
    ServerFailed,
    TooManyRequests,
    TooSlow,
    WrongAddress,
)
from .settings import Settings

MAX_BYTES = 4_000_000
"""Bytes of an answer that are read at most; a reading of the longest piece is a tenth of that."""

Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible chat endpoint.

    Args:
        settings: its address, model, key and time limit.
    """

    settings: Settings

    def __call__(self, messages: list[Message]) -> str:
        """The model's answer to the messages, as text. Raises a RemoteProblem that says what was wrong."""
        plain: dict[str, Any] = {"model": self.settings.model, "messages": messages, "stream": False}
        try:
            data = self._post({**plain, "temperature": 0, "response_format": {"type": "json_object"}})
        except RequestNotUnderstood:
            # Some servers refuse the temperature, some the response format; all of them take a bare request.
            data = self._post(plain)
        return _content(data)

    def _post(self, payload: dict[str, Any]) -> bytes:
        limit = self.settings.timeout
        connection = self._connection(limit)
        end = time.monotonic() + limit
        try:
            connection.connect()
            self._check_peer(connection.sock)
            fired = threading.Event()
            watch = threading.Timer(max(end - time.monotonic(), 0.0), _cut, (connection.sock, fired))
            watch.daemon = True
            watch.start()
            try:
                answer = self._exchange(connection, json.dumps(payload).encode())
            except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
                if fired.is_set() or isinstance(error, TimeoutError):
                    raise TooSlow from error
                raise NoConnection(
                    f"The connection to the remote reader at {self.settings.host} broke off. Check its server, then run again."
                ) from error
            finally:
                watch.cancel()
            if fired.is_set():
                # A head or body that was cut may look like a whole one that is short.
                raise TooSlow
            return answer
        except TimeoutError as error:
            raise TooSlow from error
        except ssl.SSLError as error:
            raise NoConnection(
                f"The remote reader at {self.settings.host} has no encryption that can be trusted. Check its address and certificate."
            ) from error
        except OSError as error:
            raise NoConnection(
                f"The remote reader at {self.settings.host} could not be reached. Check that its server runs and that its address is right, then run again."
            ) from error
        finally:
            connection.close()

    def _connection(self, limit: float) -> http.client.HTTPConnection:
        host, port = self.settings.host, self.settings.port
        if self.settings.secure:
            return http.client.HTTPSConnection(host, port, timeout=limit, context=ssl.create_default_context())
        return http.client.HTTPConnection(host, port, timeout=limit)

    def _check_peer(self, sock: socket.socket) -> None:
        # “localhost” is only a name until it is resolved.
        if not self.settings.secure and not ipaddress.ip_address(sock.getpeername()[0]).is_loopback:
            raise NoConnection(f"{self.settings.host} is not this machine, and plain http goes no further. Use https.")

    def _exchange(self, connection: http.client.HTTPConnection, body: bytes) -> bytes:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Connection": "close",
            "User-Agent": "secondsource",
        }
        if self.settings.key:
            headers["Authorization"] = f"Bearer {self.settings.key}"
        connection.request("POST", self.settings.target, body, headers)
        response = connection.getresponse()
        _check_status(response, self.settings.host)
        if response.getheader("Content-Encoding", "identity").lower() not in ("", "identity"):
            raise AnswerNotJson(
                "The remote reader packed its answer although it was asked not to. Choose another server."
            )
        out = bytearray()
        while chunk := response.read1(65_536):
            out += chunk
            if len(out) > MAX_BYTES:
                raise AnswerTooLong
        if response.length:
            raise http.client.IncompleteRead(bytes(out), response.length)
        return bytes(out)


def _cut(sock: socket.socket, fired: threading.Event) -> None:
    """Ends a connection under the thread that reads from it: the read comes back at once."""
    fired.set()
    try:
        # The base method: that of a TLS socket would take its state away while another thread reads from it.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:
        return


def _check_status(response: http.client.HTTPResponse, host: str) -> None:
    status = response.status
    if status == 200:
        return
    if status in (401, 403):
        raise KeyRefused(
            f"The remote reader at {host} refused the key ({status}). Put a valid one into SECONDSOURCE_READER_KEY, then run again."
        )
    if status == 429:
        raise TooManyRequests(wait=_seconds(response.getheader("Retry-After")))
    if status >= 500:
        raise ServerFailed(
            f"The remote reader at {host} failed ({status}). Run again later; what was read so far stays.",
            wait=_seconds(response.getheader("Retry-After")),
        )
    if status in (404, 405, 410):
        raise WrongAddress
    if 300 <= status < 400:
        raise WrongAddress(
            f"The remote reader at {host} points to another address, and texts are not sent on. Enter the final address."
        )
    if status in (400, 422):
        raise RequestNotUnderstood
    raise RequestRefused(
        f"The remote reader at {host} refused the request ({status}). Check the model and `piece` in [reader]."
    )


def _seconds(text: str | None) -> float | None:
    return float(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 7 else None


def _content(data: bytes) -> str:
    """The model's words inside the server's JSON."""
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise AnswerNotJson from error
    try:
        choice = answer["choices"][0]
        content = choice["message"]["content"]
        ended = choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise AnswerUnusable(
            "The remote reader is not an OpenAI-compatible chat endpoint, by its answer. Check its address."
        ) from error
    if isinstance(content, list):
        content = "".join(p["text"] for p in content if isinstance(p, dict) and isinstance(p.get("text"), str))
    if ended == "length":
        raise AnswerCutOff
    if content is not None and not isinstance(content, str):
        raise AnswerUnusable
    if not content or not content.strip():
        raise AnswerEmpty
    return content
