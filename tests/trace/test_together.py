"""What several tell together rests on each of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.join import join
from secondsource.model import Basis, Chain, Link, LinkKind, Mark, RelayKind, Span
from secondsource.model.codec import encode
from secondsource.model.telling import anonymity_of
from secondsource.trace import trace
from tests.newsroom import Newsroom, Says

BODY, OUTLET, PERSON, ROLE, SENSOR = (
    LinkKind.BODY,
    LinkKind.OUTLET,
    LinkKind.PERSON,
    LinkKind.ROLE,
    LinkKind.SENSOR,
)
DAY = {"when": "2019-05-03", "place": "Harbin", "country": "CN"}
STRIKE = "Strike at the cannery stopped all lines"


def publish(room, name, outlet, day, *members, text=STRIKE, basis=Basis.TOLD, after=()):
    """A report in which these tell together what happened."""
    room.publish(name, outlet, day, Says(text=text, basis=basis, chain=(("all", LinkKind.GROUP),), **DAY))
    reading = room.readings.pop()
    (statement,) = reading.statements
    at = statement.content[0].start
    links = tuple(Link(name=n, kind=k, span=Span(at + 2 * i, at + 2 * i + 1)) for i, (n, k) in enumerate(members))
    group = Link(name="all of them", kind=LinkKind.GROUP, span=statement.content[0], members=links)
    marks = tuple(Mark(of="basis: sensor", span=link.span) for link in links if link.kind is SENSOR)
    more = tuple(Link(name=n, kind=k, span=statement.content[0]) for n, k in after)
    chain = Chain((group, *more))
    told = replace(statement, chain=chain, marks=marks, anonymity=anonymity_of(chain))
    room.readings.append(replace(reading, statements=(told,)))


def traced(room, pack):
    return trace(room.readings, join(room.readings, pack), pack)


def support(room, pack):
    (found,) = traced(room, pack).supports
    return found


def test_two_who_tell_it_together_may_be_two_origins(pack):
    room = Newsroom()
    publish(room, "a", "Harbour Wire", "2019-06-01", ("police", BODY), ("cook (Harbour Wire)", ROLE))
    found = support(room, pack)
    assert (found.at_least, found.at_most) == (1, 2)
    assert [o.name for o in found.origins] == ["police", "cook (Harbour Wire)"]


def test_the_words_of_people_and_of_a_device_are_of_unlike_access(pack):
    room = Newsroom()
    publish(room, "a", "Harbour Wire", "2019-06-01", ("Skywatch", SENSOR), ("Lee Chol", PERSON), basis=Basis.WITNESSED)
    publish(room, "b", "Delta Wire", "2019-06-01", ("Lee Chol", PERSON), ("Ivo Sand", PERSON), basis=Basis.WITNESSED)
    found = support(room, pack)
    assert (found.at_least, found.at_most) == (2, 3)


def test_both_outlets_that_are_named_together_are_cited(pack):
    room = Newsroom()
    says = Says(text=STRIKE, chain=(("unnamed source in the port", LinkKind.UNNAMED),), basis=Basis.TOLD, **DAY)
    room.publish("a", "Harbour Wire", "2019-06-01", says)
    room.publish("b", "Delta Wire", "2019-06-01", replace(says, text="Stoppage of the packers by the river"))
    publish(
        room,
        "c",
        "Lantern Daily",
        "2019-06-03",
        ("Harbour Wire", OUTLET),
        ("Delta Wire", OUTLET),
        text="Walkout among packers reported",
        basis=Basis.READ,
    )
    result = traced(room, pack)
    cited = {(r.taker, r.giver) for r in result.relays if r.how is RelayKind.CITES}
    assert cited == {("c", "a"), ("c", "b")}
    (found,) = result.supports
    assert (found.at_least, found.at_most) == (1, 2)


def test_outlets_that_have_it_from_one_are_one_origin(pack):
    room = Newsroom()
    publish(room, "a", "Lantern Daily", "2019-06-03", ("Harbour Wire", OUTLET), ("Delta Wire", OUTLET), after=[("Lee Chol", PERSON)])  # fmt: skip
    found = support(room, pack)
    assert (found.at_least, found.at_most) == (1, 1)
    assert {path[1] for path in found.origins[0].paths} <= {"Harbour Wire", "Delta Wire"}


def test_an_unnamed_source_of_both_is_one(pack):
    room = Newsroom()
    publish(room, "a", "Lantern Daily", "2019-06-03", ("Harbour Wire", OUTLET), ("Delta Wire", OUTLET), after=[("unnamed diplomat", LinkKind.UNNAMED)])  # fmt: skip
    found = support(room, pack)
    assert (found.at_least, found.at_most) == (1, 1)


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_in_which_they_are_named_changes_no_count(pack, turned):
    room = Newsroom()
    members = [("police", BODY), ("Lee Chol", PERSON), ("Ivo Sand", PERSON)]
    publish(room, "a", "Harbour Wire", "2019-06-01", *(members[::-1] if turned else members))
    publish(room, "b", "Delta Wire", "2019-06-02", ("Lee Chol", PERSON), ("the ministry", BODY))
    found = support(room, pack)
    assert (found.at_least, found.at_most) == (1, 4)


def test_one_who_tells_it_alone_is_traced_as_ever(pack):
    alone, group = Newsroom(), Newsroom()
    says = Says(text=STRIKE, basis=Basis.TOLD, chain=(("police", BODY),), **DAY)
    alone.publish("a", "Harbour Wire", "2019-06-01", says)
    publish(group, "a", "Harbour Wire", "2019-06-01", ("police", BODY))
    assert encode(support(alone, pack).at_most) == encode(support(group, pack).at_most) == b"1"
