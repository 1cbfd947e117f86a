"""What a worker gives up before it looks at a document, and whether that is really in force."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from . import landlock, seccomp

ALWAYS = ("network", "writing", "processes", "reading", "memory", "time", "dumps")
"""What is tried by `tried`, in this order."""
_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/dev/null",
    "/dev/urandom",
    "/System",
    "/Library/Fonts",
)
_DEATH_SIGNAL, _DUMPABLE = 1, 4
_FILES = 128
"""Files that a worker may have open."""


def readable(packs: Iterable[Path]) -> list[Path]:
    """What a worker may still read: Python, the libraries, the program itself and the subject's files."""
    here = Path.cwd()
    paths = [Path(p) for p in (*_SYSTEM, sys.prefix, sys.base_prefix, *filter(None, sys.path))]
    return [path for path in dict.fromkeys([*paths, *packs]) if path != here and path.exists() and path != Path("/")]


def alone() -> None:
    """Lets go of whatever this process holds by being somebody's child: terminal, standard streams, and life beyond its parent."""
    with suppress(OSError):
        os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if nowhere > 2:
        os.close(nowhere)


def give_up(rules: int | None, *, seconds: int, memory: int, writes: bool = False) -> None:
    """Puts into force whatever this system offers; nothing of it can be taken back.

    Args:
        rules: of `landlock.ruleset`.
        seconds: of a processor, after which the process is ended.
        memory: bytes beyond those that it has.
        writes: whether it must go on writing files, as no worker need: then only its time and memory are limited.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, seconds, seconds + 1)
    _limit(resource.RLIMIT_NOFILE, _FILES)
    held = _held()
    for which, has in ((resource.RLIMIT_DATA, held.get("VmData")), (resource.RLIMIT_AS, held.get("VmSize"))):
        if has:
            _limit(which, has + memory)
    if writes:
        return
    _limit(resource.RLIMIT_FSIZE, 0)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(38, 1, 0, 0, 0)
        libc.prctl(_DUMPABLE, 0, 0, 0, 0)
    if rules is not None:
        landlock.restrict(rules)
        os.close(rules)
    if not seccomp.restrict():
        _limit(resource.RLIMIT_NPROC, 0)


def _limit(which: int, most: int, at_all: int | None = None) -> None:
    """Sets a limit, and one that nobody can raise: the same if nothing else is said."""
    _, hard = resource.getrlimit(which)
    last = most if at_all is None else at_all
    last = last if hard == resource.RLIM_INFINITY else min(last, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(which, (min(most, last), last))


def _held() -> dict[str, int]:
    """Memory that this process has, in bytes, as far as the system tells."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return {}
    return {
        line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines if line.startswith(("VmData:", "VmSize:"))
    }


def tried() -> dict[str, bool]:
    """Tries to do, in this process, what a worker must not be able to do: for each kind, whether it was refused."""
    acts: dict[str, Callable[[], bool]] = {
        "network": _connects,
        "writing": _writes,
        "processes": _forks,
        "reading": _reads,
        "memory": _takes,
        "time": lambda: resource.getrlimit(resource.RLIMIT_CPU)[1] == resource.RLIM_INFINITY,
        "dumps": lambda: resource.getrlimit(resource.RLIMIT_CORE)[1] != 0,
    }
    return {name: not acts[name]() for name in ALWAYS}


def _connects() -> bool:
    import socket

    try:
        socket.socket().close()
    except OSError:
        return False
    return True


def _writes() -> bool:
    # whether a file can be made is asked without writing one: an unnamed one is gone when it is closed
    flags = getattr(os, "O_TMPFILE", 0)
    folder = tempfile.tempdir or os.environ.get("TMPDIR", "/tmp")  # noqa: S108
    path = folder if flags else f"{folder}/secondsource-{os.getpid()}"
    try:
        made = os.open(path, flags | os.O_RDWR | (0 if flags else os.O_CREAT), 0o600)
        wrote = os.write(made, b"x") == 1
        os.close(made)
        if not flags:
            Path(path).unlink()
    except OSError:
        return False
    return wrote


def _forks() -> bool:
    try:
        child = os.fork()
    except OSError:
        return False
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True


def _reads() -> bool:
    try:
        next(Path("/etc").iterdir(), None)
    except OSError:
        return False
    return True


def _takes() -> bool:
    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    if most == resource.RLIM_INFINITY:
        return True
    try:
        bytearray(most)
    except MemoryError:
        return False
    return True
