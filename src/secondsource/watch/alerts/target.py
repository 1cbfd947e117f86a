"""Where messages go to: an address in the form of apprise, held in a file or the environment and never in the case."""

from __future__ import annotations

import ipaddress
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from secondsource.model import SecondsourceError

_NAMED = re.compile(r"(env|file):(.+)", re.DOTALL)
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class NoTarget(SecondsourceError):
    """The address to send to cannot be had. The message says why, and what to do."""


class TargetInTheOpen(SecondsourceError):
    """An address may hold a password, so it is not kept in the case. Write it into a file only you can read, or into the environment, and name that: `file:PATH` or `env:NAME`."""


def checked(target: str, case: Path) -> str:
    """The name of where an address is held, as it may be kept.

    Raises:
        TargetInTheOpen: if it is the address itself, or a file within the case.
        NoTarget: if it is neither a variable nor a file.
    """
    found = _NAMED.fullmatch(target.strip())
    if found is None:
        if "://" in target:
            raise TargetInTheOpen
        raise NoTarget(f"“{target[:40]}” does not say where the address is held. Write file:PATH or env:NAME.")
    kind, name = found.groups()
    if kind == "env":
        if not _VARIABLE.fullmatch(name):
            raise NoTarget(f"“{name[:40]}” is no name of a variable. Write env:NAME, with letters, digits and _.")
        return f"env:{name}"
    path = Path(name).expanduser().resolve()
    if path.is_relative_to(case.resolve()):
        raise TargetInTheOpen(
            f"{path.name} lies in the case, and would be handed over with it. Keep the file outside the case's folder."
        )
    return f"file:{path}"


def address_of(target: str, environment: Mapping[str, str] = os.environ) -> str:
    """The address itself.

    Raises:
        NoTarget: if the variable or the file is not there, is empty, or can be read by others.
    """
    kind, _, name = target.partition(":")
    if kind == "env":
        found = environment.get(name, "").strip()
        if not found:
            raise NoTarget(f"The variable {name} is not set where the watch runs. Set it, or name a file.")
        return found
    path = Path(name)
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise NoTarget(f"{path} can be read by others. Make it yours alone: chmod 600 {path}.")
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise NoTarget(
            f"{path} cannot be read. Check that it is there and that whoever runs the watch may read it."
        ) from error
    found = next((line for line in lines if line and not line.startswith("#")), "")
    if not found:
        raise NoTarget(f"{path} holds no address. Write one into it, such as mailtos://user:password@example.org.")
    return found


def is_near(host: str) -> bool:
    """Whether nothing leaves this machine on the way to a host.

    >>> is_near("127.0.0.1"), is_near("example.org")
    (True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
