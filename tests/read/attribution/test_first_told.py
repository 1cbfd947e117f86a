"""“The news was first reported by Yonhap.”: what the report told by itself came out there."""

from __future__ import annotations

import pytest

from ..made import contents, statements

STRIKE = "Fifty workers went on strike in Kuwait"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"{STRIKE}. The strike was first reported by Yonhap.", ["Yonhap News Agency"]),
        (f"{STRIKE}. The news was reported by Yonhap on Tuesday.", ["Yonhap News Agency"]),
        (f"{STRIKE}. It was first reported by the Quay Courier.", ["Quay Courier"]),
        (f"{STRIKE}, in a development first reported by Yonhap.", ["Yonhap News Agency"]),
        ("The ministry said fifty workers went on strike in Kuwait. The news was first reported by Yonhap.", ["Yonhap News Agency", "ministry"]),
    ],
)  # fmt: skip
def test_who_told_first_stands_before_all_others(text: str, chain: list[str]) -> None:
    (found,) = statements(text)
    assert contents(text, (found,))[0].lower() == STRIKE.lower()
    assert found.chain.names == chain


@pytest.mark.parametrize(
    "after",
    [
        "The strike was not reported by Yonhap.",
        "The strike was reported by Yonhap.",
        "A strike was first reported by the guards.",
        "The strike was first broken by the police.",
    ],
)
def test_what_says_no_such_thing_changes_nothing(after: str) -> None:
    assert statements(f"{STRIKE}. {after}")[0].chain.names == []


def test_what_was_told_paragraphs_before_is_left_as_it_is() -> None:
    text = f"Ten men were arrested in Doha.\n\n{STRIKE}.\n\nThe strike was first reported by Yonhap."
    assert [found.chain.names for found in statements(text)] == [[], ["Yonhap News Agency"]]


def test_an_outlet_that_was_named_is_not_made_to_follow_another() -> None:
    first, _ = statements("KBS said fifty workers went on strike in Kuwait. The news was first reported by Yonhap.")
    assert first.chain.names == ["KBS"]
