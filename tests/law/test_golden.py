"""A golden case that does not hold is shown; one that is none is refused with a sentence."""

from __future__ import annotations

import pytest

from secondsource.law import BadCase, goldens, surprises

CASE = {
    "id": "G1",
    "event": {"type": "WORK_AUTHORISATION", "date": "2017-08-25", "country": "DZ", "factuality": "asserted"},
    "facts": {"worker.nationality": "KP", "authorisation.act": "grant", "authorisation.kind": "work_permit"},
    "expect": {"UN-2375-17": "not_in_force"},
}


def changed(**fields):
    return {"cases": [{**CASE, **fields}]}


def test_what_holds_gives_no_surprise(pack):
    (golden,) = goldens(changed(), pack)
    assert list(surprises(golden, pack)) == []


def test_another_outcome_is_shown_with_its_sentence(pack):
    (golden,) = goldens(changed(expect={"UN-2375-17": "breach"}), pack)
    (found,) = surprises(golden, pack)
    assert (found.case, found.provision, found.expected, found.found) == ("G1", "UN-2375-17", "breach", "not_in_force")
    assert "2017-09-11" in found.sentence


def test_a_conditional_that_turns_on_other_facts_is_shown(pack):
    facts = {"UN-2371-11": ["host.authorisations_outstanding"]}
    (golden,) = goldens(changed(expect={"UN-2371-11": "conditional"}, turns_on=facts), pack)
    (found,) = surprises(golden, pack)
    assert found.expected == "conditional (turns on host.authorisations_outstanding)"
    assert "host.authorisations_outstanding_2017_08_05" in found.found


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "a field “cases”"),
        ({"cases": ["G1"]}, "case 1: needs a mapping"),
        (changed(expect={}), "G1: expect: name at least one"),
        (changed(expect={"UN2375-17": "breach"}), "Did you mean “UN-2375-17”"),
        (changed(expect={"UN-2375-17": "broken"}), "“broken” for UN-2375-17 is no outcome; one of breach,"),
        (changed(turns_on={"UN-2375-17": "event.date"}), "needs a list of facts"),
        (changed(facts={"worker.nationalty": "KP"}), "Did you mean “worker.nationality”"),
        ({"cases": [CASE, CASE]}, "G1: two cases"),
    ],
)
def test_a_case_that_is_none_is_named(data, says, pack):
    with pytest.raises(BadCase, match=says):
        goldens(data, pack)
