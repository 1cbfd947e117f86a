from collections import Counter

import pytest

from secondsource.trace.ecology import Manner, Settings, World, made, rendered


def test_a_world_is_the_same_for_the_same_seed_and_another_for_another():
    assert made(Settings(reports=80, seed=3)) == made(Settings(reports=80, seed=3))
    assert made(Settings(reports=80, seed=3)) != made(Settings(reports=80, seed=4))


def test_it_has_as_many_reports_as_asked_for_in_order_of_publication():
    world = made(Settings(reports=300, seed=1))
    assert len(world.reports) == 300
    assert [r.day for r in world.reports] == sorted(r.day for r in world.reports)
    assert sorted(r.number for r in world.reports) == list(range(300))


@pytest.mark.parametrize("wrong", [{"reports": 9}, {"reports": 2_000_001}, {"copies": 1.5}, {"missing": -0.1}])
def test_settings_beyond_their_range_are_refused(wrong):
    with pytest.raises(ValueError, match=r"reports|copies|missing"):
        Settings(**wrong)


def test_takers_come_after_their_givers_from_another_outlet():
    world = made(Settings(reports=500, seed=2))
    for report in world.reports:
        if report.giver is not None and report.withdraws is None:
            giver = world.by_number[report.giver]
            assert (giver.event, giver.day <= report.day) == (report.event, True)
            assert giver.outlet != report.outlet


def test_shares_are_about_what_was_asked_for():
    world = made(
        Settings(reports=4000, seed=5, takers=0.8, copies=0.5, translators=0.0, hearsay=0.0, unsaid=0.25, missing=0.2)
    )
    takers = [r for r in world.reports if r.giver is not None]
    manners = Counter(r.manner for r in takers)
    assert 0.4 < manners[Manner.COPIES] / len(takers) < 0.6
    assert 0.2 < sum(not r.says for r in takers) / len(takers) < 0.3
    assert 0.15 < sum(not r.present for r in world.reports) / 4000 < 0.25


def test_the_truth_counts_origins_and_not_those_that_rest_on_others():
    world = made(Settings(reports=400, seed=7, missing=0, retractions=0, hidden=0))
    hidden = made(Settings(reports=400, seed=7, missing=0, retractions=0, hidden=1))
    assert max(world.independent(e.number) for e in world.events) >= 2
    assert {hidden.independent(e.number) for e in hidden.events} == {1}
    for event in world.events:
        assert 1 <= world.independent(event.number) <= len(event.origins)


def test_what_is_withdrawn_counts_no_more_nor_what_was_taken_from_it():
    world = made(Settings(reports=2000, seed=11, retractions=1, missing=0))
    back = [r for r in world.reports if r.withdraws is not None]
    assert back
    for report in back:
        assert report.withdraws in world.withdrawn
        takers = [r.number for r in world.reports if r.giver == report.withdraws]
        assert set(takers) <= world.withdrawn
    without = World(world.settings, world.events, tuple(r for r in world.reports if r.withdraws is None))
    assert sum(world.independent(e.number) for e in world.events) < sum(
        without.independent(e.number) for e in world.events
    )


def test_loops_close_at_the_outlet_that_began():
    world = made(Settings(reports=2000, seed=13, loops=1, missing=0, retractions=0))
    closing = [
        r
        for r in world.reports
        if r.giver is not None
        and world.origin_of(r)
        and world.by_number[r.giver].giver is not None
        and world.by_number[world.by_number[r.giver].giver].outlet == r.outlet
    ]
    assert closing


def test_rendered_readings_point_at_their_own_words():
    world = made(Settings(reports=200, seed=17, retractions=0.5))
    readings, claims = rendered(world)
    assert len(readings) == sum(r.present for r in world.reports)
    assert sum(len(c.mentions) for c in claims) == len(readings)
    for reading in readings:
        (statement,) = reading.statements
        (mention,) = reading.mentions
        assert statement.hull.covers(mention.trigger)
        for link in statement.chain.links:
            assert link.span.of(reading.report.text) == link.name
        assert str(int(mention.quantities[0].range.low or 0)) in statement.hull.of(reading.report.text)


def test_a_copy_shares_words_with_its_giver_and_a_retelling_does_not():
    world = made(Settings(reports=300, seed=19, missing=0, translators=0, copies=0.5, mutations=0, retractions=0))
    readings, _ = rendered(world)
    text = {int(r.report.name.split()[1]): set(r.report.text.split("\n\n")[1].split(". ")) for r in readings}
    shared = {m: [] for m in (Manner.COPIES, Manner.CITES)}
    for report in world.reports:
        if report.giver is not None and report.manner in shared:
            shared[report.manner].append(len(text[report.number] & text[report.giver]))
    assert min(shared[Manner.COPIES]) >= 1
    assert max(shared[Manner.CITES]) == 0
