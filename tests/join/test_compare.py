"""The score of a pair is the sum of its reasons, also where it is found without them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.join import compare as module
from secondsource.join.compare import NEVER, compare, reasons
from secondsource.join.facts import Told, facts
from secondsource.join.rules import rules
from secondsource.subjects import load
from secondsource.trace.ecology import Settings, made, rendered

PACK = load()
READINGS, _ = rendered(made(Settings(reports=120, seed=11)))
EVERY = facts(READINGS, PACK)
KNOWN = rules(PACK)
TYPES = sorted({f.type for f in EVERY} | set(KNOWN.measured) | set(KNOWN.states))
numbers = st.lists(
    st.tuples(
        st.sampled_from(("workers", "workers/month", "money")),
        st.sampled_from((None, 1.0, 2.0, 40.0)),
        st.sampled_from((None, 1.0, 40.0, 90.0)),
    ),
    max_size=2,
)


@st.composite
def told(draw: st.DrawFn) -> Told:
    """A mention of the press, told otherwise."""
    one = draw(st.sampled_from(EVERY))
    low = draw(st.sampled_from((None, 737000, 737001, 737004, 737030, 737100)))
    high = low if low is None or draw(st.booleans()) else low + draw(st.sampled_from((0, 20, 400)))
    kind = draw(st.sampled_from(TYPES))
    values = {name: getattr(one, name) for name in Told.__struct_fields__}
    return Told(
        **values
        | {
            "low": low,
            "high": high,
            "exact": low is not None and low == high,
            "dated": draw(st.booleans()),
            "type": kind,
            "families": KNOWN.of(kind),
            "side": draw(st.sampled_from(("", "north", "south"))),
            "amounts": tuple(draw(numbers)),
            "report": draw(st.sampled_from((one.report, "another"))),
            "again": draw(st.booleans()),
            "country": draw(st.sampled_from((one.country, None, "CN"))),
            "placed": draw(st.booleans()),
        }
    )


@given(told(), told())
def test_the_score_is_the_sum_of_the_reasons(a: Told, b: Told) -> None:
    assert compare(a, b, KNOWN) == sum(points for points, _ in reasons(a, b, KNOWN))


def test_most_pairs_of_other_days_are_told_apart_without_asking_for_reasons(monkeypatch) -> None:
    expected = {(a.id, b.id): sum(p for p, _ in reasons(a, b, KNOWN)) for a, b in combinations(EVERY, 2)}
    asked = []
    monkeypatch.setattr(module, "reasons", lambda a, b, known: asked.append(1) or reasons(a, b, KNOWN))
    assert {(a.id, b.id): compare(a, b, KNOWN) for a, b in combinations(EVERY, 2)} == expected
    assert len(asked) < len(expected) / 2 < sum(score == NEVER for score in expected.values())
