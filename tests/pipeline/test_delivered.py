from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.pipeline import Delivery, rebuild, run, take_in, verify
from secondsource.store import Case, documents
from secondsource.store.errors import CaseBusy

from .conftest import NOW, STAMP, state
from .rules import RuleReader

PAGE = b"<html><head><title>Strike at yard</title></head><body><p>Dozens of North Korean workers stopped work in Kuwait, a manager said.</p></body></html>"


def deliveries() -> list[Delivery]:
    one = Delivery(data=PAGE, address="https://post.example/a", name="a.html", at="2026-03-01T09:00:00Z")
    two = Delivery(data=bytes(range(256)) * 4, address="https://post.example/b", name="b", at="2026-03-01T09:05:00Z")
    return [one, two]


def test_what_is_delivered_is_kept_with_where_and_when_it_was_had(tmp_path: Path) -> None:
    with Case.create(tmp_path / "case", now=STAMP) as case:
        taken = take_in(case, deliveries())
        assert (taken.captures, taken.reports, len(taken.set_aside)) == (2, 1, 1)
        view = case.view()
        assert [(c.path, c.at) for c in view.custody] == [
            ("https://post.example/a", "2026-03-01T09:00:00Z"),
            ("https://post.example/b", "2026-03-01T09:05:00Z"),
        ]
        assert case.archive.get(taken.digests[0]) == PAGE and verify(case) == []
        assert [r.report.capture for r in view.readings] == [taken.digests[0]]


def test_delivered_twice_is_delivered_once(tmp_path: Path) -> None:
    with Case.create(tmp_path / "case", now=STAMP) as case:
        first = take_in(case, deliveries())
        run(case, [], now=NOW, reader=RuleReader())
        before = state(case)
        again = take_in(case, deliveries())
        assert again.digests == first.digests and (again.captures, again.reports) == (0, 0)
        assert run(case, [], now=NOW, reader=RuleReader()).idle and state(case) == before
        rebuild(case, now=NOW, reader=RuleReader())
        assert state(case) == before


def test_a_busy_case_takes_nothing_in(tmp_path: Path) -> None:
    with Case.create(tmp_path / "case", now=STAMP) as case:
        with case.alone(), pytest.raises(CaseBusy):
            take_in(case, deliveries())
        with case.reading() as connection:
            assert documents.all_captures(connection) == ()
