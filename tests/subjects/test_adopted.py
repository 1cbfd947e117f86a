from pathlib import Path

from secondsource.subjects import Subject
from secondsource.subjects.adopted import adopted

RULE = """provisions:
- {{id: {id}, instrument: {instrument}, symbol: {symbol}, jurisdiction: UN, legal_force: binding, kind: prohibition,
   event_types: [], in_force_from: null, in_force_to: null, summary: s, citation: c, adopted: "{day}"}}
"""


def test_an_instrument_of_many_provisions_is_there_once_with_its_day(pack):
    found = {item.name: item for item in adopted(pack)}
    assert len(found) == len(adopted(pack)) > 20
    assert all(item.day.earliest is not None for item in found.values())
    rules = [rule for rule in pack.provisions.values() if rule.adopted]
    assert len(rules) > len(found)
    assert all(str(found[rule.instrument].day) == rule.adopted for rule in rules)


def test_a_provision_whose_day_is_none_leaves_the_others_alone(tmp_path: Path):
    (tmp_path / "provisions").mkdir()
    for id, day in (("a", "the second of March"), ("b", "2016-03-02")):
        words = RULE.format(id=id, instrument=f"Instrument {id}", symbol="null", day=day)
        (tmp_path / "provisions" / f"{id}.yaml").write_text(words)
    assert [(item.name, item.symbol, str(item.day)) for item in adopted(Subject(tmp_path))] == [
        ("Instrument b", "", "2016-03-02")
    ]
