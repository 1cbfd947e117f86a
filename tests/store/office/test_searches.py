from __future__ import annotations

import pytest

from secondsource.store.office import Office, searches
from secondsource.store.office.searches import NoRoomForSearch


def test_a_search_is_ones_own_unless_it_is_shared(office: Office) -> None:
    office.searches.keep(1, "  Kuwait   pay ", "q=pay&country=KW")
    office.searches.keep(2, "Strikes", "type=WORK_STOPPAGE", shared=True)
    assert [s.name for s in office.searches.of(1)] == ["Kuwait pay", "Strikes"]
    assert [s.name for s in office.searches.of(3)] == ["Strikes"]


def test_a_name_is_given_anew_and_only_ones_own_is_forgotten(office: Office) -> None:
    office.searches.keep(1, "Kuwait", "q=pay")
    office.searches.keep(1, "Kuwait", "q=strike")
    (kept,) = office.searches.of(1)
    assert kept.query == "q=strike"
    office.searches.forget(2, kept.id)
    assert office.searches.of(1) == (kept,)
    office.searches.forget(1, kept.id)
    assert office.searches.of(1) == ()


def test_there_is_an_end_to_them(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "MOST", 3)
    for n in range(3):
        office.searches.keep(1, f"s{n}", "q=a")
    office.searches.keep(1, "s1", "q=b")
    with pytest.raises(NoRoomForSearch):
        office.searches.keep(1, "s3", "q=a")
