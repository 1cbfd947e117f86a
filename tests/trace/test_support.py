from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.join import join
from secondsource.model import Basis, Factuality, LinkKind
from secondsource.trace import trace
from tests.newsroom import Newsroom, Says

UNNAMED = (("unnamed source in the port", LinkKind.UNNAMED),)
TRACKER = (("Skywatch", LinkKind.SENSOR),)


def cited(*names):
    return tuple((n, LinkKind.OUTLET) for n in names)


def says(text="Strike at the cannery stopped all lines", **more):
    return Says(text=text, **{"when": "2019-05-03", "place": "Harbin", "country": "CN", **more})


def supports(room, pack, **more):
    claims = join(room.readings, pack)
    return trace(room.readings, claims, pack, **more).supports


def test_an_outlet_in_disguise_is_no_second_origin(pack):
    counted = []
    for name in ("Radio Free Asia", "R\u0430dio Free \u0410sia", "Radio\u200b Free Asia", "Lantern Daily"):
        room = Newsroom()
        room.publish("a", "Harbour Wire", "2019-06-01", says(chain=cited("Radio Free Asia"), basis=Basis.READ))
        room.publish(
            "b",
            "Delta Wire",
            "2019-06-02",
            says("Strike of packers by the river, wages unpaid since spring", chain=cited(name), basis=Basis.READ),
        )
        (support,) = supports(room, pack)
        counted.append((support.at_least, support.at_most))
    assert counted[1] == counted[2] == counted[0] == (1, 1)
    assert counted[3] == (1, 2)


def test_ten_outlets_that_cite_one_are_one_origin(newsroom, pack):
    newsroom.publish("a", "Radio Free Asia", "2019-06-01", says(chain=UNNAMED, basis=Basis.TOLD))
    for k in range(10):
        newsroom.publish(
            f"b{k}",
            f"Paper {k}",
            "2019-06-02",
            says(f"Strike, paper {k} writes", chain=cited("Radio Free Asia"), basis=Basis.READ),
        )
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 1)
    assert support.bottleneck == ("Radio Free Asia",)
    assert "Everything passes through Radio Free Asia." in support.because
    assert len(support.origins[0].reports) == 11


def test_a_chain_through_sources_outside_the_case_ends_at_the_same_origin(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-02", says(chain=cited("News1", "Radio Free Asia"), basis=Basis.READ))
    newsroom.publish("b", "Paper B", "2019-06-02", says(chain=(*cited("Radio Free Asia"), *UNNAMED), basis=Basis.TOLD))
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 1)


def test_anonymous_sources_of_two_outlets_are_one_to_two(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", says(chain=UNNAMED, basis=Basis.TOLD))
    newsroom.publish("b", "Paper B", "2019-06-02", says("Walkout at the cannery", chain=UNNAMED, basis=Basis.TOLD))
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 2)
    assert support.would_settle


def test_a_measurement_beside_a_person_who_spoke_before_it_is_two(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", says(chain=UNNAMED, basis=Basis.TOLD))
    newsroom.publish("b", "Paper B", "2019-06-20", says("Walkout at the cannery", chain=TRACKER, basis=Basis.SENSOR))
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (2, 2)


def test_a_person_who_speaks_after_the_measurement_was_public_is_not_shown_to_be_another(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", says(chain=TRACKER, basis=Basis.SENSOR))
    newsroom.publish("b", "Paper B", "2019-06-20", says("Walkout at the cannery", chain=UNNAMED, basis=Basis.TOLD))
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 2)


def test_two_origins_that_one_report_brings_are_not_two_ways(newsroom, pack):
    newsroom.publish(
        "a",
        "Paper A",
        "2019-06-01",
        says(chain=UNNAMED, basis=Basis.TOLD),
        says("Walkout at the cannery", chain=TRACKER, basis=Basis.SENSOR),
    )
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 2)


def test_two_records_are_not_shown_to_be_two(newsroom, pack):
    for name, register in (("a", "Port Register"), ("b", "Gate Register")):
        chain = ((register, LinkKind.RECORD),)
        newsroom.publish(
            name, f"Paper {name}", "2019-06-01", says(f"Strike as {register} shows", chain=chain, basis=Basis.RECORD)
        )
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 2)


def test_an_event_without_a_statement_is_lineage_not_recorded(newsroom, pack):
    reading = newsroom.publish(
        "a", "Paper A", "2019-06-01", says(), says("No strike", factuality=Factuality.DENIED, trigger="strike")
    )
    newsroom.readings[0] = replace(
        reading, statements=(), mentions=tuple(replace(m, statement=None) for m in reading.mentions)
    )
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (0, 1)


def test_a_report_that_names_no_source_adds_one_above_and_none_below(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", says())
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (0, 1)
    assert not support.origins[0].recorded
    assert any("does not say where it has it from" in s for s in support.because)


def test_rumour_adds_one_above_and_none_below(newsroom, pack):
    chain = (("talk of the quay", LinkKind.RUMOUR),)
    newsroom.publish(
        "a", "Paper A", "2019-06-01", says(chain=chain, basis=Basis.RUMOUR, factuality=Factuality.RUMOURED)
    )
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (0, 1)


def test_a_denial_is_a_rival_and_never_counts(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", says(chain=UNNAMED, basis=Basis.TOLD))
    newsroom.publish(
        "b",
        "Harbour Office",
        "2019-06-02",
        says("No strike took place", factuality=Factuality.DENIED, trigger="strike"),
    )
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 1)
    assert [o.name for o in support.against] == ["Harbour Office"]


def test_support_is_asked_as_known_on_a_day(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", says(chain=UNNAMED, basis=Basis.TOLD))
    newsroom.publish("b", "Paper B", "2019-06-20", says("Walkout at the cannery", chain=TRACKER, basis=Basis.SENSOR))
    (early,) = supports(newsroom, pack, as_known_on=date(2019, 6, 7))
    assert (early.at_least, early.at_most, early.as_known_on) == (1, 1, "2019-06-07")
    assert supports(newsroom, pack, as_known_on=date(2019, 5, 1)) == ()


def test_a_loop_does_not_hang_and_adds_nothing(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", says(chain=cited("Paper B"), basis=Basis.READ))
    newsroom.publish(
        "b", "Paper B", "2019-06-01", says("Walkout at the cannery", chain=cited("Paper A"), basis=Basis.READ)
    )
    (support,) = supports(newsroom, pack)
    assert support.at_least == 0


WAYS = st.sampled_from(
    [
        ((), Basis.UNKNOWN),
        ((), Basis.WITNESSED),
        (UNNAMED, Basis.TOLD),
        (TRACKER, Basis.SENSOR),
        (cited("Paper 0"), Basis.READ),
        (cited("Paper 1"), Basis.READ),
        (cited("Far Away Post", "Paper 0"), Basis.READ),
        ((("Ada Reed", LinkKind.PERSON),), Basis.TOLD),
    ]
)
LONG = "The crew of the cannery put down their knives at dawn and would not take them up again before the pay of spring was on the table."


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=st.lists(WAYS, min_size=1, max_size=6), data=st.data())
def test_order_does_not_matter_a_relay_adds_nothing_and_a_witness_takes_nothing(pack, ways, data):
    room = Newsroom()
    for k, (chain, basis) in enumerate(ways):
        room.publish(
            f"r{k}", f"Paper {k}", f"2019-06-{k + 1:02d}", says(f"Strike number {k} told", chain=chain, basis=basis)
        )
    claims = join(room.readings, pack)
    (before,) = trace(room.readings, claims, pack).supports
    shuffled = data.draw(st.permutations(room.readings))
    assert trace(shuffled, claims, pack).supports == (before,)

    relaying = Newsroom(list(room.readings))
    target = data.draw(st.integers(0, len(ways) - 1))
    relaying.publish(
        "z", "Late Echo", "2019-07-01", says("Strike, we read", chain=cited(f"Paper {target}"), basis=Basis.READ)
    )
    (after,) = trace(relaying.readings, join(relaying.readings, pack), pack).supports
    assert (after.at_least, after.at_most) == (before.at_least, before.at_most)

    witnessed = Newsroom(list(room.readings))
    witnessed.publish("y", "Quay Letter", "2019-07-02", says("Strike: I was there", basis=Basis.WITNESSED))
    (seen,) = trace(witnessed.readings, join(witnessed.readings, pack), pack).supports
    assert seen.at_least >= before.at_least
    assert seen.at_most >= before.at_most


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=WAYS.filter(lambda w: not w[0] or w[0][0][1] is not LinkKind.OUTLET))
def test_a_word_for_word_copy_without_a_source_adds_nothing(pack, way):
    room = Newsroom()
    room.publish("a", "Paper A", "2019-06-01", says(LONG, chain=way[0], basis=way[1], trigger="put down"))
    (before,) = trace(room.readings, join(room.readings, pack), pack).supports
    room.publish("b", "Paper B", "2019-06-02", says(LONG, trigger="put down"))
    (after,) = trace(room.readings, join(room.readings, pack), pack).supports
    assert (after.at_least, after.at_most) == (before.at_least, before.at_most)


def test_what_an_outlet_takes_back_counts_no_more_nor_what_rests_on_it(newsroom, pack):
    newsroom.publish("a", "Harbour Gazette", "2019-06-01", says(chain=UNNAMED, basis=Basis.TOLD))
    newsroom.publish(
        "b", "Paper B", "2019-06-02", says("Strike, B writes", chain=cited("Harbour Gazette"), basis=Basis.READ)
    )
    newsroom.publish("c", "Paper C", "2019-06-03", says("Strike, a tracker shows", chain=TRACKER, basis=Basis.SENSOR))
    (before,) = supports(newsroom, pack)
    assert (before.at_least, before.at_most) == (2, 2)
    newsroom.publish(
        "d", "Harbour Gazette", "2019-06-09", says("Strike never took place", factuality=Factuality.DENIED)
    )
    (after,) = supports(newsroom, pack)
    assert (after.at_least, after.at_most) == (1, 1)
    assert [o.name for o in after.origins] == ["Skywatch"]
    assert any("Harbour Gazette, 2019-06-09 took back what it had told (2019-06-01)" in why for why in after.because)
    (then,) = supports(newsroom, pack, as_known_on=date(2019, 6, 5))
    assert (then.at_least, then.at_most) == (2, 2)


def test_a_denial_that_an_outlet_passes_on_takes_nothing_back(newsroom, pack):
    newsroom.publish("a", "Harbour Gazette", "2019-06-01", says(chain=UNNAMED, basis=Basis.TOLD))
    company = (("Cannery Board", LinkKind.BODY),)
    newsroom.publish(
        "b", "Harbour Gazette", "2019-06-02", says("Strike denied", chain=company, factuality=Factuality.DENIED)
    )
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 1)


def test_an_outlets_other_reports_do_not_make_its_word_a_second_origin(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-02", says(chain=cited("Harbour Gazette"), basis=Basis.READ))
    unnamed = (*cited("Harbour Gazette"), ("unnamed foreman (Harbour Gazette)", LinkKind.UNNAMED))
    newsroom.publish("b", "Paper B", "2019-06-02", says("Strike, B writes", chain=unnamed, basis=Basis.TOLD))
    (before,) = supports(newsroom, pack)
    assert (before.at_least, before.at_most) == (1, 1)
    newsroom.publish(
        "c", "Harbour Gazette", "2019-06-09", Says(text="Seizure", type="CASH_SEIZURE", when="2017", country="LK")
    )
    after = next(s for s in supports(newsroom, pack) if s.claim == before.claim)
    assert (after.at_least, after.at_most) == (1, 1)


def test_a_chain_that_goes_on_to_a_source_the_named_report_lacks_means_another_of_its_reports(newsroom, pack):
    guard = (("Ann Berg", LinkKind.PERSON),)
    newsroom.publish("a", "Quay Letter", "2019-06-01", says("Strike, says Ann Berg", chain=guard, basis=Basis.TOLD))
    newsroom.publish("c", "Paper C", "2019-06-03", says("Strike, Berg told it", chain=(*cited("Quay Letter"), *guard)))
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 1)
    camera = (*cited("Quay Letter"), ("crane camera", LinkKind.SENSOR))
    newsroom.publish("b", "Paper B", "2019-06-02", says("Strike, its crane camera shows", chain=camera))
    (support,) = supports(newsroom, pack)
    assert support.at_most == 2


def test_what_a_body_says_is_what_its_unnamed_sources_told_it(newsroom, pack):
    body = (("Quay Mission", LinkKind.BODY),)
    newsroom.publish("a", "Paper A", "2019-06-01", says(chain=(*body, *UNNAMED), basis=Basis.TOLD))
    newsroom.publish("b", "Paper B", "2019-06-02", says("Strike, the mission says", chain=body))
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 1)
    assert support.origins[0].reports == ("a", "b")
    newsroom.publish("c", "Paper C", "2019-06-03", says("Strike, as its nurse saw", chain=body, basis=Basis.WITNESSED))
    (support,) = supports(newsroom, pack)
    assert support.at_most == 2


def test_two_readers_of_one_signal_are_one_origin_and_a_camera_is_another(newsroom, pack):
    for name, device in (("a", "Flightradar24"), ("b", "tracking data"), ("c", "two tracking notes")):
        seen = ((device, LinkKind.SENSOR),)
        newsroom.publish(name, f"Paper {name}", "2019-06-01", says(f"Strike {name}", chain=seen, basis=Basis.SENSOR))
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 1)
    camera = (("gate camera", LinkKind.SENSOR),)
    newsroom.publish("d", "Paper D", "2019-06-02", says("Strike d", chain=camera, basis=Basis.SENSOR))
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 2)


NIS = (("NIS", LinkKind.BODY),)


def test_who_denies_a_claim_never_counts_for_it(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", says(chain=UNNAMED, basis=Basis.TOLD))
    newsroom.publish(
        "b", "Paper B", "2019-06-02", says("No strike", chain=NIS, factuality=Factuality.DENIED, trigger="strike")
    )
    newsroom.publish("c", "Paper C", "2019-06-03", says("Strike, confirms the agency", chain=NIS))
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 1)
    assert [o.name for o in support.against] == ["NIS"]


def test_one_whose_own_later_report_says_so_has_changed_its_mind(newsroom, pack):
    ministry = (("Harbour Ministry", LinkKind.BODY),)
    newsroom.publish(
        "b", "Paper B", "2019-06-02", says("No strike", chain=ministry, factuality=Factuality.DENIED, trigger="strike")
    )
    newsroom.publish("c", "Harbour Ministry", "2019-06-05", says("Strike, says our release", chain=ministry))
    (support,) = supports(newsroom, pack)
    assert support.at_most == 1


def test_a_published_act_is_its_own_record(newsroom, pack):
    act = {"type": "LEGAL_ADOPTION", "when": "2017-09-11", "place": None, "country": None}
    newsroom.publish("a", "Paper A", "2017-09-12", Says(text="Adopted was the resolution", **act))
    newsroom.publish(
        "b", "Paper B", "2018-01-02", Says(text="Adopted in September", **act, chain=UNNAMED, basis=Basis.READ)
    )
    for support in supports(newsroom, pack):
        assert (support.at_least, support.at_most) == (1, 1)


def test_an_official_described_is_the_body_named_elsewhere(newsroom, pack):
    newsroom.publish(
        "a", "Paper A", "2019-06-01", says(chain=(("Freeport Customs", LinkKind.BODY),), basis=Basis.RECORD)
    )
    told = (("Radio Free Asia", LinkKind.OUTLET), ("unnamed customs official (Radio Free Asia)", LinkKind.UNNAMED))
    newsroom.publish(
        "b", "Paper B", "2019-06-02", says("Strike, an official told the radio", chain=told, basis=Basis.TOLD)
    )
    (support,) = supports(newsroom, pack)
    assert (support.at_least, support.at_most) == (1, 1)
    assert support.origins[0].name == "Freeport Customs"


def test_the_broadcaster_says_what_its_one_source_told_it(newsroom, pack):
    radio = (("Radio Free Asia", LinkKind.OUTLET),)
    newsroom.publish(
        "b",
        "Paper B",
        "2019-06-02",
        says("Strike, a clerk told the radio", chain=(*radio, ("Ada Reed", LinkKind.PERSON)), basis=Basis.TOLD),
        says("Walkout, the radio says", chain=radio, basis=Basis.READ),
    )
    (support,) = supports(newsroom, pack)
    assert [o.name for o in support.origins] == ["Ada Reed"]
