"""How a claim stands: what is kept of it from one round to the next, to tell what has changed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from secondsource.model import Claim, Finding, Origin, Status, Support
from secondsource.store import CaseView


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """An origin as it is known again: how it knows, a digest of its name, and the reports through which it reaches the claim."""

    basis: str
    name: str
    recorded: bool
    reports: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other origins of the claim."""
        return self.basis, self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a claim stands.

    Args:
        claim: its id.
        root: the id under which it was first seen; it stays when the claim's own id changes.
        mentions: ids of its mentions, sorted.
        reports: ids of the reports that tell it, sorted.
        at_least, at_most: its support.
        told: the `at_least` that was last told of it, or that it had when it was first seen. Only what goes above or below it is news.
        status: where it stands by what is said for and against it.
        denied: whether somebody denies it.
        origins: behind it.
        withdrawn: reports that were taken back, each with the report that did.
        outcomes: what provisions say of it, where it is a breach, a possible one, or bears on somebody otherwise.
    """

    claim: str
    root: str
    mentions: tuple[str, ...]
    reports: tuple[str, ...]
    at_least: int = 0
    at_most: int = 0
    told: int = 0
    status: Status = Status.SUPPORTED
    denied: bool = False
    origins: tuple[Stood, ...] = ()
    withdrawn: tuple[tuple[str, str], ...] = ()
    outcomes: tuple[tuple[str, str], ...] = ()


def standing_of(claim: Claim, support: Support | None, findings: Iterable[Finding] = ()) -> Standing:
    """How a claim stands now; nothing is told of it yet."""
    return Standing(
        claim=claim.id,
        root=claim.id,
        mentions=tuple(sorted(claim.mentions)),
        reports=tuple(sorted(claim.reports)),
        at_least=support.at_least if support else 0,
        at_most=support.at_most if support else 0,
        told=support.at_least if support else 0,
        status=claim.status,
        denied=bool(support and support.against),
        origins=tuple(map(_stood, support.origins)) if support else (),
        withdrawn=support.withdrawn if support else (),
        outcomes=tuple(sorted((f.provision, f.outcome.value) for f in findings if f.outcome.adverse)),
    )


def standings_of(view: CaseView) -> Iterator[Standing]:
    """How each claim of a case stands, read once from its beginning to its end."""
    supports = {support.claim: support for support in view.supports}
    findings: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in view.findings:
        if finding.outcome.adverse:
            findings[finding.claim].append(finding)
    for claim in view.claims:
        yield standing_of(claim, supports.get(claim.id), findings.get(claim.id, ()))


def _stood(origin: Origin) -> Stood:
    name = hashlib.sha256(origin.name.encode()).hexdigest()[:12]
    return Stood(basis=origin.basis.value, name=name, recorded=origin.recorded, reports=tuple(sorted(origin.reports)))
