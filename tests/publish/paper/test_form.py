from __future__ import annotations

import pytest

from secondsource.publish.paper.form import Context, context, form, forms
from secondsource.subjects import Subject, load, packs


@pytest.mark.parametrize("name", packs())
@pytest.mark.parametrize("of", forms())
def test_what_a_pack_adds_to_a_form_has_its_citation_and_names_rules_that_there_are(name: str, of: str) -> None:
    pack = load(name)
    added = context(form(of), pack)
    assert all(says and citation for says, citation in added.says)
    assert added.rules <= set(pack.provisions)


def test_a_pack_of_the_program_s_own_says_where_a_letter_can_go(pack: Subject) -> None:
    assert any("30 April 2024" in says for says, _ in context(form("letter"), pack).says)
    assert context(form("customs"), pack).rules
    assert context(form("press"), pack) == Context()


def test_where_the_letters_of_one_regime_go_is_nothing_to_another() -> None:
    other = load("uyghur_labour")
    assert other.base is not None
    assert context(form("letter"), other) == Context()
    assert "US-UFLPA-3A" in context(form("customs"), other).rules


def test_what_is_said_to_be_lacking_turns_on_a_condition_that_is_known() -> None:
    assert {unless for one in forms().values() for unless, _ in one.lacks} <= {
        "reached",
        "rules",
        "breach",
        "translated",
    }
