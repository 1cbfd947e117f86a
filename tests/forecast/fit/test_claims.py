"""Figures out of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from secondsource.forecast.fit.claims import LETTER, SUPPORTED, figures_of_case
from secondsource.forecast.fit.figures import Observable, weights
from secondsource.model import (
    Anonymity,
    Basis,
    Claim,
    Factuality,
    Grade,
    Origin,
    PartialDate,
    Status,
    Support,
    Traced,
    claim_id,
)
from secondsource.store.view import CaseView
from tests.newsroom import Newsroom, Says


@dataclass
class Told:
    """Sentences of some reports about one event, and what stands behind it."""

    sentences: tuple[tuple[str, str, Says], ...]
    origins: tuple[str, ...] = ("a ministry",)
    at_least: int = 1
    letter: str = "A"
    status: Status = Status.SUPPORTED
    country: str | None = "KW"
    type: str = "WORK_PRESENCE"
    when: str | None = "2017-08"


def says(low=3000.0, high=3000.0, what="workers", **given):
    type_ = given.pop("type", "WORK_PRESENCE")
    return Says(
        text="Workers are at work there.",
        type=type_,
        when="2017-08",
        country="KW",
        amounts=((what, low, high),),
        **given,
    )


def case(*told: Told) -> CaseView:
    readings, claims, supports, grades = [], [], [], []
    for n, one in enumerate(told):
        news = Newsroom()
        for name, day, sentence in one.sentences:
            news.publish(f"{name}{n}", name, day, sentence)
        mentions = tuple(m.id for reading in news.readings for m in reading.mentions)
        reports = tuple(reading.report.id for reading in news.readings)
        claim = claim_id(mentions[0])
        readings += news.readings
        claims.append(
            Claim(
                id=claim, type=one.type, title="t", mentions=tuple(sorted(mentions)), reports=reports,
                when=PartialDate(one.when) if one.when else None, place=None, country=one.country, values=(), conflicts=(),
                status=one.status,
            )
        )  # fmt: skip
        origins = tuple(
            Origin(
                id=f"o{at}", name=name, basis=Basis.RECORD, anonymity=Anonymity.NAMED, recorded=not name.startswith("?"),
                reports=reports, paths=(), refs=(),
            )
            for at, name in enumerate(one.origins)
        )  # fmt: skip
        supports.append(
            Support(
                claim=claim, at_least=one.at_least, at_most=max(one.at_least, len(origins)), because=(), origins=origins
            )
        )
        grades.append(Grade(claim=claim, letter=one.letter, digit=2, sample=3, why=(), would_change=()))
    return CaseView(
        id="k", title="", created="", subject="dprk_labour", readings=tuple(readings), claims=tuple(claims),
        traced=Traced(relays=(), supports=tuple(supports), loops=(), figures=()), grades=tuple(grades),
    )  # fmt: skip


def post(low=3000.0, high=3000.0, day="2017-08-10", name="Post", **given):
    return (name, day, says(low, high, **given))


def test_a_count_of_workers_is_a_figure_with_its_sentence():
    view = case(Told((post(),)))
    (one,) = figures_of_case(view)
    (claim,) = view.claims
    assert (one.id, one.observable, one.hosts) == (claim.id, Observable.WORKERS, ("KW",))
    assert (one.first, one.last, one.known) == (date(2017, 8, 1), date(2017, 8, 31), date(2017, 8, 10))
    assert (one.ends, one.value, one.origins) == ((3000, 3000), 3000, ("a ministry",))
    assert one.rests_on == ("Post0:0-7",)


def test_rival_values_make_one_interval_known_when_the_last_is():
    (one,) = figures_of_case(case(Told((post(2000, 2500), post(6064, 6064, day="2017-09-01", name="Wire")))))
    assert (one.ends, one.known) == ((2000, 6064), date(2017, 9, 1))
    assert len(one.rests_on) == 2


def test_open_ends_stay_open():
    assert figures_of_case(case(Told((post(2000, None),))))[0].high is None
    assert figures_of_case(case(Told((post(None, 2000),))))[0].low is None
    both = figures_of_case(case(Told((post(2000, None), post(None, 3000, name="Wire")))))[0]
    assert both.ends == (2000, 3000)


@pytest.mark.parametrize(
    "factuality",
    [f for f in Factuality if f is not Factuality.ASSERTED],
)
def test_what_is_not_asserted_gives_no_value(factuality):
    assert figures_of_case(case(Told((post(factuality=factuality),)))) == ()
    (one,) = figures_of_case(case(Told((post(), post(9000, 9000, name="Wire", factuality=factuality)))))
    assert one.ends == (3000, 3000)


@pytest.mark.parametrize("status", [Status.RUMOUR, Status.DENIED, Status.RETRACTED])
def test_a_claim_that_does_not_stand_is_no_figure(status):
    assert figures_of_case(case(Told((post(),), status=status))) == ()


def test_a_disputed_claim_is_one():
    assert len(figures_of_case(case(Told((post(),), status=Status.DISPUTED)))) == 1


@pytest.mark.parametrize(
    "other",
    [{"when": None}, {"country": None}, {"type": "REPATRIATION"}],
)
def test_what_cannot_be_compared_is_left(other):
    assert figures_of_case(case(Told((post(),), **other))) == ()


def test_other_things_that_are_counted_are_left():
    assert figures_of_case(case(Told((post(what="flights"),)))) == ()


def test_the_estimate_of_the_world_needs_no_country():
    (one,) = figures_of_case(case(Told((post(type="ESTIMATE"),), country=None, type="ESTIMATE")))
    assert (one.observable, one.hosts) == (Observable.WORKERS, ())


def test_a_strike_is_a_floor_of_one():
    (one,) = figures_of_case(case(Told((post(type="WORK_STOPPAGE"),), type="WORK_STOPPAGE")))
    assert (one.observable, one.low, one.high) == (Observable.STRIKES, 1, None)


def test_more_origins_and_a_better_letter_weigh_more_and_none_weighs_least():
    def weigh(at_least, letter):
        return figures_of_case(case(Told((post(),), at_least=at_least, letter=letter)))[0].weight

    by_support = [weigh(n, "A") for n in range(5)]
    assert by_support[:4] == list(SUPPORTED)
    assert by_support[4] == by_support[3]
    assert min(by_support) == by_support[0] > 0
    assert [weigh(1, letter) for letter in "ABCDE"] == sorted((weigh(1, letter) for letter in "ABCDE"), reverse=True)
    assert set(LETTER) == set("ABCDEF")


def test_an_origin_behind_two_claims_counts_once():
    one, two = Told((post(),)), Told((post(name="Wire"),), when="2017-09")
    found = figures_of_case(case(one, two))
    assert weights(found).sum() == pytest.approx(weights(found[:1])[0])
    apart = figures_of_case(case(one, Told((post(name="Wire"),), when="2017-09", origins=("a court",))))
    assert weights(apart).sum() == pytest.approx(2 * weights(apart[:1])[0])


def test_lineage_that_is_not_recorded_is_not_shared():
    found = figures_of_case(case(Told((post(),), origins=("?",)), Told((post(name="Wire"),), origins=("?",))))
    assert not set(found[0].origins) & set(found[1].origins)
