"""What the leak check finds of what was planted, by format, and how long it takes; there is no peer that does the like."""

from __future__ import annotations

import time
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from secondsource.publish.redaction.leaks import leaks

from .measure import Row
from .planted import CLEAN, DRAWN, FORMATS, PROTECTED, variants


def measure() -> Iterator[Row]:
    """A row for each format; the table of what was planted and found is printed beside."""
    planted = list(variants())
    table = Table("format", "planted", "caught", "missed", "false alarms")
    for name, written in FORMATS.items():
        files = [(how, written(words)) for how, words in planted if name != "pdf" or how not in DRAWN]
        start = time.process_time()
        missed = [how for how, data in files if not leaks(data, f"x.{name}", PROTECTED)]
        seconds = time.process_time() - start
        alarms = len(leaks(written(CLEAN), f"x.{name}", PROTECTED))
        table.add_row(name, str(len(files)), str(len(files) - len(missed)), ", ".join(missed) or "none", str(alarms))
        kilobytes = sum(len(data) for _, data in files) // 1024
        yield Row(
            task="leak check",
            program=f"secondsource, {name}",
            items=kilobytes,
            unit="kB",
            seconds=seconds,
            rounds=1,
            note=f"{len(files) - len(missed)} of {len(files)} planted caught, {alarms} false alarms",
        )
    Console(width=140).print(table)
