"""What is hidden anywhere in a case is found nowhere in it: the same as a search of the masked texts finds."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from secondsource.model import PersonalData, PersonalKind, Reading, Span
from secondsource.pipeline.searching import searchable_view
from secondsource.publish import masked_view
from secondsource.publish.found import Finder
from secondsource.publish.hidden_words import hidden, masks_in
from secondsource.publish.redact import masks_of
from secondsource.store.search import What, Words, entries_of, query_of, texts_of
from secondsource.store.view import CaseView
from tests.newsroom import Newsroom, Says

PEOPLE = ("Kim Chol-su", "김철수", "남궁철수", "Tobias Fennimore", "t.fenn@quay.example", "+00 555 019 2837")
TEXTS = (
    "Kim Chol-su said wages were unpaid in Kuwait, write to t.fenn@quay.example.",
    "The workers, Kim Chol-su among them, stopped work; Kim Jong Un did not.",
    "김철수가 임금을 받지 못했다고 말했다. 동료 남궁철수는 작업을 거부했다.",
    "Nothing of Tobias Fennimore was known in Doha; call +00 555 019 2837 or Fennimore.",
    "The ministry in Doha said that wages had been paid in 2016.",
    "쿠웨이트의 노동자 수가 늘었다고 이남궁철수라는 사람이 말했다.",
)
SEARCHES = (
    "kim", "chol", "-chol", '"kim chol-su"', "su", "김철수", "김철", "철수", "수가", "수는", "이남", "남궁", "궁철", "수라", "수", "거부했다", "tobias", "fennimore", "fenn", "-fenn work",
    "quay", "example", "t.fenn@quay.example", "555", "2837", "019 doha", "wages", "-wages", "wages -kim", "doha", "가", "노동자 수", "kim jong",
)  # fmt: skip


def case(whose: int) -> CaseView:
    """A case in which one report out of `whose` knows what is personal in it, and the others have the same words."""
    room = Newsroom()
    readings: list[Reading] = []
    for n, text in enumerate(TEXTS * 2):
        reading = room.publish(f"{n:016x}-0", "The Harbour Post", f"2016-03-{n + 1:02}", Says(text=text))
        spans = [(name, reading.report.text.find(name)) for name in PEOPLE]
        kinds = {"@": PersonalKind.EMAIL, "+": PersonalKind.PHONE}
        personal = tuple(
            PersonalData(span=Span(at, at + len(name)), kind=next((k for s, k in kinds.items() if s in name), PersonalKind.PRIVATE_PERSON))
            for name, at in spans
            if at >= 0 and n % whose == 0
        )  # fmt: skip
        readings.append(replace(reading, report=replace(reading.report, personal=personal)))
    return CaseView(id="k", title="", created="", subject="dprk_labour", readings=tuple(readings))


@pytest.fixture(params=[1, 2, 3, 5])
def view(request: pytest.FixtureRequest) -> CaseView:
    return case(request.param)


def searched(view: CaseView, closed: frozenset[str] = frozenset()) -> tuple[Any, CaseView, Finder]:
    index = searchable_view_of_raw(view)
    masks = masks_in(index, view.ledger)
    assert masks == masks_of(view)
    shown = masked_view(
        replace(view, readings=tuple(r for r in view.readings if r.report.id not in closed)), masks=masks
    )
    return index, shown, Finder(index, shown, masks, closed)


def searchable_view_of_raw(view: CaseView) -> Any:
    return searchable_view(view, hidden)


def by_text(shown: CaseView, search: str, what: What) -> set[str]:
    entries = [entry for reading in shown.readings for entry in entries_of(reading) if entry.what is what]
    from secondsource.pipeline.korean_words import morphemes

    query = query_of(search, morphemes())
    return {entry.id for entry in entries if Words(texts_of(entry), morphemes()).fits(query)}


def test_a_search_finds_what_the_masked_texts_say(view: CaseView):
    index, shown, finder = searched(view)
    for search in SEARCHES:
        for what in (What.REPORTS, What.STATEMENTS):
            found = finder.find(search, what, most=100)
            ids = [row.id for row in found.rows]
            assert set(ids) == by_text(shown, search, what), (search, what)
            assert found.total == len(ids) == len(set(ids))
            for row in found.rows:
                assert row.sentence in " ".join(shown.report(row.report.id).text.split())
    index.close()


def test_pages_of_answers_join_up(view: CaseView):
    index, _, finder = searched(view)
    for search in ("-chol", "wages", "kim", "-wages"):
        whole = [row.id for row in finder.find(search, What.REPORTS, most=100).rows]
        parts = [
            row.id
            for first in range(0, len(whole), 2)
            for row in finder.find(search, What.REPORTS, first=first, most=2).rows
        ]
        assert parts == whole
    index.close()


def test_what_is_closed_is_found_by_nobody_and_hides_what_it_hid(view: CaseView):
    closed = frozenset(random.Random(4).sample([r.report.id for r in view.readings], 4))
    index, shown, finder = searched(view, closed)
    for search in SEARCHES:
        found = {row.id for row in finder.find(search, What.REPORTS, most=100).rows}
        assert found == by_text(shown, search, What.REPORTS) and not found & closed, search
    index.close()
