"""A case fetched as it is asked for is the same case, and stays at its moment."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.large import Size, case_of
from secondsource.model import Decision, DecisionKind, Report
from secondsource.store import Case, CaseView
from secondsource.store.held import Latest

PARTS = (
    "captures", "custody", "readings", "reports", "statements", "mentions", "claims", "relays", "supports", "loops", "figures", "grades", "findings",
    "indicators", "set_aside", "ledger", "unmet", "rates",
)  # fmt: skip


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two blocks of thirty reports, of about three claims each."""
    return case_of(Size(reports=30, blocks=2, parts=4), tmp_path_factory.mktemp("generated"))


@pytest.fixture
def folder(generated: Path, tmp_path: Path) -> Path:
    return shutil.copytree(generated, tmp_path / "case")


def whole(folder: Path) -> CaseView:
    with Case.open(folder) as case:
        return case.view()


@pytest.fixture
def decided(folder: Path) -> Iterator[Path]:
    """The case with a statement corrected and another rejected, and a decision on what is not there."""
    first, second = whole(folder).statements[3], whole(folder).statements[-2]
    with Case.open(folder) as case:
        for kind, about, values in (
            (DecisionKind.CORRECT, first.id, {"factuality": "denied", "chain": "person:Someone Else"}),
            (DecisionKind.REJECT, second.id, {}),
            (DecisionKind.ACCEPT, "0123456789abcdef-0.s1-2", {}),
            (DecisionKind.ACCEPT, whole(folder).claims[2].id, {}),
        ):
            case.ledger.append(
                Decision(kind=kind, object=about, who="a", at="2026-01-02T00:00:00Z", why="w", values=values)
            )
    yield folder


def test_it_is_the_same_case(decided: Path) -> None:
    kept, asked = whole(decided), Case.open(decided).at_hand()
    for part in PARTS:
        one, other = getattr(kept, part), getattr(asked, part)
        assert len(one) == len(other), part
        assert tuple(one) == tuple(other), part
        for some in (slice(3, 9), slice(-5, None), slice(0, 1), slice(1, 20, 3), slice(7, 7)):
            assert tuple(one[some]) == tuple(other[some]), (part, some)
        if one:
            assert one[-1] == other[-1]
        with pytest.raises(IndexError):
            other[len(other)]


def test_everything_is_found_by_its_id(decided: Path) -> None:
    kept, asked = whole(decided), Case.open(decided).at_hand()
    for claim in kept.claims:
        assert asked.claim(claim.id) == claim
        for look in ("support", "grade", "findings_of", "indicators_of"):
            assert getattr(asked, look)(claim.id) == getattr(kept, look)(claim.id)
        assert asked.mentions_of(claim) == kept.mentions_of(claim)
        for mention in claim.mentions:
            assert asked.claim_of(mention) == kept.claim_of(mention) == claim.id
            assert asked.mention(mention) == kept.mention(mention)
    for report in kept.reports:
        assert asked.reading(report.id) == kept.reading(report.id)
        assert asked.report(report.id) == report
        assert asked.name_of(report.id) == kept.name_of(report.id)
        assert asked.relays_from(report.id) == kept.relays_from(report.id)
    for statement in kept.statements:
        assert asked.statement(statement.id) == statement
        assert asked.decided(statement.id) == kept.decided(statement.id)
    for found in (
        asked.claim("c0"),
        asked.report("x"),
        asked.mention("x.e1"),
        asked.statement(None),
        asked.support("c0"),
    ):
        assert found is None
    assert asked.findings_of("c0") == ()
    assert asked.claim_of("x.e1") is None
    assert asked.name_of("a teller elsewhere") == "a teller elsewhere"


def test_getting_things_ready_changes_nothing(folder: Path) -> None:
    kept, asked = whole(folder), Case.open(folder).at_hand()
    asked.ready(kept.claims[:10])
    kept.ready(kept.claims[:10])
    assert [asked.support(c.id) for c in kept.claims[:12]] == [kept.support(c.id) for c in kept.claims[:12]]


def test_it_stays_at_its_moment_whatever_others_write(folder: Path) -> None:
    asked = Case.open(folder).at_hand()
    first = asked.statements[0]
    with Case.open(folder) as case:
        with case.writing() as connection:
            connection.exec_driver_sql("DELETE FROM claims")
            connection.exec_driver_sql("UPDATE reports SET body = replace(body, 'workers', 'WORKERS')")
        assert case.view().claims == ()
    assert len(asked.claims) == len(tuple(asked.claims)) > 0
    assert not any("WORKERS" in report.text for report in asked.reports)
    assert asked.statement(first.id) == first
    assert len(Case.open(folder).at_hand().claims) == 0


def test_the_order_can_be_handed_in(folder: Path) -> None:
    asked, told = Case.open(folder).at_hand(), Case.open(folder).at_hand()
    order = asked.readings.order  # type: ignore[attr-defined]
    told.readings.order.know(order.ids, order.said, order.told)  # type: ignore[attr-defined]
    assert tuple(told.mentions[5:9]) == tuple(asked.mentions[5:9])


def test_reports_are_fetched_without_what_was_read_in_them(folder: Path) -> None:
    asked = Case.open(folder).at_hand()
    assert all(isinstance(report, Report) for report in asked.reports)


def test_only_the_latest_are_kept() -> None:
    latest: Latest[int, int] = Latest(2)
    asked: list[int] = []

    def fetch(keys: object) -> dict[int, int]:
        asked.extend(keys)  # type: ignore[call-overload]
        return {key: key * key for key in keys}  # type: ignore[attr-defined]

    assert latest.of((1, 2), fetch) == {1: 1, 2: 4}
    assert latest.of((1, 3), fetch) == {1: 1, 3: 9}
    latest.of((1, 2), fetch)
    assert asked == [1, 2, 3, 2]


def test_something_more_can_be_done_to_each(folder: Path) -> None:
    asked = Case.open(folder).at_hand()
    for part in ("readings", "reports", "statements", "claims", "supports"):
        values = getattr(asked, part)
        more = values.through(lambda value: (value,)).through(len)
        assert set(more) == {1} == set(more[:3])
        assert len(more) == len(values)
