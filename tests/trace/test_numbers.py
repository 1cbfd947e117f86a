from secondsource.join import join
from secondsource.model import Basis, Factuality, LinkKind, Quantity, Range, Span
from secondsource.trace import trace
from secondsource.trace.numbers import Use, genealogies
from tests.newsroom import Says

HUNDRED = Quantity(what="workers", range=Range(100_000, 100_000), span=Span(0, 1))


def stock(text, low, high=None, **more):
    given = {
        "type": "ESTIMATE",
        "when": "2013",
        "amounts": (("workers", low, high if high is not None else low),),
        **more,
    }
    return Says(text=text, **given)


def cited(name):
    return {"chain": ((name, LinkKind.OUTLET),), "basis": Basis.READ}


def histories(room, pack, wanted=HUNDRED):
    claims = join(room.readings, pack)
    return genealogies(wanted, room.readings, claims, trace(room.readings, claims, pack).relays)


def uses(history):
    return [(s.report, s.use, s.giver, s.was) for s in history.stated]


def test_a_number_is_followed_from_its_first_statement_through_those_who_repeat_it(newsroom, pack):
    newsroom.publish("a", "Harbour Institute", "2013-01-10", stock("Estimate of workers abroad", 100_000))
    newsroom.publish(
        "b", "Paper B", "2013-02-01", stock("Estimate, Paper B says", 100_000, **cited("Harbour Institute"))
    )
    newsroom.publish("c", "Paper C", "2013-03-01", stock("Estimate, Paper C says", 80_000, **cited("Paper B")))
    (history,) = histories(newsroom, pack)
    assert history.figure == "100,000 workers"
    assert uses(history) == [
        ("a", Use.FIRST, None, ""),
        ("b", Use.REPEATS, "a", ""),
        ("c", Use.CHANGES, "b", "100,000 workers"),
    ]
    assert history.stale is None


def test_a_figure_still_given_years_later_is_stale(newsroom, pack):
    newsroom.publish("a", "Harbour Institute", "2013-01-10", stock("Estimate of workers abroad", 100_000))
    newsroom.publish("b", "Paper B", "2017-02-01", stock("Estimate, again", 100_000))
    (history,) = histories(newsroom, pack)
    assert [u for _, u, _, _ in uses(history)] == [Use.FIRST, Use.AGAIN]
    assert history.stale == 4


def test_rivals_and_denials_stand_beside_it(newsroom, pack):
    newsroom.publish("a", "Harbour Institute", "2013-01-10", stock("Estimate of workers abroad", 100_000))
    newsroom.publish("b", "Paper B", "2013-01-20", stock("Estimate of workers abroad", 90_000, 110_000))
    newsroom.publish("c", "Paper C", "2013-01-30", stock("Estimate of workers abroad", 95_000, 120_000))
    newsroom.publish("d", "Paper D", "2013-02-10", stock("Estimate denied", 100_000, factuality=Factuality.DENIED))
    found = {s.report: s.use for h in histories(newsroom, pack) for s in h.stated}
    # “about 100,000” is the number asked for, told less closely
    assert found == {"a": Use.FIRST, "b": Use.AGAIN, "c": Use.RIVAL, "d": Use.DENIES}


def test_what_nobody_states_has_no_history(newsroom, pack):
    newsroom.publish("a", "Harbour Institute", "2013-01-10", stock("Estimate of workers abroad", 100_000))
    assert histories(newsroom, pack, Quantity(what="USD", range=Range(100_000, 100_000), span=Span(0, 1))) == ()
    assert histories(newsroom, pack, Quantity(what="workers", range=Range(7, 7), span=Span(0, 1))) == ()
