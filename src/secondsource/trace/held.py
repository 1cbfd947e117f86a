"""What tracing keeps of a case from one time to the next, to trace again only what can have changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import msgspec
import numpy as np

from ..model import Decision, RelayKind
from ..model.codec import decode, encode
from ..model.news import Kept
from .card import Card
from .copies import LEAST_WORDS
from .runs import Runs

_REPORT = "report:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found out about a report, and what that rested on.

    Args:
        sources: keys of the outlets and signatures that were looked up, see `sources_of`.
        own: whether it speaks of an earlier item of its own outlet.
        readers: whether it speaks of readers of a device without a name.
        behind: the reports that it has its story from, as far as it cites them.
        asked: the reports that were asked what is behind them.
        cited: the reports of the case that it cites.
        ways: the reports that it takes from, and how.
        langs: the languages of those that words show.
        trail: digest of all that a support may ask after it.
    """

    sources: tuple[str, ...] = ()
    own: bool = False
    readers: bool = False
    behind: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    ways: tuple[tuple[str, RelayKind], ...] = ()
    langs: tuple[str, ...] = ()
    trail: str = ""


@dataclass(slots=True)
class Held:
    """A report: its card, the claims of its mentions in the card's order, and what was found."""

    card: Card
    claims: tuple[str | None, ...]
    found: Found


@dataclass
class Memory:
    """All that is kept.

    Args:
        reports: by id.
        versions: groups of versions, the earliest first.
        figures: the claim of every figure, in their order.
        decided: the decisions on relays that were in force.
        runs: of the texts.
    """

    reports: dict[str, Held] = field(default_factory=dict)
    versions: list[tuple[str, ...]] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    decided: list[tuple[str, str]] = field(default_factory=list)
    runs: Runs = field(default_factory=lambda: Runs(LEAST_WORDS))

    @classmethod
    def load(cls, kept: Kept) -> Memory | None:
        """What was kept; None if it is not there or cannot be read."""
        memory, parts = cls(), {}
        held = msgspec.json.Decoder(Held)
        try:
            for key, value in kept.all():
                if key.startswith(_REPORT):
                    memory.reports[key.removeprefix(_REPORT)] = held.decode(value)
                else:
                    parts[key] = value
            memory.versions = decode(parts["versions"], list[tuple[str, ...]])
            memory.figures = decode(parts["figures"], list[str])
            memory.decided = decode(parts["decided"], list[tuple[str, str]])
            runs = memory.runs
            runs.texts = decode(parts["texts"], list[str | None])
            runs.keys = np.frombuffer(parts["runs"], dtype=np.uint64)
            runs.pairs = np.frombuffer(parts["pairs"], dtype=np.int64)
            runs.counts = np.frombuffer(parts["counts"], dtype=np.int64)
        except (KeyError, ValueError, msgspec.MsgspecError):
            return None
        return memory

    def parts(self, reports: Collection[str], gone: Iterable[str]) -> Mapping[str, bytes | None]:
        """What is to be kept now: of the reports only these."""
        out: dict[str, bytes | None] = {_REPORT + report: encode(self.reports[report]) for report in sorted(reports)}
        out |= {_REPORT + report: None for report in gone}
        return out | {
            "versions": encode(self.versions),
            "figures": encode(self.figures),
            "decided": encode(self.decided),
            "texts": encode(self.runs.texts),
            "runs": self.runs.keys.tobytes(),
            "pairs": self.runs.pairs.tobytes(),
            "counts": self.runs.counts.tobytes(),
        }


def decided(decisions: Iterable[Decision]) -> list[tuple[str, str]]:
    """The decisions on relays, as they are compared with those of another time."""
    return [(d.kind.value, d.object) for d in decisions if ">" in d.object]
