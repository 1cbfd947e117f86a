"""“Police and a witness”: several who tell it together are each a teller; and a surname alone is the person who was named before."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.model import Anonymity, Basis, LinkKind
from secondsource.model.telling import apart

from .made import statements

FLED = "fifty workers fled"


def members(text: str) -> list[str]:
    (found,) = statements(text)
    return [m.name for m in found.chain.links[-1].members]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"Police and a witness said that {FLED}.", ["Police", "unnamed witness (Harbour Paper)"]),
        (f"{FLED.capitalize()}, according to police and a witness.", ["police", "unnamed witness (Harbour Paper)"]),
        (f"Both Reuters and AFP reported that {FLED}.", ["Reuters", "Agence France-Presse"]),
        (f"Reuters, AFP and Yonhap reported that {FLED}.", ["Reuters", "Agence France-Presse", "Yonhap News Agency"]),
        (f"Lee Chol-su and Park Jin-hee said that {FLED}.", ["Lee Chol-su", "Park Jin-hee"]),
        (f"Kim Min-ho and Lee Chol told Reuters that {FLED}.", ["Kim Min-ho", "Lee Chol"]),
        (f"According to Kim Min-ho, a manager, and Lee Chol, {FLED}.", ["Kim Min-ho", "Lee Chol"]),
        (f"Ivo Sand, a manager, and Peter Voss told Reuters that {FLED}.", ["Ivo Sand", "Peter Voss"]),
        (f"Yonhap and, separately, Kyodo reported that {FLED}.", ["Yonhap News Agency", "Kyodo News"]),
        (f"Seoul and Washington said that {FLED}.", ["Seoul", "Washington"]),
        (f"Police and pastor Peter Chung said that {FLED}.", ["Police", "Peter Chung"]),
    ],
)
def test_each_of_those_who_tell_it_together_is_a_teller(text: str, names: list[str]) -> None:
    assert members(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"The Food and Agriculture Organization said that {FLED}.", "Food and Agriculture Organization"),
        (f"The Ministry of Labour and Social Protection said that {FLED}.", "Ministry of Labour and Social Protection"),
        (f"Activist and pastor Peter Chung said that {FLED}.", "Peter Chung"),
        (f"Analysts and officials said that {FLED}.", "unnamed analysts and officials (Harbour Paper)"),
        (f"Kim Min-ho, a manager and an activist, said that {FLED}.", "Kim Min-ho"),
    ],
)
def test_one_with_two_words_is_one_and_the_nameless_are_not_counted(text: str, name: str) -> None:
    (found,) = statements(text)
    assert not found.chain.links[-1].members
    assert found.chain.names[-1] == name


def test_whoever_of_them_speaks_on_speaks_alone_and_they_speak_together() -> None:
    first, second, third = statements(
        f"Police and a witness said that {FLED}. The witness added that they were beaten. They said two men were caught."
    )
    assert second.chain.names == ["unnamed witness (Harbour Paper)"]
    assert second.basis is Basis.WITNESSED
    assert third.chain == first.chain


def test_each_of_them_knows_in_a_way_of_his_own() -> None:
    (found,) = statements(f"Satellite images and a trader in Dandong show that {FLED}.")
    image, trader = apart(found)
    assert (image.basis, image.anonymity) == (Basis.SENSOR, Anonymity.NAMED)
    assert (trader.basis, trader.anonymity) == (Basis.TOLD, Anonymity.UNNAMED)
    assert image.id == trader.id == found.id


def test_whom_they_told_stands_before_each_of_them() -> None:
    (found,) = statements(f"A trader and Lee Chol told Reuters that {FLED}.")
    assert [one.chain.names for one in apart(found)] == [
        ["Reuters", "unnamed trader (Reuters)"],
        ["Reuters", "Lee Chol"],
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kim Min-ho told Reuters that they were not paid. Kim said two men fled.", ["Kim Min-ho"]),
        ("Researcher Cho Han-bum said that they were not paid. Cho added that two men fled.", ["Cho Han-bum"]),
        ("Kim Jong Un visited the site. Activist Kim Dong-chul said that fifty men fled. Kim said two were paid.", ["Kim Dong-chul"]),
        ("Lee Chol and Kim Min-ho said that they were not paid. Lee said two men fled.", ["Lee Chol"]),
        ("Andrei Lankov said that they were not paid. Lankov added that two men fled.", ["Andrei Lankov"]),
        ("Kim, a trader, told Daily NK that fifty workers fled.", ["Daily NK", "Kim"]),
    ],
)  # fmt: skip
def test_a_surname_alone_is_who_was_named_before_also_where_it_stands_first(text: str, names: list[str]) -> None:
    assert statements(text)[-1].chain.names == names


NAMES = ("Lee Chol", "Kim Min-ho", "Ivo Sand", "Reuters", "AFP", "police", "a witness", "a cook", "the ministry")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
def test_tellers_in_any_order_are_each_read_at_their_own_words(names: list[str]) -> None:
    who = ", ".join(names[:-1]) + " and " + names[-1]
    text = f"According to {who}, {FLED}."
    (found,) = statements(text)
    link = found.chain.links[-1]
    if link.members:
        spans = [m.span for m in link.members]
        assert spans == sorted(spans)
        assert not any(a.overlaps(b) for a, b in pairwise(spans))
        assert link.kind is LinkKind.GROUP
        assert len(apart(found)) == len(link.members) <= len(names)
        assert (spans[0].start, spans[-1].end) == (link.span.start, link.span.end)


def test_a_list_without_end_is_read_as_one() -> None:
    names = [f"{first}{second}ov {third}inski" for first in "ABDGKLMNPR" for second in "aeiou" for third in "BDGK"]
    (found, *_) = statements(f"{', '.join(names)} and Ivo Sand said that {FLED}.")
    assert not any(link.members for link in found.chain.links)
