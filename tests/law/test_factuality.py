"""How sure a claim is for the law."""

from __future__ import annotations

import pytest

from secondsource.law import event_of
from secondsource.model import Status

S = "North Korean loggers worked near the lake"


def of(case, pack, *tellings, **more):
    made = case("WORK_PRESENCE", [(S, *telling) for telling in tellings], "worked", **more)
    return event_of(made.claim, made.readings, made.support, pack).factuality


@pytest.mark.parametrize(
    ("tellings", "at_least", "expected"),
    [
        ([("asserted", "told", "unnamed")], 0, "reported"),
        ([("asserted", "told", "unnamed")], 2, "asserted"),
        ([("asserted", "record", "none")], 0, "asserted"),
        ([("asserted", "sensor", "named")], 1, "asserted"),
        ([("asserted", "witnessed", "named")], 1, "asserted"),
        ([("asserted", "witnessed", "unnamed")], 1, "reported"),
        ([("asserted", "told", "named"), ("denied", "told", "named")], 2, "disputed"),
        ([("denied", "record", "named")], 0, "denied"),
        ([("rumoured", "rumour", "none")], 0, "rumoured"),
        ([("possible", "told", "unnamed"), ("forecast", "inferred", "named")], 0, "possible"),
        ([("planned", "told", "named")], 0, "planned"),
        ([("planned", "told", "named"), ("asserted", "told", "named")], 0, "reported"),
        ([("opinion", "inferred", "named")], 0, "opinion"),
        ([("rumoured", "rumour", "none"), ("denied", "told", "named")], 0, "disputed"),
    ],
)
def test_factuality(tellings, at_least, expected, case, pack):
    assert of(case, pack, *tellings, at_least=at_least) == expected


def test_what_was_withdrawn_counts_as_denied(case, pack):
    assert of(case, pack, ("asserted", "record", "named"), status=Status.RETRACTED) == "denied"


def test_without_support_nothing_is_independent(case, pack):
    made = case("WORK_PRESENCE", [(S, "asserted", "told", "named")], "worked", at_least=2)
    assert event_of(made.claim, made.readings, None, pack).factuality == "reported"
