"""What of a case has changed since it was last derived, told by digests alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from secondsource.model import Decision, DecisionKind, News, correcting, on_a_forecast, on_a_name
from secondsource.model.codec import encode
from secondsource.store import documents, runs
from secondsource.store.ledger import entries, standing
from secondsource.store.runs import StageRun
from secondsource.store.shelf import Shelf

from .matter import matters
from .outputs import output_of
from .standing import Standing

KEY = "case"
STAGES = ("join", "trace", "weigh", "law")
_SAID = "said"


class Now:
    """A case as it is at one moment, and what was derived from it; nothing that was read is fetched for it.

    Args:
        connection: a transaction that sees the moment.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.done = {stage: runs.runs(connection, stage).get(KEY) for stage in STAGES}
        read = runs.outputs(connection, "read")
        known = documents.report_digests(connection)
        self.decisions = tuple(d for d in standing(entries(connection)) if not on_a_name(d) and not on_a_forecast(d))
        self.empty = not known
        about = _corrections(self.decisions)
        self.reports = {
            i: runs.digest([digest, read.get(i, ""), *about.get(i, ())]) for i, (_, digest) in known.items()
        }
        self.said = runs.digest(part for i, (_, digest) in known.items() for part in (i, digest, read.get(i, "")))
        self.decided = runs.digest(encode(decision).decode() for decision in self.decisions if matters(decision))
        self.standing = Standing(connection, list(known), correcting(self.decisions))

    def as_left(self) -> bool:
        """Whether everything derived stands as the stages left it. What somebody changed in the tables since is not built upon."""
        return all(
            run is not None and output_of(self._connection, stage) == run.output for stage, run in self.done.items()
        )


def _corrections(decisions: Sequence[Decision]) -> Mapping[str, list[str]]:
    """By report, what people corrected of what was read in it."""
    out: defaultdict[str, list[str]] = defaultdict(list)
    for decision in decisions:
        if decision.kind in (DecisionKind.CORRECT, DecisionKind.REJECT):
            out[decision.object.rpartition(".")[0]].append(encode(decision).decode())
    return out


class Since:
    """What is known of the last time.

    Args:
        now: the case as it is.
        shelf: what the stages kept.
    """

    def __init__(self, now: Now, shelf: Shelf) -> None:
        self.now, self._shelf = now, shelf
        self.fits = shelf.seal == sealed(now.done) and now.as_left()
        if not self.fits:
            shelf.clear()
        held = shelf.of(_SAID).get(["reports", "decided"]) if self.fits else {}
        self._before = msgspec.msgpack.decode(held["reports"], type=dict[str, str]) if "reports" in held else {}
        self._decided = held.get("decided", b"").decode()

    def news(self, stage: str, base: str) -> News:
        """What a stage must know; with another version or pack than last time, everything is new to it.

        Args:
            stage: which.
            base: digest of the stage's version, and of what it sees of the pack.
        """
        kept = self._shelf.of("base")
        whole = not self.fits or kept.get([stage]).get(stage) != base.encode()
        if whole:
            self._shelf.of(stage).clear()
            kept.put({stage: base.encode()})
        changed = (i for i, digest in self.now.reports.items() if whole or self._before.get(i) != digest)
        return News(
            whole=whole,
            reports=frozenset(changed),
            gone=frozenset() if whole else frozenset(self._before.keys() - self.now.reports.keys()),
            decisions=self.now.decisions,
            decided=whole or self._decided != self.now.decided,
        )

    def note(self) -> None:
        """Keeps what the next time is held against."""
        reports = msgspec.msgpack.encode(self.now.reports)
        self._shelf.of(_SAID).put({"reports": reports, "decided": self.now.decided.encode()})


def sealed(done: Mapping[str, StageRun | None]) -> str:
    """Names the state in which a case was derived; empty if it was not."""
    if any(run is None for run in done.values()):
        return "nothing"
    return runs.digest(f"{run.stage} {run.input} {run.output}" for _, run in sorted(done.items()) if run is not None)
