from __future__ import annotations

from secondsource.publish.names import country, kind
from secondsource.subjects import Subject


def test_a_country_is_named_and_a_code_nobody_names_stays(pack: Subject) -> None:
    assert country("KW", pack) == "Kuwait"
    assert country("KP", pack) == "DPRK"
    assert country("ZZ", pack) == "ZZ"


def test_every_host_and_every_kind_of_event_of_the_pack_has_a_name(pack: Subject) -> None:
    assert all(country(code, pack) != code for code in pack.hosts)
    assert all(kind(identifier, pack) != identifier for identifier in pack.event_types)


def test_a_kind_of_event_that_has_left_the_pack_is_still_said_in_words(pack: Subject) -> None:
    assert kind("ROOF_COLLAPSE", pack) == "Roof collapse"
