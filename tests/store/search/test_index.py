from pathlib import Path

import pytest

from secondsource.store.search import Index, What, index_in_memory, query_of
from secondsource.store.search.beside import FILE, Beside
from secondsource.store.search.sqlite import Sqlite
from tests.store.search.samples import by_chance, claim, expected, found, report, searches, statement


def test_what_is_found_is_what_the_texts_say(index: Index):
    entries = by_chance(1, 60)
    index.put(entries)
    for search in searches(2, 200):
        if query_of(search).asks:
            for what in What:
                assert found(index, search, what) == expected(entries, search, what, index), search


def test_the_best_stands_first_and_equal_ones_by_id(index: Index):
    index.put(
        [
            report("b", "a strike"),
            report("a", "a strike"),
            report("c", "nothing " * 30 + "strike"),
            report("d", "x", "Strike"),
        ]
    )
    ids = index.ask(query_of("strike"), What.REPORTS).ids
    assert ids.index("a") < ids.index("b") < ids.index("c")
    assert ids[0] == "d"
    assert index.ask(query_of("strike"), What.REPORTS, first=1, most=2).ids == ids[1:3]
    assert index.ask(query_of("strike"), What.REPORTS, first=9).ids == ()


def test_fields_choose(index: Index):
    one = report(
        "a",
        "strike",
        outlet="The Harbour Post",
        language="en",
        earliest="2016-03-01",
        latest="2016-03-31",
        types=("workstoppage",),
    )
    other = report(
        "b",
        "strike",
        outlet="Gazeta",
        language="ru",
        earliest="2017-01-05",
        latest="2017-01-05",
        types=("arrest", "fine"),
    )
    index.put([one, other, report("c", "strike"), claim("k", "Strike", "", "a", "b"), claim("m", "Strike", "", "c")])
    assert found(index, "strike outlet:harbour") == ["a"]
    assert found(index, "-outlet:harbour") == ["b", "c"]
    assert found(index, "outlet:harbour outlet:gazeta") == ["a", "b"]
    assert found(index, "language:ru") == ["b"] and found(index, "-language:ru strike") == ["a", "c"]
    assert found(index, "from:2016-03-15 until:2016-03-20") == ["a"]
    assert found(index, "from:2016-04") == ["b"] and found(index, "until:2016-12") == ["a"]
    assert found(index, 'type:"Work stoppage"') == ["a"] and found(index, "type:FINE type:work_stoppage") == ["a", "b"]
    assert found(index, "-type:fine") == ["a", "c"]
    assert found(index, "outlet:gazeta", What.CLAIMS) == ["k"]
    assert found(index, "language:en outlet:gazeta", What.CLAIMS) == []
    assert index.ask(query_of("language:en language:ru"), What.REPORTS).ids == ("b", "a")


def test_what_may_not_be_seen_is_not_found_and_not_counted(index: Index):
    index.put([
        report("a-0", "strike"), statement("a-0.s1", "strike"), report("b-0", "strike"), statement("b-0.s1", "strike"),
        claim("k", "strike", "", "a-0", "b-0"), claim("m", "strike", "", "b-0"),
    ])  # fmt: skip
    closed = {"without": ["a-0"]}
    assert found(index, "strike", What.REPORTS, **closed) == ["b-0"]
    assert found(index, "strike", What.STATEMENTS, **closed) == ["b-0.s1"]
    assert found(index, "strike", What.CLAIMS, **closed) == ["m"]
    assert index.resting_on(["a-0"]) == ["k"]
    assert found(index, "strike", but=["b-0"]) == ["a-0"] and found(index, "strike", only=["b-0", "z"]) == ["b-0"]


def test_what_changed_or_went_is_found_no_more(index: Index):
    index.put(
        [report("a-0", "strike"), statement("a-0.s1", "strike"), claim("k", "strike", "", "a-0"), report("b-0", "gold")]
    )
    index.put([report("a-0", "cash"), statement("a-0.s2", "cash")])
    assert found(index, "strike") == [] and found(index, "cash") == ["a-0"]
    assert found(index, "cash strike", What.STATEMENTS) == [] and found(index, "cash", What.STATEMENTS) == ["a-0.s2"]
    assert found(index, "strike", What.CLAIMS) == [], "it rests on a report that changed and must be put again"
    index.drop(What.REPORTS, ["a-0"])
    assert found(index, "cash") == found(index, "cash", What.STATEMENTS) == []
    assert list(index.known(What.REPORTS)) == [("b-0", "d")]


def test_words_made_in_another_way_are_made_anew(index: Index):
    index.begin("one")
    index.put([report("a", "strike")])
    index.note("now")
    index.begin("one")
    assert index.state() == "" and found(index, "strike") == ["a"]
    index.begin("two")
    assert found(index, "strike") == [] and list(index.known(What.REPORTS)) == []


@pytest.mark.parametrize(
    "search",
    [
        '" OR 1=1 --', "words : x", "{title} : strike", "NEAR(a b)", "a AND OR NOT", "strike*", "*strike", "^strike", "a\x00b", "'; DROP TABLE",
        "(((", ")))", "% _ %", "\ud800", '"' * 7, "a-b-c", "strike" * 100, "title:strike", "+strike", "\\", "€¶", "'strike'", "&|!<->:*",
    ],
)  # fmt: skip
def test_a_hostile_search_is_only_a_search(index: Index, search: str):
    entries = [report("a", "strike a b not"), report("b", "or and ¶ title words")]
    index.put(entries)
    if query_of(search).asks:
        assert found(index, search) == expected(entries, search, What.REPORTS, index)


def test_hostile_texts_are_kept_and_found(index: Index):
    texts = ["a\x00b", "\ud800 lone", "x" * 100_000, "\n" * 1000, 'quote " quote', "¶ b ¶", "가" * 5_000]
    entries = [report(f"r{n}", text) for n, text in enumerate(texts)]
    index.put(entries)
    for search in ("b", "lone", "x" * 80, "quote", "가가가"):
        assert found(index, search) == expected(entries, search, What.REPORTS, index) != []


def test_a_damaged_file_is_made_anew(tmp_path: Path):
    first = Index(Beside(tmp_path), Sqlite())
    first.put([report("a", "strike")])
    first.close()
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    (tmp_path / FILE).write_bytes(b"no database at all" * 1000)
    for name in (f"{FILE}-wal", f"{FILE}-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    again = Index(Beside(tmp_path), Sqlite())
    assert again.state() == "" and found(again, "strike") == []
    again.close()


def test_many_gone_entries_are_tidied_away(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("secondsource.store.search.index._GONE", 10)
    index = index_in_memory()
    index.begin("one")
    for _ in range(12):
        index.put([report("a", "strike")])
    index.begin("one")
    assert found(index, "strike") == []
    index.close()
