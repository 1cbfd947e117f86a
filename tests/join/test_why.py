from secondsource.join import join, why
from secondsource.model import Decision, DecisionKind, LinkKind
from tests.newsroom import Says

RFA = (("Radio Free Asia", LinkKind.OUTLET),)


def strike(text="Strike of builders at the Harbin plant", **more):
    given = {"when": "2019-05-03", "place": "Harbin", "country": "CN", **more}
    return Says(text=text, **given)


def told(room, pack, decisions=()):
    claims = join(room.readings, pack, decisions)
    return claims, {c.id: why(c, claims, room.readings, pack, decisions) for c in claims}


def test_what_two_mentions_share_is_said(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike())
    newsroom.publish("b", "Second Paper", "2019-06-02", strike("Walkout of builders at the Harbin plant"))
    (claim,), reasons = told(newsroom, pack)
    (bond,) = reasons[claim.id].joined
    assert {bond.mention, bond.other} == set(claim.mentions)
    assert "the same date" in bond.because and "both in harbin" in bond.because
    assert reasons[claim.id].apart == ()


def test_what_keeps_the_nearest_claim_apart_is_said(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike(), strike(when="2019-05-20"))
    claims, reasons = told(newsroom, pack)
    assert len(claims) == 2
    for claim in claims:
        (bond,) = reasons[claim.id].apart
        assert bond.claim != claim.id
        assert bond.because == ("one report gives them two dates",)


def test_every_mention_but_one_is_bound(newsroom, pack):
    for k in range(6):
        newsroom.publish(f"r{k}", f"Paper {k}", f"2019-06-0{k + 1}", strike(f"Strike number {k} at the Harbin plant"))
    (claim,), reasons = told(newsroom, pack)
    assert len(reasons[claim.id].joined) == 5


def test_a_persons_merge_is_the_reason(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike())
    newsroom.publish("b", "Second Paper", "2019-06-01", strike(place="Doha", country="QA"))
    one, two = join(newsroom.readings, pack)
    decision = Decision(
        kind=DecisionKind.MERGE,
        object=one.id,
        who="Ida",
        at="2020-01-02T00:00:00Z",
        why="one event",
        values={"with": two.id},
    )
    (claim,), reasons = told(newsroom, pack, [decision])
    assert reasons[claim.id].joined[0].because == ("Ida merged them on 2020-01-02: one event",)


def test_a_remark_says_where_it_belongs(newsroom, pack):
    newsroom.publish("a", "First Paper", "2019-06-01", strike(), Says(text="Denied by the firm", type="DENIAL"))
    (claim,), reasons = told(newsroom, pack)
    assert "belongs to the event told nearest to it" in reasons[claim.id].joined[0].because[0]
