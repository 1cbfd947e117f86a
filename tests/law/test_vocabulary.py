"""A vocabulary that does not hold together is refused, naming file and field."""

from __future__ import annotations

import shutil

import pytest

from secondsource.law import events
from secondsource.law.claim_facts import _cues
from secondsource.law.rule import rules
from secondsource.law.vocabulary import vocabulary
from secondsource.model import BadPack
from secondsource.subjects import Subject


@pytest.mark.parametrize(
    ("old", "new", "read", "says"),
    [
        ("- fact: payee.un_designated\n", "- fact: payee.listed\n", vocabulary, "derived_facts.payee.listed"),
        ("list: un_listing", "list: moon_listing", vocabulary, "derived_facts.payee.un_designated"),
        ("value: [work_permit, work_visa, work_quota]", "value: [work_pass]", vocabulary, "work_pass"),
        ("GB: '2020-12-30'", "GB: '2020-12'", vocabulary, "EU_LAW_TERRITORY.until"),
        ("base_outcome: concern_only", "base_outcome: worry", vocabulary, "worry"),
        ("conditional: no_event_yet", "conditional: nothing", vocabulary, "factuality.effect"),
        ("value: forestry", "value: gardening", _cues, "fact_cues.work.purpose"),
        ("- fact: cash.declared\n  value: false", "- fact: cash.shown\n  value: false", _cues, "fact_cues.cash.shown"),
    ],
)
def test_a_vocabulary_that_does_not_fit(old, new, read, says, pack, tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(pack.folder, folder)
    path = folder / "law_vocabulary.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadPack, match=r"law_vocabulary\.yaml") as caught:
        read(Subject(folder))
    assert says in str(caught.value)


def test_the_shipped_pack_holds_together(pack):
    assert len(rules(pack)) == len(pack.provisions) == 73
    assert len(_cues(pack)) > 40
    assert list(events([], pack)) == []
