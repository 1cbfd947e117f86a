"""The UN's XML, and what it may not do to whoever reads it."""

from __future__ import annotations

from datetime import date

import pytest

from secondsource.screen import BrokenList, Kind, NotAList, un

from .lists import content

LIST = content("un_2018-10-29.xml")


def test_entries_names_days_and_the_day_of_the_file():
    found = un.parse(LIST)
    assert found.list == "un"
    assert found.as_of == date(2018, 10, 29)
    by_id = {entry.id: entry for entry in found.entries}
    assert sorted(by_id) == ["KPe.025", "KPe.050", "TESTi.001"]
    person = by_id["TESTi.001"]
    assert (person.kind, person.listed) == (Kind.PERSON, "2016-03-02")
    assert [name.text for name in person.names] == ["HA RYONG SOK", "하룡석", "Ha Yong-seok"]
    assert "Invented minister" in person.about
    assert "KKBC" in [name.text for name in by_id["KPe.025"].names]
    assert by_id["KPe.050"].listed == "2017-08-05"


def test_ships_in_the_remarks_lead_to_the_entry():
    entry = next(e for e in un.parse(content("un_2017-01-10.xml")).entries if e.id == "TESTe.009")
    assert entry.imo == ("0000029",)


def test_empty_aliases_are_no_names():
    entry = next(e for e in un.parse(content("un_2017-01-10.xml")).entries if e.id == "TESTi.001")
    assert all(name.text for name in entry.names)


def test_other_encodings_are_read():
    data = LIST.decode().replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
    assert un.parse(data).entries == un.parse(LIST).entries


def test_an_entry_without_a_name_is_told_and_the_rest_is_read():
    data = LIST.replace(b"<FIRST_NAME>MANSUDAE OVERSEAS PROJECT GROUP OF COMPANIES</FIRST_NAME>", b"").replace(
        b"Mansudae Art Studio", b""
    )
    found = un.parse(data)
    assert len(found.entries) == 2
    assert "4" in found.aside[0]


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><CONSOLIDATED_LIST><ENTITY><FIRST_NAME>&b;</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]><CONSOLIDATED_LIST><ENTITY><DATAID>1</DATAID><FIRST_NAME>&a;</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>'


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, OUTSIDE.decode().encode("utf-16"), b"<other/>"])
def test_what_declares_entities_or_is_another_document_is_refused(data):
    with pytest.raises((NotAList, BrokenList)):
        un.parse(data)


@pytest.mark.parametrize(
    "data", [LIST[:1500], LIST[:-30], b"<CONSOLIDATED_LIST/>", b"<", LIST.replace(b"MANSUDAE", b"MANS\xff")]
)
def test_a_damaged_list_is_named_as_such(data):
    with pytest.raises(BrokenList, match="anew"):
        un.parse(data)
