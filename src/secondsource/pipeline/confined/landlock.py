"""Landlock (Linux 5.13 and later): a process gives up for good all files but those that are named, and these it may only read.

The numbers are those of the kernel's `linux/landlock.h`.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION = 1
_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_O_PATH = getattr(os, "O_PATH", 0o10000000)
_RIGHTS = (13, 14, 15, 15, 16)
"""How many kinds of access to files each version of Landlock knows; later ones know as many as the last."""
_TCP, _SCOPES = 0b11, 0b11
"""Binding and connecting of TCP (from version 4), abstract sockets and signals to others (from version 6)."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("access", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """The version that this kernel offers; 0 if it offers none."""
    if os.name != "posix" or not Path("/proc/sys/kernel").is_dir():
        return 0
    return max(_call(_CREATE, None, 0, _VERSION), 0)


def ruleset(readable: Iterable[Path]) -> int | None:
    """A set of rules by which nothing can be opened but what lies beneath these paths, and that only to be read.

    Returns:
        A file descriptor to hand to `restrict`; None where the kernel offers no Landlock.
    """
    offered = version()
    if not offered:
        return None
    rights = (1 << _RIGHTS[min(offered, len(_RIGHTS)) - 1]) - 1
    wanted = _Ruleset(rights, _TCP if offered >= 4 else 0, _SCOPES if offered >= 6 else 0)
    size = 8 if offered < 4 else 16 if offered < 6 else 24
    rules = _call(_CREATE, ctypes.byref(wanted), size, 0)
    if rules < 0:
        return None
    for path in readable:
        try:
            opened = os.open(path, _O_PATH | os.O_CLOEXEC)
        except OSError:
            continue  # what is not there need not be allowed
        access = _READ_FILE | _READ_DIR if path.is_dir() else _READ_FILE
        rule = _Beneath(access, opened)
        _call(_ADD, rules, _BENEATH, ctypes.byref(rule), 0)
        os.close(opened)
    return rules


def restrict(rules: int) -> bool:
    """Puts the rules into force for this thread and whatever it begins. It must have given up new privileges."""
    return _call(_RESTRICT, rules, 0) == 0


def _call(number: int, *values: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *values))
