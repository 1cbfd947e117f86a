import pytest

from secondsource.trace.ecology import Settings, made, rendered
from tests.growing import Growing, derived_again, derived_anew, walked


@pytest.mark.parametrize(
    "seed", [*range(8), 128]
)  # in 128 a report of a source that tells no claim of the taker makes a difference
def test_deriving_again_gives_what_deriving_all_anew_gives(seed, pack):
    for case, _ in walked(seed, pack):
        for kind, wanted in derived_anew(case).items():
            assert case.all(kind) == wanted, kind.__name__


def test_only_the_neighbourhood_is_traced_again(pack):
    readings, _ = rendered(made(Settings(reports=500, seed=5, outlets=40)))
    case = Growing(pack)
    by_id = {r.report.id: r for r in readings}
    new = readings[-3:]
    derived_again(case, case.step({i: r for i, r in by_id.items() if r not in new}, (), whole=True))
    got = derived_again(case, case.step(by_id, ()))
    assert got.touched["reports traced"] < got.touched["reports"] / 5
    assert got.touched["claims looked at"] < got.touched["claims"] / 5
    assert len([key for key in got.kept if key.startswith("report:")]) <= got.touched["reports traced"]


def test_nothing_new_touches_nothing(pack):
    readings, _ = rendered(made(Settings(reports=60, seed=6)))
    case = Growing(pack)
    every = {r.report.id: r for r in readings}
    derived_again(case, case.step(every, (), whole=True))
    got = derived_again(case, case.step(every, ()))
    assert (got.touched["reports traced"], got.touched["claims looked at"]) == (0, 0)
    assert got.loops.whole is None and got.figures.whole is None and not got.relays.rows and not got.supports.rows


def test_what_was_kept_may_be_lost_or_spoilt(pack):
    readings, _ = rendered(made(Settings(reports=60, seed=7)))
    case = Growing(pack)
    every = {r.report.id: r for r in readings}
    derived_again(case, case.step({i: every[i] for i in sorted(every)[:40]}, (), whole=True))
    case.kept["trace"]["runs"] = b"short"
    case.kept["weigh"] = {"claim:c1": b"{"}
    case.kept.pop("law")
    derived_again(case, case.step(every, ()))
    for kind, wanted in derived_anew(case).items():
        assert case.all(kind) == wanted, kind.__name__
