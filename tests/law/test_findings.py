"""Which findings of a claim are shown."""

from __future__ import annotations

from secondsource.law import findings
from secondsource.model import Outcome, Truth, codec

TOLD = ("asserted", "told", "unnamed")


def of(case, pack, kind, sentence, trigger, *, how=TOLD, **more):
    made = case(kind, [(sentence, *how)], trigger, **more)
    return made, {f.provision: f for f in findings([made.claim], made.traced, made.readings, pack)}


def test_builders_after_the_deadline(case, pack):
    made, found = of(
        case, pack, "WORK_PRESENCE", "North Korean builders work in Doha", "work", when="2021-05", country="QA"
    )
    finding = found["UN-2397-8"]
    assert finding.outcome is Outcome.BREACH_IF_CONFIRMED
    assert "if confirmed" in finding.sentence
    assert "2019-12-22" in finding.sentence
    nationality = next(e for e in finding.elements if e.fact == "worker.nationality")
    assert nationality.truth is Truth.MET
    assert made.words(nationality.refs) == ["North Korean"]
    assert found["ILO-C029"].outcome is Outcome.CONDITIONAL
    assert "RU-CC-200.1" not in found


def test_a_strike_before_any_rule_shows_that_none_was_in_force(case, pack):
    _, found = of(
        case, pack, "WORK_STOPPAGE", "North Korean builders stopped work", "stopped", when="2015-12", country="KW"
    )
    assert {name: f.outcome for name, f in found.items()} == {"UN-2397-8": Outcome.NOT_IN_FORCE}


def test_a_denial_shows_that_the_claim_denies(case, pack):
    _, found = of(
        case,
        pack,
        "WORK_PRESENCE",
        "No North Korean builders work here",
        "work",
        how=("denied", "told", "named"),
        when="2021-05",
    )
    assert found["UN-2397-8"].outcome is Outcome.NOT_APPLICABLE
    assert "denies" in found["UN-2397-8"].sentence


def test_a_claim_without_a_country_is_not_held_against_every_country(case, pack):
    _, found = of(case, pack, "WORK_AUTHORISATION", "Permits were renewed for North Koreans", "renewed", country=None)
    assert {pack.provisions[name].jurisdiction for name in found} <= {"UN", "US"}
    assert found["UN-2375-17"].turns_on == ("authorisation.contract_date",)


def test_a_provision_without_a_positive_indication_is_not_shown(case, pack):
    _, found = of(case, pack, "FLIGHT_OPERATION", "Air Koryo flew to Vladivostok", "flew")
    assert "UN-2270-21" not in found


def test_the_same_values_give_the_same_bytes(case, pack):
    made, _ = of(case, pack, "WORK_PRESENCE", "North Korean builders work", "work")
    once, twice = (codec.encode(findings([made.claim], made.traced, made.readings, pack)) for _ in range(2))
    backwards = codec.encode(findings([made.claim], made.traced, made.readings[::-1], pack))
    assert once == twice == backwards
