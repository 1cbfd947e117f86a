from __future__ import annotations

import pytest

from secondsource.store.watching import (
    Kept,
    NoSubscription,
    Round,
    Settled,
    Subscription,
    SubscriptionTaken,
    Watching,
)
from secondsource.store.watching.outbox import State

from .conftest import AT

LATER = "2026-03-02T09:00:00Z"


def settled(*alerts: tuple[str, tuple[int, ...]], audience: str = "desk", at: str = AT) -> Settled:
    kept = [
        (Kept(id=id, audience=audience, at=at, level="now", claim="c1", body=f'"{id}"'), told) for id, told in alerts
    ]
    return Settled(
        round=Round(audience=audience, at=at, state="s", ledger=0),
        standings={"c1": "one", "c2": "two"},
        fresh=["r1"],
        alerts=kept,
    )


def subscription(watching: Watching, name: str = "duty") -> Subscription:
    return watching.subscriptions.add(Subscription(name=name, target="env:T", kinds=("now", "law"), made=AT))


def test_nothing_is_made_by_looking(watching: Watching) -> None:
    assert watching.alerts.listed("desk") == () and watching.alerts.standings("desk") == {}
    assert watching.subscriptions.all() == () and watching.outbox.due(LATER) == ()
    assert (watching.alerts.latest(), watching.alerts.seen_up_to(0)) == (0, 0)
    assert list(watching.folder.iterdir()) == []


def test_a_round_is_kept_whole_and_the_same_is_told_once(watching: Watching) -> None:
    one = subscription(watching)
    assert [k.id for k in watching.alerts.settle([settled(("a", (one.id,)), ("b", ()))])] == ["a", "b"]
    assert watching.alerts.settle([settled(("a", (one.id,)), at=LATER)]) == ()
    assert [k.id for k in watching.alerts.listed("desk")] == ["b", "a"] and watching.alerts.listed("open") == ()
    assert watching.outbox.waiting(one.id) == 1
    assert watching.alerts.standings("desk") == {"c1": "one", "c2": "two"}
    last = watching.alerts.last("desk")
    assert last is not None and last.at == LATER


def test_what_cannot_be_kept_leaves_all_as_it_was(watching: Watching) -> None:
    subscription(watching)
    watching.alerts.settle([settled(("a", ()))])
    broken = settled(("b", (1, 1)), at=LATER)
    with pytest.raises(Exception, match="UNIQUE"):
        watching.alerts.settle([broken])
    last = watching.alerts.last("desk")
    assert last is not None and last.at == AT and [k.id for k in watching.alerts.listed("desk")] == ["a"]


def test_claims_and_reports_that_are_gone_are_kept_no_more(watching: Watching) -> None:
    watching.alerts.settle([settled()])
    gone = Settled(
        round=Round(audience="desk", at=LATER, state="s", ledger=0), standings={"c1": "new"}, gone=["c2"], left=["r1"]
    )
    watching.alerts.settle([gone])
    assert watching.alerts.standings("desk") == {"c1": "new"} and watching.alerts.known("desk") == frozenset()


def test_a_message_keeps_its_key_until_it_is_done(watching: Watching) -> None:
    one = subscription(watching)
    watching.alerts.settle([settled(("a", (one.id,)), ("b", (one.id,)))])
    assert watching.outbox.put_together(one.id, one.name, AT) == 1
    assert watching.outbox.put_together(one.id, one.name, AT) == 0
    (message,) = watching.outbox.due(AT)
    watching.outbox.failed(message.key, "no network", LATER, AT)
    assert watching.outbox.due(AT) == ()
    (again,) = watching.outbox.due(LATER)
    assert (again.key, again.attempts, again.alerts) == (message.key, 1, message.alerts)
    watching.outbox.ended(message.key, State.SENT, LATER)
    assert watching.outbox.due("2999-01-01T00:00:00Z") == ()


def test_a_name_is_taken_once_and_what_is_removed_takes_its_messages_along(watching: Watching) -> None:
    one = subscription(watching)
    assert one.kinds == ("now", "law") and one.told == AT
    with pytest.raises(SubscriptionTaken):
        subscription(watching)
    watching.alerts.settle([settled(("a", (one.id,)))])
    watching.outbox.put_together(one.id, one.name, AT)
    watching.subscriptions.remove("duty")
    assert watching.outbox.due(LATER) == () and subscription(watching).id != one.id
    with pytest.raises(NoSubscription):
        watching.subscriptions.remove("nobody")


def test_what_was_seen_stays_seen(watching: Watching) -> None:
    watching.alerts.see(3, 7, AT)
    watching.alerts.see(3, 5, LATER)
    assert (watching.alerts.seen_up_to(3), watching.alerts.seen_up_to(4)) == (7, 0)
