"""seccomp (Linux): a process gives up for good all calls of the system but those that taking a document apart needs.

What is not named does not exist for it any more (`ENOSYS`): sockets, new processes and threads, changes to files, signals to others, and
whatever later kernels bring. Numbers are those of `asm/unistd.h`; the program is classic BPF as `linux/seccomp.h` has it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys

_LOAD, _EQUAL, _AT_LEAST, _MASKED, _RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCH, _ARGUMENT = 0, 4, 16
_NO_NEW_PRIVILEGES, _FILTER, _ALL_THREADS = 38, 1, 1
_X32 = 0x40000000
_ARCHS = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}
"""Column of the table below, name in the kernel, number of the call `seccomp`."""
_CALLS: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67), "close": (3, 57), "lseek": (8, 62),
    "fstat": (5, 80), "newfstatat": (262, 79), "stat": (4, None), "lstat": (6, None), "statx": (332, 291), "statfs": (137, 43),
    "fstatfs": (138, 44), "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439), "readlink": (89, None),
    "readlinkat": (267, 78), "getdents64": (217, 61), "getcwd": (79, 17), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24),
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "mremap": (25, 216), "madvise": (28, 233), "brk": (12, 214),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72), "futex": (202, 98), "rseq": (334, 293),
    "set_robust_list": (273, 99), "arch_prctl": (158, None), "sched_yield": (24, 124), "sched_getaffinity": (204, 123),
    "getcpu": (309, 168), "getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173), "getuid": (102, 174), "geteuid": (107, 175),
    "getgid": (104, 176), "getegid": (108, 177), "uname": (63, 160), "sysinfo": (99, 179), "getrandom": (318, 278),
    "getrlimit": (97, 163), "getrusage": (98, 165), "times": (100, 153), "time": (201, None), "gettimeofday": (96, 169),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115), "nanosleep": (35, 101),
    "restart_syscall": (219, 128), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
"""What is needed: memory, reading of files, waiting, time, and the descriptors that are open already."""
_OPENING = {"open": ((2, None), 1), "openat": ((257, 56), 2)}
"""Calls that open files, with the place of the flags among their arguments."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_IOCTL, _FCNTL, _PRLIMIT = (16, 29), (72, 25), (302, 261)
_ASKED = (0x5401, 0x5451)
"""`TCGETS`, by which a file is asked whether it is a terminal, and `FIOCLEX`."""
_HELD = (0, 1, 2, 3, 1030)
"""Commands of `fcntl` that duplicate a descriptor, and that ask for or set its flags."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def known() -> bool:
    """Whether the calls of this system and processor are known here."""
    return sys.platform == "linux" and platform.machine() in _ARCHS and struct.calcsize("P") == 8


def restrict() -> bool:
    """Puts the filter into force for all threads of this process, and whatever they begin. Whether that could be done."""
    if not known():
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    column, arch, call = _ARCHS[platform.machine()]
    code = _program(column, arch)
    program = _Program(len(code) // 8, code)
    return int(libc.syscall(ctypes.c_long(call), _FILTER, _ALL_THREADS, ctypes.byref(program))) == 0


def _program(column: int, arch: int) -> bytes:
    out = [_step(_LOAD, _ARCH), _step(_EQUAL, arch, 1, 0), _step(_RETURN, _KILL), _step(_LOAD, _NUMBER)]
    if column == 0:
        out += [_step(_AT_LEAST, _X32, 0, 1), _step(_RETURN, _ERRNO | errno.ENOSYS)]
    for numbers in _CALLS.values():
        if (number := numbers[column]) is not None:
            out += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _ALLOW)]
    for numbers, place in _OPENING.values():
        flags = [_step(_LOAD, _ARGUMENT + 8 * place), _step(_MASKED, _WRITING), _step(_EQUAL, 0, 0, 1)]
        out += _if(numbers[column], [*flags, _step(_RETURN, _ALLOW), _step(_RETURN, _ERRNO | errno.EACCES)])
    for numbers, allowed in ((_IOCTL, _ASKED), (_FCNTL, _HELD)):
        among = [step for value in allowed for step in (_step(_EQUAL, value, 0, 1), _step(_RETURN, _ALLOW))]
        out += _if(numbers[column], [_step(_LOAD, _ARGUMENT + 8), *among, _step(_RETURN, _ERRNO | errno.EPERM)])
    # Limits may be asked for (no new ones handed over), never changed.
    halves = [_step(_LOAD, _ARGUMENT + 16), _step(_EQUAL, 0, 0, 3), _step(_LOAD, _ARGUMENT + 20)]
    asked = [*halves, _step(_EQUAL, 0, 0, 1), _step(_RETURN, _ALLOW), _step(_RETURN, _ERRNO | errno.EPERM)]
    out += _if(_PRLIMIT[column], asked)
    return b"".join([*out, _step(_RETURN, _ERRNO | errno.ENOSYS)])


def _if(number: int | None, steps: list[bytes]) -> list[bytes]:
    """The steps for one call; each way through them ends in a return."""
    return [] if number is None else [_step(_EQUAL, number, 0, len(steps)), *steps]


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)
