from secondsource.join import join
from secondsource.model import Basis, Decision, DecisionKind, LinkKind, RelayKind
from secondsource.trace import trace
from tests.newsroom import Says

BODY = (
    "The crew of the cannery put down their knives at dawn and would not take them up again before the pay of spring was on the table.",
    "By noon the foreman had locked the gate and sent the boats back to the outer harbour with their holds still full of fish.",
)


def says(text, **more):
    return Says(text=text, **{"when": "2019-05-03", "place": "Harbin", "country": "CN", **more})


def relays(room, pack, decisions=()):
    return trace(room.readings, join(room.readings, pack), pack, decisions=decisions).relays


def test_a_citation_points_at_the_report_in_the_case_with_words_on_both_sides(newsroom, pack):
    newsroom.publish("a", "Quay Letter", "2019-06-01", says("Strike at the cannery", basis=Basis.WITNESSED))
    newsroom.publish(
        "b",
        "Paper B",
        "2019-06-02",
        says("Strike, the Quay Letter writes", chain=(("Quay Letter", LinkKind.OUTLET),), basis=Basis.READ),
    )
    (relay,) = relays(newsroom, pack)
    assert (relay.taker, relay.giver, relay.giver_in_case, relay.how, relay.named) == (
        "b",
        "a",
        True,
        RelayKind.CITES,
        True,
    )
    assert relay.evidence[0][0].report == "b"
    assert relay.evidence[0][1] is not None and relay.evidence[0][1].report == "a"


def test_a_later_report_is_never_the_giver(newsroom, pack):
    newsroom.publish("a", "Quay Letter", "2019-06-09", says("Strike at the cannery", basis=Basis.WITNESSED))
    newsroom.publish(
        "b",
        "Paper B",
        "2019-06-02",
        says("Strike, the Quay Letter writes", chain=(("Quay Letter", LinkKind.OUTLET),), basis=Basis.READ),
    )
    (relay,) = relays(newsroom, pack)
    assert (relay.giver, relay.giver_in_case) == ("Quay Letter", False)


def test_a_copy_without_a_source_is_found_and_directed_by_date(newsroom, pack):
    newsroom.publish("b", "Paper B", "2019-06-02", *(says(t, trigger="the") for t in BODY))
    newsroom.publish("a", "Quay Letter", "2019-06-01", *(says(t, trigger="the") for t in BODY))
    (relay,) = relays(newsroom, pack)
    assert (relay.taker, relay.giver, relay.how, relay.named) == ("b", "a", RelayKind.COPIES, False)
    for mine, theirs in relay.evidence:
        texts = {r.report.id: r.report.text for r in newsroom.readings}
        assert mine.span.of(texts["b"]) == theirs.span.of(texts["a"])


def test_a_copied_passage_in_a_longer_text_is_a_partial_copy(newsroom, pack):
    own = "Our harbour lies quiet in these weeks and few of the older boats go out, since the price of ice has doubled and nobody buys herring."
    newsroom.publish("a", "Quay Letter", "2019-06-01", *(says(t, trigger="the") for t in BODY))
    newsroom.publish(
        "b",
        "Paper B",
        "2019-06-02",
        says(own, trigger="harbour"),
        says(own[::-1], trigger=own[::-1][:5]),
        says(BODY[0], trigger="the"),
    )
    (relay,) = relays(newsroom, pack)
    assert relay.how is RelayKind.PARTIAL_COPY


def test_like_news_in_other_words_is_no_copy(newsroom, pack):
    newsroom.publish(
        "a", "Quay Letter", "2019-06-01", says("Strike at the cannery of the outer harbour lasted from dawn to noon.")
    )
    newsroom.publish(
        "b", "Paper B", "2019-06-02", says("Workers in the fish hall refused to go on until their wages were paid.")
    )
    assert relays(newsroom, pack) == ()


def test_a_translation_is_known_by_the_events_it_tells(newsroom, pack):
    deaths = {
        "type": "DEATH_OR_ACCIDENT",
        "when": "2019-05-04",
        "place": "Harbin",
        "country": "CN",
        "amounts": (("workers", 2, 2),),
    }
    newsroom.publish(
        "a", "Quay Letter", "2019-06-01", says("Strike at the cannery"), Says(text="Two men drowned", **deaths)
    )
    newsroom.publish(
        "b",
        "항구신문",
        "2019-06-03",
        says("통조림 공장에서 파업"),
        Says(text="두 명이 숨졌다", **deaths),
        language="ko",
    )
    (relay,) = relays(newsroom, pack)
    assert (relay.taker, relay.giver, relay.how) == ("b", "a", RelayKind.TRANSLATES)


def test_words_of_one_person_in_a_later_report_come_from_the_first_that_carried_them(newsroom, pack):
    reed = (("Ada Reed", LinkKind.PERSON),)
    newsroom.publish("a", "Quay Letter", "2019-06-01", says("Strike at the cannery", chain=reed, basis=Basis.TOLD))
    newsroom.publish("b", "Paper B", "2019-06-03", says("Walkout at the cannery", chain=reed, basis=Basis.TOLD))
    (relay,) = relays(newsroom, pack)
    assert (relay.taker, relay.giver, relay.how) == ("b", "a", RelayKind.SAME_STATEMENT)


def test_a_person_can_cut_a_relay(newsroom, pack):
    newsroom.publish("a", "Quay Letter", "2019-06-01", *(says(t, trigger="the") for t in BODY))
    newsroom.publish("b", "Paper B", "2019-06-02", *(says(t, trigger="the") for t in BODY))
    cut = Decision(
        kind=DecisionKind.REJECT,
        object="b>a",
        who="a reader",
        at="2020-01-01T00:00:00Z",
        why="both print an agency text",
    )
    assert relays(newsroom, pack, [cut]) == ()


def counted(n):
    return (("workers", n, n),)


def pair(room, *, theirs, taker="Lantern Wire", own=()):
    """A Korean original and an English report two days later, with the numbers that the latter gives."""
    room.publish(
        "a",
        "한별통신",
        "2019-06-01",
        Says(
            text="공장에서 70명이 파업했다 17일",
            when="2019-05-17",
            place="Harbin",
            country="CN",
            trigger="파업",
            amounts=counted(70),
        ),
        Says(
            text="밀린 월급은 2500 위안이다",
            type="WAGE_WITHHOLDING",
            when="2019-05",
            place="Harbin",
            country="CN",
            trigger="밀린",
        ),
        language="ko",
    )
    room.publish(
        "b",
        taker,
        "2019-06-03",
        says(
            f"Strike of {theirs} on May 17",
            when="2019-05-17",
            amounts=counted(theirs),
            chain=own,
            basis=Basis.RECORD if own else Basis.UNKNOWN,
        ),
        Says(
            text="Wages of 2,500 yuan are owed", type="WAGE_WITHHOLDING", when="2019-05", place="Harbin", country="CN"
        ),
    )


def test_a_report_that_names_nobody_and_follows_another_language_translates_it(newsroom, pack):
    pair(newsroom, theirs=70)
    (relay,) = relays(newsroom, pack)
    assert (relay.taker, relay.giver, relay.how, relay.named) == ("b", "a", RelayKind.TRANSLATES, False)


def test_who_gives_another_number_or_has_a_record_of_his_own_translates_nothing(newsroom, pack):
    pair(newsroom, theirs=40)
    assert relays(newsroom, pack) == ()
    newsroom.readings.clear()
    pair(newsroom, theirs=70, own=(("Gate Register", LinkKind.RECORD),))
    assert relays(newsroom, pack) == ()


def test_an_outlet_is_known_by_the_sound_of_its_name_and_the_citation_is_a_translation(newsroom, pack):
    pair(newsroom, theirs=70, own=(("Hanbyeol News Agency", LinkKind.OUTLET),))
    (relay,) = relays(newsroom, pack)
    assert (relay.giver, relay.how) == ("a", RelayKind.TRANSLATES)
