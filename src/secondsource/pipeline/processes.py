"""Processes that work for this one: begun without its threads, and ended with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext

from secondsource.discreet import quiet


def processors() -> int:
    """How many processors this process may use: a container is often given fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def beginning(preload: Sequence[str] = ()) -> BaseContext:
    """How to begin them.

    Args:
        preload: modules that they need, loaded once for all of them where the system allows it.
    """
    # A fork of this process would carry its threads' locks along; a server that forks has none, and has loaded the code.
    known = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(list(preload))
    return context


def bind() -> None:
    """To be called first in such a process: it ends with the one that began it, however that ends, and says nothing of what it reads."""
    # Ctrl-C reaches every process of the terminal; these have nothing to tidy up, and end without a word.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    quiet()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
