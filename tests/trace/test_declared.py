from dataclasses import replace

from secondsource.join import join
from secondsource.model import How, Known, Reading, RelayKind, Report, Translation
from secondsource.trace.case import Case
from secondsource.trace.declared import declared
from secondsource.trace.versions import versions


def report(identifier, text, **more):
    day = Known(value="2016-06-09", how=How.GIVEN, why="given")
    return Report(
        id=identifier, capture=identifier * 64, part=0, name=f"name of {identifier}", text=text, published=day, **more
    )


def case_of(pack, *reports):
    readings = [Reading(report=r, statements=(), mentions=()) for r in reports]
    return Case(readings, join(readings, pack), pack)


def test_an_original_is_known_by_id_or_by_name(pack):
    original = report("a", "Robotnicy odmówili pracy.")
    for of in ("a", "name of a"):
        other = report(
            "b", "Workers refused to work.", translation=Translation(of=of, translator="office", machine=True)
        )
        (relay,) = declared(case_of(pack, original, other))
        assert (relay.taker, relay.giver, relay.how) == ("b", "a", RelayKind.TRANSLATES)
        assert "translated by office, a program" in relay.why


def test_without_its_original_a_translation_stands_for_itself(pack):
    lone = report("b", "Workers refused to work.", translation=Translation(of="gone", translator="office"))
    assert declared(case_of(pack, lone)) == []
    assert declared(case_of(pack, replace(lone, translation=Translation(of="b", translator="office")))) == []


def test_a_translation_is_no_version_of_its_original(pack):
    outlet = Known(value="Gazeta", how=How.GIVEN, why="given")
    url = Known(value="https://gazeta.example/1", how=How.GIVEN, why="given")
    one = report("a", "Robotnicy odmówili pracy.", outlet=outlet, url=url)
    two = report("b", "Workers refused.", outlet=outlet, url=url, translation=Translation(of="a", translator="office"))
    assert versions([one, two], pack) == {}
