from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from secondsource.desk.facets import MOST, Choice, Choices, Facets
from secondsource.desk.listing import FACETS, Row, Wish, chosen
from secondsource.model import Factuality
from tests.desk.holding import client_of, page
from tests.desk.test_listing import ROW, WISHES, rows
from tests.desk.told import several
from tests.publish.made import made

PARTS = {
    "type": ("kinds",),
    "country": ("countries",),
    "support": ("supports",),
    "law": ("laws",),
    "outlet": ("outlets",),
    "grade": ("letters", "digits", "grades"),
    "factuality": ("factualities",),
    "language": ("languages",),
    "reviewed": ("reviews",),
}


def offered(choices: Choices, facet: str) -> tuple[Choice, ...]:
    return tuple(choice for part in PARTS[facet] for choice in getattr(choices, part))


def test_every_facet_is_offered() -> None:
    assert set(PARTS) == set(FACETS)


@given(rows(), WISHES)
def test_a_choice_counts_what_it_would_leave_beside_all_else(every: list[Row], wish: Wish) -> None:
    facets = Facets.of(every)
    found = facets.beside(wish)
    for facet in FACETS:
        for choice in offered(found, facet):
            assert choice.claims == len(chosen(every, replace(wish, **{facet: choice.value}))), (facet, choice)
    assert facets.beside(wish) == found


@given(rows(), WISHES)
def test_nothing_that_would_leave_something_is_missing(every: list[Row], wish: Wish) -> None:
    found = Facets.of(every).beside(wish)
    for facet, values in FACETS.items():
        left = {value for row in chosen(every, replace(wish, **{facet: ""})) for value in values(row)}
        asked = {getattr(wish, facet)} - {""}
        there = {choice.value for choice in offered(found, facet)}
        assert left | asked <= there
        assert there - left - asked <= ({"0", "1", "2"} if facet == "support" else {"yes", "some", "no"})


def test_values_of_most_claims_are_offered_and_others_can_be_asked_for() -> None:
    many = [replace(ROW, id=f"c{n}", outlets=("Harbour Wire", f"Paper {n:04}")) for n in range(MOST + 5)]
    facets = Facets.of(many)
    found = facets.beside(Wish()).outlets
    assert len(found) == MOST and Choice("Harbour Wire", "Harbour Wire", MOST + 5) in found
    last = f"Paper {MOST + 4:04}"
    assert Choice(last, last, 1) in facets.beside(Wish(outlet=last)).outlets


def test_choices_are_said_in_plain_words() -> None:
    every = [replace(ROW, factualities=(f.value,), languages=("ko", "xx"), grade="A1") for f in Factuality]
    found = Facets.of(every).beside(Wish())
    assert [c.name for c in found.factualities][:3] == ["stated as fact", "denied", "told as rumour"]
    assert {c.name for c in found.languages} == {"Korean", "xx"}
    assert found.letters[0].name == "A: reliable" and found.grades[0].name == "A1"
    assert found.digits[0].name == "1: confirmed by other independent origins"
    assert [c.name for c in found.reviews] == ["every statement", "some statements", "no statement"]


def test_the_form_counts_beside_what_is_asked_and_keeps_it() -> None:
    client = client_of(several())
    root = page(client, "/?type=WORK_PRESENCE")
    assert root.xpath('//select[@id="country"]/option/text()')[0] == "any"
    assert {o.partition(" (")[2] for o in root.xpath('//select[@id="country"]/option[position() > 1]/text()')} == {"1)"}
    assert "Desertion (1)" in root.xpath('//select[@id="type"]/option/text()')
    assert not root.xpath("//details[@open]")
    for query in ("grade=-", "factuality=asserted", "language=en", "reviewed=no", "law=-", "since=2016-01-01"):
        name, _, value = query.partition("=")
        root = page(client, f"/?{query}")
        assert root.xpath("//details[@open]"), query
        assert root.xpath(f'//*[@id="{name}"]//option[@selected]/@value | //input[@id="{name}"]/@value') == [value]


@pytest.mark.parametrize("address", ["/", "/timeline", "/map", "/network"])
def test_every_page_of_claims_takes_the_new_facets(address: str) -> None:
    client = client_of(made())
    for query in ("grade=F", "grade=f", "factuality=denied", "language=ko", "reviewed=no"):
        assert "No claim fits" not in page(client, f"{address}?{query}").text_content(), query
    for query in ("grade=A", "factuality=forecast", "language=ja", "reviewed=yes", "grade=%3Cscript%3E"):
        root = page(client, f"{address}?{query}")
        assert root.xpath('//form//option[@selected][contains(., "(0)")]'), query
