from __future__ import annotations

from secondsource.publish.rules import rule_line, rule_lines
from secondsource.subjects import Subject


def test_rules_stand_once_in_the_order_of_the_pack_and_then_those_that_have_left_it(pack: Subject) -> None:
    two = list(pack.provisions)[:2]
    lines = rule_lines({"ZZ-2", two[1], "ZZ-1", two[0]}, pack)
    assert [line.anchor for line in lines] == [f"rule-{p}" for p in (*two, "ZZ-1", "ZZ-2")]


def test_a_rule_that_has_left_the_pack_is_named_and_never_called_verified(pack: Subject) -> None:
    line = rule_line("ZZ/1", pack)
    assert (line.name, line.anchor, line.verified) == ("ZZ/1", "rule-ZZ-1", False)
    assert line.verification


def test_every_rule_of_the_pack_says_what_it_is_without_underscores_or_bare_dates(pack: Subject) -> None:
    for identifier in pack.provisions:
        line = rule_line(identifier, pack)
        assert line.name and line.citation and line.summary, identifier
        assert "_" not in line.force + line.who + line.in_force, identifier
        assert not line.in_force or line.in_force.startswith("in force "), identifier
        assert "-0" not in line.in_force and "../" not in line.in_force, identifier
