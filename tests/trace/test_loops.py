from secondsource.join import join
from secondsource.model import Basis, LinkKind
from secondsource.trace import trace
from tests.newsroom import Says


def says(text, *names):
    return Says(
        text=text,
        when="2019-05-03",
        place="Harbin",
        country="CN",
        chain=tuple((n, LinkKind.OUTLET) for n in names),
        basis=Basis.READ if names else Basis.UNKNOWN,
    )


def loops(room, pack):
    return trace(room.readings, join(room.readings, pack), pack).loops


def test_an_outlet_confirmed_by_those_who_cite_it_is_a_loop(newsroom, pack):
    newsroom.publish("a", "Agency", "2019-06-01", says("Strike at the cannery"))
    newsroom.publish("b", "Paper B", "2019-06-02", says("Strike, Agency says", "Agency"))
    newsroom.publish("c", "Paper C", "2019-06-03", says("Strike, Paper B says", "Paper B"))
    newsroom.publish("d", "Agency", "2019-06-04", says("Strike confirmed by Paper C", "Paper C"))
    (loop,) = loops(newsroom, pack)
    assert loop.members == ("a", "b", "c", "d")
    assert loop.closing == ("d", "a")
    assert "its own source" in loop.why


def test_a_chain_without_return_is_no_loop(newsroom, pack):
    newsroom.publish("a", "Agency", "2019-06-01", says("Strike at the cannery"))
    newsroom.publish("b", "Paper B", "2019-06-02", says("Strike, Agency says", "Agency"))
    newsroom.publish("c", "Paper C", "2019-06-03", says("Strike, Paper B says", "Paper B"))
    assert loops(newsroom, pack) == ()


def test_a_follow_up_that_cites_only_its_own_outlet_is_no_loop(newsroom, pack):
    newsroom.publish("a", "Agency", "2019-06-01", says("Strike at the cannery"))
    newsroom.publish("d", "Agency", "2019-06-04", says("Strike, as this agency wrote", "Agency"))
    assert loops(newsroom, pack) == ()
