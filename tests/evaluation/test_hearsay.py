"""The gold of hearsay chains, and how it is held against what was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import hearsay
from secondsource.read.sources import registry
from secondsource.subjects import load


@pytest.mark.parametrize("half", hearsay.HALVES)
def test_every_link_stands_in_its_text_and_no_outlet_is_real(half: str):
    known = registry(load())
    for row in hearsay.rows(half):
        low = row["text"].lower()
        assert row["content"].lower() in low
        assert all(link.lower() in low for link in row["chain"])
        assert [source.name for _, source in known.within(row["text"]) if source.kind == "outlet"] == []


def test_the_halves_share_no_sentence():
    first, second = ({row["text"] for row in hearsay.rows(half)} for half in hearsay.HALVES)
    assert len(first) == 120 and len(second) == 100 and not first & second


@pytest.mark.parametrize(
    ("gold", "read", "is_one"),
    [
        ("welder", "unnamed welder (Quay Courier)", True),
        ("Quay Courier", "Quay Courier", True),
        ("two night watchmen", "unnamed two night watchmen", True),
        ("Quay Courier", "Gulf Tribune", False),
        ("foreman", "driver (foreman)", False),
    ],
)
def test_links_are_one_by_their_words(gold: str, read: str, is_one: bool):
    assert hearsay.same(gold, read) is is_one


@given(st.lists(st.sampled_from("abcd"), max_size=5))
def test_a_chain_has_all_its_own_links(chain: list[str]):
    assert hearsay.in_order(chain, chain) == len(chain)
    assert hearsay.in_order(chain, []) == 0


def test_a_chain_is_that_of_the_statement_that_tells_it():
    reader = hearsay.default_reader(hearsay.load())
    text = "Sixty cooks went home, a driver said. The Quay Courier reported that forty men stopped work."
    statements = reader.read(hearsay._report(text)).statements
    assert hearsay.chain_of(statements, text, "forty men stopped work") == ["Quay Courier"]
    assert hearsay.chain_of((), text, "forty men stopped work") == []
