"""A name held against the pack's bodies as of a day."""

from __future__ import annotations

from datetime import date

import pytest

from secondsource.model import Truth
from secondsource.screen import names_of, screen

DAY = date(2018, 1, 1)


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Namgang Trading", "NAMGANG_T"),
        ("Namgang Construction Company", "NAMGANG_C"),
        ("남강무역", "NAMGANG_T"),
        ("Koryo Air", "AIRKORYO"),
        ("Office 39", "OFFICE39"),
        ("Ministry of State Security", "MSS"),
        ("Kumrung Construction", "KUMRUNG"),
        ("Taebo Construction Corp.", "MIRAE"),
    ],
)
def test_the_body_meant_comes_first(name, entity, pack):
    assert [candidate.entity for candidate in screen(name, DAY, pack)][:1] == [entity]


@pytest.mark.parametrize("name", ["Samsung Construction", "Bank of Korea", "Office 38", "Kim Yong Su", "Korea", ""])
def test_names_of_others_suggest_nothing(name, pack):
    assert screen(name, DAY, pack) == ()


def test_every_name_of_the_pack_finds_its_body(pack):
    for entity in pack.entities.values():
        for name in names_of(entity):
            assert entity.id in {candidate.entity for candidate in screen(name, DAY, pack)}, name


def test_a_candidate_says_since_when_it_is_listed(pack):
    (found,) = screen("Mansudae Overseas Project", date(2017, 8, 4), pack)
    un = next(row for row in found.lists if row.list == "un")
    assert un.on is Truth.FAILED
    assert un.since == "2017-08-05"
    assert found.why
