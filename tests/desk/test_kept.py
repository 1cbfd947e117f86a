from __future__ import annotations

from secondsource.desk.kept import Kept
from secondsource.desk.shelf import Shown
from secondsource.store.view import CaseView


def test_answers_are_worked_out_once_for_a_state_of_the_case(view: CaseView) -> None:
    kept, one, other = Kept(most=2), Shown.of(view), Shown.of(view)
    worked: list[str] = []

    def work(name: str) -> str:
        worked.append(name)
        return name

    for shown, key in ((one, "a"), (one, "a"), (one, "b"), (one, "c"), (one, "a"), (other, "a"), (other, "a")):
        assert kept.of(shown, key, lambda key=key: work(key)) == key
    assert worked == ["a", "b", "c", "a", "a"]
