"""Hearsay chains in invented English sentences: who says it, and whom they have it from, in the ways in which reporters write that.

`hearsay/dev.jsonl` and `hearsay/held-out.jsonl` were written by two writers who had not seen the program; the reader was made better by looking at the
first alone. Every outlet in them is fictional; they claim nothing about anyone. The gold gives each link in the words of the text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from secondsource.model import How, Known, Report, Statement, digest_of, report_id
from secondsource.read import default_reader
from secondsource.subjects import load

FOLDER = Path(__file__).parent / "hearsay"
HALVES = ("dev", "held-out")
OUTLET = "Harbour Paper"
"""The outlet whose reports all of them are."""
_TOLD_TO = re.compile(r" \([^)]*\)$")
_PLAIN = re.compile(r"^(?:(?:unnamed|an?|the|its|his|her|their)\s+)+", re.IGNORECASE)
_LIKE = 0.6
"""Share of the words of the shorter of two names that the other has, from which they are one."""


def digest(half: str) -> str:
    """SHA-256 of a half's gold."""
    return hashlib.sha256((FOLDER / f"{half}.jsonl").read_bytes()).hexdigest()


def rows(half: str) -> list[dict[str, Any]]:
    """The sentences of a half: `text`, `content` (what is told of the event) and `chain` (outermost teller first; empty in the paper's own voice)."""
    return [json.loads(line) for line in (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def measure(half: str) -> dict[str, Any]:
    """Chains exact, links found and found rightly, and own voice left alone, each in per cent."""
    reader = default_reader(load())
    exact = own = own_right = found = wanted = given = 0
    gold = rows(half)
    for row in gold:
        chain, read = row["chain"], chain_of(reader.read(_report(row["text"])).statements, row["text"], row["content"])
        right = len(read) == len(chain) and all(map(same, chain, read))
        exact += right
        own, own_right = own + (not chain), own_right + (right and not chain)
        found, wanted, given = found + in_order(chain, read), wanted + len(chain), given + len(read)
    return {
        "exact": _share(exact, len(gold)),
        "links": {"P": _share(found, given), "R": _share(found, wanted)},
        "own voice": _share(own_right, own),
    }


def chain_of(statements: Sequence[Statement], text: str, content: str) -> list[str]:
    """The chain of the statement that tells what is asked for; empty if none does."""
    at = text.lower().index(content.lower())
    end = at + len(content)

    def fit(statement: Statement) -> float:
        shared = sum(max(0, min(c.end, end) - max(c.start, at)) for c in statement.content)
        return shared / max(sum(map(len, statement.content)), end - at)

    best = max(statements, key=fit, default=None)
    return best.chain.names if best is not None and fit(best) > 0 else []


def same(gold: str, read: str) -> bool:
    """Whether a link is the one that the gold names: the same words but for articles, “unnamed” and who was told.

    >>> same("two South Korean officials", "unnamed South Korean officials (Quay Courier)"), same("foreman", "driver (Quay Courier)")
    (True, False)
    """
    one, other = _bare(gold), _bare(read)
    if one in other or other in one:
        return True
    a, b = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= _LIKE


def in_order(gold: Sequence[str], read: Sequence[str]) -> int:
    """How many links of the gold a chain has, in their order."""
    row = [0] * (len(read) + 1)
    for link in gold:
        before = 0
        for at, name in enumerate(read, 1):
            kept = row[at]
            row[at] = before + 1 if same(link, name) else max(row[at], row[at - 1])
            before = kept
    return row[-1]


def _bare(name: str) -> str:
    return _PLAIN.sub("", _TOLD_TO.sub("", name)).lower().strip(" .,'’")


def _share(part: int, of: int) -> float:
    return round(100 * part / of, 1) if of else 0.0


def _report(text: str) -> Report:
    capture = digest_of(text.encode())
    return Report(
        id=report_id(capture, 0),
        capture=capture,
        part=0,
        name="sentence",
        text=text,
        language=_known("en"),
        published=_known("2016-06-08"),
        outlet=_known(OUTLET),
    )


def _known(value: str) -> Known:
    return Known(value=value, how=How.GIVEN, why="of the sentence")
