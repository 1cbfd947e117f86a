"""OFAC's CSV files joined; what is cut short is refused, what is one bad row is told."""

from __future__ import annotations

import pytest

from secondsource.screen import BrokenList, Kind, NotAList, ofac

from .lists import OFAC, content

FILES = {
    "sdn": content("sdn.csv"),
    "alt": content("alt.csv"),
    "add": content("add.csv"),
    "comments": content("sdn_comments.csv"),
}


def entries(**files: bytes):
    return {entry.id: entry for entry in ofac.parse({**FILES, **files}).entries}


@pytest.mark.parametrize(("name", "part"), list(zip(OFAC, ("sdn", "alt", "add", "comments"), strict=True)))
def test_each_file_is_known_by_its_first_row(name, part):
    assert ofac.part_of(content(name)) == part


def test_kinds_names_and_numbers():
    found = entries()
    assert [found[i].kind for i in ("101", "102", "103", "104")] == [Kind.BODY, Kind.PERSON, Kind.SHIP, Kind.AIRCRAFT]
    assert [n.text for n in found["101"].names] == [
        "EXAMPLE LANTERN TRADING CO., LTD.",
        "LANTERN GENERAL TRADING",
        "LANTERN IMPEX",
    ]
    assert [n.weak for n in found["101"].names] == [False, False, True]
    assert found["103"].imo == ("0000029",)
    assert "OLD LANTERN" in [n.text for n in found["103"].names]
    assert found["102"].about == ("INVENTED, TEST", "Invented minister")
    assert "Nowhere" in found["101"].about
    assert all(entry.listed is None for entry in found.values())


def test_the_closing_control_character_is_no_row():
    assert FILES["sdn"].endswith(b"\x1a")
    assert len(entries()) == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding):
    text = FILES["sdn"].decode().replace("OLD LANTERN", "CAFÉ LANTERN")
    assert "CAFÉ LANTERN" in [n.text for n in entries(sdn=text.encode(encoding))["103"].names]


def test_a_bad_row_in_the_middle_is_told_and_the_rest_is_read():
    lines = FILES["sdn"].split(b"\r\n")
    found = ofac.parse({"sdn": b"\r\n".join([lines[0], b"7,nonsense", *lines[1:]])})
    assert len(found.entries) == 4
    assert "Line 2" in found.aside[0]


@pytest.mark.parametrize("cut", [5, 40, 60, 150])
def test_a_list_cut_short_is_refused(cut):
    with pytest.raises(BrokenList, match="anew"):
        ofac.parse({"sdn": FILES["sdn"].rstrip(b"\x1a\r\n")[:-cut]})


def test_alternate_names_of_another_day_are_told():
    found = ofac.parse({**FILES, "alt": b'999,1,"aka","NOBODY",-0- \r\n'})
    assert "999" in found.aside[0]


def test_parts_without_the_main_file_are_no_list():
    with pytest.raises(NotAList, match=r"sdn\.csv"):
        ofac.parse({"alt": FILES["alt"]})
