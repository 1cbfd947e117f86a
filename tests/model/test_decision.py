"""What a decision names in its case."""

from __future__ import annotations

import pytest

from secondsource.model import Decision, DecisionKind, objects_of, on_a_forecast


def made(kind: DecisionKind, target: str, **values: str) -> Decision:
    return Decision(kind=kind, object=target, who="a", at="2026-01-01T00:00:00Z", why="", values=values)


@pytest.mark.parametrize(
    ("decision", "named"),
    [
        (made(DecisionKind.ACCEPT, "c1"), ("c1",)),
        (made(DecisionKind.REJECT, "r1>r2"), ("r1", "r2")),
        (made(DecisionKind.MERGE, "c1", **{"with": "c2"}), ("c1", "c2")),
        (made(DecisionKind.SPLIT, "c1", mentions="m1 m2"), ("c1", "m1", "m2")),
        (made(DecisionKind.CORRECT, "s1", statement="x"), ("s1",)),
        (made(DecisionKind.RESOLVE, "name:body:x", entry="un:1"), ()),
        (made(DecisionKind.REGISTER, "forecast:f1", statement="s1", claims=""), ("s1",)),
        (made(DecisionKind.RESOLVE, "forecast:f1", statement="s1", claims="c1 c2"), ("s1", "c1", "c2")),
        (made(DecisionKind.REGISTER, "forecast:f2"), ()),
    ],
)
def test_a_decision_names_what_it_is_about(decision: Decision, named: tuple[str, ...]) -> None:
    assert objects_of(decision) == named
    assert on_a_forecast(decision) == decision.object.startswith("forecast:")
