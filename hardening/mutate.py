"""Thousands of bent documents: every one is read or set aside, in its time and memory.

`python -m hardening.mutate 10000 [--seed N] [--format NAME] [--keep FOLDER]`; each try is a process of its own. Whatever is neither read nor
set aside with a sentence is named with its seed, and kept if a folder is given.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from secondsource.pipeline.confined import Limits

from .bent import bent
from .readers import reader_of
from .samples import samples
from .trial import Tried, settled, tried

LIMITS = Limits()
WRITES = ("case.toml",)
"""Formats whose reader is given a file, not bytes."""
GOOD = ("read", "set aside")


@dataclass(slots=True)
class Line:
    """What came of the tries of one format."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    largest: float = 0.0

    def add(self, told: Tried) -> None:
        """One try more."""
        self.outcomes[told.outcome] += 1
        self.slowest, self.largest = max(self.slowest, told.seconds), max(self.largest, told.megabytes)


def tries(count: int, seed: int, formats: Sequence[str]) -> Iterator[tuple[str, int, bytes, Tried]]:
    """The tries, one format after the other in turn: format, seed of the try, its bytes, what came of it."""
    known = samples()
    others = tuple(data for _, data in known.values())
    for name in formats:
        reader_of(known[name][0])(known[name][1]) if name != "zip" else None
    settled()
    for number in range(count):
        name = formats[number % len(formats)]
        file, data = known[name]
        own = seed * 1_000_003 + number
        given = bent(data, own, others)
        yield name, own, given, tried(reader_of(file), given, LIMITS, writes=name in WRITES)


def table(lines: dict[str, Line]) -> str:
    """The lines as a Markdown table."""
    rows = [
        "| format | inputs | read | set aside | faults | ended their process | over their time | slowest, s | memory, MB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    whole = Line()
    for name, line in [*sorted(lines.items()), ("**all**", whole)]:
        if line is not whole:
            whole.outcomes += line.outcomes
            whole.slowest, whole.largest = max(whole.slowest, line.slowest), max(whole.largest, line.largest)
        total, got = line.outcomes.total(), line.outcomes
        ended = sum(n for word, n in got.items() if word.startswith("ended by"))
        faults = total - got["read"] - got["set aside"] - ended - got["too long"]
        rows.append(
            f"| {name} | {total:,} | {got['read']:,} | {got['set aside']:,} | {faults:,} | {ended:,} | {got['too long']:,} | {line.slowest:.2f} | {line.largest:,.0f} |"
        )
    return "\n".join(rows)


def main(words: Sequence[str]) -> int:
    """Runs the tries, prints the table; 1 if anything was neither read nor set aside."""
    parser = argparse.ArgumentParser(prog="python -m hardening.mutate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("count", type=int, help="how many bent documents")
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--format", choices=list(samples()), help="only of this format")
    parser.add_argument("--keep", type=Path, help="folder for what failed")
    told = parser.parse_args(words)
    lines: dict[str, Line] = {}
    for name, seed, given, came in tries(told.count, told.seed, [told.format] if told.format else list(samples())):
        lines.setdefault(name, Line()).add(came)
        if came.outcome not in GOOD or came.seconds > 10:
            print(
                f"{name}, seed {seed}: {came.outcome}, {came.seconds:.1f} s, {len(given):,} bytes",
                file=sys.stderr,
                flush=True,
            )
            if told.keep:
                told.keep.mkdir(parents=True, exist_ok=True)
                (told.keep / f"{name.replace(' ', '-')}-{seed}").write_bytes(given)
    print(table(lines))
    return int(any(word not in GOOD for line in lines.values() for word in line.outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
