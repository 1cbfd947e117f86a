"""Names held against lists: what is suggested, from which list, as of which day."""

from __future__ import annotations

import pytest

from secondsource.model import PartialDate, Truth
from secondsource.screen import Kind, Register
from secondsource.screen.index import Index
from secondsource.screen.likeness import likeness

from .lists import OFAC, entry, made, snapshot


@pytest.fixture(scope="module")
def register(pack):
    lists = [
        snapshot("un_2017-01-10.xml"),
        snapshot("un_2018-10-29.xml"),
        snapshot(*OFAC, as_of="2021-07-01"),
        snapshot("targets.nested.json"),
    ]
    return Register(lists, pack)


@pytest.mark.parametrize(
    ("name", "kind", "refs"),
    [
        ("Example Lantern Trading", Kind.BODY, {"ftm:test_invented_list:test-001", "ofac:101", "un:TESTe.009"}),
        ("하룡석", Kind.PERSON, {"ftm:test_invented_list:test-002", "ofac:102", "un:TESTi.001"}),
        ("Ha Ryong-sok", Kind.PERSON, {"ftm:test_invented_list:test-002", "ofac:102", "un:TESTi.001"}),
        ("Renamed (IMO 0000029)", Kind.SHIP, {"ftm:test_invented_list:test-004", "ofac:103", "un:TESTe.009"}),
        ("P 999", Kind.AIRCRAFT, {"ofac:104"}),
        ("Mansudae Overseas Projects", Kind.BODY, {"un:KPe.050", "pack:MANSUDAE"}),
        ("Example Lantern Construction", Kind.BODY, set()),
        ("Ha Ryong Sok", Kind.BODY, set()),
        ("Lantern", Kind.PERSON, set()),
        ("", Kind.BODY, set()),
    ],
)
def test_entries_of_the_right_kind_are_suggested(name, kind, refs, register):
    assert {s.ref for s in register.suggest(name, kind)} == refs


def test_an_old_name_is_kept_when_a_newer_list_drops_it(pack):
    register = Register(
        [made("2019-01-01", entry("1", "Old Lantern Bank")), made("2020-01-01", entry("1", "New Lantern Bank"))], pack
    )
    (found,) = register.suggest("Old Lantern Bank", Kind.BODY)
    assert found.name == "New Lantern Bank"


def test_where_an_entry_stood_names_the_snapshots(register):
    (found,) = [s for s in register.suggest("Example Lantern Trading", Kind.BODY) if s.list == "un"]
    ((which, stood),) = register.standing(found, PartialDate("2017-06"))
    assert (which, stood.on) == ("un", Truth.UNKNOWN)
    assert stood.speaks == ("2017-01-10", "2018-10-29")


def test_the_packs_record_speaks_only_where_no_list_does(register):
    (found,) = [s for s in register.suggest("Mansudae Overseas Projects", Kind.BODY) if s.list == "pack"]
    assert [which for which, _ in register.standing(found, PartialDate("2018"))] == ["us"]
    alone = Register([], register.pack)
    (found,) = alone.suggest("Mansudae Overseas Projects", Kind.BODY)
    stood = dict(alone.standing(found, PartialDate("2018")))
    assert stood["un"].on is Truth.MET
    assert "record" in stood["un"].why


def test_every_name_of_the_pack_finds_its_body(pack):
    register = Register([], pack)
    for entity in pack.entities.values():
        for name in (entity.name, *entity.aliases):
            assert f"pack:{entity.id}" in {s.ref for s in register.suggest(name, Kind.BODY)}, name


@pytest.mark.parametrize("name", ["Samsung Construction", "Bank of Korea", "Office 38", "Korea", "Trading Company"])
def test_names_of_others_suggest_nothing(name, pack):
    assert Register([], pack).suggest(name, Kind.BODY) == ()


def test_the_index_finds_what_comparing_all_finds():
    names = ["Korea Namgang Trading", "Namgang Construction", "남강무역", "Silver Star Network", "Silverstar Network LLC", "Office 39", "39호실", "Ministry of State Security", "State Security Ministry", "2nd Economic Committee", "Second Economic Committee", "Taesong Bank", "Korea Daesong Bank", "Первый Лантерн Банк"]  # fmt: skip
    index = Index([("made", entry(str(n), name)) for n, name in enumerate(names)])
    for name in names:
        found = {names[int(f.entry.id)] for f in index.find(name, Kind.BODY)}
        assert found == {other for other in names if likeness(name, other, Kind.BODY).score >= 0.86}, name
