"""What could be known on which day."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.join import join
from secondsource.model import Basis, LinkKind
from secondsource.trace import trace
from secondsource.trace.ecology import Settings, made, rendered
from secondsource.trace.knowledge import knowledge_line
from tests.newsroom import Says

STRIKE = {"when": "2019-05-03", "place": "Harbin", "country": "CN"}


def says(text, **more):
    return Says(text=text, **{**STRIKE, **more})


def test_each_day_on_which_the_support_changed(newsroom, pack):
    newsroom.publish(
        "a",
        "Harbour Gazette",
        "2019-06-01",
        says("Strike, a foreman says", chain=(("foreman", LinkKind.UNNAMED),), basis=Basis.TOLD),
    )
    cites = {"chain": (("Harbour Gazette", LinkKind.OUTLET),), "basis": Basis.READ}
    newsroom.publish("b", "Paper B", "2019-06-02", says("Strike, Paper B writes", **cites))
    newsroom.publish(
        "c",
        "Paper C",
        "2019-06-09",
        says("Strike, a camera shows", chain=(("Skywatch", LinkKind.SENSOR),), basis=Basis.SENSOR),
    )
    (claim,) = claims = join(newsroom.readings, pack)
    found = knowledge_line(claim, newsroom.readings, claims, pack)
    assert [(k.day, k.at_least, k.at_most, k.reports) for k in found] == [
        (date(2019, 6, 1), 1, 1, ("a",)),
        (date(2019, 6, 9), 2, 2, ("c",)),
    ]


@given(seed=st.integers(0, 5000))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_step_is_what_is_known_now_and_each_is_what_was_known_that_day(pack, seed):
    readings, claims = rendered(made(Settings(reports=20, seed=seed)))
    now = {s.claim: (s.at_least, s.at_most) for s in trace(readings, claims, pack).supports}
    for claim in claims:
        steps = knowledge_line(claim, readings, claims, pack)
        assert (steps[-1].at_least, steps[-1].at_most) == now[claim.id]
        for step in steps:
            then = {
                s.claim: (s.at_least, s.at_most) for s in trace(readings, claims, pack, as_known_on=step.day).supports
            }
            assert then[claim.id] == (step.at_least, step.at_most)
