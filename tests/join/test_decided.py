from secondsource.join import join
from secondsource.model import Decision, DecisionKind
from tests.newsroom import Says


def decide(kind, object, at="2020-01-01T00:00:00Z", **values):
    return Decision(kind=kind, object=object, who="a reader", at=at, why="seen the papers", values=values)


def two_claims(newsroom, pack):
    newsroom.publish(
        "a",
        "First Paper",
        "2019-06-01",
        Says(text="Strike at one site", when="2019-05-03", place="Harbin", country="CN"),
    )
    newsroom.publish(
        "b",
        "Second Paper",
        "2020-06-01",
        Says(text="Walkout elsewhere", when="2020-05-03", place="Dandong", country="CN"),
    )
    claims = join(newsroom.readings, pack)
    assert len(claims) == 2
    return claims


def test_a_merge_joins_two_claims_under_the_earlier_ones_name(newsroom, pack):
    first, second = two_claims(newsroom, pack)
    (merged,) = join(newsroom.readings, pack, [decide(DecisionKind.MERGE, second.id, **{"with": first.id})])
    assert merged.id == first.id
    assert set(merged.mentions) == {*first.mentions, *second.mentions}


def test_a_split_undoes_a_merge(newsroom, pack):
    first, second = two_claims(newsroom, pack)
    merge = decide(DecisionKind.MERGE, first.id, **{"with": second.id})
    split = decide(DecisionKind.SPLIT, first.id, mentions=" ".join(second.mentions))
    assert join(newsroom.readings, pack, [merge, split]) == (first, second)


def test_a_decision_about_a_claim_that_is_gone_changes_nothing(newsroom, pack):
    claims = two_claims(newsroom, pack)
    assert (
        join(newsroom.readings, pack, [decide(DecisionKind.MERGE, "c000000000000", **{"with": claims[0].id})]) == claims
    )
