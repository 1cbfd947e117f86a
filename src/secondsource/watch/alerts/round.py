"""One look at the case: what changed for each audience since the last one, written down together with how the claims stand now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from secondsource.model import Claim, DecisionKind, LedgerEntry, Report, objects_of, on_a_forecast, on_a_name
from secondsource.model.codec import decode, encode
from secondsource.pipeline import without
from secondsource.publish.chapter import heading
from secondsource.publish.redact import Masks, masked_view, masks_of
from secondsource.publish.tongue import ENGLISH, speaking
from secondsource.store import Case, CaseView
from secondsource.store.office import Office
from secondsource.store.watching import Kept, Round, Settled, Subscription, Watching
from secondsource.subjects import Subject, load

from .alert import Alert, Cause, Told
from .audience import DESK, audience_of, audiences, closed_at, hidden
from .changes import Change, Changed, News, changed
from .due import due
from .kinds import Kind
from .mended import Mended, mended
from .sought import found_by
from .standing import Standing, standings_of
from .subscribed import wants

MOST_CAUSES = 5
"""Reports that are named as the cause of a change; the claim's page has all."""


def look(case: Case, watching: Watching, office: Office, now: datetime) -> tuple[Kept, ...]:
    """Looks at the case once; gives what is told now and was not told before. The first look tells of no change: it has nothing to compare with.

    Everything is written in one transaction, so a look that is cut short was not made, and the next one finds the same.

    Args:
        case: the case, everything derived.
        watching: where alerts and standings are kept.
        office: for closed reports and kept searches.
        now: the instant.
    """
    at = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    subscriptions = watching.subscriptions.all()
    wanted = audiences(subscriptions)
    state = _state(case, office, subscriptions, at)
    last = {audience: watching.alerts.last(audience) for audience in wanted}
    if all(found is not None and found.state == state for found in last.values()):
        return ()
    view, pack = case.view(), load(case.about.subject)
    closed, masks = closed_at(office, view, pack), masks_of(view)
    queries = [*office.searches.queries(), *(s.search for s in subscriptions if s.search)]
    seen: dict[frozenset[str], _Seen] = {}
    settled = []
    for audience in wanted:
        gone = hidden(view, closed, audience)
        if gone not in seen:
            seen[gone] = _Seen(view, gone, masks, pack)
        mine = [s for s in subscriptions if audience_of(s) == audience]
        settled.append(_settled(audience, last[audience], seen[gone], watching, queries, mine, at, state))
    return watching.alerts.settle(settled)


class _Seen:
    """The case as an audience sees it: without what is hidden from it, everything counted anew, masked."""

    def __init__(self, view: CaseView, gone: frozenset[str], masks: Masks, pack: Subject) -> None:
        less = without(view, gone) if gone else view
        self.ledger = less.ledger
        self.view = masked_view(less, masks=masks)
        self.pack = pack
        self.standings = tuple(standings_of(self.view))
        self.reports = frozenset(report.id for report in self.view.reports)
        # what the case is told to nobody, the law is not told either: that somebody asks would tell that there is a case
        self.empty = not self.reports


def _settled(
    audience: str,
    last: Round | None,
    seen: _Seen,
    watching: Watching,
    queries: Sequence[str],
    subscriptions: Sequence[Subscription],
    at: str,
    state: str,
) -> Settled:
    ledger = max((entry.seq for entry in seen.ledger), default=0)
    held = watching.alerts.standings(audience)
    before = {claim: decode(body, Standing) for claim, body in held.items()}
    known = watching.alerts.known(audience)
    fresh = seen.reports - known
    alerts: list[Alert] = []
    after: Sequence[Standing] = seen.standings
    if last is not None:
        repaired = mended(seen.view, seen.pack, fresh)
        news = News(fresh=fresh, decided=_decided(seen.ledger, last.ledger), mended=repaired.claims)
        found = changed(before, after, news)
        after = [item.now for item in found]
        alerts += _alerts(found, seen, queries, repaired)
    if not seen.empty:
        with speaking(ENGLISH):
            alerts += due(seen.view, seen.pack, datetime.fromisoformat(at).date())
    bodies = {standing.claim: encode(standing).decode() for standing in after}
    return Settled(
        round=Round(audience=audience, at=at, state=state, ledger=ledger),
        standings={claim: body for claim, body in bodies.items() if held.get(claim) != body},
        gone=[claim for claim in held if claim not in bodies],
        fresh=sorted(fresh),
        left=sorted(known - seen.reports),
        alerts=[(alert.kept(audience, at), tuple(s.id for s in subscriptions if wants(s, alert))) for alert in alerts],
    )


def _alerts(found: Iterable[Changed], seen: _Seen, queries: Sequence[str], repaired: Mended) -> list[Alert]:
    news = [item for item in found if item.changes or set(item.fresh) - repaired.again]
    with speaking(ENGLISH):
        sought = found_by(seen.view, seen.pack, queries, (item.now.claim for item in news))
        out = []
        for item in news:
            changes = list(item.changes)
            new = tuple(report for report in item.fresh if report not in repaired.again)
            if new and item.now.claim in sought:
                changes.append(Change(kind=Kind.REPORT, was="", now="", because=new))
            claim = seen.view.claim(item.now.claim)
            if changes and claim is not None:
                out.append(_alert(item, claim, changes, seen, sought))
    return out


def _alert(
    item: Changed, claim: Claim, changes: Sequence[Change], seen: _Seen, sought: Mapping[str, tuple[str, ...]]
) -> Alert:
    told = []
    named: dict[str, Cause] = {}
    for change in changes:
        # a decision is its own reason; a report that only came in meanwhile is not
        because = tuple(_cause(report, claim, seen.view) for report in change.because[:MOST_CAUSES])
        told.append(Told(kind=change.kind, was=change.was, now=change.now, of=change.of, because=because))
        if change.kind in (Kind.WITHDRAWN, Kind.CORRECTED):
            named |= {report: _cause(report, claim, seen.view) for report in (change.was, change.now)}
    before = item.was.reports if item.was else ()
    return Alert(
        claim=claim.id,
        root=item.now.root,
        title=heading(claim, seen.pack),
        told=tuple(told),
        reports=tuple(sorted({*before, *claim.reports})),
        named=tuple(named.values()),
        searches=sought.get(claim.id, ()),
    )


def _cause(report: str, claim: Claim, view: CaseView) -> Cause:
    found = view.report(report)
    if found is None:
        return Cause(report=report, known_as=report, day="")
    reading = view.reading(report)
    mine = frozenset(claim.mentions)
    mention = next((m for m in (reading.mentions if reading else ()) if m.id in mine), None)
    statement = view.statement(mention.statement) if mention else None
    span = statement.hull if statement else mention.trigger if mention else None
    return Cause(
        report=report,
        known_as=_known_as(found),
        day=str(found.date) if found.date else "",
        start=span.start if span else 0,
        end=span.end if span else 0,
        statement=statement.id if statement else "",
    )


def _known_as(report: Report) -> str:
    return report.outlet.value if report.outlet else report.title.value if report.title else report.name


def _decided(ledger: Iterable[LedgerEntry], since: int) -> frozenset[str]:
    """Ids of what people decided about since then; what takes a decision back is about the same as that one."""
    entries = list(ledger)
    by_hash = {entry.hash: entry.decision for entry in entries}
    out: set[str] = set()
    for entry in entries:
        decision = entry.decision
        if entry.seq <= since:
            continue
        if decision.kind is DecisionKind.UNDO:
            decision = by_hash.get(decision.object, decision)
        if decision.kind is DecisionKind.MARK or on_a_name(decision) or on_a_forecast(decision):
            continue
        out |= set(objects_of(decision))
    return frozenset(out)


def _state(case: Case, office: Office, subscriptions: Iterable[Subscription], at: str) -> str:
    """Digest of all that a look is made of."""
    with case.reading() as connection:
        number = case.database.state(connection)
    parts = [number, case.about.subject, load(case.about.subject).digest, at[:10], sorted(office.closings.all())]
    parts += [office.searches.queries(), sorted(audience_of(s) + s.search for s in subscriptions), DESK]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
