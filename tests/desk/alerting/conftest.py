"""The case with people of the tests of `staff`, watched, with an alert in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.store import Case
from secondsource.store.watching import Kept, Round, Settled, Watching
from secondsource.watch.alerts.alert import Alert, Cause, Told
from secondsource.watch.alerts.audience import DESK, OPEN
from secondsource.watch.alerts.kinds import Kind

from ..staff.conftest import Browser, app, folder, keeper, office, quick, read_once

__all__ = ["Browser", "app", "folder", "keeper", "office", "quick", "read_once"]
AT = "2026-03-01T09:00:00Z"


@pytest.fixture
def watching(folder: Path) -> Iterator[Watching]:
    with Watching(folder) as made:
        yield made


@pytest.fixture
def told(folder: Path, watching: Watching) -> Alert:
    """A claim confirmed by the second report; told to who may see everything, and to who may not see what is closed."""
    with Case.open(folder) as case:
        view = case.view()
    claim = max(view.claims, key=lambda c: (len(c.reports), c.id))
    report = claim.reports[-1]
    mention = next(m for m in view.mentions if m.id in claim.mentions and m.report == report)
    cause = Cause(
        report=report, known_as="Gulf Courier", day="2016-03-20", start=mention.trigger.start, end=mention.trigger.end
    )
    alert = Alert(
        claim=claim.id,
        root=claim.id,
        title="Work stoppage, Kuwait",
        told=(
            Told(kind=Kind.CONFIRMED, was="1..1", now="2..2", because=(cause,)),
            Told(kind=Kind.REPORT, because=(cause,)),
        ),
        reports=claim.reports,
        searches=("q=kuwait",),
    )
    moved = Alert(
        claim=claim.id, root=claim.id, title="Moved", told=(Told(kind=Kind.POSSIBLE, was="1..1", now="1..2"),)
    )
    for audience in (DESK, OPEN):
        kept: list[tuple[Kept, tuple[int, ...]]] = [(a.kept(audience, AT), ()) for a in (alert, moved)]
        watching.alerts.settle([Settled(round=Round(audience=audience, at=AT, state="", ledger=0), alerts=kept)])
    return alert
