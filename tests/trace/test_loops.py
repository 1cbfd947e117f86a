import random
from dataclasses import replace
from typing import NamedTuple

import networkx as nx

from secondsource.join import join
from secondsource.model import Basis, LinkKind
from secondsource.trace import trace
from secondsource.trace.case import Case
from secondsource.trace.loops import loops_of
from tests.newsroom import Newsroom, Says


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


def test_ways_through_vague_dates_are_found_as_by_trying_all(pack):
    days = ("2019", "2019-03", "2019-03-05", "2019-04-02", "2018-11-30", "../2019-03-20", "2019-03-05T10:00:00+09:00")
    for seed in range(60):
        chance = random.Random(seed)
        room = Newsroom()
        for n in range(14):
            room.publish(f"r{n}", f"Paper {chance.randrange(4)}", chance.choice(days), Says(text="Strike at dawn."))
        claim = replace(join(room.readings[:1], pack)[0], id="c", reports=tuple(r.report.id for r in room.readings))
        claim = replace(claim, mentions=tuple(m.id for r in room.readings for m in r.mentions))
        case = Case(room.readings, [claim], pack)
        pairs = [(a, b) for a in case.ids for b in case.ids if case.may_follow(a, b) and chance.random() < 0.15]
        found = {loop.closing for loop in loops_of(case, [Way(a, b) for a, b in pairs])}
        assert found == _tried(case, pairs)


def _tried(case, pairs):
    graph = nx.DiGraph(pairs)
    out = set()
    for last in case.ids:
        outlet = case.outlet[last]
        start = [g for a, g in pairs if a == last and case.outlet[g] != outlet]
        reached = set(start).union(*(nx.descendants(graph, g) for g in start))
        own = [r for r in case.ids if r != last and r in reached and case.outlet[r] == outlet]
        if own:
            out.add((last, own[0]))
    return out


class Way(NamedTuple):
    taker: str
    giver: str
    giver_in_case: bool = True
