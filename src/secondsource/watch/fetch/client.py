"""One question to one network address, and its answer read within limits of time and size."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    IncompleteRead,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from secondsource.model.transfer import Fields

from .address import Target
from .errors import BadCertificate, BrokenAnswer, NoAnswer, NotFetched, TooMuch, TooSlow
from .manners import Manners

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: status, header fields in their order, body with its transfer coding taken off, and who answered."""

    status: int
    reason: str
    fields: Fields
    body: bytes
    address: str


class Client:
    """Asks with one connection for each question; nothing is kept between two.

    Args:
        manners: the limits.
        trust: which certificates are believed; those of this machine if None.
    """

    def __init__(self, manners: Manners, trust: ssl.SSLContext | None = None) -> None:
        self._manners = manners
        self._trust = trust

    def ask(self, target: Target, addresses: Sequence[str], fields: Fields, *, cut: int = 0) -> Answer:
        """The answer of the first of these network addresses that can be reached.

        Args:
            target: what to ask for.
            addresses: where, checked before.
            fields: the header fields to send, `Host` among them.
            cut: bytes after which the rest of a long answer is left unread; 0 to refuse what is above the limit.

        Raises:
            NoAnswer, TooSlow, BrokenAnswer, BadCertificate, TooMuch: as the situation is.
        """
        for address in addresses[:-1]:
            try:
                return self._ask(target, address, fields, cut)
            except NoAnswer:
                continue
        return self._ask(target, addresses[-1], fields, cut)

    def _ask(self, target: Target, address: str, fields: Fields, cut: int) -> Answer:
        connection = self._connection(target, address)
        try:
            with _in_time(connection, self._manners.whole), _situations(target.host):
                connection.timeout = self._manners.connect
                connection.connect()
                if connection.sock is not None:
                    connection.sock.settimeout(self._manners.quiet)
                connection.request(
                    "GET", target.path, headers=dict(fields), preload_content=False, decode_content=False
                )
                response = connection.getresponse()
                body = self._body(response, cut)
                return Answer(
                    status=response.status,
                    reason=_line(response.reason or ""),
                    fields=tuple((_line(k), _line(v)) for k, v in response.headers.iteritems()),
                    body=body,
                    address=address,
                )
        finally:
            connection.close()

    def _connection(self, target: Target, address: str) -> HTTPConnection:
        if target.scheme == "http":
            return HTTPConnection(address, target.port)
        return HTTPSConnection(
            address,
            target.port,
            ssl_context=self._trust,
            cert_reqs=ssl.CERT_REQUIRED,
            server_hostname=target.host,
            assert_hostname=target.host,
        )

    def _body(self, response: Any, cut: int) -> bytes:
        limit = cut or self._manners.largest
        declared = response.headers.get("content-length", "")
        if not cut and declared.isdigit() and int(declared) > limit:
            raise TooMuch(f"The answer is of {int(declared) / 1e6:,.0f} MB, more than is read, and was not fetched.")
        pieces, size = [], 0
        # One piece is what has arrived, so that a server that drips cannot hold a full buffer open for ever.
        while piece := response.read1(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                if cut:
                    break
                raise TooMuch(f"The answer is larger than {limit / 1e6:,.0f} MB, and was not kept.")
        return b"".join(pieces)[: cut or None]


@contextmanager
def _in_time(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Ends a connection that takes longer as a whole. A time limit of the socket alone begins anew with each byte."""
    late = False
    # A second handle on the same connection: TLS takes the first one for itself, and http.client lets go of it early.
    handles: list[socket.socket] = []
    make = connection._new_conn

    def made() -> socket.socket:
        sock = make()
        handles.append(sock.dup())
        return sock

    def end() -> None:
        nonlocal late
        late = True
        for handle in handles:
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)

    connection._new_conn = made  # type: ignore[method-assign]
    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except NotFetched as error:
        if late:
            raise TooSlow from error
        raise
    finally:
        timer.cancel()
        timer.join()
        for handle in handles:
            handle.close()
    if late:
        raise TooSlow


@contextmanager
def _situations(host: str) -> Iterator[None]:
    try:
        yield
    except (ConnectTimeoutError, NewConnectionError) as error:
        raise NoAnswer(
            f"{host} cannot be reached. Check the address and the network; it is tried again later."
        ) from error
    except (ReadTimeoutError, TimeoutError) as error:
        raise TooSlow from error
    except (SSLError, ssl.SSLError) as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error) or "match" in str(error):
            raise BadCertificate(
                f"The certificate of {host} does not hold for it, so somebody may stand in between. "
                "Nothing was read; look at the site in a browser."
            ) from error
        raise BrokenAnswer(f"No secure connection to {host} could be made. It is tried again later.") from error
    except IncompleteRead as error:
        raise BrokenAnswer("The answer was cut short. It is tried again later.") from error
    except (HTTPError, OSError, ValueError) as error:
        raise BrokenAnswer from error
    except Exception as error:
        # http.client has errors of its own for what is no HTTP at all.
        if type(error).__module__ == "http.client":
            raise BrokenAnswer from error
        raise


def _line(words: str) -> str:
    """A header's words as one line of text: servers send bytes of any kind there."""
    return " ".join(words.replace("\0", " ").split())
