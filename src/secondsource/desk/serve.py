"""Serves the desk, on this machine unless told otherwise in so many words."""

from __future__ import annotations

import ipaddress
import json
import os
import secrets
import socket
import ssl
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from fastapi import FastAPI

from secondsource.discreet import kept_from, quiet
from secondsource.model import SecondsourceError
from secondsource.store import Case, about
from secondsource.store.office import Office
from secondsource.subjects import Subject

from .app import LOOPBACK, create_app
from .elsewhere import settings_of
from .scenario.answers import Answers
from .shelf import Shelf

_TOLD = "SECONDSOURCE_DESK"
"""Variable by which `serve` tells the processes that it starts what to serve."""


CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""For TLS 1.2; those of TLS 1.3 are all good (RFC 9325, section 4.2)."""


class NotThisMachine(SecondsourceError):
    """The case has no accounts, so it is served on this machine only. Use --host 127.0.0.1, or allow others knowingly."""


class LostAccounts(SecondsourceError):
    """The accounts of the case (office.db) are missing. Restore the file from a backup, or make accounts anew with `secondsource people add`; closed reports are open then."""


class AloneOnly(SecondsourceError):
    """Who was sent to the provider is remembered by one process. Serve with --processes 1, or without [sign_in] in case.toml."""


class NoCertificate(SecondsourceError):
    """The certificate or its key cannot be used. The message says why."""


class NoPort(SecondsourceError):
    """The desk cannot listen there: another program does, or the system does not allow it. Choose another --port; 0 takes one that is free."""


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
    names: Sequence[str] = (),
    certificate: Path | None = None,
    key: Path | None = None,
    processes: int = 1,
    say: Callable[[str], None] = print,
) -> None:
    """Serves the desk of a case until it is stopped.

    Args:
        case_dir: the case's folder.
        host: address to listen on.
        port: port to listen on; 0 takes one that is free.
        allow_others: serve on an address that other machines can reach without accounts, or with accounts and without HTTPS.
        names: under which others ask for it (`desk.example.org`); it answers to no other then. Any name if none is given.
        certificate: in PEM, for HTTPS.
        key: its private key, in PEM.
        processes: how many answer, side by side: more readers at once, and the memory of one for each.
        say: told the desk's address once, before it is served.

    Raises:
        AloneOnly: if people sign in with a provider and several processes are asked for.
        NoPort: if it cannot listen there.
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

    others = not is_loopback(host) or allow_others
    known = tuple(dict.fromkeys((*LOOPBACK, host, *(name.casefold() for name in names))))
    hosts = None if others and not names else known
    app: FastAPI | str = create_app(Path(case_dir), hosts, others=others)
    assert isinstance(app, FastAPI)
    _prepare(app, say, keep=processes == 1)
    if processes > 1:
        if settings_of(Path(case_dir)) is not None:
            raise AloneOnly
        told = {"case": str(Path(case_dir).absolute()), "hosts": hosts, "others": others, "key": secrets.token_hex(32)}
        os.environ[_TOLD] = json.dumps(told)
        app = f"{__name__}:worker"
    port = _port(host, port)
    scheme = "https" if secure else "http"
    say(f"The desk is at {scheme}://{f'[{host}]' if ':' in host else host}:{port}/ (stop it with Ctrl-C).")
    # What a page reads comes in small pieces, after each of which it waits for whoever computes: five times shorter than is usual.
    sys.setswitchinterval(0.001)
    kept_from("uvicorn.error", "asyncio")
    more: dict[str, Any] = {"factory": True, "workers": processes} if processes > 1 else {}
    # Who asks is told by a proxy only where there can be one; anybody on this machine could else choose where they come from.
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=allow_others,
        **secure,
        **more,
    )


def _port(host: str, port: int) -> int:
    """The port, or one that is free for 0: several processes, and what is told of the address, need its number before it is served."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as held:
            found: int = held.getsockname()[1]
            return found
    except OSError as error:
        why = (error.strerror or str(error)).partition(" (while")[0]
        raise NoPort(
            f"The desk cannot listen at {host}, port {port} ({why}). Choose another --port; 0 takes one that is free."
        ) from error


def worker() -> FastAPI:
    """The desk in one of several processes, as `serve` told it in the environment."""
    quiet()
    kept_from("uvicorn.error", "asyncio")
    told = json.loads(os.environ[_TOLD])
    hosts = None if told["hosts"] is None else tuple(told["hosts"])
    app = create_app(Path(told["case"]), hosts, bytes.fromhex(told["key"]), others=told["others"])
    sys.setswitchinterval(0.001)
    _prepare(app, _unheard)
    return app


def _unheard(_: str) -> None:
    """Says nothing."""


def _prepare(app: FastAPI, say: Callable[[str], None], *, keep: bool = True) -> None:
    """Opens the case before anybody asks; what is wrong with it, the pages say. The scenario model is made ready beside.

    Args:
        app: the desk.
        say: told why it takes its time.
        keep: whether this process answers; otherwise it only makes what all need.
    """
    shelf: Shelf = app.state.shelf
    with suppress(SecondsourceError):
        if shelf.must_make():
            say("The case is put in order for reading. In a large one this takes minutes, once after every change.")
            shelf.open()
        elif keep:
            shelf.open()
        if keep:
            Thread(target=_ready, args=(app.state.answers, shelf.shown().pack), daemon=True).start()


def _ready(answers: Answers, pack: Subject) -> None:
    with suppress(SecondsourceError):  # a reader who asks is told what is wrong
        answers.prepare(pack)


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
    return {"ssl_certfile": str(certificate), "ssl_keyfile": str(key), "ssl_ciphers": CIPHERS}


def _unasked() -> str:
    return ""
