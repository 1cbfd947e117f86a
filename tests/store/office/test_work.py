from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.store.office import Office, Overtaken
from secondsource.store.office.work import Stage, Work, tags_of

AT = "2026-03-01T09:00:00Z"


def test_what_is_not_worked_on_is_nobodys(office: Office) -> None:
    assert office.works.of("c1") == Work(object="c1") and office.works.all() == ()


def test_two_who_change_the_same_do_not_lose_each_others(office: Office) -> None:
    seen = office.works.of("c1")
    office.works.set(replace(seen, status=Stage.OPEN, person=2, tags=("pay",), at=AT))
    with pytest.raises(Overtaken):
        office.works.set(replace(seen, status=Stage.DONE, at=AT))
    now = office.works.of("c1")
    assert (now.status, now.person, now.tags, now.turn) == (Stage.OPEN, 2, ("pay",), 1)
    office.works.set(replace(now, status=Stage.DONE, at="2026-03-02T09:00:00Z"))
    assert [w.status for w in office.works.all()] == [Stage.DONE]


def test_tags_are_short_few_and_each_once() -> None:
    assert tags_of(" Pay, pay;PAY\n,, " + ",".join(map(str, range(30))))[:2] == ("0", "1")
    assert len(tags_of(",".join(map(str, range(30))))) == 12 and tags_of("x" * 99) == ("x" * 40,)
