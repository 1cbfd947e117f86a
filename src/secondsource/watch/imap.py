"""Mail of an IMAP server (RFC 9051), over TLS alone, read and never marked as seen. The password is asked for where it is kept and kept nowhere else."""

from __future__ import annotations

import base64
import imaplib
import os
import re
import socket
import ssl
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from urllib.parse import unquote, urlsplit

from secondsource.model import SecondsourceError
from secondsource.store.watching import Source

from .fetch import Permission
from .fetch.errors import BadCertificate, NoAnswer, NotFetched, PrivateAddress, TooSlow
from .fetch.guard import Resolver, is_public, looked_up
from .mailbox import LARGEST, Mail

PORT = 993
MOST = 500
"""Messages of one mailbox that are fetched in one go."""
_QUIET = 30.0
_WHOLE = 600.0


class NoPassword(SecondsourceError):
    """The mailbox's password is not where the source says. Set the variable or write the file that `secondsource watch list` names."""


class NotLetIn(NotFetched):
    """The mail server does not accept this user and password. Check both; some servers want a password made for programs."""

    lasting = True


class NoFolder(NotFetched):
    """The mail server has no such folder. Write its name as the server does, for example imaps://host/INBOX."""

    lasting = True


def password_of(secret: str, environment: dict[str, str] | None = None) -> str:
    """The password that `env:NAME` or `file:PATH` leads to: the variable, or the file's first line. Raises NoPassword, also if others may read the file."""
    kind, _, where = secret.partition(":")
    if kind == "env":
        found = (os.environ if environment is None else environment).get(where, "")
    else:
        path = Path(where).expanduser()
        try:
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                raise NoPassword(f"{path} can be read by others. Make it yours alone: chmod 600 {path}.")
            found = path.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
        except (OSError, UnicodeError) as error:
            raise NoPassword from error
    if not found:
        raise NoPassword
    return found


class _Pinned(imaplib.IMAP4_SSL):
    """A connection to the network address that was checked, which must prove to be the host."""

    def __init__(self, host: str, port: int, address: str, trust: ssl.SSLContext) -> None:
        self._address, self._trust = address, trust
        super().__init__(host, port, ssl_context=trust, timeout=_QUIET)

    def _create_socket(self, timeout: float | None) -> ssl.SSLSocket:
        plain = socket.create_connection((self._address, self.port), timeout)
        return self._trust.wrap_socket(plain, server_hostname=self.host)

    def read(self, size: int) -> bytes:
        # The server says how much is to come, and imaplib would make room for all of it.
        if size > LARGEST:
            raise self.abort("too large")
        return super().read(size)


def mails(
    source: Source,
    password: str,
    permission: Permission,
    *,
    resolve: Resolver = looked_up,
    trust: ssl.SSLContext | None = None,
    most: int = MOST,
) -> Iterator[tuple[Mail, str]]:
    """Messages that came since the source's mark, oldest first, each with the mark that stands for having it.

    Args:
        source: the mailbox.
        password: of its user.
        permission: which hosts may lie in a private network.
        resolve: finds the network addresses of a host.
        trust: which certificates are believed; those of this machine if None.
        most: how many at most.

    Raises:
        NotFetched: as the situation is.
    """
    parts = urlsplit(source.address)
    host, port, folder = parts.hostname or "", parts.port or PORT, unquote(parts.path.strip("/"))
    addresses = [a for a in _looked_up(host, port, resolve) if is_public(a, private=permission.covers(host))]
    if not addresses:
        raise PrivateAddress
    with _situations(host):
        box = _Pinned(host, port, addresses[0], trust or ssl.create_default_context())
        timer = Timer(_WHOLE, lambda: _end(box))
        timer.daemon = True
        timer.start()
        try:
            try:
                box.login(source.user, password)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                raise NotLetIn from error
            yield from _new(box, folder, source, most)
        finally:
            timer.cancel()
            with suppress(Exception):
                box.logout()


def _new(box: imaplib.IMAP4_SSL, folder: str, source: Source, most: int) -> Iterator[tuple[Mail, str]]:
    kind, _ = box.select(f'"{_encoded(folder)}"', readonly=True)
    if kind != "OK":
        raise NoFolder
    validity = _number(box.response("UIDVALIDITY")[1])
    before, _, last = source.mark.partition(":")
    # Numbers hold for as long as the folder says that they do (RFC 9051, 2.3.1.1).
    since = int(last) if last.isdigit() and before == str(validity) else 0
    kind, found = box.uid("SEARCH", f"UID {since + 1}:*")
    numbers = sorted({int(n) for n in re.findall(rb"\d+", b" ".join(p for p in found if isinstance(p, bytes)))})
    for number in [n for n in numbers if n > since][:most]:
        kind, answer = box.uid("FETCH", str(number), "(RFC822.SIZE)")
        size = re.search(rb"RFC822\.SIZE (\d{1,12})", b" ".join(p for p in answer if isinstance(p, bytes)))
        data = b""
        if size is not None and int(size[1]) <= LARGEST:
            kind, answer = box.uid("FETCH", str(number), "(BODY.PEEK[])")
            data = next((bytes(p[1]) for p in answer if isinstance(p, tuple) and len(p) > 1), b"")
        address = f"{source.address};UIDVALIDITY={validity}/;UID={number}"
        yield Mail(data, address), f"{validity}:{number}"


def _looked_up(host: str, port: int, resolve: Resolver) -> tuple[str, ...]:
    try:
        return tuple(resolve(host, port))
    except (OSError, UnicodeError) as error:
        raise NoAnswer(f"The host {host} is not known. Check its spelling and the network.") from error


@contextmanager
def _situations(host: str) -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise BadCertificate from error
    except TimeoutError as error:
        raise TooSlow from error
    except (imaplib.IMAP4.error, OSError) as error:
        raise NoAnswer(f"The mail server {host} did not answer as one should. It is tried again later.") from error


def _end(box: imaplib.IMAP4_SSL) -> None:
    with suppress(OSError):
        socket.socket.shutdown(box.socket(), socket.SHUT_RDWR)


def _number(found: list[bytes | None]) -> int:
    return next((int(item) for item in found if item and item.isdigit()), 0)


def _encoded(folder: str) -> str:
    r"""A folder's name in the modified UTF-7 of RFC 3501, 5.1.3, quoted marks escaped.

    >>> _encoded("받은편지함"), _encoded("R&D")
    ('&vBvHQNO4ycDVaA-', 'R&-D')
    """

    def packed(match: re.Match[str]) -> str:
        return "&" + base64.b64encode(match[0].encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"

    text = re.sub(r"[^\x20-\x7e]+", packed, folder.replace("&", "&-"))
    return text.replace("\\", "\\\\").replace('"', '\\"')
