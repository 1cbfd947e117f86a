from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.store import Case
from secondsource.store.search import Cut, Index, What, index_in_memory, index_of, query_of
from tests.store.search.samples import by_chance, claim, expected, found, report, searches, statement

NOW = "2016-06-08T00:00:00Z"
CUTS = {"거부했다": Cut(stems=("거부하",)), "거부한": Cut(stems=("거부하",)), "노동자들이": Cut(noun="노동자")}


def cut(word: str) -> Cut:
    return CUTS.get(word, Cut())


@pytest.fixture
def server(tmp_path: Path, postgres_url: str) -> Iterator[Index]:
    with Case.create(tmp_path / "case", now=NOW, database=postgres_url) as case:
        index = index_of(case, cut)
        yield index
        index.close()


def sure(index: Index, search: str, what: What = What.REPORTS) -> tuple[list[str], list[str]]:
    """What the database alone finds, and what it leaves to the texts."""
    query = query_of(search, index.morphemes)
    left = index.unsure(query, what)
    return sorted(index.ask(query, what, but=left, most=10_000).ids), left


def test_both_databases_find_the_same(server: Index):
    entries = by_chance(3, 80)
    beside = index_in_memory(cut)
    for index in (server, beside):
        index.put(entries)
    for search in [*searches(4, 250), "거부한", "노동자들이", "-거부한 북", "임금체불 -노동자들이"]:
        if query_of(search).asks:
            for what in What:
                assert (
                    found(server, search, what)
                    == found(beside, search, what)
                    == expected(entries, search, what, server)
                ), search
    beside.close()


def test_both_choose_and_leave_out_the_same(server: Index):
    entries = [
        report("a-0", "strike", outlet="The Harbour Post", language="en", earliest="2016-03-01", latest="2016-03-31", types=("workstoppage",)),
        report("b-0", "strike é", outlet="Gazeta \x00", language="ru", earliest="2017-01-05", latest="2017-01-05", types=("arrest", "fine")),
        report("Z-0", "strike"), statement("a-0.s1", "strike"), statement("b-0.s1", "strike"),
        claim("k", "Strike", "x\nunpaid\nwages", "a-0", "b-0"), claim("m", "Strike", "unpaid wages", "b-0"),
    ]  # fmt: skip
    beside = index_in_memory(cut)
    for index in (server, beside):
        index.put(entries)
    for search in (
        "outlet:harbour", "-outlet:harbour strike", "language:ru", "-language:ru", "from:2016-03-15 until:2016-03-20", "type:fine", "-type:fine strike",
        '"unpaid wages"', '-"unpaid wages"', "strike", "É",
    ):  # fmt: skip
        for what in What:
            for more in ({}, {"without": ["a-0"]}, {"but": ["b-0", "k"]}, {"only": ["a-0", "m"]}):
                assert found(server, search, what, **more) == found(beside, search, what, **more), (search, what, more)
    assert server.resting_on(["b-0"]) == ["k", "m"]
    assert server.ask(query_of("strike"), What.STATEMENTS).ids == ("a-0.s1", "b-0.s1"), (
        "of equal ones the lesser id first"
    )
    assert [i for i, _ in server.known(What.REPORTS)] == ["Z-0", "a-0", "b-0"], "in the order of bytes"
    server.put([report("a-0", "gold")])
    server.drop(What.REPORTS, ["b-0"])
    assert (
        found(server, "strike") == ["Z-0"]
        and found(server, "gold") == ["a-0"]
        and found(server, "unpaid", What.CLAIMS) == []
    )


def test_long_texts_are_left_to_the_texts(server: Index):
    far = "filler " * 20_000 + "unpaid wages"
    often = "the cash " * 400 + "the end"
    vast = " ".join(f"word{n}" for n in range(150_000)) + " needle"
    entries = [
        report("far", far),
        report("often", often),
        report("vast", vast),
        report("short", "unpaid wages the end needle"),
    ]
    server.put(entries)
    assert sure(server, "unpaid wages") == (["far", "short"], ["vast"]), "single words are found in any text"
    for search, left in (
        ('"unpaid wages"', ["far", "vast"]),
        ('"the end"', ["often", "vast"]),
        ("needle", ["vast"]),
        ('-"the end"', ["far", "often", "vast"]),
    ):
        by_database, unsure = sure(server, search)
        assert unsure == left, search
        rest = [one for one in unsure if one in expected(entries, search, What.REPORTS, server)]
        assert sorted([*by_database, *rest]) == expected(entries, search, What.REPORTS, server)


@pytest.mark.parametrize(
    "text", ["a\x00b", "\ud800 lone", "x" * 100_000, "quote \" ' quote", "¶ b ¶ \\ ' ''", "가" * 5_000]
)
def test_hostile_texts_are_kept_and_found(server: Index, text: str):
    server.put([report("r", text)])
    for search in ("b", "lone", "x" * 80, "quote", "가가가"):
        by_database, left = sure(server, search)
        assert by_database == expected([report("r", text)], search, What.REPORTS, server) or left == ["r"]
