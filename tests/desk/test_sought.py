from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.desk.shelf import Shown
from secondsource.desk.sought import fitting, parts, plain
from tests.desk.holding import client_of, page
from tests.publish.made import COMMENT, SECRETS, made

TOLD = plain('Dock hands said they had "unpaid wages" for a year; 베사 부두 노동자들이 파업을 벌였다')


def found(search: str) -> bool:
    return list(fitting([TOLD], search)) == [0]


@pytest.mark.parametrize(
    ("search", "there"),
    [
        ("파업", True),
        ("파업을", True),
        ("노동자", True),
        ("부두노동자", True),
        ("부두 노동자", True),
        ("노동자파업", False),
        ("임금", False),
        ('"부두 노동자"', True),
        ('"두 노동자"', True),
        ("-파업", False),
        ("WAGES", True),
        ("ｗａｇｅｓ", True),
        ("wage", True),
        ('"unpaid wages"', True),
        ("“unpaid wages”", True),
        ("„Unpaid  Wages“", True),
        ('"wages unpaid"', False),
        ('"unpaid wage"', False),
        ("wages -unpaid", False),
        ("wages -gold", True),
        ('-"unpaid wages"', False),
        ('-"wages unpaid"', True),
        ("−gold", True),
        ('"unpaid wages', True),
        ('unpaid"wages', True),
        ('"', True),
        ('""', True),
        ("-", True),
        ('- -- "" -""', True),
        ("", True),
    ],
)
def test_what_a_search_finds(search: str, there: bool) -> None:
    assert found(search) is there


def test_a_phrase_is_not_found_across_two_texts() -> None:
    (row,) = Shown.of(made()).rows
    assert list(fitting([row.words], '"numbers quay"')) == []
    first, second = row.words.split("\n")[:2]
    assert list(fitting([row.words], f'"{first.split()[-1]} {second.split()[0]}"')) == []
    assert list(fitting([row.words], f'"{first}" "{second}"')) == [0]


@given(st.text())
def test_any_text_can_be_searched_for(text: str) -> None:
    fitting([TOLD], text)
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet="가나파업노동자 aäéＡ①ﬁ\u0301-", max_size=20))
def test_the_form_in_which_it_is_typed_does_not_matter(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        typed = unicodedata.normalize(form, text)
        assert plain(typed) == plain(text)
        assert parts(typed) == parts(text)


@given(st.lists(st.sampled_from(["wages", "파업", '"unpaid wages"', "gold", '"dock gold"']), max_size=4))
def test_a_minus_leaves_out_what_the_words_alone_would_find(words: list[str]) -> None:
    for word in words:
        assert found(word) is not found(f"-{word}")
    assert found(" ".join(words)) is all(found(word) for word in words)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_quotations_and_korean_are_searched_on_the_page(form: str) -> None:
    client = client_of(made())
    for search in ("작업을 거부했다", "노동자", "수십 명", '"refused to work"', "DOZENS -gold", "베사 “부두 노동자”"):
        root = page(client, "/?q=" + unicodedata.normalize(form, search))
        assert len(root.xpath('//table[contains(@class, "list")]/tbody/tr')) == 1, search
    assert "No claim fits" in page(client, "/?q=-노동자").text_content()


def test_a_search_finds_nothing_that_is_masked_or_a_comment() -> None:
    client = client_of(made())
    for secret in (*SECRETS, COMMENT, "Fennimore", "harbourwire.example"):
        for search in (secret, f'"{secret}"'):
            assert client.get("/api/claims", params={"q": search}).json()["total"] == 0, search
        assert client.get("/api/claims", params={"q": f'-"{secret}"'}).json()["total"] == 1
