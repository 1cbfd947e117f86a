"""A case that is watched: reports come in one at a time, and somebody looks after each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from secondsource.pipeline import run
from secondsource.store import Case
from secondsource.store.office import Office
from secondsource.store.watching import Kept, Subscription, Timing, Watching
from secondsource.watch.alerts.alert import Alert, alert_of
from secondsource.watch.alerts.kinds import Kind
from secondsource.watch.alerts.round import look

from .plainly import NOW, PlainReader, written


@dataclass
class Watch:
    """A case with what is watched of it. The clock goes on by a day with each look."""

    case: Case
    watching: Watching
    office: Office
    incoming: Path
    now: datetime = NOW
    told: list[Kept] = field(default_factory=list)

    def publish(self, name: str, outlet: str, text: str, day: str = "2016-03-20", **more: str) -> str:
        """Takes a report in; its id."""
        before = {r.id for r in self.case.view().reports}
        path = written(self.incoming, name, outlet, day, text, **more)
        run(self.case, [path], now=self.now, reader=PlainReader())
        return next(iter({r.id for r in self.case.view().reports} - before), "")

    def look(self) -> list[Alert]:
        """Looks once; the alerts for who may see everything."""
        self.now += timedelta(days=1)
        new = look(self.case, self.watching, self.office, self.now)
        self.told += new
        return [alert_of(kept) for kept in new if kept.audience == "desk"]

    def kinds(self) -> list[set[Kind]]:
        """Looks once; what changed, deadlines apart."""
        return [set(alert.kinds) for alert in self.look() if Kind.DEADLINE not in alert.kinds]

    def subscribe(self, name: str = "duty", kinds: tuple[str, ...] = ("now", "later"), **more: object) -> Subscription:
        values: dict[str, object] = {"target": "env:T", "timing": Timing.ONCE, "made": "2016-04-01T00:00:00Z", **more}
        return self.watching.subscriptions.add(Subscription(name=name, kinds=kinds, **values))  # type: ignore[arg-type]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    folder = tmp_path / "case"
    with Case.create(folder, now="2016-04-01T00:00:00Z", title="Kuwait") as case, Watching(folder) as watching:
        office = Office(folder)
        made = Watch(case=case, watching=watching, office=office, incoming=tmp_path / "in")
        yield made
        office.close()
