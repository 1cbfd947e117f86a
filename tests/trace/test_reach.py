import pytest

from secondsource.model import Basis, LinkKind
from tests.growing import Growing, derived_again, derived_anew
from tests.newsroom import Newsroom, Says


def told(when="2019-05-03", place="Harbin", country="CN", **more):
    return Says(text="Strike of 40 workers in Harbin", when=when, place=place, country=country, **more)


CITING = {"chain": (("Quay Letter", LinkKind.OUTLET),), "basis": Basis.READ}
OTHER = Says(text="Raid at a mill in Vladivostok", type="RAID", when="2019-04-01", place="Vladivostok", country="RU")
LIKE = Says(text="Strike of 40 workers in Omsk", when="2018-01-01", place="Omsk", country="RU")


@pytest.mark.parametrize(
    ("first", "reached"),
    [
        pytest.param(told(), False, id="the source tells a claim of the taker's"),
        pytest.param(OTHER, True, id="the source tells none of them"),
    ],
)
def test_a_report_is_traced_again_for_another_report_of_its_source_only_if_that_can_be_the_one_it_cites(
    first, reached, pack
):
    room = Newsroom()
    room.publish("a", "Quay Letter", "2019-05-04", first)
    room.publish("b", "Paper B", "2019-05-09", told(**CITING))
    case = Growing(pack)
    derived_again(case, case.step({r.report.id: r for r in room.readings}, (), whole=True))
    room.publish("c", "Quay Letter", "2019-05-06", LIKE)
    got = derived_again(case, case.step({r.report.id: r for r in room.readings}, ()))
    assert len(case.found) == (2 if first.type == LIKE.type else 3)
    assert ("b" in got.relays.rows) is reached
    for kind, wanted in derived_anew(case).items():
        assert case.all(kind) == wanted, kind.__name__


def test_a_report_published_long_after_is_not_traced_again(pack):
    room = Newsroom()
    room.publish("a", "Quay Letter", "2019-01-04", OTHER)
    room.publish("b", "Paper B", "2019-05-09", told(**CITING))
    case = Growing(pack)
    derived_again(case, case.step({r.report.id: r for r in room.readings}, (), whole=True))
    room.publish("c", "Quay Letter", "2019-01-06", LIKE)
    got = derived_again(case, case.step({r.report.id: r for r in room.readings}, ()))
    assert "b" not in got.relays.rows
