"""FollowTheMoney lines: only who is listed is taken."""

from __future__ import annotations

import json
from datetime import date

import pytest

from secondsource.screen import BrokenList, Kind, ftm

from .lists import content

LIST = content("targets.nested.json")


def line(identifier: str, schema: str, **properties: object) -> bytes:
    return json.dumps({"id": identifier, "schema": schema, "properties": properties}).encode() + b"\n"


def test_who_is_listed_is_taken_and_relatives_are_not():
    found = ftm.parse(LIST)
    assert [entry.id for entry in found.entries] == ["test-001", "test-002", "test-004"]
    assert found.list == "ftm:test_invented_list"
    assert found.as_of == date(2021, 7, 1)
    company, person, ship = found.entries
    assert (company.kind, company.listed) == (Kind.BODY, "2019-05-03")
    assert [n.weak for n in person.names] == [False, True]
    assert ship.imo == ("0000029",)


def test_sanctions_on_lines_of_their_own_are_joined():
    data = line("a", "Person", name=["A B"], topics=["role.pep"]) + line(
        "b", "Person", name=["C D"], topics=["role.pep"]
    )
    data += line("s", "Sanction", entity=["a"], startDate=["2020-02-03"])
    (entry,) = ftm.parse(data).entries
    assert (entry.id, entry.listed) == ("a", "2020-02-03")


def test_a_file_without_topics_is_taken_whole():
    assert len(ftm.parse(line("a", "Company", name=["A"]) + line("b", "Vessel", name="B")).entries) == 2


def test_bad_lines_are_told_and_the_rest_is_read():
    found = ftm.parse(
        line("a", "Company", name=["A"]) + b"{nonsense}\n" + b"[" * 100_000 + b"\n" + line("b", "Company", name=["B"])
    )
    assert len(found.entries) == 2
    assert len(found.aside) == 2


@pytest.mark.parametrize(
    "data", [LIST[:-100], line("a", "Address", full=["1 Street"]), line("a", "Company") + b'{"id": ']
)
def test_what_is_cut_short_or_lists_nobody_is_refused(data):
    with pytest.raises(BrokenList):
        ftm.parse(data)
