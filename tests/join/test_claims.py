from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.join import join, narrowed
from secondsource.model import Factuality, LinkKind, Status
from tests.newsroom import Newsroom, Says

RFA = (("Radio Free Asia", LinkKind.OUTLET),)


def strike(text="Strike of builders at the Harbin plant", **more):
    given = {"when": "2019-05", "place": "Harbin", "country": "CN", **more}
    return Says(text=text, **given)


def test_one_event_told_by_two_reports_is_one_claim(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike(when="2019-05-03"))
    newsroom.publish("b", "Second Paper", "2019-06-02", strike("Walkout of builders at the Harbin plant"))
    (claim,) = join(newsroom.readings, pack)
    assert claim.reports == ("a", "b")
    assert str(claim.when) == "2019-05-03"
    assert claim.title == "Work stoppage, Harbin, 3 May 2019"
    assert claim.conflicts == ()
    assert {v.value for v in claim.values if v.attribute == "when"} == {"2019-05", "2019-05-03"}


def test_two_exact_dates_in_one_report_are_two_events(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike(when="2019-05-03"), strike(when="2019-05-20"))
    assert len(join(newsroom.readings, pack)) == 2


def test_another_country_is_another_event(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike())
    newsroom.publish("b", "Second Paper", "2019-06-01", strike(place="Vladivostok", country="RU"))
    assert len(join(newsroom.readings, pack)) == 2


def test_a_relay_that_errs_in_the_country_still_tells_of_its_givers_event(newsroom, pack):
    newsroom.publish("a", "Radio Free Asia", "2019-06-01", strike(when="2019-05-03"))
    newsroom.publish("b", "Second Paper", "2019-06-02", strike(when="2019-05-03", chain=RFA))
    newsroom.publish(
        "c", "Third Paper", "2019-06-03", strike(when="2019-05-03", place="Ulan Bator", country="MN", chain=RFA)
    )
    (claim,) = join(newsroom.readings, pack)
    assert {"country", "place"} <= set(claim.conflicts)
    assert claim.country == "CN"


def test_permits_and_persons_are_counted_apart(newsroom, pack):
    permit = {"type": "WORK_AUTHORISATION", "when": "2018", "place": "Russia", "country": "RU"}
    newsroom.publish(
        "a",
        "First Paper",
        "2018-09-01",
        Says(text="Issued 700 papers", amounts=(("permits", 700, None),), **permit),
        Says(text="Registered 10,000 men", amounts=(("workers", 10000, None),), **permit),
    )
    assert len(join(newsroom.readings, pack)) == 2


def test_opposite_changes_of_a_route_are_two_events(newsroom, pack):
    route = {"type": "FLIGHT_OR_ROUTE_CHANGE", "when": "2017-03", "place": "Pyongyang-Dandong", "country": "CN"}
    newsroom.publish(
        "a", "First Paper", "2017-04-01", Says(text="Flights were suspended", trigger="suspended", **route)
    )
    newsroom.publish("b", "Second Paper", "2017-04-02", Says(text="Flights were resumed", trigger="resumed", **route))
    assert len(join(newsroom.readings, pack)) == 2


def test_words_of_the_same_change_speak_for_one_event(newsroom, pack):
    # told with an open date and with a wider place: only that both tell of a stop brings them together
    stop = {"type": "FLIGHT_OR_ROUTE_CHANGE", "country": "KW"}
    newsroom.publish(
        "a",
        "First Paper",
        "2016-07-13",
        Says(text="Flights ceased", trigger="ceased", when="../2016-07-13", place="Kuwait", **stop),
    )
    newsroom.publish(
        "b",
        "Second Paper",
        "2016-06-29",
        Says(text="Service halted", trigger="halted", when="2016-03/2016-04", place="Pyongyang-Kuwait", **stop),
    )
    assert len(join(newsroom.readings, pack)) == 1


def test_rival_numbers_are_kept_side_by_side_and_named(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike(when="2019-05-03", amounts=(("workers", 100, 100),)))
    newsroom.publish("b", "Second Paper", "2019-06-02", strike(when="2019-05-03", amounts=(("workers", 24, 99),)))
    (claim,) = join(newsroom.readings, pack)
    assert claim.conflicts == ("quantity:workers",)
    assert {v.value for v in claim.values if v.attribute == "quantity:workers"} == {
        "100..100 workers",
        "24..99 workers",
    }
    assert claim.status is Status.DISPUTED


def test_a_denial_joins_what_it_denies(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike())
    newsroom.publish(
        "b",
        "The Ministry",
        "2019-06-03",
        strike("No strike took place at the Harbin plant", factuality=Factuality.DENIED, trigger="strike"),
        Says(text="Denied are all rumours", type="DENIAL", when="2019-06-03"),
    )
    (claim,) = join(newsroom.readings, pack)
    assert claim.status is Status.DISPUTED
    assert claim.type == "WORK_STOPPAGE"


def test_only_rumour_is_a_rumour(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike(factuality=Factuality.RUMOURED))
    assert join(newsroom.readings, pack)[0].status is Status.RUMOUR


def test_nothing_comes_of_nothing(pack):
    assert join([], pack) == ()


TYPES = st.sampled_from(["WORK_STOPPAGE", "PROTEST_OR_RIOT", "REPATRIATION", "DENIAL"])
SENTENCES = st.builds(
    Says,
    text=st.sampled_from(["Strike at the plant", "Walkout of the sewing crew", "Return by train"]),
    type=TYPES,
    when=st.sampled_from([None, "2019", "2019-05", "2019-05-03", "2019-06-20", "../2019-07"]),
    place=st.sampled_from([None, "Harbin", "Dandong"]),
    country=st.sampled_from([None, "CN"]),
    amounts=st.sampled_from([(), (("workers", 20, 20),), (("workers", 24, 99),)]),
    factuality=st.sampled_from([Factuality.ASSERTED, Factuality.DENIED]),
    chain=st.sampled_from([(), (("Paper 0", LinkKind.OUTLET),)]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=st.lists(st.lists(SENTENCES, min_size=1, max_size=3), min_size=1, max_size=6), data=st.data())
def test_the_order_of_readings_does_not_matter_and_no_mention_is_lost(pack, reports, data):
    room = Newsroom()
    for k, sentences in enumerate(reports):
        room.publish(f"r{k}", f"Paper {k % 3}", f"2019-07-{k + 1:02d}", *sentences)
    claims = join(room.readings, pack)
    assert join(data.draw(st.permutations(room.readings)), pack) == claims
    told = [m for c in claims for m in c.mentions]
    assert len(told) == len(set(told))
    assert set(told) == {m.id for r in room.readings for m in r.mentions}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 28), st.sampled_from(["Harbin", "Dandong", "Yanji"]), st.integers(1, 300)),
        min_size=1,
        max_size=12,
    )
)
def test_a_report_more_touches_only_the_claims_near_it(pack, told):
    from tests.newsroom import Newsroom

    room = Newsroom()
    for k, (day, place, many) in enumerate(told):
        room.publish(
            f"r{k:02d}",
            f"Paper {k}",
            "2019-06-01",
            strike(when=f"2019-05-{day:02d}", place=place, amounts=(("workers", many, many),)),
        )
    before = join(room.readings, pack)
    room.publish("new", "Paper of Warsaw", "2016-03-02", strike(when="2016-03-01", place="Warsaw", country="PL"))
    after = join(room.readings, pack)
    assert [c for c in after if "new" not in c.reports] == list(before)
    assert [c.reports for c in after if "new" in c.reports] == [("new",)]


def test_two_provinces_with_half_a_name_in_common_are_two(newsroom, pack):
    for name, text, place in (
        ("a", "Strike of miners over food", "South Phyongan Province"),
        ("b", "Walkout of weavers at the mill", "North Phyongan Province"),
    ):
        told = strike(text, place=place, country="KP", when="2019-05", precision="region")
        newsroom.publish(name, f"Paper {name}", "2019-06-01", told)
    assert len(join(newsroom.readings, pack)) == 2


def test_a_denial_is_of_what_happened_sooner_than_of_how_things_stand(newsroom, pack):
    newsroom.publish(
        "a",
        "First Paper",
        "2019-06-01",
        strike(when="2019-05-03"),
        Says(text="Pay is low", type="WAGE_PAYMENT", when="2019", place="Harbin", country="CN"),
        Says(
            text="Denied by the owner",
            type="DENIAL",
            when="2019-06",
            factuality=Factuality.DENIED,
            chain=(("Cannery Board", LinkKind.BODY),),
        ),
    )
    status = {c.type: c.status for c in join(newsroom.readings, pack)}
    assert status["WORK_STOPPAGE"] is Status.DISPUTED
    assert status["WAGE_PAYMENT"] is Status.SUPPORTED


def test_one_outlet_may_tell_of_two_places_on_two_days(newsroom, pack):
    newsroom.publish("a", "Quay Letter", "2019-05-04", strike(when="2019-05-03"))
    cited = (("Quay Letter", LinkKind.OUTLET),)
    newsroom.publish(
        "b", "Paper B", "2019-05-09", strike(place="Ulan Bator", country="MN", when="2019-05-04", chain=cited)
    )
    assert len(join(newsroom.readings, pack)) == 2


def test_places_of_no_known_country_that_the_texts_name_are_two_events(newsroom, pack):
    where = {"country": None, "when": "2019-05-03"}
    newsroom.publish(
        "a", "Quay Letter", "2019-05-04", strike("Strike of hands at a cannery", place="Port Ebb", **where)
    )
    newsroom.publish("b", "Paper B", "2019-05-04", strike("Strike of netmakers before dawn", place="Marl Bay", **where))
    assert len(join(newsroom.readings, pack)) == 2


def test_a_claim_as_fewer_reports_tell_it_keeps_its_name(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike())
    newsroom.publish("b", "Second Paper", "2019-06-02", strike(when="2019-05-03"))
    newsroom.publish("c", "Third Paper", "2019-06-03", strike(place="Vladivostok", country="RU", when="2019-05-30"))
    claims = join(newsroom.readings, pack)
    early = narrowed(claims, newsroom.readings[:1], pack)
    assert [claim.id for claim in early] == [claims[0].id]
    assert early[0].reports == ("a",)
    assert str(early[0].when) == "2019-05"
    assert narrowed(claims, newsroom.readings, pack) == claims
    assert narrowed(claims, (), pack) == ()
