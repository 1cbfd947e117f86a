from __future__ import annotations

from secondsource.store.office import Office
from secondsource.store.office.looks import Look


def test_the_last_look_is_kept_for_each(office: Office) -> None:
    first = Look(at="2026-03-01T09:00:00Z", claims={"c1": (1, 2, "B3")})
    office.looks.looked(0, first)
    office.looks.looked(1, Look(at="2026-03-02T09:00:00Z", claims={}))
    assert office.looks.last(0) == first and office.looks.last(2) is None
    office.looks.looked(0, Look(at="2026-03-03T09:00:00Z", claims={"c1": (2, 2, "B2")}))
    last = office.looks.last(0)
    assert last is not None and last.claims == {"c1": (2, 2, "B2")}
