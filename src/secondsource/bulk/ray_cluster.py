"""Joins a Ray cluster, or makes one of this machine alone that ends with this program: closed by a token, silent to the outside."""

from __future__ import annotations

import atexit
import importlib
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from secondsource.model import SecondsourceError

_OWN = "secondsource-ray-"
_STORE = 80 * 1024 * 1024
"""Bytes of the store for shared objects, about the least that Ray takes: parts are descriptions, and what they make goes to files."""
_SILENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_enable_metrics_collection": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
_ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
"""Ray then listens on the loopback address alone, on every system; else it takes the outside one, whatever address it is given."""
_LOOPBACK = "127.0.0.1"
_PATIENCE = 10.0
"""Seconds that a cluster has to answer."""


class NoRay(SecondsourceError):
    """Work on a cluster needs Ray, which is not installed. Install it with `pip install 'secondsource[cluster]'`, or leave out `--engine ray`."""


class NoToken(SecondsourceError):
    """A cluster that asks nobody for a token runs whatever anybody sends it. Start every node with RAY_AUTH_MODE=token, and name the file with the
    token here and on every node with RAY_AUTH_TOKEN_PATH.
    """


class NoCluster(SecondsourceError):
    """The cluster does not answer. See that its first node runs, that its address and port are right, and that the token is the same here and there."""


class NoStart(SecondsourceError):
    """Ray did not start on this machine within its half minute. Try again when the machine is less busy, or leave out `--engine ray`."""


def joined(address: str) -> Any:
    """Ray, connected to the cluster at this address (`host:port`).

    Raises:
        NoRay: if it is not installed.
        NoToken: if the environment names no token.
        NoCluster: if it does not answer, or not to this token.
    """
    if os.environ.get("RAY_AUTH_MODE", "token") != "token" or not _token_named():
        raise NoToken
    _reach(address)
    ray = _ray()
    try:
        ray.init(address=address, **_quiet())
    except Exception as error:  # of many kinds, some plain
        ray.shutdown()
        raise NoCluster(f"{' '.join((NoCluster.__doc__ or '').split())} ({str(error).splitlines()[0]})") from error
    return ray


def made(workers: int) -> Any:
    """Ray, connected to a cluster of its own on this machine, with so many workers; it ends with `ended`, and with this process however that ends.

    Raises:
        NoRay: if it is not installed.
        NoStart: if it does not start.
    """
    _sweep()
    # sockets lie in it, and a path to a socket has 107 letters at most
    folder = Path(tempfile.mkdtemp(prefix=f"{_OWN}{os.getpid()}-"))
    if not _token_named():
        os.environ["RAY_AUTH_TOKEN_PATH"] = str(_token())
    ray = _ray(_ALONE)
    try:
        ray.init(
            address="local",
            num_cpus=workers,
            num_gpus=0,
            object_store_memory=_STORE,
            include_dashboard=False,
            _temp_dir=str(folder),
            _node_ip_address=_LOOPBACK,
            **_quiet(),
        )
    except Exception as error:  # Ray raises plain ones here
        ended(ray)
        raise NoStart(f"{' '.join((NoStart.__doc__ or '').split())} ({str(error).splitlines()[0]})") from error
    return ray


def ended(ray: Any) -> None:
    """Leaves the cluster; one that `made` began ends, and leaves nothing on disk."""
    ray.shutdown()
    for folder in _folders(os.getpid()):
        shutil.rmtree(folder, ignore_errors=True)


def _ray(further: Mapping[str, str] = MappingProxyType({})) -> Any:
    for name, value in {**_SILENT, **further}.items():
        os.environ.setdefault(name, value)
    try:
        ray = importlib.import_module("ray")
    except ModuleNotFoundError as error:
        raise NoRay from error
    # it would print on standard output, between the lines that a program reads, what `Died` says
    # (a module's attribute, which its type does not know)
    importlib.import_module("ray._private.worker").listen_error_messages = _unheard  # type: ignore[attr-defined]
    return ray


def _unheard(*_: object) -> None:
    """Takes the place of the thread that prints which workers ended."""


def _reach(address: str) -> None:
    """Finds out within seconds what Ray finds out in minutes."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()
    except (OSError, ValueError, OverflowError) as error:
        raise NoCluster(f"{' '.join((NoCluster.__doc__ or '').split())} ({error})") from error


def _quiet() -> dict[str, Any]:
    return {"log_to_driver": False, "logging_level": "ERROR", "configure_logging": True}


def _token_named() -> bool:
    return bool(os.environ.get("RAY_AUTH_TOKEN") or os.environ.get("RAY_AUTH_TOKEN_PATH"))


@lru_cache(maxsize=1)
def _token() -> Path:
    """The file with the token of this process's own clusters: one for all, for Ray reads it once."""
    handle, name = tempfile.mkstemp(prefix=f"{_OWN}token-")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    path = Path(name)
    atexit.register(path.unlink, missing_ok=True)
    return path


def _folders(pid: int | None = None) -> list[Path]:
    return sorted(Path(tempfile.gettempdir()).glob(f"{_OWN}{pid or '[0-9]*'}-*"))


def _sweep() -> None:
    """Removes what clusters left whose program was killed."""
    for folder in _folders():
        if not _alive(int(folder.name.removeprefix(_OWN).partition("-")[0])):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
