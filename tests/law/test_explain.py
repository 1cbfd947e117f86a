"""A finding told point by point."""

from __future__ import annotations

from secondsource.law import check, event_of, explain

TOLD = ("asserted", "told", "unnamed")


def test_every_element_stands_in_the_table_with_its_words(case, pack):
    made = case("WORK_PRESENCE", [("North Korean builders work in Doha", *TOLD)], "work", when="2019-12", country="QA")
    event = event_of(made.claim, made.readings, made.support, pack)
    (finding,) = check(event, pack, [pack.provisions["UN-2397-8"]])
    text = explain(finding, pack, lambda ref: made.words([ref])[0])
    assert "“North Korean”" in text
    assert all(element.text in text for element in finding.elements)
    assert "duty running if it happened 2019-12-01 to 2019-12-22" in text
    assert "2019-12-22" in text
    assert "not legal advice" in text
    assert "r0 0–12" in explain(finding, pack)


def test_every_outcome_can_be_explained(pack):
    from pathlib import Path

    import yaml

    from secondsource.law import event_from

    cases = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))["cases"]
    seen = set()
    for one in cases[::4]:
        for finding in check(event_from(one, pack), pack):
            text = explain(finding, pack)
            assert finding.sentence in text
            assert "None" not in text
            seen.add(finding.outcome)
    assert len(seen) >= 8
