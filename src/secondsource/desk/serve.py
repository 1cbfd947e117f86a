"""Serves the desk, on this machine unless told otherwise in so many words."""

from __future__ import annotations

import ipaddress
import ssl
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from secondsource.model import SecondsourceError
from secondsource.store import Case, about
from secondsource.store.office import Office

from .app import LOOPBACK, create_app
from .shelf import Shelf


class NotThisMachine(SecondsourceError):
    """The case has no accounts, so it is served on this machine only. Use --host 127.0.0.1, or allow others knowingly."""


class LostAccounts(SecondsourceError):
    """The accounts of the case (office.db) are missing. Restore the file from a backup, or make accounts anew with `secondsource people add`; closed reports are open then."""


class NoCertificate(SecondsourceError):
    """The certificate or its key cannot be used. The message says why."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(
    case_dir: Path,
    host: str = "127.0.0.1",
    port: int = 8765,
    *,
    allow_others: bool = False,
    certificate: Path | None = None,
    key: Path | None = None,
    say: Callable[[str], None] = print,
) -> None:
    """Serves the desk of a case until it is stopped.

    Args:
        case_dir: the case's folder.
        host: address to listen on.
        port: port to listen on.
        allow_others: serve on an address that other machines can reach without accounts, or with accounts and without HTTPS.
        certificate: in PEM, for HTTPS.
        key: its private key, in PEM.
        say: told the desk's address once, before it is served.

    Raises:
        NotThisMachine: if other machines could reach it and that was not allowed.
        NoCertificate: if the certificate and its key are not to be used.
        NoCase: if there is no case in the folder.
    """
    Case.open(Path(case_dir)).close()
    accounts = _has_accounts(Path(case_dir))
    if about.read(Path(case_dir) / "case.toml").accounts and not accounts:
        raise LostAccounts
    if not is_loopback(host) and not allow_others and not (accounts and certificate):
        raise NotThisMachine(
            f"At {host} passwords would go over the network for others to read. Give --certificate and --key, or --allow-others if a proxy "
            "of your own speaks HTTPS for the desk."
            if accounts
            else f"The case has no accounts, and at {host} other machines could read it. Use --host 127.0.0.1, make accounts with "
            "`secondsource people add`, or allow others knowingly."
        )
    secure = _secure(certificate, key)
    import uvicorn

    hosts = tuple(dict.fromkeys((*LOOPBACK, host))) if is_loopback(host) and not allow_others else None
    app = create_app(Path(case_dir), hosts)
    _prepare(app.state.shelf, say)
    scheme = "https" if secure else "http"
    say(f"The desk is at {scheme}://{f'[{host}]' if ':' in host else host}:{port}/ (stop it with Ctrl-C).")
    # What a page reads comes in small pieces, after each of which it waits for whoever computes: five times shorter than is usual.
    sys.setswitchinterval(0.001)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, **secure)


def _prepare(shelf: Shelf, say: Callable[[str], None]) -> None:
    """Opens the case before anybody asks; what is wrong with it, the pages say."""
    with suppress(SecondsourceError):
        if shelf.must_make():
            say("The case is put in order for reading. In a large one this takes minutes, once after every change.")
        shelf.open()


def _has_accounts(folder: Path) -> bool:
    office = Office(folder)
    try:
        return office.people.any()
    finally:
        office.close()


def _secure(certificate: Path | None, key: Path | None) -> dict[str, Any]:
    """What the server is told of the certificate; empty if there is none."""
    if certificate is None and key is None:
        return {}
    if certificate is None or key is None:
        raise NoCertificate("A certificate comes with its key: give both --certificate and --key.")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=_unasked)
    except (OSError, ssl.SSLError, ValueError) as error:
        said = getattr(error, "strerror", None) or getattr(error, "reason", None) or "they do not fit"
        raise NoCertificate(
            f"The certificate and its key cannot be used ({said}). Both are files in PEM, the key without a password."
        ) from error
    return {"ssl_certfile": str(certificate), "ssl_keyfile": str(key)}


def _unasked() -> str:
    return ""
