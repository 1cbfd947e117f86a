"""The columns of the list find what looking at every row finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from secondsource.desk.index import Columns, Index
from secondsource.desk.listing import SORTS, Row, Wish, chosen
from secondsource.desk.sought import APART, fitting, plain
from secondsource.desk.vocabulary import _SEARCHES, Gathering, Vocabulary
from tests.desk.test_listing import ROW, WISHES, rows

PIECES = st.sampled_from(
    [
        "strike",
        "in",
        "kuwait",
        "un",
        "paid",
        "wages",
        "unpaid",
        "임금",
        "체불",
        "임금체불",
        "임금을",
        "-",
        "90",
        "ASH",
        "é",
    ]
)
TEXTS = st.lists(
    st.lists(st.lists(PIECES, max_size=4), max_size=3).map(lambda said: APART.join(plain(" ".join(s)) for s in said)),
    max_size=8,
)
SEARCHES = st.lists(
    st.builds(
        lambda minus, words, quoted, joined: (
            minus + (f'"{" ".join(words)}"' if quoted else ("" if joined else " ").join(words))
        ),
        st.sampled_from(["", "-"]),
        st.lists(PIECES, min_size=1, max_size=3),
        st.booleans(),
        st.booleans(),
    ),
    max_size=3,
).map(" ".join)


def vocabulary(texts: list[str]) -> Vocabulary:
    gathering = Gathering()
    for text in texts:
        gathering.add(text)
    return gathering.made()


@given(TEXTS, SEARCHES)
def test_a_vocabulary_finds_what_looking_through_every_text_finds(texts: list[str], search: str) -> None:
    made = vocabulary(texts)
    for one in (made, Vocabulary.of_kept(made.kept())):
        found = one.fitting(search, lambda places: [texts[at] for at in places])
        assert found.nonzero()[0].tolist() == list(fitting(texts, search))


def test_texts_are_looked_through_only_where_words_alone_do_not_tell() -> None:
    texts = ["unpaid wages in kuwait", "wages unpaid", "임금 체불", "임금체불"]
    asked: list[int] = []

    def given_texts(places: list[int]) -> list[str]:
        asked.extend(places)
        return [texts[at] for at in places]

    for search in ("wages", '"unpaid"', "-kuwait", "임금"):
        vocabulary(texts).fitting(search, given_texts)  # type: ignore[arg-type]
    assert asked == []
    assert vocabulary(texts).fitting("임금체불", given_texts).tolist() == [False, False, True, True]  # type: ignore[arg-type]
    assert asked == [2]


@given(rows(), WISHES, st.sampled_from(sorted(SORTS)))
def test_columns_choose_and_order_as_rows_do(every: list[Row], wish: Wish, sort: str) -> None:
    asked, index = replace(wish, sort=sort), Index.of(every)
    expected = [row.id for row in chosen(every, asked)]
    for one in (index, Index.of_kept(index.kept)):
        places = one.chosen(asked, lambda some: [every[at].words for at in some])
        assert [every[at].id for at in places] == expected


@given(rows(), WISHES, st.randoms(), st.sampled_from(sorted(SORTS)))
def test_rows_may_be_taken_in_in_any_order(every: list[Row], wish: Wish, chance: Random, sort: str) -> None:
    ranked, columns, asked = list(range(len(every))), Columns(), replace(wish, sort=sort)
    chance.shuffle(ranked)
    for row in every:
        columns.add(row)
    there = [every[at] for at in ranked]
    places = columns.made(ranked).chosen(asked, lambda some: [there[at].words for at in some])
    assert [there[at].id for at in places] == [row.id for row in chosen(there, asked)]


def test_an_empty_list_has_columns() -> None:
    index = Index.of_kept(Index.of([]).kept)
    assert index.chosen(Wish(text="a", since="2016-01-01", sort="late"), lambda _: []).tolist() == []
    assert Index.of([ROW]).chosen(Wish(), lambda _: []).tolist() == [0]


def test_an_answer_that_is_kept_is_nobodys_to_change() -> None:
    texts = ["a strike in kuwait", "wages in qatar"]
    index, asked = vocabulary(texts), list[tuple[int, ...]]()

    def given(places: Sequence[int]) -> list[str]:
        asked.append(tuple(places))
        return [texts[place] for place in places]

    first = index.fitting('"strike in"', given)
    assert first.tolist() == [True, False]
    first[:] = False
    assert index.fitting('"strike in"', given).tolist() == [True, False] and len(asked) == 1
    for number in range(_SEARCHES + 5):
        index.fitting(f"word{number}", given)
    assert len(index._searched._values) == _SEARCHES
