from secondsource.model import How, Known, Report
from secondsource.read.sources import folded, registry


def test_the_longest_name_wins(pack):
    found = [s.name for _, s in registry(pack).within("Daily NK Japan and Daily NK wrote.")]
    assert found == ["Daily NK Japan", "Daily NK"]


def test_names_match_whole_words_only(pack):
    assert list(registry(pack).within("The APPLE and the MAP fell.")) == []


def test_aliases_in_korean_lead_to_the_same_name(pack):
    assert registry(pack).named("자유아시아방송").name == registry(pack).named("RFA").name == "Radio Free Asia"


def test_an_outlet_is_known_by_its_address(pack):
    url = Known(value="https://www.dailynk.com/english/x", how=How.GIVEN, why="given")
    report = Report(id="r", capture="0", part=0, name="r", text="", url=url)
    assert registry(pack).outlet_of(report) == "Daily NK"


def test_no_alias_belongs_to_two_sources(pack):
    seen = {}
    for source in pack.sources.values():
        for name in {folded(n) for n in (source.name, *source.aliases)}:
            assert seen.setdefault(name, source.id) == source.id, name
