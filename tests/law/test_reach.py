"""Whether a rule can reach acts in a country, before anything else is known of them."""

from __future__ import annotations

from datetime import date

import pytest

from secondsource.law.reach import Reach, reach
from secondsource.law.rule import rules

DAY = date(2018, 6, 1)


@pytest.mark.parametrize(
    ("provision", "country", "reaches"),
    [
        ("PL-2016-VISA", "PL", True),
        ("PL-2016-VISA", "QA", False),
        ("UN-2375-17", "QA", True),
        ("EU-2016-849-26a", "PL", True),
        ("EU-2016-849-26a", "QA", False),
        ("UN-2397-8", "QA", True),
        ("ILO-C029", "QA", True),
        ("ILO-C029", "CN", False),
    ],
)
def test_a_rule_reaches_where_its_scope_can_hold(provision, country, reaches, pack):
    assert (reach(rules(pack)[provision], country, DAY, pack) is not None) is reaches


def test_what_a_finding_would_assume_stays_open(pack):
    there = reach(rules(pack)["UK-2019-411"], "QA", date(2020, 1, 1), pack)
    assert there is not None
    assert there.only_if == ("a UK person is involved",)
    assert reach(rules(pack)["UK-2019-411"], "GB", date(2020, 1, 1), pack) == Reach()


def test_a_country_belongs_to_a_union_between_its_dates(pack):
    rule = rules(pack)["EU-2018-293"]
    assert reach(rule, "GB", date(2020, 6, 1), pack) is not None
    assert reach(rule, "GB", date(2021, 6, 1), pack) is None
