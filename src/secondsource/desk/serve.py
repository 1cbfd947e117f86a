"""Serves the desk, on this machine unless told otherwise in so many words."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from pathlib import Path

from secondsource.model import SecondsourceError
from secondsource.store import Case

from .app import LOOPBACK, create_app


class NotThisMachine(SecondsourceError):
    """The desk has no passwords, so it is served on this machine only. Use --host 127.0.0.1, or allow others knowingly."""


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
    say: Callable[[str], None] = print,
) -> None:
    """Serves the desk of a case until it is stopped.

    Args:
        case_dir: the case's folder.
        host: address to listen on.
        port: port to listen on.
        allow_others: serve on an address that other machines can reach.
        say: told the desk's address once, before it is served.

    Raises:
        NotThisMachine: if other machines could reach it and that was not allowed.
        NoCase: if there is no case in the folder.
    """
    if not is_loopback(host) and not allow_others:
        raise NotThisMachine(
            f"The desk has no passwords, and at {host} other machines could read the case. Use --host 127.0.0.1, or allow others knowingly."
        )
    Case.open(Path(case_dir)).close()
    import uvicorn

    say(f"The desk is at http://{f'[{host}]' if ':' in host else host}:{port}/ (stop it with Ctrl-C).")
    hosts = None if allow_others else tuple(dict.fromkeys((*LOOPBACK, host)))
    uvicorn.run(create_app(Path(case_dir), hosts), host=host, port=port, log_level="warning", access_log=False)
